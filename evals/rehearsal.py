"""A rehearsal: every suite on a generation that is not in use yet, case by case beside the active one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from assistant import Assistant, Settings, build_assistant
from evals.cases import load_casussen, load_tweelingen
from evals.comparison import Comparison, compare
from evals.generation import GenerationCorpus, led_suites
from evals.processes import Progress
from evals.results import Run
from evals.runner import run_suites
from evals.scorers.replies import quoted_lines, sources_of
from evals.selection import Selection
from evals.tasks import STANDARD


@dataclass(frozen=True)
class Leaning:
    """A case whose conclusion cites lines that a newer version words otherwise or no longer has."""

    suite: str
    case_id: str
    places: tuple[str, ...]


@dataclass(frozen=True)
class Rehearsal:
    """Two generations side by side."""

    generation: str
    beside: str
    versions: tuple[tuple[str, str, str], ...]  # document, version in use, version rehearsed
    comparison: Comparison
    leaning: tuple[Leaning, ...]

    @property
    def worse(self) -> tuple[str, ...]:
        """What got worse beyond what is tolerated, in a sentence each."""
        return self.comparison.regressions

    def to_json(self) -> dict[str, Any]:
        """Return the rehearsal as plain data."""
        return {
            "generatie": self.generation,
            "naast": self.beside,
            "versies": [dict(zip(("document", "toen", "nu"), own, strict=True)) for own in self.versions],
            "vergelijking": self.comparison.to_json(),
            "haalt_aan_wat_veranderde": [
                {"suite": own.suite, "id": own.case_id, "plaatsen": list(own.places)} for own in self.leaning
            ],
            "slechter": list(self.worse),
        }


def rehearse(
    settings: Settings,
    generation: str,
    *,
    suites: Sequence[str] = STANDARD,
    jobs: int = 1,
    progress: Progress | None = None,
) -> Rehearsal:
    """Run suites on the active generation and on another, and return how they compare.

    When all suites ran, the outcome is kept with the other generation: `python -m ingest activate` asks for it.
    The cases name places in the version they were written for; for each generation they are led to where those stand.
    Raises AssistantError when a generation is not there, or when something cites what it does not hold.
    """
    active = build_assistant(settings)
    other = replace(settings, generation=generation)
    staged = build_assistant(other)
    # By its name: what becomes active meanwhile must not be taken for what was compared.
    same = replace(settings, generation=active.generation.name)
    then = _run(active, same, suites, jobs, progress)
    now = _run(staged, other, suites, jobs, progress)
    held = active.generation.documents()
    rehearsal = Rehearsal(
        generation=staged.generation.name,
        beside=active.generation.name,
        versions=tuple(
            (document, held.get(document, {}).get("version", "-"), own["version"])
            for document, own in staged.generation.documents().items()
            if held.get(document) != own
        ),
        comparison=_without_times(compare(then, now)),
        leaning=tuple(leaning_on_changes(staged, suites)),
    )
    if set(STANDARD) <= set(suites):
        staged.generation.keep_rehearsal(active.generation, list(rehearsal.worse), rehearsal.to_json())
    return rehearsal


def _without_times(comparison: Comparison) -> Comparison:
    """Leave out what took longer: the two ran one after the other, and a busy machine is no fault of a document."""
    timeless = tuple(change for change in comparison.changes if change.kind != "trager")
    return replace(comparison, changes=timeless, slower=())


def _run(assistant: Assistant, settings: Settings, suites: Sequence[str], jobs: int, progress: Progress | None) -> Run:
    tell = progress or (lambda name, done, of: None)
    with led_suites(assistant) as folder:
        return run_suites(
            assistant,
            selection=Selection(tuple(suites), folder=folder, corpus=GenerationCorpus(assistant)),
            progress=lambda name, done, of: tell(f"{assistant.generation.name} {name}", done, of),
            jobs=jobs,
            settings=settings,
        )


def leaning_on_changes(staged: Assistant, suites: Sequence[str]) -> Iterator[Leaning]:
    """Yield the casussen and twins whose conclusion cites what changed or is gone."""
    asked: list[tuple[str, str, Mapping[str, str], str]] = []
    if "casussen" in suites:
        asked += [("casussen", casus.id, casus.feiten, casus.vraag) for casus in load_casussen()]
    if "tweelingen" in suites:
        asked += [
            ("tweelingen", twin.id, {**casus.feiten, twin.feit: twin.waarde}, casus.vraag)
            for twin, casus in load_tweelingen()
        ]
    for suite, case, facts, question in asked:
        conclusion = staged.walk(facts, question).to_json()["conclusie"]
        changed = dict.fromkeys(
            f"{quoted_lines(source)} ({source['wijziging']})"
            for source in sources_of(conclusion)
            if source["wijziging"]
        )
        if changed:
            yield Leaning(suite, case, tuple(changed))
