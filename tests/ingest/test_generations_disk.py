"""A disk that is full or may not be written, and readers while the index changes hands."""

import json
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from ingest.build import build
from ingest.generations import Generations
from ingest.settings import SHIPPED_MODEL, Settings
from ingest.store import open_store
from tests.ingest.conftest import CORPUS

pytestmark = pytest.mark.integration

ANSWERS = """
import json, sys
from pathlib import Path
from ingest.store import open_store

def answers(data_dir, generation=None):
    store = open_store(Path(data_dir), generation)
    questions = ["mag ik gegevens delen met de wijkagent", "beroepsgeheim", "toestemming van de cliënt"]
    found = [[hit.passage.passage_id for hit in store.search(question).hits] for question in questions]
    return [store.generation, found]
"""

BUILD_WITH_LITTLE_ROOM = """
import resource, sys
from ingest.__main__ import main
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), int(sys.argv[1])))
sys.exit(main(["build", "--force"]))
"""

ON_A_DISK_OF_ITS_OWN = """
import os, shutil, subprocess
data_dir, disk, kind = sys.argv[1:]
subprocess.run(["mount", "-t", "tmpfs", "-o", "size=200m", "tmpfs", disk], check=True)
shutil.copytree(data_dir, f"{disk}/data")
if kind == "vol":
    with open(f"{disk}/ballast", "wb", buffering=0) as file:
        try:
            while file.write(bytes(4096)):
                pass
        except OSError:
            pass
else:
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
print(json.dumps(answers(f"{disk}/data")))
sys.stdout.flush()
os.environ["DEELWIJZER_DATA"] = f"{disk}/data"
from ingest.__main__ import main
sys.exit(main(["build", "--force"]))
"""

READ_UNTIL_TOLD = """
import select
store = open_store(Path(sys.argv[1]))
first = answers(sys.argv[1])
right = {}
rounds = 0
print("begonnen", flush=True)
while not select.select([sys.stdin], [], [], 0)[0]:
    generation, found = answers(sys.argv[1])
    assert right.setdefault(generation, found) == found, generation
    own = [hit.passage.passage_id for hit in store.search("beroepsgeheim").hits]
    assert [store.generation, own] == [first[0], first[1][1]]
    rounds += 1
print(json.dumps([rounds, right]))
"""


@pytest.fixture
def data_dir(built_data_dir: Path, tmp_path: Path) -> Path:
    """Return a copy of the built index."""
    copy = tmp_path / "data"
    shutil.copytree(built_data_dir, copy)
    return copy


def python(script: str, *arguments: object, before: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
    command = [*before, sys.executable, "-c", script, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, cwd=CORPUS.parent)


@cache
def can_mount() -> bool:
    """Whether this user may mount a disk that nobody else sees and that goes with the process."""
    if shutil.which("unshare") is None:
        return False
    command = ["unshare", "--mount", "mount", "-t", "tmpfs", "tmpfs", "/mnt"]
    return subprocess.run(command, capture_output=True).returncode == 0


@pytest.mark.parametrize("room", [0, 2000, 200_000, 5_000_000, 25_000_000])
def test_a_build_without_room_changes_nothing_and_leaves_nothing(
    data_dir: Path, room: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A limit on the size of a file is what any user can set; a full disk comes below, for those who may mount one.
    monkeypatch.setenv("DEELWIJZER_DATA", str(data_dir))
    before = json.loads(python(ANSWERS + "print(json.dumps(answers(sys.argv[1])))", data_dir).stdout)
    done = python(BUILD_WITH_LITTLE_ROOM, room)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith("Fout: schrijven lukt niet")
    assert json.loads(python(ANSWERS + "print(json.dumps(answers(sys.argv[1])))", data_dir).stdout) == before
    assert [path.name for path in Generations(data_dir).folder.iterdir()] == [before[0]]
    assert not list((data_dir / "index").glob("*.nieuw"))


@pytest.mark.skipif(not can_mount(), reason="mounting a small disk needs the rights of root")
@pytest.mark.parametrize("kind", ["vol", "alleen lezen"])
def test_on_a_full_or_read_only_disk_the_answers_are_the_same(data_dir: Path, tmp_path: Path, kind: str) -> None:
    expected = json.loads(python(ANSWERS + "print(json.dumps(answers(sys.argv[1])))", data_dir).stdout)
    disk = tmp_path / "schijf"
    disk.mkdir()
    done = python(ANSWERS + ON_A_DISK_OF_ITS_OWN, data_dir, disk, kind, before=("unshare", "--mount"))
    assert json.loads(done.stdout) == expected, done.stderr
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith("Fout: schrijven lukt niet")


def test_readers_finish_on_the_generation_they_began_with(data_dir: Path, small_corpus: Path) -> None:
    generations = Generations(data_dir)
    settings = Settings(corpus_dir=small_corpus, data_dir=data_dir, ready_model=SHIPPED_MODEL)
    real = open_store(data_dir).generation
    small = build(settings, activate=False).generation.id
    right = {
        name: json.loads(python(ANSWERS + "print(json.dumps(answers(*sys.argv[1:])))", data_dir, name).stdout)[1]
        for name in (real, small)
    }
    command = [sys.executable, "-c", ANSWERS + READ_UNTIL_TOLD, str(data_dir)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=CORPUS.parent
    ) as process:
        assert process.stdout is not None and process.stdin is not None
        assert process.stdout.readline() == "begonnen\n"
        for _ in range(25):
            generations.activate(small)
            assert generations.rollback() == real
        process.stdin.write("klaar\n")
        process.stdin.flush()
        rounds, seen = json.loads(process.stdout.readline())
    assert rounds > 0
    assert seen == {name: right[name] for name in seen}
    assert len(generations.history()) == 51
