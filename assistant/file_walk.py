"""Walks given facts as the conversation would: uses what is asked, names what is missing, lists what was not needed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assistant.cite import Citer
from assistant.kader.agenda import Agenda
from assistant.kader.codes import FIVE_STEPS, Step
from assistant.report.conclusion import Conclusion
from assistant.report.wording import SECTIONS, Texts
from assistant.turns import TurnWriter


@dataclass(frozen=True)
class WalkResult:
    """The walk of a file: what was asked, what is missing, and the conclusion when nothing is."""

    question: str  # masked
    transcript: tuple[dict[str, Any], ...]
    steps_done: tuple[Step, ...]
    missing: tuple[str, ...]
    unused: tuple[str, ...]
    notices: tuple[dict[str, Any], ...]
    conclusion: Conclusion | None

    def to_json(self) -> dict[str, Any]:
        """Return the result as plain data with the Dutch keys of the contract."""
        return {
            "vraag": self.question,
            "transcript": list(self.transcript),
            "stappen_voltooid": [str(step) for step in self.steps_done],
            "ontbreekt": list(self.missing),
            "niet_gebruikt": list(self.unused),
            "meldingen": list(self.notices),
            "conclusie": self.conclusion.to_json() if self.conclusion else None,
        }


def asked_in_order(agenda: Agenda, given: Mapping[str, str]) -> dict[str, str]:
    """Return those given facts that the walk would ask (or derive otherwise), in the order of asking."""
    asked = {fact: given[fact] for fact in agenda.settled_before if fact in given}
    if agenda.stopped(asked):
        return asked
    for step in FIVE_STEPS:
        while fact := _next_given(agenda, asked, step, given):
            asked[fact] = given[fact]
        own = [fact.fact_id for fact in agenda.facts.of_step(step) if fact.fact_id in given]
        if own and not set(own) & set(asked):
            asked[own[0]] = given[own[0]]
    return asked


def _next_given(agenda: Agenda, asked: Mapping[str, str], step: Step, given: Mapping[str, str]) -> str | None:
    derived = agenda.derived(asked)
    open_facts = agenda.table.open_facts(agenda.complete_with_derived(asked))
    of_step = (fact.fact_id for fact in agenda.asked_in(step, asked))
    # A given answer goes before a derived one, so a derivable fact counts as asked when it was given.
    return next((f for f in of_step if f in given and f not in asked and (f in open_facts or f in derived)), None)


def transcript(writer: TurnWriter, citer: Citer, asked: Mapping[str, str]) -> tuple[dict[str, Any], ...]:
    """Return question, answer and sources of every fact that was used, derived ones included."""
    agenda = writer.agenda
    derived = agenda.derived(asked)
    lines = []
    for name, fact in agenda.facts.by_id.items():
        if name not in asked and name not in derived:
            continue
        value = asked.get(name) or derived[name].value
        places = fact.sources if name in asked else derived[name].sources
        lines.append(
            {
                "stap": str(fact.step),
                "feit": name,
                "vraag": fact.question,
                "antwoord": value,
                "label": writer.label(name, value),
                "hoe": "gegeven" if name in asked else "afgeleid",
                "bronnen": [source.to_json() for source in citer.cite(places, used_by=name)],
            }
        )
    return tuple(lines)


def not_used(texts: Texts, given: Mapping[str, str], asked: Mapping[str, str], conclusion: Conclusion) -> list[str]:
    """Return the given facts that neither the walk nor a sentence of the conclusion needed."""
    shown = {statement.text_id for name in SECTIONS for statement in conclusion.sections[name]}
    read = set(asked)
    for name in SECTIONS:
        for wording in texts.sections[name]:
            if wording.text_id in shown:
                read |= wording.when.facts()
    return [fact for fact in given if fact not in read]
