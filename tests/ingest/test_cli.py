"""The command line of ingest: exit codes, one clear line, and a Dutch text for every error."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

import ingest.__main__ as cli
from ingest.datafiles import read_yaml
from ingest.errors import IngestError
from ingest.settings import Settings

pytestmark = pytest.mark.integration
TEXTS = Path(cli.__file__).with_name("teksten.yaml")


def test_status_shows_the_documents_and_that_all_is_well(
    built_data_dir: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DEELWIJZER_DATA", str(built_data_dir))
    assert cli.main(["status"]) == 0
    shown = capsys.readouterr().out
    assert "Handreiking gegevensuitwisseling in de bemoeizorg" in shown
    assert "in orde" in shown


def test_build_says_that_nothing_changed(
    built_data_dir: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DEELWIJZER_DATA", str(built_data_dir))
    assert cli.main(["build"]) == 0
    assert "niets veranderd" in capsys.readouterr().err


def test_without_an_index_status_says_what_to_type(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DEELWIJZER_DATA", str(tmp_path))
    assert cli.main(["status"]) == 2
    assert "make run" in capsys.readouterr().err


def test_a_damaged_index_is_bad_input(
    built_data_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = tmp_path / "data"
    shutil.copytree(built_data_dir, copy)
    next(copy.glob("index/generations/*/passages.jsonl")).unlink()
    monkeypatch.setenv("DEELWIJZER_DATA", str(copy))
    assert cli.main(["status"]) == 2
    assert "passages.jsonl" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("harm", "named"),
    [
        (lambda corpus: (corpus / "bronnen.yaml").unlink(), "bronnen.yaml"),
        (lambda corpus: (corpus / "bronnen.yaml").write_text("bronnen: 3", "utf-8"), "bronnen"),
        (lambda corpus: (corpus / "documenten" / "klein" / "1" / "klein.txt").unlink(), "klein.txt"),
        (lambda corpus: (corpus / "documenten" / "klein" / "1" / "klein.txt").write_text("x"), "klein.txt"),
    ],
)
def test_bad_input_is_exit_2_with_one_line(
    small_corpus: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    harm: "object",
    named: str,
) -> None:
    assert callable(harm)
    harm(small_corpus)
    monkeypatch.setattr(
        cli, "settings_from_environment", lambda: Settings(corpus_dir=small_corpus, data_dir=tmp_path / "data")
    )
    assert cli.main(["build"]) == 2
    error = capsys.readouterr().err.strip().splitlines()[-1]
    assert error.startswith("Fout")
    assert named in error
    assert "Traceback" not in error


def test_a_disk_that_cannot_be_written_is_a_fault_with_one_line(
    small_corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "geen-map").write_text("", "utf-8")
    monkeypatch.setattr(
        cli, "settings_from_environment", lambda: Settings(corpus_dir=small_corpus, data_dir=tmp_path / "geen-map")
    )
    assert cli.main(["build"]) == 1
    assert capsys.readouterr().err.strip().count("\n") == 0


def concrete(base: type[IngestError]) -> set[str]:
    below = {name for kind in base.__subclasses__() for name in concrete(kind)}
    return below or {base.__name__}


def test_every_error_that_the_commands_can_raise_has_a_text_and_none_is_left_over() -> None:
    of_a_reader = {"PassageNotFound", "DocumentNotFound", "IndexUnusable"}
    ours = {name for name in concrete(IngestError) if not name.startswith("_")} - of_a_reader
    assert set(read_yaml(TEXTS)["fouten"]) == ours


def test_the_questions_and_the_terms_of_the_corpus_can_be_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["questions"]) == 0
    assert "Alle vragen horen bij een passage van nu." in capsys.readouterr().out
    assert cli.main(["terms"]) == 0
    shown = capsys.readouterr().out
    assert "Elk begrip heeft een gewoon woord." in shown and "passages, bijvoorbeeld" in shown


@pytest.mark.slow
def test_a_model_is_written_to_a_folder_of_its_own_and_over_nothing(
    small_corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = Settings(corpus_dir=small_corpus, data_dir=tmp_path / "data")
    monkeypatch.setattr(cli, "settings_from_environment", lambda: settings)
    assert cli.main(["model", str(tmp_path / "model")]) == 0
    assert (tmp_path / "model" / "modules.json").is_file()
    assert cli.main(["model", str(tmp_path / "model")]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_the_texts_hold_only_text() -> None:
    content = yaml.safe_load(TEXTS.read_text("utf-8"))
    assert all(isinstance(text, str) and text for text in leaves(content))


def leaves(content: Any) -> Iterator[Any]:
    if isinstance(content, dict):
        for value in content.values():
            yield from leaves(value)
    else:
        yield content
