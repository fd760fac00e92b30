"""A rehearsal: every suite on a generation that is not in use yet, case by case beside the active one."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from assistant import Assistant, InputError, Settings, build_assistant
from evals.cases import SUITES_DIR, load_casussen, load_tweelingen
from evals.comparison import Comparison, compare
from evals.corpus import Corpus, Stretch
from evals.processes import Progress
from evals.results import Run
from evals.runner import run_suites
from evals.scorers.replies import quoted_lines, sources_of
from evals.selection import Selection
from evals.tasks import STANDARD

_PLACE = re.compile(r"(?<![\w:.])(\d{3}):([1-9]\d*)(?:-([1-9]\d*))?(?![\w:])")


class GenerationCorpus(Corpus):
    """The documents as a generation holds them, which may be newer than those in the corpus folder.

    It is plain data, so that it can go to other processes.
    """

    def __init__(self, assistant: Assistant) -> None:
        """Take the documents of the generation that an assistant works on, and where all that is cited stands in it."""
        super().__init__()
        view = assistant.generation
        self._numbers = {document: held["nummer"] for document, held in view.documents().items()}
        self._stored = view.lines()
        cited = {place for entry in assistant.citations() for place in entry["plaatsen"]}
        self._led = {Stretch.parse(place): lead(assistant, Stretch.parse(place)) for place in cited}

    @cached_property
    def numbers(self) -> Mapping[str, str]:
        """The number of every document, by its id."""
        return self._numbers

    @cached_property
    def _lines(self) -> Mapping[str, Sequence[str]]:
        return self._stored

    def where(self, stretch: Stretch) -> Stretch:
        """Return where the words of a place in the data files stand now; what is gone stays where it was."""
        return self._led.get(stretch, stretch)

    def text(self, stretch: Stretch) -> str:
        """Return the text of these lines, or what is left of it: a quote of what is gone stands on no line of now."""
        return "\n".join(self._lines.get(stretch.number, ())[stretch.start - 1 : stretch.end])


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
        comparison=compare(then, now),
        leaning=tuple(leaning_on_changes(staged, suites)),
    )
    if set(STANDARD) <= set(suites):
        staged.generation.keep_rehearsal(active.generation, list(rehearsal.worse), rehearsal.to_json())
    return rehearsal


def lead(assistant: Assistant, place: Stretch) -> Stretch:
    """Return where a place of the data files stands in the generation of an assistant.

    Of a place that is gone as a whole the largest part that is left counts; when nothing is left it stays put.
    """
    whole = assistant.generation.locate(place.number, place.start, place.end)
    found = [whole] if whole["fate"] != "vervallen" else [p for p in whole["parts"] if p["fate"] != "vervallen"]
    stretches = [Stretch(place.number, part["start"], part["end"]) for part in found]
    return max(stretches, key=len, default=place)


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


@contextmanager
def led_suites(assistant: Assistant) -> Iterator[Path]:
    """Give a copy of the suites in which every place stands where this generation has it."""

    def led(match: re.Match[str]) -> str:
        try:
            return str(lead(assistant, Stretch(match[1], int(match[2]), int(match[3] or match[2]))))
        except InputError:
            return match[0]  # no place of a document: a number that looks like one

    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "suites"
        shutil.copytree(SUITES_DIR, folder)
        for path in folder.rglob("*.yaml"):
            path.write_text(_PLACE.sub(led, path.read_text("utf-8")), "utf-8")
        yield folder


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
