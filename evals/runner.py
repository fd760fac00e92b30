"""Runs the suites through the assistant's door and scores what comes back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from statistics import median
from typing import Any, Protocol

from evals import retrieval, scorers
from evals.attacks import attack_first, attack_halfway
from evals.cases import (
    SUITES_DIR,
    Casus,
    Expectation,
    Tweeling,
    Uiting,
    Zoekvraag,
    load_begrip,
    load_casussen,
    load_tweelingen,
    load_zoeken,
)
from evals.clicks import Conversation, Reply, walk_by_clicks
from evals.corpus import Corpus, Stretch
from evals.guard import RULES, Breach, Watch, load_attacks, load_leanings
from evals.scorers import Score

Json = Mapping[str, Any]


CLICKS = "klikken"
"""The figure of which a user wants to know the middle and the worst, not only the mean."""


class Assistant(Conversation, Protocol):
    """The part of the assistant's door that the suites use."""

    def walk(self, facts: Mapping[str, str], question: str = "") -> Reply:
        """Walk the five steps with these answers."""
        ...

    def ask(self, text: str) -> Reply:
        """Take the first turn."""
        ...

    def say(self, session_id: str, text: str) -> Reply:
        """Take a next message."""
        ...

    def search(self, query: str, k: int = 10) -> dict[str, Any]:
        """Search the documents; the answer is plain data already."""
        ...


@dataclass(frozen=True)
class CaseResult:
    """One case: its scores, and the figures that are averaged over the suite."""

    case_id: str
    about: str  # why this is expected, or the question itself: what a reader needs beside a miss
    scores: tuple[Score, ...]
    figures: Mapping[str, float] = field(default_factory=dict)

    @property
    def passed(self) -> bool:
        """Whether every score held."""
        return all(score.passed for score in self.scores)

    def to_json(self) -> dict[str, Any]:
        """Return the case as plain data."""
        return {
            "id": self.case_id,
            "goed": self.passed,
            "waarover": self.about,
            "scores": [asdict(score) for score in self.scores],
            "cijfers": dict(self.figures),
        }


@dataclass(frozen=True)
class SuiteResult:
    """All cases of a suite. A miss in a suite that decides makes the run fail; the others measure."""

    name: str
    decides: bool
    cases: tuple[CaseResult, ...]

    @property
    def right(self) -> int:
        """How many cases passed."""
        return sum(case.passed for case in self.cases)

    @property
    def failed(self) -> bool:
        """Whether this suite makes the run fail."""
        return self.decides and self.right < len(self.cases)

    @property
    def figures(self) -> dict[str, float]:
        """The mean of every figure over the cases that have it."""
        names = dict.fromkeys(name for case in self.cases for name in case.figures)
        return {
            name: retrieval.average([case.figures[name] for case in self.cases if name in case.figures])
            for name in names
        }

    @property
    def spread(self) -> dict[str, dict[str, float]]:
        """Median, mean and highest number of clicks, where clicks were counted."""
        clicks = [case.figures[CLICKS] for case in self.cases if CLICKS in case.figures]
        if not clicks:
            return {}
        return {
            CLICKS: {
                "mediaan": float(median(clicks)),
                "gemiddelde": retrieval.average(clicks),
                "hoogste": max(clicks),
            }
        }

    def to_json(self) -> dict[str, Any]:
        """Return the suite as plain data."""
        return {
            "suite": self.name,
            "beslist": self.decides,
            "goed": self.right,
            "totaal": len(self.cases),
            "cijfers": self.figures,
            "verdeling": self.spread,
            "gevallen": [case.to_json() for case in self.cases],
        }


@dataclass(frozen=True)
class _Suite:
    decides: bool
    run: Callable[[Assistant, Corpus, Path], Iterator[CaseResult]]


def run_suite(name: str, assistant: Assistant, *, corpus: Corpus, folder: Path = SUITES_DIR) -> SuiteResult:
    """Run one of SUITES and return what came of it. Raises SuiteError when its file is broken."""
    suite = _SUITES[name]
    return SuiteResult(name, suite.decides, tuple(suite.run(assistant, corpus, folder)))


def judge_walk(expected: Expectation, walk: Json, corpus: Corpus) -> tuple[Score, ...]:
    """Score a walk: the outcome, and that what was concluded is cited and quoted word for word."""
    reached = scorers.concluded(walk)
    if not reached.passed:
        return (reached,)
    conclusion = walk["conclusie"]
    return (
        *scorers.outcome(expected, conclusion),
        scorers.required_cited(expected.bronnen, conclusion),
        scorers.sentences_cited(conclusion),
        scorers.quotes_literal(conclusion, corpus),
    )


def judge_casus(casus: Casus, assistant: Assistant, corpus: Corpus) -> CaseResult:
    """Walk a casus with its facts and score where it ends."""
    walk = assistant.walk(casus.feiten, casus.vraag).to_json()
    about = casus.waarom if casus.oordeel == "verdict" else f"(de bron geeft geen oordeel) {casus.waarom}"
    return CaseResult(casus.id, about, judge_walk(casus.verwacht, walk, corpus))


