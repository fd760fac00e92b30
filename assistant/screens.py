"""What one screen of the walk holds: lines to confirm, and the question that is open beside them.

A line is something the assistant read in the text or proposes. It counts only when the user has seen it and went on:
by "ja, dit klopt" on a card, or by answering the question that stands under it (which says so). Nothing that decides
much and invites a hopeful click is ever a line of a proposal (NEVER_ON_A_CARD).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from assistant.errors import InputError
from assistant.kader.agenda import Agenda
from assistant.kader.checks import Check
from assistant.kader.codes import FIVE_STEPS, UNKNOWN, Step
from assistant.kader.forms import Compound, Tick
from assistant.kader.proposals import NEVER_ON_A_CARD

CARD = "kaart_"
"""The id of a card is this, followed by its step."""

YES, NO, NOTHING = "ja", "nee", "geen"
UNSURE_MARK = "?"

CERTAIN_ENOUGH = 0.8
"""Recognised facts below this certainty are only offered as a suggestion with their own question."""

_LIKELY_ENOUGH = 0.65
"""Enough for a line about who, whom and what for: a slip there is seen at once and mended on the card."""

_PROPOSED = 0.5
"""The certainty that a line of a proposal shows: it rests on a passage, not on what the user said."""

_LIKELY_FACTS = frozenset({"rol", "ontvanger", "doel", "betrokkene", "anoniem_voldoende", "bijzondere_gegevens"})


@dataclass(frozen=True)
class Line:
    """One thing to confirm: where it comes from is the words of the user, or a proposal with its passages."""

    fact: str
    value: str
    certainty: float
    words: str
    note: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class Screen:
    """The open question (a fact, a form, or a card that only confirms) and the lines that stand above it."""

    step: Step
    question: str
    lines: tuple[Line, ...] = ()
    ticks: tuple[Tick, ...] = ()
    check: Check | None = None

    @property
    def is_card(self) -> bool:
        """Whether there is nothing to answer besides confirming."""
        return self.question.startswith(CARD)


@dataclass(frozen=True)
class Taken:
    """What one act of the user settles: answers, and facts that are to be asked with their own question."""

    answers: Mapping[str, str]
    openly: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()  # answers that no longer count, after a check question
    checked: tuple[str, ...] = ()  # check questions that are not to come again


@dataclass(frozen=True)
class Screens:
    """Composes screens from the agenda, what was recognised, and what is proposed."""

    agenda: Agenda

    def current(self, state: Mapping[str, Any]) -> Screen | None:
        """Return the screen with which the walk goes on, or None when all five steps are answered.

        A screen ends at the first question that the user answers openly. Lines of steps II and III that need no
        question of their own are shown with the next one; step I and the grondslag (IV) get a card of their own.
        """
        assumed = dict(state["answers"])
        check = self.agenda.checks.due(self.agenda.complete_with_derived(assumed), state.get("checked", ()))
        if check is not None:
            return Screen(check.step, check.question_id, self._checked_lines(check, assumed), check=check)
        lines = self._recognised(state, assumed)
        for step in FIVE_STEPS:
            while (fact := self.agenda.next_in_step(step, assumed)) is not None:
                line = self._line(fact.fact_id, state, assumed)
                if line is None:
                    form = self._with_form(Screen(step, fact.fact_id), state, assumed)
                    return replace(form, lines=(*lines, *self._further_lines(form, state, assumed)))
                lines.append(line)
                assumed[line.fact] = line.value
            early = any(self.agenda.facts.by_id[line.fact].step in (Step.BEFORE, Step.SITUATION) for line in lines)
            if (early and step is Step.SITUATION) or (lines and step in (Step.GRONDSLAG, Step.DATA)):
                return Screen(step, f"{CARD}{step}", tuple(lines))
        return None

    def take(self, screen: Screen, value: str) -> Taken:
        """Return what an answer to this screen settles; raises InputError for a value that does not fit."""
        confirmed = {line.fact: line.value for line in screen.lines}
        if screen.check is not None:
            return self._after_check(screen.check, value)
        if screen.is_card:
            if value not in (YES, NO):
                raise InputError(f"waarde {value!r} past niet bij {screen.question!r}; toegestaan zijn: {YES}, {NO}")
            return Taken(confirmed) if value == YES else Taken({}, tuple(confirmed))
        return Taken({**confirmed, **self._answered(screen, value)})

    def compound(self, question: str) -> Compound | None:
        """Return the compound question with this id, if it is one."""
        return self.agenda.proposals.forms.compounds.get(question)

    def waiting(self, fact: str, state: Mapping[str, Any]) -> bool:
        """Say whether something that must be settled before step I was read in the text, and waits to be confirmed."""
        found = state["recognised"].get(fact)
        # What would end the walk is never a line: it gets its own question.
        stops = fact == "gaat_over_delen" and found is not None and found["waarde"] != YES
        return found is not None and not stops and fact not in state["openly"] and _sure(fact, found)

    def _checked_lines(self, check: Check, answers: Mapping[str, str]) -> tuple[Line, ...]:
        return tuple(Line(fact, answers[fact], 1.0, "") for fact in check.reopens if fact in answers)

    def _after_check(self, check: Check, value: str) -> Taken:
        if value not in (YES, NO):
            raise InputError(f"waarde {value!r} past niet bij {check.question_id!r}; toegestaan zijn: {YES}, {NO}")
        asked = (check.check_id,)
        return Taken({}, checked=asked) if value == YES else Taken({}, check.reopens, check.reopens, asked)

    def _answered(self, screen: Screen, value: str) -> dict[str, str]:
        if (compound := self.compound(screen.question)) is not None:
            for option in compound.options:
                if option.value == value:
                    return dict(option.sets)
            allowed = ", ".join(option.value for option in compound.options)
            raise InputError(f"waarde {value!r} past niet bij {screen.question!r}; toegestaan zijn: {allowed}")
        if screen.ticks:
            return ticked(screen.ticks, value, where=screen.question)
        return self.agenda.facts.check({screen.question: value}, where="antwoord")

    def _further_lines(self, screen: Screen, state: Mapping[str, Any], assumed: Mapping[str, str]) -> list[Line]:
        """Return the lines of this step that come after its question: the user sees the whole step at once."""
        known = dict(assumed)
        compound = self.compound(screen.question)
        asked = {screen.question, *(compound.facts if compound else ()), *(tick.fact for tick in screen.ticks)}
        lines = []
        for fact in self.agenda.asked_in(screen.step, known):
            name = fact.fact_id
            if name in known or name in asked or name not in self.agenda.open_in(screen.step, known):
                continue
            if (line := self._line(name, state, known)) is not None:
                lines.append(line)
                known[name] = line.value
        return lines

    def _with_form(self, screen: Screen, state: Mapping[str, Any], assumed: Mapping[str, str]) -> Screen:
        forms = self.agenda.proposals.forms
        open_facts = self.agenda.open_in(screen.step, assumed)
        for compound in forms.compounds.values():
            filled_in = any(self._line(fact, state, assumed) for fact in compound.facts)
            if screen.question in compound.facts and open_facts >= set(compound.facts) and not filled_in:
                return replace(screen, question=compound.form_id)
        for listed in forms.lists.values():
            ticks = tuple(tick for tick in listed.ticks if tick.fact in open_facts)
            if screen.question in listed.facts and len(ticks) > 1:
                return replace(screen, question=listed.form_id, ticks=ticks)
        return screen

    def _recognised(self, state: Mapping[str, Any], assumed: dict[str, str]) -> list[Line]:
        """Return what the text says of any step; the first screen of the walk shows it together."""
        lines = []
        for name, fact in self.agenda.facts.by_id.items():
            if name in assumed or name == "acuut_gevaar":
                continue
            before = fact.step is Step.BEFORE
            line = self._said(name, state)
            if line is None or (before and not self.waiting(name, state)):
                continue
            if before or name in self.agenda.open_in(fact.step, assumed):
                lines.append(line)
                assumed[name] = line.value
        return lines

    def _line(self, fact: str, state: Mapping[str, Any], assumed: Mapping[str, str]) -> Line | None:
        if fact in state["openly"]:
            return None
        if (said := self._said(fact, state)) is not None:
            return said
        text = state.get("question", "")
        if fact in state["recognised"]:
            return None
        proposal = self.agenda.proposals.propose(fact, self.agenda.complete_with_derived(assumed), text)
        if proposal is None or not proposal.on_card:
            return None
        why = " ".join(part for part in (proposal.opens, proposal.note) if part)
        return Line(fact, proposal.value, _PROPOSED, proposal.evidence(text), why, proposal.sources)

    def _said(self, fact: str, state: Mapping[str, Any]) -> Line | None:
        found = state["recognised"].get(fact)
        if found is None or fact in state["openly"] or not _sure(fact, found):
            return None
        return Line(fact, found["waarde"], found["zekerheid"], found["tekst"])


def ticked(ticks: Sequence[Tick], value: str, *, where: str) -> dict[str, str]:
    """Return the answers of a list: "geen", or facts with a comma between them; "feit?" means not known.

    Raises InputError for a fact that is not on the list.
    """
    by_fact = {tick.fact: tick for tick in ticks}
    answers = {tick.fact: tick.otherwise for tick in ticks}
    for name in [] if value == NOTHING else value.split(","):
        fact = name.removesuffix(UNSURE_MARK)
        if fact not in by_fact:
            allowed = ", ".join([NOTHING, *by_fact])
            raise InputError(f"{where}: {fact!r} staat niet op deze lijst; toegestaan zijn: {allowed}")
        answers[fact] = UNKNOWN if name.endswith(UNSURE_MARK) else by_fact[fact].value
    return answers


def _sure(fact: str, found: Mapping[str, Any]) -> bool:
    enough = _LIKELY_ENOUGH if fact in _LIKELY_FACTS - NEVER_ON_A_CARD else CERTAIN_ENOUGH
    return bool(found["zekerheid"] >= enough and found["waarde"] != UNKNOWN)
