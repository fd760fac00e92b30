"""The figures of the evals are read as data, may be absent, and are refused in another form."""

import json
from pathlib import Path

import pytest

from assistant import Assistant, DataFileError, Settings
from assistant.figures import read_figures

RECORDED = {
    "meta": {"datum": "2026-11-22T19:12:13+00:00", "generatie": "g-1"},
    "suites": [{"suite": "casussen", "goed": 206, "totaal": 207, "gevallen": []}],
}


def test_what_was_recorded_is_read_per_suite(tmp_path: Path) -> None:
    file = tmp_path / "baseline.json"
    file.write_text(json.dumps(RECORDED), "utf-8")
    assert read_figures(file) == {
        "datum": "2026-11-22",
        "generatie": "g-1",
        "suites": [{"naam": "casussen", "goed": 206, "totaal": 207}],
    }


def test_nothing_recorded_is_no_error(tmp_path: Path) -> None:
    assert read_figures(tmp_path / "baseline.json") is None


@pytest.mark.parametrize("content", ["{", "[]", '{"suites": []}', '{"meta": {}, "suites": [{"suite": "a"}]}'])
def test_another_form_is_refused_with_the_name_of_the_file(tmp_path: Path, content: str) -> None:
    file = tmp_path / "baseline.json"
    file.write_text(content, "utf-8")
    with pytest.raises(DataFileError, match=r"baseline\.json"):
        read_figures(file)


def test_the_figures_of_the_repository_can_be_read(tmp_path: Path) -> None:
    found = read_figures(Settings(data_dir=tmp_path).figures_file)
    assert found and all(suite["goed"] <= suite["totaal"] for suite in found["suites"])


def test_about_tells_the_product_the_models_and_the_figures(assistant: Assistant) -> None:
    about = assistant.about()
    assert about["productversie"] and about["model"] and about["gemaakt"]
    assert about["herordenaar"] is None and about["taalmodel"] is None
    assert about["cijfers"]["suites"]


@pytest.mark.parametrize("days", ["0", "-1", "1.5", "veel", "", "367"])
def test_a_number_of_days_that_cannot_be_is_named(monkeypatch: pytest.MonkeyPatch, days: str) -> None:
    monkeypatch.setenv("DEELWIJZER_BEWAAR_DAGEN", days)
    with pytest.raises(ValueError, match="DEELWIJZER_BEWAAR_DAGEN"):
        Settings.from_environment()


def test_the_number_of_days_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEELWIJZER_BEWAAR_DAGEN", "7")
    assert Settings.from_environment().keep_days == 7
