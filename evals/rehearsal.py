"""A rehearsal: every suite on a generation that is not in use yet, case by case beside the active one."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from assistant import Assistant, InputError, Settings, build_assistant
from evals.cases import SUITES_DIR, load_casussen, load_tweelingen
from evals.corpus import Corpus, Stretch
from evals.results import CaseResult, SuiteResult
from evals.runner import run_suites
from evals.scorers import quoted_lines, sources_of
from evals.selection import Selection
from evals.tasks import STANDARD

WORDS = Path(__file__).with_name("herhaling.yaml")
_PLACE = re.compile(r"(?<![\w:.])(\d{3}):([1-9]\d*)(?:-([1-9]\d*))?(?![\w:])")


class GenerationCorpus(Corpus):
    """The documents as a generation holds them, which may be newer than those in the corpus folder."""

    def __init__(self, assistant: Assistant) -> None:
        super().__init__()
        self._view = assistant.generation

    def where(self, stretch: Stretch) -> Stretch:
        """Return where the words of a place in the data files stand in this generation; what is gone stays put."""
        try:
            place = self._view.locate(stretch.number, stretch.start, stretch.end)
        except InputError:
            return stretch
        return stretch if place["fate"] == "vervallen" else Stretch(stretch.number, place["start"], place["end"])

    @cached_property
    def numbers(self) -> Mapping[str, str]:
        """The number of every document, by its id."""
        return {document: held["nummer"] for document, held in self._view.documents().items()}

    @cached_property
    def _lines(self) -> Mapping[str, Sequence[str]]:
        return self._view.lines()


@dataclass(frozen=True)
class Difference:
    """One case that comes out otherwise: what was looked at, what it was and what it is."""

    suite: str
    case: str
    kind: str  # conclusie, citaten or score
    then: str
    now: str
    worse: bool = False


@dataclass(frozen=True)
class Rehearsal:
    """Two generations side by side, suite by suite."""

    generation: str
    beside: str
    versions: tuple[tuple[str, str, str], ...]  # document, version in use, version rehearsed
    then: tuple[SuiteResult, ...]
    now: tuple[SuiteResult, ...]
    differences: tuple[Difference, ...]
    worse: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """Return the rehearsal as plain data."""
        return {
            "generatie": self.generation,
            "naast": self.beside,
            "versies": [dict(zip(("document", "toen", "nu"), own, strict=True)) for own in self.versions],
            "suites": [
                {"suite": then.name, "toen": _totals(then), "nu": _totals(now)}
                for then, now in zip(self.then, self.now, strict=True)
            ],
            "gevallen": [asdict(difference) for difference in self.differences],
            "slechter": list(self.worse),
        }


def rehearse(
    settings: Settings,
    generation: str,
    *,
    suites: Sequence[str] = STANDARD,
    progress: Callable[[str], None] = lambda step: None,
) -> Rehearsal:
    """Run suites on the active generation and on another, keep the outcome with the other, and return it.

    The cases name places in the version they were written for; for each generation they are led to where those stand.
    Raises AssistantError when a generation is not there, or when a rule cites what it does not hold.
    """
    words = yaml.safe_load(WORDS.read_text("utf-8"))
    active = build_assistant(settings)
    staged = build_assistant(replace(settings, generation=generation))
    then: list[SuiteResult] = []
    now: list[SuiteResult] = []
    for assistant, results in ((active, then), (staged, now)):
        corpus = GenerationCorpus(assistant)
        with _led(assistant) as folder:
            for name in suites:
                progress(f"{assistant.generation.name}: {name}")
                selection = Selection((name,), folder=folder, corpus=corpus)
                results.extend(run_suites(assistant, selection=selection).suites)
    differences = [*_spoken(active, staged, suites), *_scored(then, now)]
    held = active.generation.documents()
    rehearsal = Rehearsal(
        generation=staged.generation.name,
        beside=active.generation.name,
        versions=tuple(
            (document, held.get(document, {}).get("version", "-"), own["version"])
            for document, own in staged.generation.documents().items()
            if held.get(document) != own
        ),
        then=tuple(then),
        now=tuple(now),
        differences=tuple(differences),
        worse=tuple(_worse(then, now, words)),
    )
    staged.generation.keep_rehearsal(active.generation, list(rehearsal.worse), rehearsal.to_json())
    return rehearsal


@contextmanager
def _led(assistant: Assistant) -> Iterator[Path]:
    """Give a copy of the suites in which every place stands where this generation has it; what is gone stays put."""

    def lead(match: re.Match[str]) -> str:
        number, start, end = match[1], int(match[2]), int(match[3] or match[2])
        try:
            place = assistant.generation.locate(number, start, end)
        except InputError:
            return match[0]  # no place of a document: a number that looks like one
        if place["fate"] == "vervallen":
            return match[0]
        return f"{number}:{place['start']}-{place['end']}"

    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "suites"
        shutil.copytree(SUITES_DIR, folder)
        for path in folder.rglob("*.yaml"):
            path.write_text(_PLACE.sub(lead, path.read_text("utf-8")), "utf-8")
        yield folder


def _spoken(active: Assistant, staged: Assistant, suites: Sequence[str]) -> Iterator[Difference]:
    """Yield the casussen that are concluded otherwise, and those whose conclusion cites what changed."""
    asked: list[tuple[str, str, Mapping[str, str], str]] = []
    if "casussen" in suites:
        asked += [("casussen", casus.id, casus.feiten, casus.vraag) for casus in load_casussen()]
    if "tweelingen" in suites:
        twins = load_tweelingen()
        asked += [
            ("tweelingen", twin.id, {**casus.feiten, twin.feit: twin.waarde}, casus.vraag) for twin, casus in twins
        ]
    for suite, case, facts, question in asked:
        then, now = (one.walk(facts, question).to_json()["conclusie"] for one in (active, staged))
        before, after = _verdict(then), _verdict(now)
        if before != after:
            yield Difference(suite, case, "conclusie", before, after, worse=True)
        changed = dict.fromkeys(
            f"{quoted_lines(source)} ({source['wijziging']})" for source in sources_of(now) if source["wijziging"]
        )
        if changed:
            yield Difference(suite, case, "citaten", "", ", ".join(changed))


def _verdict(conclusion: Mapping[str, Any] | None) -> str:
    if conclusion is None:
        return "geen conclusie"
    return " / ".join(conclusion[key] for key in ("code", "grondslag", "omvang"))


def _scored(then: Sequence[SuiteResult], now: Sequence[SuiteResult]) -> Iterator[Difference]:
    """Yield the cases of which a score or a figure is another."""
    for before, after in zip(then, now, strict=True):
        earlier = {case.case_id: case for case in before.cases}
        for case in after.cases:
            old = earlier[case.case_id]
            was, is_now = _said(old, case)
            if was != is_now:
                yield Difference(before.name, case.case_id, "score", was, is_now, old.passed and not case.passed)


def _said(old: CaseResult, new: CaseResult) -> tuple[str, str]:
    """Return what two results of one case say, as far as it differs."""
    scores = [
        (f"{a.name}: {a.seen}", f"{b.name}: {b.seen}")
        for a, b in zip(old.scores, new.scores, strict=False)
        if a.passed != b.passed
    ]
    figures = [
        (f"{name} {was:.3f}", f"{name} {figure.total:.3f}")
        for name, figure in new.figures.items()
        if name in old.figures and round(was := old.figures[name].total, 3) != round(figure.total, 3)
    ]
    both = [*scores, *figures]
    return "; ".join(was for was, _ in both), "; ".join(is_now for _, is_now in both)


def _worse(then: Sequence[SuiteResult], now: Sequence[SuiteResult], words: Mapping[str, Any]) -> Iterator[str]:
    """Yield, in a sentence each, what got worse."""
    said = words["zinnen"]
    for before, after in zip(then, now, strict=True):
        if before.decides:
            passed = {case.case_id for case in before.cases if case.passed}
            for case in after.cases:
                if case.case_id in passed and not case.passed:
                    seen = "; ".join(f"{score.name}: {score.seen}" for score in case.scores if not score.passed)
                    yield said["slechter_geval"].format(suite=after.name, geval=case.case_id, gezien=seen)
        else:
            for floor in after.floors:
                was, is_now = before.means[floor.figure], after.means[floor.figure]
                # Of a figure with a ceiling, such as false alarms, more is worse.
                if (is_now - was if floor.upper else was - is_now) > words["speling"]:
                    yield said["slechter_cijfer"].format(
                        suite=after.name, cijfer=floor.figure, toen=f"{was:.3f}", nu=f"{is_now:.3f}"
                    )


def _totals(result: SuiteResult) -> dict[str, Any]:
    return {"goed": result.right, "totaal": len(result.cases), "cijfers": result.means}
