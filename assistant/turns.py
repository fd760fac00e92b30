"""The turn: everything a screen, a terminal or a program gets back after one message or click."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from assistant.cite import Source
from assistant.kader.codes import FIVE_STEPS, Step
from assistant.kader.facts import Fact
from assistant.questions import QuestionWriter
from assistant.report.statements import Statement
from assistant.sessions import Kept, Remark
from assistant.walk import Position


@dataclass(frozen=True)
class Turn:
    """One reply. `conclusion` is None until the walk is complete."""

    session: str | None
    intent: str
    masked_text: str
    masked: tuple[dict[str, Any], ...]
    facts: Mapping[str, Mapping[str, Any]]
    question: Mapping[str, Any] | None
    notices: tuple[dict[str, Any], ...]
    answer: Mapping[str, Any] | None
    sources: tuple[Source, ...]
    conclusion: Mapping[str, Any] | None = None
    steps: tuple[dict[str, Any], ...] = field(default=())
    instruments: tuple[str, ...] = ()  # ids of what helps to carry out the conclusion
    ticked: tuple[int, ...] = ()  # which conditions of the conclusion the user has ticked, from 0
    remarks: tuple[Remark, ...] = ()
    kept: Kept | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the turn as plain data with the Dutch keys of the contract."""
        return {
            "sessie": self.session,
            "intent": self.intent,
            "tekst_gemaskeerd": self.masked_text,
            "gemaskeerd": list(self.masked),
            "feiten": dict(self.facts),
            "volgende_vraag": self.question,
            "meldingen": list(self.notices),
            "antwoord": self.answer,
            "bronnen": [source.to_json() for source in self.sources],
            "conclusie": self.conclusion,
            "stappen": list(self.steps),
            "instrumenten": list(self.instruments),
            "afgevinkt": list(self.ticked),
            "opmerkingen_collega": [remark.to_json() for remark in self.remarks],
            "bewaard": self.kept.to_json() if self.kept else None,
        }


def notice(kind: str, statement: Statement) -> dict[str, Any]:
    """Return a message that is shown before all else."""
    return {"soort": kind, "tekst": statement.text, "bronnen": [source.to_json() for source in statement.sources]}


class TurnWriter(QuestionWriter):
    """Words the open question and the state of the steps."""

    def steps(self, position: Position) -> tuple[dict[str, Any], ...]:
        """Return the steps with their state (open, huidig, klaar) and what was answered in each."""
        answers = position.state.get("answers", {})
        ended = position.fact is None
        derived = self.agenda.derived(answers)
        views = []
        for step in Step:
            given = []
            for fact in self.agenda.facts.of_step(step):
                if fact.fact_id in answers:
                    given.append(self._given(fact, answers[fact.fact_id], "beantwoord"))
                elif fact.fact_id in derived and answers:
                    given.append(self._given(fact, derived[fact.fact_id].value, "afgeleid"))
            stopped = ended and self.agenda.stopped(answers)
            done = (ended and not stopped) or (step is Step.BEFORE and (ended or position.step is not Step.BEFORE))
            if not done and not stopped and step in FIVE_STEPS and position.step in FIVE_STEPS:
                done = FIVE_STEPS.index(step) < FIVE_STEPS.index(position.step)
            current = not ended and step is position.step
            info = self.agenda.facts.steps[step]
            views.append(
                {
                    "stap": str(step),
                    "titel": info.title,
                    "uitleg": info.explanation,
                    "stand": "huidig" if current else "klaar" if done else "open",
                    "antwoorden": given,
                    "bronnen": self._cited(info.sources),
                }
            )
        return tuple(views)

    def _given(self, fact: Fact, value: str, how: str) -> dict[str, Any]:
        label = self.label(fact.fact_id, value)
        return {"feit": fact.fact_id, "kort": fact.short, "waarde": value, "label": label, "hoe": how}
