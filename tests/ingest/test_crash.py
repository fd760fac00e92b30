"""Never half: however a build, an activation or a way back is killed, the active index opens and answers the same."""

import itertools
import json
import os
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ingest.generations import Generations
from tests.ingest.conftest import CORPUS

pytestmark = [
    pytest.mark.slow,
    pytest.mark.integration,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a process that can be split and killed"),
]

# So many deaths: enough to meet each kind of moment. DEELWIJZER_KILLS=200 is the full measure.
KILLS = int(os.environ.get("DEELWIJZER_KILLS", "24"))
QUESTIONS = ["mag ik gegevens delen met de wijkagent", "beroepsgeheim", "toestemming van de cliënt", "leg vast"]


class Worker:
    """The process of dying.py, to which orders are given."""

    def __init__(self, data_dir: Path, small_corpus: Path) -> None:
        self._beside = {"data_dir": str(data_dir), "corpus_dir": str(small_corpus), "questions": QUESTIONS}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.ingest.dying"],
            cwd=CORPUS.parent,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"},
        )

    def do(self, what: str, **more: Any) -> dict[str, Any]:
        """Return how an order ended: its status as waitpid gives it, and its result when it came to one."""
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.write(json.dumps({**self._beside, "do": what, **more}) + "\n")
        self._process.stdin.flush()
        ended: dict[str, Any] = json.loads(self._process.stdout.readline())
        return ended

    def done(self, what: str, **more: Any) -> Any:
        """Return the result of an order that must succeed."""
        ended = self.do(what, **more)
        assert ended["status"] == 0, (what, more)
        return ended["result"]

    def close(self) -> None:
        """End the process."""
        self._process.communicate()


@pytest.fixture
def data_dir(built_data_dir: Path, tmp_path: Path) -> Path:
    """Return a copy of the index of the real documents."""
    copy = tmp_path / "data"
    shutil.copytree(built_data_dir, copy)
    return copy


@pytest.fixture
def worker(data_dir: Path, small_corpus: Path) -> Iterator[Worker]:
    """Return a process that can be killed at work on the index."""
    worker = Worker(data_dir, small_corpus)
    yield worker
    worker.close()


def test_no_moment_of_dying_leaves_half_an_index(data_dir: Path, worker: Worker) -> None:
    generations = Generations(data_dir)
    chance = random.Random(20261122)
    real = generations.active_id()
    assert real is not None
    small = worker.done("build", activate=False)
    right = {name: worker.done("answer", generation=name) for name in (real, small)}

    def there_and_back(what: str) -> dict[str, Any]:
        """Return an order with the real index active, and another one to go back to."""
        generations.activate(small)
        generations.activate(real)
        return {"activate": {"generation": small}, "rollback": {}, "build": {}}[what]

    def only_these_two() -> None:
        """Remove what builds left, so that the next one archives neither of the two."""
        generations.activate(real)
        for name in set(generations.ids()) - {real, small}:
            generations.remove(name)

    counted = {what: worker.do(what, **there_and_back(what)) for what in ("build", "activate", "rollback")}
    only_these_two()
    killed = 0
    for number in itertools.count():
        if killed == KILLS:
            break
        assert number < 4 * KILLS, "the moments chosen come after the work is done"
        what = ("build", "activate", "rollback")[number % 3]
        order = there_and_back(what)
        if number % 2:
            moment = {"seconds": chance.uniform(0, counted[what]["seconds"])}
        else:
            moment = {"change": chance.randint(1, counted[what]["changes"])}
        before = set(generations.ids())
        status = worker.do(what, **order, **moment)["status"]
        assert status in (0, signal.SIGKILL), (what, moment)
        killed += status == signal.SIGKILL

        told = (number, what, moment)
        active = generations.active_id()
        assert active is not None
        made = set(generations.ids()) - before
        assert active in {real, small} | made, told
        assert generations.history()[-1].generation == active, told
        for name in generations.ids():
            assert generations.damage(generations.read(name)) is None, told
        assert worker.done("answer") == right[real if active == real else small], told
        if active != real:
            assert worker.done("answer", generation=real) == right[real], told

        generations.activate(real if active != real else small)
        left = [*generations.folder.glob(".*"), *generations.index_dir.glob("*.nieuw")]
        assert left == [], told
        only_these_two()
