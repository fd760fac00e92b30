"""The bench: every system on the same questions and machine, each in a process of its own, and what it comes to."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from statistics import quantiles
from typing import Any

from evals import retrieval
from evals.bench.peers import PEERS, model_of_the_index
from evals.bench.pieces import generation_folder
from evals.bench.worker import OURS
from evals.cases import Zoekvraag, load_zoeken
from evals.corpus import CORPUS_DIR, Stretch
from evals.errors import EvalError
from evals.intervals import Interval, difference, interval
from evals.retrieval import Figures

ROOT = Path(__file__).resolve().parents[2]
TITLES = {OURS: "deelwijzer", **{name: peer.title for name, peer in PEERS.items()}}
REFUSAL = "geen_antwoord"

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Spread:
    """Times in milliseconds: how many, the median and the 95th percentile."""

    count: int
    p50: float
    p95: float

    @classmethod
    def of(cls, times: Sequence[float]) -> Spread:
        """Return the spread of at least two times."""
        cuts = quantiles(times, n=20, method="inclusive")
        return cls(len(times), cuts[9], cuts[18])


@dataclass(frozen=True)
class Measured:
    """What was measured of one system."""

    system: str
    pieces: int
    index_seconds: float
    memory: float  # megabytes that its process grew by, libraries and all
    search: Spread
    turns: Spread | None
    figures: Mapping[str, Figures]  # of the answerable questions, by id
    refused: Mapping[str, bool]  # of all questions, by id

    @property
    def title(self) -> str:
        """The name of the system as the tables have it."""
        return TITLES[self.system]


@dataclass(frozen=True)
class Bench:
    """All that was measured, the questions it was measured on, and which systems are not installed."""

    part: str
    questions: Sequence[Zoekvraag]
    systems: Sequence[Measured]
    absent: Sequence[str]

    @property
    def kinds(self) -> list[str]:
        """The kinds of answerable questions."""
        return [kind for kind in ("alledaags", "term", "casus") if self.ids(kind)]

    def ids(self, kind: str | None = None) -> list[str]:
        """Return the ids of the answerable questions, or of those of one kind."""
        wanted = (question for question in self.questions if question.relevant)
        return [question.id for question in wanted if kind in (None, question.soort)]

    def figure(self, system: Measured, name: str, kind: str | None = None) -> Interval:
        """Return the mean of a figure of a system with its interval."""
        return interval([getattr(system.figures[own], name) for own in self.ids(kind)])

    def lead(self, system: Measured) -> Interval:
        """Return how much higher our nDCG is than that of a system, over the same questions."""
        ours = self.systems[0]
        return difference(
            [ours.figures[own].ndcg for own in self.ids()], [system.figures[own].ndcg for own in self.ids()]
        )

    def refusals(self, system: Measured) -> tuple[int, int, int, int]:
        """Return how many of the unanswerable a system refused, of how many, and the same of the answerable."""
        without = [question.id for question in self.questions if not question.relevant]
        right = sum(system.refused[own] for own in without)
        wrong = sum(system.refused[own] for own in self.ids())
        return right, len(without), wrong, len(self.ids())


def run_bench(part: str, progress: Progress) -> Bench:
    """Build our index anew, measure every installed system, and return what came of it. Raises EvalError."""
    questions = load_zoeken(part)
    systems, absent = installed()
    measured = []
    with tempfile.TemporaryDirectory(prefix="deelwijzer-bench-") as name:
        data_dir = Path(name)
        progress("index bouwen")
        built = build_index(ROOT, data_dir)
        model = model_for(data_dir)
        for system in systems:
            progress(TITLES[system])
            found = run_worker(system, CORPUS_DIR, data_dir, model, ["--part", part, "--turns"])
            measured.append(read_measured(system, found, questions, built))
    return Bench(part, questions, measured, absent)


def installed() -> tuple[list[str], list[str]]:
    """Return the systems that can be measured here, and a line about each that cannot."""
    here, absent = [OURS], []
    for name, peer in PEERS.items():
        if peer.needs is None or find_spec(peer.needs) is not None:
            here.append(name)
        else:
            absent.append(f"{peer.title}: niet gemeten, {peer.needs} is hier niet geïnstalleerd (zie evals/README.md)")
    return here, absent


def build_index(code: Path, data_dir: Path, model: str | None = None) -> float:
    """Build the index of the corpus that lies beside the code of ingest; return the seconds. Raises EvalError."""
    environment = {**os.environ, "DEELWIJZER_DATA": str(data_dir)}
    if model is not None:
        environment["DEELWIJZER_EMBEDDING_MODEL"] = model
    begin = time.perf_counter()
    _run([sys.executable, "-m", "ingest", "build"], code, environment)
    return time.perf_counter() - begin


def run_worker(system: str, corpus_dir: Path, data_dir: Path, model: str, options: Sequence[str]) -> dict[str, Any]:
    """Measure one system in a process of its own and return what it wrote. Raises EvalError."""
    out = data_dir / f"{system}.json"
    places = ["--corpus", str(corpus_dir), "--data", str(data_dir), "--model", model, "--out", str(out)]
    _run([sys.executable, "-m", "evals.bench.worker", system, *places, *options], ROOT, dict(os.environ))
    found: dict[str, Any] = json.loads(out.read_text("utf-8"))
    return found


def read_measured(system: str, found: Mapping[str, Any], questions: Sequence[Zoekvraag], built: float) -> Measured:
    """Return what a worker wrote as figures; `built` are the seconds that our index took."""
    answers = found["antwoorden"]
    rankings = {name: [Stretch.parse(hit) for hit in answer["treffers"]] for name, answer in answers.items()}
    return Measured(
        system=system,
        pieces=found["stukken"],
        index_seconds=built if found["indexeren"] is None else found["indexeren"],
        memory=found["geheugen"],
        search=Spread.of(found["tijden"]),
        turns=Spread.of(found["beurten"]) if found["beurten"] else None,
        figures=retrieval.figures_of(
            {
                question.id: (rankings[question.id], retrieval.places_of(question))
                for question in questions
                if question.relevant
            }
        ),
        refused={name: not answer["beantwoordbaar"] for name, answer in answers.items()},
    )


def model_for(data_dir: Path) -> str:
    """Return the embedding model that made the index in this folder. Raises EvalError."""
    return model_of_the_index(generation_folder(data_dir))


def _run(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> None:
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        last = (done.stderr.strip().splitlines() or ["no message"])[-1]
        raise EvalError(f"{' '.join(command[1:4])} stopped with code {done.returncode}: {last}")
