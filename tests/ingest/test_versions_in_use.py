"""A newer version in a generation: where cited places went, what must be confirmed, and what stops its use."""

import json
import shutil
from pathlib import Path

import pytest

import ingest.__main__ as cli
from ingest.generations import Generations
from ingest.store import PassageNotFound, PlaceNotFound, Store, open_store
from ingest.versions.confirmations import Confirmations
from ingest.versions.rehearsed import keep_rehearsal, read_rehearsal

pytestmark = pytest.mark.integration


@pytest.fixture
def data_dir(example_data_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    copy = tmp_path / "data"
    shutil.copytree(example_data_dir, copy)
    monkeypatch.setenv("DEELWIJZER_DATA", str(copy))
    return copy


def ids(data_dir: Path) -> tuple[str, str]:
    """Return the active generation and the staged one."""
    generations = Generations(data_dir)
    active = generations.active_id()
    assert active is not None
    (staged,) = [own for own in generations.ids() if own != active]
    return active, staged


def staged_store(data_dir: Path) -> Store:
    return open_store(data_dir, ids(data_dir)[1])


def rehearsed(data_dir: Path, *, worse: list[str]) -> None:
    active, staged = (Generations(data_dir).path_of(own) for own in ids(data_dir))
    keep_rehearsal(staged, active, worse, {"suites": []})


@pytest.mark.parametrize(
    ("place", "fate", "lines", "confirmed"),
    [
        ((43, 43), "gelijk", (43, 43), True),
        ((140, 143), "verplaatst", (167, 170), True),
        ((131, 133), "gewijzigd", (131, 133), False),
        ((150, 154), "vervallen", (150, 154), False),
    ],
)
def test_a_place_is_led_to_where_its_words_stand(
    example_data_dir: Path, place: tuple[int, int], fate: str, lines: tuple[int, int], confirmed: bool
) -> None:
    found = staged_store(example_data_dir).locate("000", *place)
    assert (found.fate, (found.start, found.end), found.confirmed) == (fate, lines, confirmed)
    assert (found.written_for, found.now) == ("2025-05", "2026-05")


def test_a_document_that_has_no_newer_version_is_cited_as_ever(example_data_dir: Path) -> None:
    found = staged_store(example_data_dir).locate("002", 515, 518)
    assert (found.document, found.start, found.end, found.fate) == ("ggdghor-bemoeizorg", 515, 518, "gelijk")


def test_what_is_gone_can_be_read_in_the_version_it_was_cited_from(example_data_dir: Path) -> None:
    active, staged = (open_store(example_data_dir, own) for own in ids(example_data_dir))
    found = staged.locate("000", 150, 154)
    assert found.document == "tilburg-dichtbij@2025-05"
    (passage,) = staged.passages_at(found.document, 150, 154)
    (then,) = active.passages_at("tilburg-dichtbij", 150, 154)
    assert passage.text == then.text and passage.passage_id == then.passage_id
    assert staged.lines(found.document, 150, 154) == active.lines("tilburg-dichtbij", 150, 154)
    assert staged.document(found.document).version == "2025-05"
    assert "tilburg-dichtbij@2025-05" not in staged.documents
    assert then.passage_id not in {own.passage_id for own in staged.passages}
    with pytest.raises(PassageNotFound):
        active.passage(staged.passages[0].passage_id)


def test_each_passage_of_a_place_has_a_fate_of_its_own(example_data_dir: Path) -> None:
    parts = staged_store(example_data_dir).locate_parts("000", 146, 154)
    assert [(part.fate, part.start, part.end) for part in parts] == [("gelijk", 142, 144), ("vervallen", 150, 154)]


def test_lines_that_never_were_are_refused(example_data_dir: Path) -> None:
    with pytest.raises(PlaceNotFound, match="1-350"):
        staged_store(example_data_dir).locate("000", 349, 999)


def test_a_confirmation_holds_for_these_words_and_no_others(data_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    staged = ids(data_dir)[1]
    assert cli.main(["confirm", staged, "000:131-133", "--reason", "gelezen door de FG"]) == 0
    store = open_store(data_dir, staged)
    assert store.locate("000", 131, 133).confirmed and not store.locate("000", 131, 131).confirmed
    assert all(part.confirmed for part in store.locate_parts("000", 126, 137))
    (kept,) = Confirmations(data_dir).all()
    assert (kept.place, kept.version, kept.reason) == ("000:131-133", "2026-05", "gelezen door de FG")
    for place in ("000:43", "000:150-154", "000:1-2"):
        assert cli.main(["confirm", staged, place, "--reason", "x"]) == 2
    assert len(Confirmations(data_dir).all()) == 1
    assert "Fout: 000:1-2" in capsys.readouterr().err


def test_it_is_not_taken_into_use_without_a_rehearsal(data_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    active, staged = ids(data_dir)
    for accept in ([], ["--accept", "haast"]):
        assert cli.main(["activate", staged, *accept]) == 2
        assert "nog niet geoefend" in capsys.readouterr().err
    assert Generations(data_dir).active_id() == active


def test_a_rule_that_lost_its_passage_keeps_it_from_being_used(
    data_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    active, staged = ids(data_dir)
    rehearsed(data_dir, worse=[])
    assert cli.main(["activate", staged]) == 2
    error = capsys.readouterr().err
    assert "regel R02-acuut raakt zijn passage kwijt (000:150-154)" in error and error.count("\n") == 1
    assert Generations(data_dir).active_id() == active


def test_a_suite_that_got_worse_keeps_it_from_being_used(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("ingest.versions.gate.lost_references", lambda *_: ())
    rehearsed(data_dir, worse=["suite casussen: x was goed en is het niet meer"])
    assert cli.main(["activate", ids(data_dir)[1]]) == 2
    assert "suite casussen: x was goed" in capsys.readouterr().err
    rehearsed(data_dir, worse=[])
    staged = ids(data_dir)[1]
    assert cli.main(["activate", staged]) == 0
    assert Generations(data_dir).active_id() == staged


def test_a_reason_is_kept_with_the_date_and_going_back_is_one_step(
    data_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    staged = ids(data_dir)[1]
    rehearsed(data_dir, worse=["suite guard: y"])
    assert cli.main(["activate", staged, "--accept", "besproken met de FG"]) == 0
    assert Generations(data_dir).active_id() == staged
    last = Generations(data_dir).history()[-1]
    assert last.reason == "besproken met de FG" and last.since
    assert cli.main(["check"]) == 3
    assert "regel R02-acuut: 000:150-154 is vervallen" in capsys.readouterr().out
    assert cli.main(["build"]) == 0
    assert open_store(data_dir).documents["tilburg-dichtbij"].version == "2026-05"
    assert cli.main(["rollback", "--reason", "toch niet"]) == 0
    assert open_store(data_dir).documents["tilburg-dichtbij"].version == "2025-05"
    assert cli.main(["history"]) == 0
    assert "besproken met de FG" in capsys.readouterr().out


@pytest.mark.parametrize("harm", ["half", "other", "edited"])
def test_a_rehearsal_of_something_else_does_not_count(data_dir: Path, harm: str) -> None:
    active, staged = (Generations(data_dir).path_of(own) for own in ids(data_dir))
    path = keep_rehearsal(staged, active, ["a"], {})
    kept = read_rehearsal(staged, active)
    assert kept is not None and kept.worse == ("a",)
    if harm == "half":
        path.write_text(path.read_text("utf-8")[:40], "utf-8")
    elif harm == "other":
        description = json.loads((active / "generation.json").read_text("utf-8"))
        (active / "generation.json").write_text(json.dumps({**description, "id": "x"}), "utf-8")
    else:
        path.write_text(path.read_text("utf-8").replace('"a"', '"b"'), "utf-8")
    assert read_rehearsal(staged, active) is None


def test_a_damaged_confirmation_is_named(data_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (data_dir / "corpus" / "bevestigd.jsonl").write_text("{}\n", "utf-8")
    assert cli.main(["check"]) == 2
    assert "bevestigd.jsonl, bij regel 1" in capsys.readouterr().err
