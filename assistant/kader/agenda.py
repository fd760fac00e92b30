"""Which question comes next: only what can still change the outcome, and of every step at least one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from assistant.kader.codes import FIVE_STEPS, STOPS_THE_WALK, Step
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

# Danger is asked before all else: a question too many costs a click, one too late may cost a life (004:699-700).
_SETTLED_BEFORE = ("acuut_gevaar", "gaat_over_delen", "vermoeden_geweld")


@dataclass(frozen=True)
class Agenda:
    """Reads from the answers what is open, what is done, and what to ask next."""

    facts: Facts
    table: DecisionTable
    proposals: Proposals
    settled_before: tuple[str, ...] = _SETTLED_BEFORE
    _stops: dict[tuple[tuple[str, str], ...], bool] = field(default_factory=dict)

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
        known = self.complete_with_derived(answers)
        open_facts = self.table.open_facts({**_NOT_ASKED_YET, **known} if step is Step.GRONDSLAG else known)
        for fact in self.facts.of_step(step):
            if fact.fact_id in open_facts:
                return fact
        if step in KEY_FACTS and not any(fact.fact_id in answers for fact in self.facts.of_step(step)):
            return self.facts.by_id[KEY_FACTS[step]]
        return None

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
