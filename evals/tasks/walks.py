"""Casussen and their twins: walked with given facts, and by a user who types and clicks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from evals.cases import Casus, Expectation, Tweeling, load_casussen, load_casussen_in, load_tweelingen
from evals.clicks import Walked, walk_by_clicks
from evals.corpus import Corpus
from evals.errors import SuiteError
from evals.results import CLICKS, CaseResult, Figure, Said, Score, hash_of
from evals.scorers import concluded, outcome, quotes_literal, required_cited, sentences_cited
from evals.scorers.conversation import needless, steps_in_order
from evals.scorers.replies import Json, grounds_of
from evals.tasks.suite import Setting, Suite

_COMPARED = ("conclusie", "grondslag", "omvang")


def judge_walk(expected: Expectation, walk: Json, corpus: Corpus) -> tuple[Score, ...]:
    """Score a walk: the outcome, and that what was concluded is cited and quoted word for word."""
    reached = concluded(walk)
    if not reached.passed:
        return (reached,)
    conclusion = walk["conclusie"]
    return (
        *outcome(expected, conclusion),
        required_cited(expected.bronnen, conclusion),
        sentences_cited(conclusion),
        quotes_literal(conclusion, corpus),
    )


def judge_casus(name: str, casus: Casus, setting: Setting) -> CaseResult:
    """Walk a casus with its facts, and again from its own words by clicks; score where it ends and how it got there."""
    walk = setting.assistant.walk(casus.feiten, casus.vraag).to_json()
    by_clicks = walk_by_clicks(casus.vraag, casus.feiten, setting.assistant)
    about = casus.waarom if casus.oordeel == "verdict" else f"(de bron geeft geen oordeel) {casus.waarom}"
    scores = (*judge_walk(casus.verwacht, walk, setting.corpus), *_judge_clicks(casus, by_clicks, setting))
    figures = {
        CLICKS: Figure(by_clicks.clicks),
        "verbeterde regels": Figure(len(by_clicks.corrected)),
        **_right_and_grounded(scores),
    }
    return _result(name, about, casus.verwacht, casus.feiten, walk, scores, figures, _as_read(casus.vraag, by_clicks))


def judge_twin(name: str, pair: tuple[Tweeling, Casus], setting: Setting) -> CaseResult:
    """Walk a casus with the one fact that its twin changes and score where it ends."""
    twin, casus = pair
    facts = {**casus.feiten, twin.feit: twin.waarde}
    walk = setting.assistant.walk(facts, casus.vraag).to_json()
    scores = judge_walk(twin.verwacht, walk, setting.corpus)
    lines = (*_given(casus.vraag, walk), Said("gebruiker", f"{twin.feit}: {twin.waarde} (in de casus anders)"))
    return _result(name, twin.waarom, twin.verwacht, facts, walk, scores, _right_and_grounded(scores), lines)


def _judge_clicks(casus: Casus, walked: Walked, setting: Setting) -> tuple[Score, ...]:
    wanted = casus.verwacht.conclusie
    reached = walked.code == wanted
    seen = f"{walked.code}" if reached else f"{walked.code}, verwacht {wanted}"
    idle = [question.question_id for question in needless(walked, setting.decide, _Completions(casus, setting))]
    return (
        Score("conclusie in het gesprek", reached, seen),
        steps_in_order(walked),
        Score("geen overbodige vraag", not idle, ", ".join(idle) or "elke vraag kon iets veranderen"),
        quotes_literal(walked.conclusion, setting.corpus),
    )


@dataclass(frozen=True)
class _Completions:
    """The facts of the casus itself first: most questions are shown to matter by them alone."""

    casus: Casus
    setting: Setting

    def __iter__(self) -> Iterator[Mapping[str, str]]:
        yield self.casus.feiten
        yield from self.setting.completions


def _right_and_grounded(scores: Sequence[Score]) -> dict[str, Figure]:
    """Return whether the outcome is right, and whether it is right and grounded: misgrounded counts as wrong."""
    right = all(score.passed for score in scores if score.name in _COMPARED)
    grounded = all(score.passed for score in scores if score.name in {"bronnen", "elke zin een bron", "letterlijk"})
    return {"uitkomst goed": Figure(right), "goed en gegrond": Figure(right and grounded)}


def _result(
    name: str,
    about: str,
    expected: Expectation,
    facts: Mapping[str, str],
    walk: Json,
    scores: tuple[Score, ...],
    figures: Mapping[str, Figure],
    transcript: tuple[Said, ...],
) -> CaseResult:
    conclusion = walk["conclusie"] or {}
    grounds = grounds_of(conclusion)
    got = {key: conclusion["code" if key == "conclusie" else key] for key in _COMPARED} if conclusion else {}
    wanted = {key: value for key in _COMPARED if (value := getattr(expected, key)) is not None}
    return CaseResult(
        case_id=name,
        about=about,
        scores=scores,
        figures=figures,
        expected=wanted,
        got=got,
        reached=(*_rows(conclusion, got), *(f"optie:{fact}={value}" for fact, value in facts.items())),
        transcript=transcript,
        citations=grounds,
        cited=hash_of([each.text_hash for each in grounds]),
    )


def _rows(conclusion: Json, got: Mapping[str, str]) -> list[str]:
    proof = conclusion.get("bewijs", {})
    rows = [f"{key}:{proof[key]}" for key in ("regel", "omvangregel") if proof.get(key)]
    return rows + [f"{key}:{value}" for key, value in got.items()]


def _as_read(question: str, walked: Walked) -> tuple[Said, ...]:
    lines = [Said("gebruiker", question)]
    for asked in walked.questions:
        lines += [Said("deelwijzer", f"[stap {asked.step}] {asked.text}"), Said("gebruiker", asked.said)]
    ended = walked.conclusion
    lines.append(Said("deelwijzer", f"{ended['titel']} ({ended['code']})" if ended else "(geen conclusie)"))
    lines += [Said("deelwijzer", sentence["tekst"]) for sentence in (ended["zinnen"] if ended else ())]
    return tuple(lines)


def _given(question: str, walk: Json) -> tuple[Said, ...]:
    lines = [Said("gebruiker", question)]
    for line in walk["transcript"]:
        lines += [Said("deelwijzer", f"[stap {line['stap']}] {line['vraag']}"), Said("gebruiker", line["label"])]
    return tuple(lines)


def _own_casussen(setting: Setting) -> Mapping[str, Casus]:
    folder = setting.own_folder
    if folder is None:
        raise SuiteError("eigen", "-", "no folder is named; give --eigen FOLDER or set DEELWIJZER_CASUSSEN")
    casussen = load_casussen_in(folder)
    known = setting.assistant.facts()
    for casus in casussen:
        for fact, value in casus.feiten.items():
            if value not in known.get(fact, ()) and value != "weet_ik_niet":
                allowed = ", ".join(known.get(fact, known))
                raise SuiteError(folder.name, f"{casus.id}.feiten.{fact}", f"{value!r} is not known; known: {allowed}")
    return {casus.id: casus for casus in casussen}


CASUSSEN = Suite("casussen", lambda setting: {c.id: c for c in load_casussen(setting.folder)}, judge_casus)
TWEELINGEN = Suite("tweelingen", lambda setting: {p[0].id: p for p in load_tweelingen(setting.folder)}, judge_twin)
EIGEN = Suite("eigen", _own_casussen, judge_casus)
