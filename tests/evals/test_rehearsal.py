"""The rehearsal of a newer version: places are led along, each difference is told, and only a whole one counts."""

import json
import shutil
from pathlib import Path

import pytest
from rich.console import Console

from assistant import Assistant, AssistantError, Settings, build_assistant
from evals.cases import load_casussen
from evals.corpus import Stretch
from evals.generation import GenerationCorpus, lead, led_suites
from evals.rehearsal import Rehearsal, leaning_on_changes, rehearse
from evals.rehearsal_report import show_rehearsal

pytestmark = pytest.mark.integration


def generations(data_dir: Path) -> tuple[str, str]:
    """Return the active generation and the staged one."""
    active = (data_dir / "index" / "active").read_text("utf-8").strip()
    (staged,) = [p.name for p in (data_dir / "index" / "generations").glob("[!.]*") if p.name != active]
    return active, staged


@pytest.fixture(scope="module")
def data_dir(example_data_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    copy = tmp_path_factory.mktemp("herhaling") / "data"
    shutil.copytree(example_data_dir, copy)
    return copy


@pytest.fixture(scope="module")
def staged(data_dir: Path) -> Assistant:
    return build_assistant(Settings(data_dir=data_dir, generation=generations(data_dir)[1]))


@pytest.fixture(scope="module")
def rehearsal(data_dir: Path) -> Rehearsal:
    return rehearse(Settings(data_dir=data_dir), generations(data_dir)[1], suites=("corpus",))


@pytest.mark.parametrize(
    ("place", "there"),
    [
        ("000:140-143", "000:167-170"),  # moved
        ("000:131-133", "000:131-133"),  # other words on the same lines
        ("000:150-154", "000:150-154"),  # gone: stays put
        ("000:146-154", "000:142-144"),  # one part gone
        ("002:515-518", "002:515-518"),  # another document
    ],
)
def test_a_place_of_a_case_is_led_to_where_it_stands(staged: Assistant, place: str, there: str) -> None:
    assert str(lead(staged, Stretch.parse(place))) == there
    assert GenerationCorpus(staged).where(Stretch.parse("000:140-143")) == Stretch.parse("000:167-170")


def test_the_cases_are_the_same_but_for_their_places(staged: Assistant) -> None:
    with led_suites(staged) as folder:
        led = load_casussen(folder)
    for before, after in zip(load_casussen(), led, strict=True):
        assert before.model_dump(exclude={"bron", "verwacht", "waarom"}) == after.model_dump(
            exclude={"bron", "verwacht", "waarom"}
        )
        assert len(before.bron) == len(after.bron)
        assert before.verwacht.conclusie == after.verwacht.conclusie


def test_what_the_new_version_changes_is_told_case_by_case(rehearsal: Rehearsal) -> None:
    assert rehearsal.versions == (("tilburg-dichtbij", "2025-05", "2026-05"),)
    assert rehearsal.worse and rehearsal.worse[0].startswith("corpus:")
    worse = {change.case_id: change.after for change in rehearsal.comparison.of("slechter")}
    assert "letterlijk" in worse["R02-acuut"]
    assert "mondeling-zonder-spoor" in {change.case_id for change in rehearsal.comparison.of("aanhaling")}
    assert not rehearsal.comparison.of("trager") and not rehearsal.comparison.slower
    json.dumps(rehearsal.to_json())


def test_the_conclusions_that_cite_what_changed_are_named(staged: Assistant) -> None:
    found = list(leaning_on_changes(staged, ("casussen",)))
    assert {place for own in found for place in own.places} == {"000:131-133 (gewijzigd)", "000:150-154 (vervallen)"}
    assert "ggdghor-acuut" in {own.case_id for own in found}


def test_a_rehearsal_of_some_suites_does_not_count(rehearsal: Rehearsal, data_dir: Path) -> None:
    assert not list((data_dir / "index").rglob("herhaling.json"))


def test_a_whole_rehearsal_is_kept_and_one_without_change_finds_nothing_worse(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("evals.rehearsal.STANDARD", ("corpus",))
    active, _ = generations(data_dir)
    found = rehearse(Settings(data_dir=data_dir), active, suites=("corpus",))
    assert found.worse == () and found.leaning == () and found.versions == ()
    assert not found.comparison.of("slechter") and not found.comparison.of("aanhaling")
    kept = json.loads((data_dir / "index" / "generations" / active / "herhaling.json").read_text("utf-8"))
    assert (kept["generatie"], kept["naast"], kept["slechter"]) == (active, active, [])


def test_the_terminal_shows_versions_cases_and_what_stands_in_the_way(
    rehearsal: Rehearsal, capsys: pytest.CaptureFixture[str]
) -> None:
    show_rehearsal(rehearsal, Console(width=200))
    shown = capsys.readouterr().out
    assert "tilburg-dichtbij: versie 2025-05 → 2026-05" in shown
    assert "R02-acuut" in shown
    assert "Dit houdt het in gebruik nemen tegen:" in shown


def test_a_generation_that_is_not_there_is_bad_input(data_dir: Path) -> None:
    with pytest.raises(AssistantError, match="niet-hier"):
        rehearse(Settings(data_dir=data_dir), "niet-hier")
