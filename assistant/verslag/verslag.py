"""The verslag: everything the papers of a walk are made from, gathered from where the walk ended."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from assistant.cite import Citer
from assistant.kader.agenda import Agenda
from assistant.sessions import Session
from assistant.ticks import ticked_in
from assistant.turns import TurnWriter
from assistant.walk import Position

_BIDI = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_WORDS_OF_A_STORY = 5
"""A later message with fewer words is an answer to a question ("ja, al twee keer"), and that stands with its step."""


@dataclass(frozen=True)
class Answered:
    """One question of the walk with the answer that counts."""

    fact: str
    question: str
    short: str
    answer: str
    derived: bool
    sources: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True)
class StepTaken:
    """A step with what was asked in it."""

    step: str
    title: str
    answers: tuple[Answered, ...]


@dataclass(frozen=True)
class ColleagueRemark:
    """What a colleague remarked, masked."""

    text: str
    by: str
    on: date


@dataclass(frozen=True)
class Verslag:
    """A walk that ended. Every text a user typed in it is masked."""

    conclusion: Mapping[str, Any]  # as the page shows it
    context: Mapping[str, str]  # every answer, given or derived, and the verdict: what conditions of sentences ask
    steps: tuple[StepTaken, ...]
    situation: tuple[str, ...]
    ticked: frozenset[int]
    remarks: tuple[ColleagueRemark, ...]
    drawn_on: date

    def answer(self, fact: str) -> Answered | None:
        """Return the answer to a fact, or None when it was not asked."""
        return next((given for step in self.steps for given in step.answers if given.fact == fact), None)


def gather(
    session: Session, position: Position, writer: TurnWriter, citer: Citer, mask: Callable[[str], str]
) -> Verslag | None:
    """Return the verslag of a conversation, or None before the conclusion.

    What a user typed is masked once more: what is kept may be older than the masking of today.
    """
    conclusion = position.conclusion
    if conclusion is None:
        return None
    receipt = conclusion["bewijs"]
    story = [position.state["question"], *(said.text for said in session.said if said.answer is None)]
    steps = writer.steps(position)
    return Verslag(
        conclusion=conclusion,
        context=context_of(conclusion),
        steps=tuple(_step(step, writer.agenda, citer, receipt["antwoorden"]) for step in steps),
        situation=tuple(mask(plain(text)) for text in told(story)),
        ticked=frozenset(ticked_in(conclusion, session.ticked)),
        remarks=tuple(
            ColleagueRemark(mask(plain(remark.text)), mask(plain(remark.by)), date.fromisoformat(remark.on))
            for remark in session.remarks
        ),
        drawn_on=date.fromisoformat(receipt["datum"]),
    )


def context_of(conclusion: Mapping[str, Any]) -> dict[str, str]:
    """Return every answer, given or derived, and the verdict: what the condition of a sentence can ask about."""
    receipt = conclusion["bewijs"]
    verdict = {"conclusie": conclusion["code"], "grondslag": conclusion["grondslag"], "omvang": conclusion["omvang"]}
    return {**receipt["antwoorden"], **receipt["afgeleid"], **verdict}


def told(story: Sequence[str]) -> list[str]:
    """Return the first message and the later ones that tell more than an answer does, each once."""
    kept = [text for i, text in enumerate(story) if text.strip() and (i == 0 or len(text.split()) >= _WORDS_OF_A_STORY)]
    return list(dict.fromkeys(kept))


def plain(text: str) -> str:
    """Return a text without the characters that no document can hold, or that turn the reading order around."""
    kept = (char if char == "\n" or not _is_control(char) else " " for char in text.replace("\r\n", "\n"))
    return "".join(kept).strip()


def _is_control(char: str) -> bool:
    return char in _BIDI or unicodedata.category(char) in ("Cc", "Cs", "Co", "Cn")


def _step(step: Mapping[str, Any], agenda: Agenda, citer: Citer, answers: Mapping[str, str]) -> StepTaken:
    derived = agenda.derived(answers)
    lines = []
    for given in step["antwoorden"]:
        fact = agenda.facts.by_id[given["feit"]]
        from_others = given["hoe"] == "afgeleid"
        places = derived[fact.fact_id].sources if from_others else fact.sources
        sources = tuple(source.to_json() for source in citer.cite(places, used_by=fact.fact_id))
        lines.append(Answered(fact.fact_id, fact.question, fact.short, given["label"], from_others, sources))
    return StepTaken(step["stap"], step["titel"], tuple(lines))
