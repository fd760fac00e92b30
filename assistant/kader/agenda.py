"""Which question comes next: only what can still change the outcome, and of every step at least one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from assistant.kader.checks import Checks
from assistant.kader.codes import FIVE_STEPS, STOPS_THE_WALK, UNKNOWN, Step
from assistant.kader.facts import Fact, Facts
from assistant.kader.proposals import Proposal, Proposals
from assistant.kader.table import DecisionTable

KEY_FACTS = {
    Step.SITUATION: "situatie",
    Step.RECIPIENT: "ontvanger",
    Step.PURPOSE: "doel",
    Step.GRONDSLAG: "anoniem_voldoende",
    Step.DATA: "gegevens_omvang",
}
"""The question that stands for a step when none of its facts can change the outcome any more."""

_NOT_ASKED_YET = {"bijzondere_gegevens": "geen", "gegevens_derden": "geen"}
"""In step IV the rare answers of step V are not reckoned with: who tells in V that the data reveal the melder comes
back to step IV for what that makes relevant; nobody else is asked for toestemming that a higher rung makes needless."""

_REMEMBERED = 500

_ASKED_WITH = {
    "betrokkene": "ontvanger",
    "doel_verenigbaar": "past_bij_taak",
    "verstrekker_akkoord": "past_bij_taak",
    "ernstige_schade": "toestemming_vrij",
}
"""Facts that are asked in a later step than they belong to, and after which question (see `asked_in`)."""

# Danger is asked before all else: a question too many costs a click, one too late may cost a life (004:699-700).
_SETTLED_BEFORE = ("acuut_gevaar", "gaat_over_delen", "vermoeden_geweld")


@dataclass(frozen=True)
class Agenda:
    """Reads from the answers what is open, what is done, and what to ask next."""

    facts: Facts
    table: DecisionTable
    proposals: Proposals
    settled_before: tuple[str, ...] = _SETTLED_BEFORE
    checks: Checks = field(default_factory=Checks)
    _stops: dict[tuple[tuple[str, str], ...], bool] = field(default_factory=dict)
    _open: dict[frozenset[tuple[str, str]], frozenset[str]] = field(default_factory=dict)

    def derived(self, answers: Mapping[str, str]) -> dict[str, Proposal]:
        """Return the facts that follow from the answers without being asked."""
        return self.proposals.derive(answers)

    def complete_with_derived(self, answers: Mapping[str, str]) -> dict[str, str]:
        """Return the answers together with what follows from them."""
        return {**answers, **{fact: proposal.value for fact, proposal in self.derived(answers).items()}}

    def stopped(self, answers: Mapping[str, str]) -> bool:
        """Say whether the walk ends before step I: acute danger, or not about sharing."""
        known = self.complete_with_derived({fact: answers[fact] for fact in _SETTLED_BEFORE[:2] if fact in answers})
        early = tuple(sorted(known.items()))
        if early not in self._stops:
            outcomes = {verdict.outcome for verdict in self.table.possible(dict(early))}
            self._stops[early] = outcomes <= STOPS_THE_WALK
        return self._stops[early]

    def next_in_step(self, step: Step, answers: Mapping[str, str]) -> Fact | None:
        """Return the fact of this step to ask next, or None when the step is answered."""
        open_facts = self.open_in(step, answers)
        for fact in self.asked_in(step, answers):
            if fact.fact_id in open_facts:
                return fact
        if step in KEY_FACTS and not any(fact.fact_id in answers for fact in self.facts.of_step(step)):
            return self.facts.by_id[KEY_FACTS[step]]
        return None

    def open_in(self, step: Step, answers: Mapping[str, str]) -> frozenset[str]:
        """Return the facts that can still change the outcome, as seen from this step."""
        known = self.complete_with_derived(answers)
        if step is Step.GRONDSLAG:
            known = {**_NOT_ASKED_YET, **known}
        # One turn asks this many times for the same answers; only codes are kept, and only of the last turns.
        key = frozenset(known.items())
        if key not in self._open:
            if len(self._open) >= _REMEMBERED:
                self._open.clear()
            self._open[key] = frozenset(self.table.open_facts(known))
        return self._open[key]

    def asked_in(self, step: Step, answers: Mapping[str, str]) -> list[Fact]:
        """Return the facts that this step asks for, in order.

        Four facts are asked where they first matter, so that nobody answers them for nothing: who it is about when a
        representative gets the data (II); whether purpose and earlier giver allow it, with the grounds that they close
        (IV: "hierop gaan we bij de volgende stap verder op in", 002:348-351); and outside bemoeizorg the serious harm
        at rung e (IV), which refers back to it (002:531-536). For bemoeizorg harm is a criterion of step I.
        """
        moved = dict(_ASKED_WITH)
        if answers.get("situatie") in ("bemoeizorg", UNKNOWN):
            del moved["ernstige_schade"]
        order: list[Fact] = []
        for fact in self.facts.of_step(step):
            if fact.fact_id not in moved:
                order.append(fact)
                order += [self.facts.by_id[guest] for guest, host in moved.items() if host == fact.fact_id]
        return order

    def steps_done(self, answers: Mapping[str, str]) -> list[Step]:
        """Return the steps that are answered, in order, up to the first that is not."""
        done: list[Step] = []
        for step in FIVE_STEPS:
            if self.next_in_step(step, answers) is not None:
                break
            done.append(step)
        return done

    def missing(self, answers: Mapping[str, str]) -> list[str]:
        """Return every fact that stands between these answers and a conclusion, in the order of asking."""
        if self.stopped(answers):
            return []
        known = self.complete_with_derived(answers)
        lacking = {fact for fact in self.table.open_facts(known) if fact not in known}
        for step in FIVE_STEPS:
            of_step = {fact.fact_id for fact in self.facts.of_step(step)}
            if not of_step & set(answers) and not of_step & lacking:
                lacking.add(KEY_FACTS[step])
        return [fact for fact in self.facts.by_id if fact in lacking]
