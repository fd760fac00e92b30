"""The conclusion: a value that exists only for a completed walk, with every sentence cited."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from assistant.cite import Citer, Source
from assistant.errors import IncompleteWalk
from assistant.guard import Guard
from assistant.kader.agenda import Agenda
from assistant.kader.codes import FIVE_STEPS, STOPS_THE_WALK, Grondslag, Outcome
from assistant.kader.facts import Facts
from assistant.kader.table import Decision
from assistant.kader.verdict import Verdict
from assistant.report.ladder import RungView, ladder
from assistant.report.law_register import LawRegister
from assistant.report.receipt import write_receipt
from assistant.report.statements import Statement, say, say_those_that_hold, to_json
from assistant.report.turning_points import TurningPoint, grouped, turning_points
from assistant.report.wording import SECTIONS, SHARING, Texts, Wording, first_that_holds

_UNKNOWN_ROW = "R00-onbekend"


class CompletedWalk:
    """A walk of which all five steps are answered (or that stopped on acute danger or out of scope)."""

    __slots__ = ("agenda", "answers")

    def __init__(self, agenda: Agenda, answers: Mapping[str, str]) -> None:
        """Check the answers; raises IncompleteWalk naming what is missing."""
        if missing := agenda.missing(answers):
            raise IncompleteWalk(f"no conclusion before the five steps are done; missing: {', '.join(missing)}")
        if not agenda.stopped(answers) and agenda.steps_done(answers) != list(FIVE_STEPS):
            raise IncompleteWalk("no conclusion before the five steps are done")
        # The lock that reads nothing but the answers: whatever the agenda says, a step without an answer is not done.
        for step in FIVE_STEPS if not agenda.stopped(answers) else ():
            if not any(fact.fact_id in answers for fact in agenda.facts.of_step(step)):
                raise IncompleteWalk(f"no conclusion before step {step} has an answer")
        self.agenda = agenda
        self.answers = dict(answers)


@dataclass(frozen=True)
class Conflict:
    """Where the documents differ on this conclusion: each side cited, and which one the rule follows."""

    text_id: str
    title: str
    sides: tuple[Statement, ...]
    follows: str

    def to_json(self) -> dict[str, Any]:
        """Return the difference as plain data."""
        return {"id": self.text_id, "titel": self.title, "kanten": to_json(self.sides), "volgt": self.follows}


@dataclass(frozen=True)
class Conclusion:
    """Everything a user reads at the end. The first field is the lock: without a completed walk there is none."""

    walk: CompletedWalk
    decision: Decision
    title: str
    grondslag_name: str
    omvang_name: str
    sentences: tuple[Statement, ...]
    sections: Mapping[str, tuple[Statement, ...]]
    sharing: Mapping[str, tuple[Statement, ...]]  # what is shared (wel) and what is not (niet), beside each other
    recipient: str  # to whom, in words; empty when the walk never came to step II
    conflicts: tuple[Conflict, ...]
    ageing: tuple[dict[str, Any], ...]
    turning_points: tuple[TurningPoint, ...]
    grouped_turning_points: list[dict[str, Any]]
    ladder: tuple[RungView, ...]
    terms: tuple[Statement, ...]  # the terms of law in it, each explained from its passage
    generation: str
    drawn_on: str
    dropped: int

    def __post_init__(self) -> None:
        """Refuse anything that is not a completed walk, also when types are not checked."""
        if not isinstance(self.walk, CompletedWalk):
            raise IncompleteWalk("a conclusion is only built from a completed walk")

    @property
    def sources(self) -> tuple[Source, ...]:
        """Every citation once, in the order of appearance."""
        cited = [*self.sentences, *(s for part in self.sections.values() for s in part)]
        cited += [s for part in self.sharing.values() for s in part]
        cited += [side for conflict in self.conflicts for side in conflict.sides]
        cited += [*_said_on(self.ladder), *self.terms]
        unique = {(s.passage.passage_id, s.quote_lines): s for statement in cited for s in statement.sources}
        return tuple(unique.values())

    def to_json(self) -> dict[str, Any]:
        """Return the conclusion as plain data with the Dutch keys of the contract."""
        verdict = self.decision.verdict
        return {
            "code": str(verdict.outcome),
            "grondslag": str(verdict.grondslag),
            "omvang": str(verdict.omvang),
            "titel": self.title,
            "grondslag_naam": self.grondslag_name,
            "omvang_naam": self.omvang_name,
            "zinnen": to_json(self.sentences),
            **{name: to_json(statements) for name, statements in self.sections.items()},
            "delen": {name: to_json(statements) for name, statements in self.sharing.items()},
            "ontvanger_naam": self.recipient,
            "tegenspraak": [conflict.to_json() for conflict in self.conflicts],
            "veroudering": list(self.ageing),
            "keerpunten": [point.to_json() for point in self.turning_points],
            "keerpunten_groepen": self.grouped_turning_points,
            "ladder": [rung.to_json() for rung in self.ladder],
            "begrippen": [
                {"term": said["id"], "uitleg": said["tekst"], "bronnen": said["bronnen"]}
                for said in to_json(self.terms)
            ],
            "onbekend": list(self.decision.unknown),
            "bewijs": self.receipt(),
            "weggelaten": self.dropped,
        }

    def receipt(self) -> dict[str, Any]:
        """Return what is needed to reach this conclusion again; `python -m assistant replay` reads it."""
        agenda = self.walk.agenda
        derived = {fact: proposal.value for fact, proposal in agenda.derived(self.walk.answers).items()}
        return write_receipt(
            agenda.table,
            self.decision,
            self.walk.answers,
            derived,
            self.sources,
            generation=self.generation,
            drawn_on=self.drawn_on,
        )


def conclude(walk: CompletedWalk, texts: Texts, citer: Citer, guard: Guard, law: LawRegister) -> Conclusion:
    """Decide a completed walk and put the decision in cited words."""
    agenda = walk.agenda
    answers = agenda.complete_with_derived(walk.answers)
    decision = agenda.table.decide(answers)
    verdict = decision.verdict
    context = {
        **answers,
        "conclusie": str(verdict.outcome),
        "grondslag": str(verdict.grondslag),
        "omvang": str(verdict.omvang),
    }
    before = guard.dropped
    sentences = guard.release(_sentences(decision, context, texts, citer))
    sections = {name: guard.release(say_those_that_hold(texts.sections[name], context, citer)) for name in SECTIONS}
    sharing = {name: guard.release(say_those_that_hold(texts.sharing[name], context, citer)) for name in SHARING}
    conflicts = _conflicts(texts, context, citer, guard)
    rungs = ladder(texts, citer, agenda.table, decision, context)
    cited = [*sentences, *(said for part in (*sections.values(), *sharing.values()) for said in part)]
    cited += [*(side for conflict in conflicts for side in conflict.sides), *_said_on(rungs)]
    points = turning_points(agenda, texts, walk.answers)
    return Conclusion(
        walk=walk,
        decision=decision,
        title=texts.titles[verdict.outcome],
        grondslag_name=texts.grondslag_names[verdict.grondslag],
        omvang_name=_omvang_name(verdict, texts),
        sentences=sentences,
        sections=sections,
        sharing=sharing,
        recipient=_recipient(agenda.facts, answers),
        conflicts=conflicts,
        ageing=law.ageing([source for statement in cited for source in statement.sources]),
        turning_points=points,
        grouped_turning_points=grouped(points, texts),
        ladder=rungs,
        terms=_terms(agenda.facts, [texts.titles[verdict.outcome], *(statement.text for statement in cited)], citer),
        generation=citer.generation,
        drawn_on=date.today().isoformat(),
        dropped=guard.dropped - before,
    )


def _sentences(decision: Decision, context: Mapping[str, str], texts: Texts, citer: Citer) -> list[Statement]:
    """Say the outcome, why this row decided, the grondslag, the size, and what was weighed in each step."""
    verdict = decision.verdict
    said: list[Wording] = [w for w in texts.outcomes[verdict.outcome] if w.when.holds(context)]
    said += _first(texts.rows[decision.row.row_id if decision.row else _UNKNOWN_ROW], context)
    if verdict.grondslag is not Grondslag.GEEN:
        said += [w for w in texts.grondslagen[verdict.grondslag] if w.when.holds(context)]
    if decision.size_row and decision.size_row.row_id in texts.rows:
        said += _first(texts.rows[decision.size_row.row_id], context)
    if verdict.outcome not in STOPS_THE_WALK:
        said += [w for w in texts.sizes[verdict.omvang] if w.when.holds(context)]
    statements = [say(wording, citer) for wording in _once(said)]
    if verdict.outcome not in STOPS_THE_WALK:
        for step in FIVE_STEPS:
            if wording := first_that_holds(texts.steps[step], context):
                statements.append(say(wording, citer, step=str(step)))
    return statements


def _terms(facts: Facts, said: Iterable[str], citer: Citer) -> tuple[Statement, ...]:
    return tuple(
        Statement(term.term, term.explanation, citer.cite(term.sources, used_by=term.term))
        for term in facts.terms_in(" ".join(said))
    )


def _said_on(rungs: Sequence[RungView]) -> list[Statement]:
    """Return what is said on the rungs of the ladder and their parts."""
    views = [view for rung in rungs for view in (rung, *rung.parts)]
    return [view.statement for view in views if view.statement]


def _omvang_name(verdict: Verdict, texts: Texts) -> str:
    """Return what may be shared, in words; in danger the helpers' need counts and not the weighing (000:150-154)."""
    if verdict.outcome is Outcome.ACUTE:
        return texts.sentences["omvang_bij_acuut_gevaar"]
    return texts.omvang_names[verdict.omvang]


def _recipient(facts: Facts, answers: Mapping[str, str]) -> str:
    options = facts.by_id["ontvanger"].options
    return next((option.label for option in options if option.value == answers.get("ontvanger")), "")


def _first(variants: Sequence[Wording], context: Mapping[str, str]) -> list[Wording]:
    return [wording] if (wording := first_that_holds(variants, context)) else []


def _once(wordings: Sequence[Wording]) -> list[Wording]:
    return list({wording.text: wording for wording in wordings}.values())


def _conflicts(texts: Texts, context: Mapping[str, str], citer: Citer, guard: Guard) -> tuple[Conflict, ...]:
    found = []
    for difference in texts.differences:
        if not difference.when.holds(context):
            continue
        sides = guard.release(
            Statement(difference.text_id, side.position, citer.cite(side.places, used_by=difference.text_id))
            for side in difference.sides
        )
        # One side alone would read as a rule: a difference is shown with all its sides or not at all.
        if len(sides) == len(difference.sides):
            found.append(Conflict(difference.text_id, difference.title, sides, difference.follows))
    return tuple(found)