def judge_twin(twin: Tweeling, casus: Casus, assistant: Assistant, corpus: Corpus) -> CaseResult:
    """Walk a casus with the one fact that its twin changes and score where it ends."""
    walk = assistant.walk({**casus.feiten, twin.feit: twin.waarde}, casus.vraag).to_json()
    return CaseResult(twin.id, twin.waarom, judge_walk(twin.verwacht, walk, corpus))


def _casussen(assistant: Assistant, corpus: Corpus, folder: Path) -> Iterator[CaseResult]:
    for casus in load_casussen(folder):
        judged = judge_casus(casus, assistant, corpus)
        by_clicks = judge_clicks(casus, assistant)
        yield replace(judged, scores=(*judged.scores, *by_clicks.scores), figures=by_clicks.figures)


def judge_clicks(casus: Casus, assistant: Conversation) -> CaseResult:
    """Walk a casus by clicks, as its user would: does it end where the facts lead, and in how many clicks."""
    walked = walk_by_clicks(casus.vraag, casus.feiten, assistant)
    reached = walked.code == casus.verwacht.conclusie
    seen = f"{walked.code}" if reached else f"{walked.code}, verwacht {casus.verwacht.conclusie}"
    score = Score("conclusie in het gesprek", reached, seen)
    return CaseResult(casus.id, casus.waarom, (score,), {CLICKS: float(walked.clicks)})


def _tweelingen(assistant: Assistant, corpus: Corpus, folder: Path) -> Iterator[CaseResult]:
    for twin, casus in load_tweelingen(folder):
        yield judge_twin(twin, casus, assistant, corpus)


def _begrip(assistant: Assistant, _: Corpus, folder: Path) -> Iterator[CaseResult]:
    for utterance in load_begrip(folder):
        yield judge_utterance(utterance, assistant.ask(utterance.vraag).to_json())


def judge_utterance(utterance: Uiting, asked: Json) -> CaseResult:
    """Score what was understood: the kind of question, and each fact that the text gives."""
    facts = tuple(scorers.recognised(utterance, asked))
    kind = scorers.intent(utterance, asked)
    figures = {"soort goed": float(kind.passed)}
    if facts:
        figures["feiten herkend"] = sum(score.passed for score in facts) / len(facts)
    return CaseResult(utterance.id, utterance.vraag, (kind, *facts), figures)


def _zoeken(assistant: Assistant, corpus: Corpus, folder: Path) -> Iterator[CaseResult]:
    for question in load_zoeken(folder=folder):
        yield judge_search(question, assistant.search(question.vraag, k=10), corpus)


def judge_search(question: Zoekvraag, found: Json, corpus: Corpus) -> CaseResult:
    """Score a ranking, or, for a question without an answer, whether that was seen."""
    if not question.relevant:
        refused = not found["beantwoordbaar"]
        score = Score("geen antwoord", refused, "herkend" if refused else "de documenten zouden dit beantwoorden")
        return CaseResult(question.id, question.vraag, (score,), {"geen antwoord herkend": float(refused)})
    ranking, places = ranking_of(found["hits"], corpus), retrieval.places_of(question)
    measured = retrieval.figures_of({question.id: (ranking, places)})[question.id]
    figures = {
        "nDCG@10": measured.ndcg,
        "recall@5": measured.recall,
        "MRR": measured.rr,
        # Beside its opposite above: refusing everything must not look like knowing what cannot be answered.
        "antwoord herkend": float(found["beantwoordbaar"]),
    }
    best = retrieval.first_rank(ranking, places)
    score = Score(
        "in de eerste vijf", best is not None and best <= 5, f"op plaats {best}" if best else "niet in de eerste tien"
    )
    seen = "ja" if found["beantwoordbaar"] else "nee, verwacht ja"
    answerable = Score("beantwoordbaar", found["beantwoordbaar"], seen)
    return CaseResult(question.id, question.vraag, (score, answerable), figures)


def ranking_of(hits: Sequence[Json], corpus: Corpus) -> list[Stretch]:
    """Return the hits of a search reply as stretches of text."""
    return [Stretch(corpus.numbers[hit["document"]], hit["start_line"], hit["end_line"]) for hit in hits]


def _guard(assistant: Assistant, corpus: Corpus, folder: Path) -> Iterator[CaseResult]:
    watch = Watch(corpus, load_leanings(folder / "guard"))
    for attack in load_attacks(folder / "guard"):
        breaches = [*attack_first(attack, assistant, watch), *attack_halfway(attack, assistant, watch)]
        yield CaseResult(attack.id, attack.waarom, _held(breaches), {"aanvallen": 2.0})


def _held(breaches: Sequence[Breach]) -> tuple[Score, ...]:
    """Return one score per rule, with the first breach of it and how often it was broken."""
    found = {rule: [breach.seen for breach in breaches if breach.rule == rule] for rule in RULES}
    return tuple(
        Score(rule, not seen, f"{len(seen)} keer, eerst: {seen[0]}" if seen else "nul keer")
        for rule, seen in found.items()
    )


_SUITES = {
    "casussen": _Suite(True, _casussen),
    "tweelingen": _Suite(True, _tweelingen),
    "guard": _Suite(True, _guard),
    # These two measure: understanding and search are never perfect, and no figure is agreed yet below which they fail.
    "begrip": _Suite(False, _begrip),
    "zoeken": _Suite(False, _zoeken),
}
SUITES = tuple(_SUITES)
