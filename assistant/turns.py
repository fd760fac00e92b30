"""The turn: everything a screen, a terminal or a program gets back after one message or click."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from assistant.cite import Citer, Source
from assistant.kader.agenda import Agenda
from assistant.kader.codes import FIVE_STEPS, UNKNOWN, Step
from assistant.kader.facts import Fact
from assistant.report.statements import Statement
from assistant.report.wording import Texts
from assistant.walk import CONFIRM, Position, WalkState, certain


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
        }


def notice(kind: str, statement: Statement) -> dict[str, Any]:
    """Return a message that is shown before all else."""
    return {"soort": kind, "tekst": statement.text, "bronnen": [source.to_json() for source in statement.sources]}


@dataclass(frozen=True)
class TurnWriter:
    """Words the open question and the state of the steps."""

    agenda: Agenda
    texts: Texts
    citer: Citer

    def question(self, position: Position) -> dict[str, Any] | None:
        """Return the open question as plain data, or None when the walk ended."""
        if position.fact is None:
            return None
        if position.fact == CONFIRM:
            return self._confirmation(position.state)
        fact = self.agenda.facts.by_id[position.fact]
        return self.fact_question(fact, position.step, position.state.get("answers", {}), position.state)

    def fact_question(
        self, fact: Fact, step: Step, answers: Mapping[str, str], state: WalkState | None = None
    ) -> dict[str, Any]:
        """Return the question for one fact, with its options, reason, terms, sources and suggestion."""
        options = [
            {
                "waarde": option.value,
                "label": option.label,
                "uitleg": option.explanation,
                "bronnen": self._cited(option.sources),
            }
            for option in fact.options
        ]
        options.append({"waarde": UNKNOWN, "label": self.texts.sentences[UNKNOWN], "uitleg": "", "bronnen": []})
        terms = [self.agenda.facts.terms[name] for name in fact.terms]
        return {
            "stap": str(step),
            "stap_titel": self.agenda.facts.steps[step].title,
            "onderdeel": fact.part,
            "feit": fact.fact_id,
            "kort": fact.short,
            "vraag": fact.question,
            "toelichting": fact.explanation,
            "opties": options,
            "bronnen": self._cited(fact.sources),
            "begrippen": [
                {"term": term.term, "uitleg": term.explanation, "bronnen": self._cited(term.sources)} for term in terms
            ],
            "tabel": {name: list(rows) for name, rows in fact.examples.items()} or None,
            "voorstel": self._suggestion(fact, answers, state),
        }

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

    def label(self, fact: str, value: str) -> str:
        """Return the words of an answer."""
        if value == UNKNOWN:
            return self.texts.sentences[UNKNOWN]
        return next(option.label for option in self.agenda.facts.by_id[fact].options if option.value == value)

    def _given(self, fact: Fact, value: str, how: str) -> dict[str, Any]:
        label = self.label(fact.fact_id, value)
        return {"feit": fact.fact_id, "kort": fact.short, "waarde": value, "label": label, "hoe": how}

    def _suggestion(self, fact: Fact, answers: Mapping[str, str], state: WalkState | None) -> dict[str, Any] | None:
        recognised = (state or {}).get("recognised", {}).get(fact.fact_id)
        if recognised:
            return {
                "waarde": recognised["waarde"],
                "label": self.label(fact.fact_id, recognised["waarde"]),
                "tekst": recognised["tekst"],
                "noot": "",
                "bronnen": [],
            }
        proposal = self.agenda.proposals.propose(fact.fact_id, self.agenda.complete_with_derived(answers))
        if proposal is None:
            return None
        return {
            "waarde": proposal.value,
            "label": self.label(fact.fact_id, proposal.value),
            "tekst": "",
            "noot": proposal.note,
            "bronnen": self._cited(proposal.sources),
        }

    def _confirmation(self, state: WalkState) -> dict[str, Any]:
        words = self.texts.sentences
        answers = state.get("answers", {})
        shown = [
            {
                "feit": fact,
                "kort": self.agenda.facts.by_id[fact].short,
                "waarde": found["waarde"],
                "label": self.label(fact, found["waarde"]),
                "tekst": found["tekst"],
                "stap": str(self.agenda.facts.by_id[fact].step),
            }
            for fact, found in certain(state["recognised"]).items()
            if fact not in answers
        ]
        info = self.agenda.facts.steps[Step.BEFORE]
        return {
            "stap": str(Step.BEFORE),
            "stap_titel": info.title,
            "onderdeel": "",
            "feit": CONFIRM,
            "kort": words["begrepen_vraag"],
            "vraag": words["begrepen_vraag"],
            "toelichting": words["begrepen_toelichting"],
            "opties": [
                {"waarde": "ja", "label": words["begrepen_ja"], "uitleg": "", "bronnen": []},
                {"waarde": "nee", "label": words["begrepen_nee"], "uitleg": "", "bronnen": []},
            ],
            "bronnen": self._cited(info.sources),
            "begrippen": [],
            "tabel": None,
            "voorstel": None,
            "begrepen": sorted(shown, key=lambda item: list(self.agenda.facts.by_id).index(str(item["feit"]))),
        }

    def _cited(self, places: tuple[str, ...]) -> list[dict[str, Any]]:
        return [source.to_json() for source in self.citer.cite(places, used_by="vraag")]
