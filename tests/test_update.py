"""`make update`: the steps in their order, where it stops, and that it asks before anything is taken into use."""

import io
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from ingest.generations import Generations
from ingest.versions.rehearsed import keep_rehearsal
from scripts import update

pytestmark = pytest.mark.integration
GIVEN = ["nieuw.txt", "tilburg-dichtbij", "2026-05"]


@pytest.fixture
def data_dir(example_data_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    copy = tmp_path / "data"
    shutil.copytree(example_data_dir, copy)
    monkeypatch.setenv("DEELWIJZER_DATA", str(copy))
    return copy


@pytest.fixture
def typed(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Return the commands that are run; none is really run, and a rehearsal that found something worse is there."""
    generations = Generations(data_dir)
    active = generations.active_id()
    assert active is not None
    (staged,) = [own for own in generations.ids() if own != active]
    keep_rehearsal(generations.path_of(staged), generations.path_of(active), [], {})
    commands: list[list[str]] = []

    def run(command: list[str], **_: Any) -> "subprocess.CompletedProcess[str]":
        commands.append(command[2:])
        return subprocess.CompletedProcess(command, 1 if command[2:4] == ["evals", "rehearse"] else 0)

    monkeypatch.setattr(subprocess, "run", run)
    return commands


def test_what_is_missing_is_said_with_an_example(capsys: pytest.CaptureFixture[str]) -> None:
    assert update.main(["", "", ""]) == 2
    assert update.main([]) == 2
    assert "make update FILE=" in capsys.readouterr().err


def test_the_steps_come_one_after_the_other_and_a_reason_goes_along(
    typed: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("ja\nbesproken met de FG\n"))
    assert update.main(GIVEN) == 0
    # It was added before, so it is not added again.
    assert [command[:2] for command in typed] == [
        ["ingest", "prepare"],
        ["ingest", "diff"],
        ["ingest", "diff"],
        ["evals", "rehearse"],
        ["ingest", "activate"],
    ]
    assert typed[-1][-2:] == ["--accept", "besproken met de FG"]


def test_a_version_that_is_not_there_yet_is_added_with_what_was_said_of_it(typed: list[list[str]]) -> None:
    assert update.main(["nieuw.txt", "tilburg-dichtbij", "2026-09", "--date", "2026-09-01"]) == 0
    (added,) = typed
    assert added[:2] == ["ingest", "add"] and added[-2:] == ["--date", "2026-09-01"]


@pytest.mark.parametrize("answer", ["", "\n", "nee\n", "ja\n", "ja\nnee\n", "ja\nis goed\n", "besproken met de FG\n"])
def test_without_a_yes_and_a_reason_nothing_is_taken_into_use(
    typed: list[list[str]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], answer: str
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(answer))
    assert update.main(GIVEN) == 3
    assert "activate" not in {word for command in typed for word in command}
    assert "Gestopt" in capsys.readouterr().out


@pytest.mark.parametrize(("answer", "code"), [("ja\n", 0), ("nee\n", 3)])
def test_when_nothing_is_worse_only_ja_is_a_yes(
    typed: list[list[str]], monkeypatch: pytest.MonkeyPatch, answer: str, code: int
) -> None:
    monkeypatch.setattr("ingest.versions.gate.lost_references", lambda *_: ())
    monkeypatch.setattr("sys.stdin", io.StringIO(answer))
    assert update.main(GIVEN) == code
    assert "--accept" not in typed[-1]


def test_a_step_that_fails_is_the_last(typed: list[list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(command: list[str], **_: Any) -> "subprocess.CompletedProcess[str]":
        typed.append(command[2:])
        return subprocess.CompletedProcess(command, 2)

    monkeypatch.setattr(subprocess, "run", broken)
    assert update.main(GIVEN) == 2
    assert [command[:2] for command in typed] == [["ingest", "prepare"]]
