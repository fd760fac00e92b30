"""Old generations: what was cited from them stays, what nobody needs goes, and what is being read is left alone."""

import gc
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.__main__ import main
from ingest.generations import ARCHIVED, GenerationArchived, Generations
from ingest.keeping import Tidied, tidy
from ingest.settings import SettingInvalid, settings_from_environment
from ingest.store import StoreError, open_store
from tests.ingest.conftest import CORPUS, make_generation

READ_UNTIL_TOLD = """
import sys
from pathlib import Path
from ingest.store import open_store

store = open_store(Path(sys.argv[1]), sys.argv[2])
print("open", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def generations(tmp_path: Path) -> Generations:
    """Return a folder with generations a to f: a and b were active, c is, d to f were never."""
    generations = Generations(tmp_path)
    for name in "abcdef":
        make_generation(generations, name)
        if name in "abc":
            generations.activate(name)
    return generations


@contextmanager
def reader(data_dir: Path, generation: str) -> Iterator[None]:
    """Let another process hold a generation open."""
    command = [sys.executable, "-c", READ_UNTIL_TOLD, str(data_dir), generation]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=CORPUS.parent) as process:
        assert process.stdout is not None and process.stdin is not None
        assert process.stdout.readline() == b"open\n"
        yield
        process.stdin.close()


def test_passages_stay_of_what_was_active_and_the_rest_goes(generations: Generations, tmp_path: Path) -> None:
    assert tidy(generations, 1) == Tidied(archived=("a",), removed=("d", "e"))
    assert generations.ids() == ["a", "b", "c", "f"]
    assert [name for name in "abcf" if generations.is_archived(name)] == ["a"]
    assert not (generations.path_of("a") / "chroma").exists()
    old = open_store(tmp_path, "a")
    assert old.generation == "a"
    with pytest.raises(StoreError, match="only the passages"):
        old.search("gegevens")
    assert tidy(generations, 1) == Tidied()


def test_what_is_archived_cannot_become_active(generations: Generations) -> None:
    tidy(generations, 1)
    with pytest.raises(GenerationArchived, match="'a'"):
        generations.activate("a")
    assert generations.rollback() == "b"


def test_what_a_reader_has_open_is_left_alone(generations: Generations, tmp_path: Path) -> None:
    with reader(tmp_path, "a"), reader(tmp_path, "d"):
        assert tidy(generations, 1) == Tidied(removed=("e",))
    assert tidy(generations, 1) == Tidied(archived=("a",), removed=("d",))


def test_a_lease_ends_with_its_reader(generations: Generations, tmp_path: Path) -> None:
    store = open_store(tmp_path, "d")
    assert "d" not in tidy(generations, 1).removed
    del store
    gc.collect()
    assert tidy(generations, 1).removed == ("d",)


def test_archiving_that_was_broken_off_is_finished(generations: Generations) -> None:
    (generations.path_of("a") / ARCHIVED).touch()
    assert tidy(generations, 1).archived == ()
    assert not (generations.path_of("a") / "chroma").exists()


@given(keep=st.integers(min_value=1, max_value=9))
def test_the_active_one_the_one_before_and_the_last_are_whole(
    keep: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    generations = Generations(tmp_path_factory.mktemp("data"))
    for name in "abcdef":
        make_generation(generations, name)
    for name in "bda":
        generations.activate(name)
    tidy(generations, keep)
    whole = [name for name in generations.ids() if not generations.is_archived(name)]
    assert {"a", "d", *"abcdef"[-keep:]} == set(whole)


@pytest.mark.parametrize("value", ["0", "-1", "veel", "1.5"])
def test_how_many_are_kept_is_a_number(value: str) -> None:
    with pytest.raises(SettingInvalid, match=f"DEELWIJZER_BEWAAR_INDEXEN is '{value}'"):
        settings_from_environment({"DEELWIJZER_BEWAAR_INDEXEN": value})


def test_how_many_are_kept_is_a_setting() -> None:
    assert settings_from_environment({"DEELWIJZER_BEWAAR_INDEXEN": "3"}).keep == 3
    assert settings_from_environment({}).keep == 5


def test_a_build_says_which_old_indexes_made_way(
    built_data_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(built_data_dir, tmp_path / "data")
    make_generation(Generations(tmp_path / "data"), "00-nooit-gebruikt")
    monkeypatch.setenv("DEELWIJZER_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("DEELWIJZER_BEWAAR_INDEXEN", "1")
    assert main(["build"]) == 0
    assert "nooit in gebruik geweest: 00-nooit-gebruikt." in capsys.readouterr().err
