"""Versions that an installation adds: where they stand, which one is in use, and what is refused without a trace."""

import hashlib
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import ingest.__main__ as cli
from ingest.build import build
from ingest.errors import IngestError
from ingest.generations import Generations
from ingest.manifest import READING, Manifest, Source, load_manifest, read_stored
from ingest.readers import Limits
from ingest.settings import Settings
from ingest.store import open_store
from ingest.versions.errors import (
    DateUnreadable,
    DocumentUnknown,
    FileKnown,
    FileMissing,
    NameUnsafe,
    TitleMissing,
    VersionExists,
    VersionOlder,
    VersionUnknown,
)
from ingest.versions.naming import is_date, is_safe_file, is_safe_name, moment_of
from ingest.versions.offer import Offer
from ingest.versions.own import OwnVersions, active_manifest, source_at, versions_in_use
from ingest.versions.timeline import timeline
from tests.ingest.conftest import SMALL_DOCUMENT, manifest_of, write_manifest

NEWER = SMALL_DOCUMENT.replace("Dat mag als", "Dat mag alleen als") + "\nVertel achteraf wat je deelde, en met wie.\n"
LIMITS = Limits()


@pytest.fixture
def settings(small_corpus: Path, tmp_path: Path) -> Settings:
    (source,) = manifest_of(small_corpus)
    write_manifest(small_corpus, [source | {"versie": "2025-05"}])
    (small_corpus / "documenten" / "klein" / "1").rename(small_corpus / "documenten" / "klein" / "2025-05")
    return Settings(corpus_dir=small_corpus, data_dir=tmp_path / "data")


@pytest.fixture
def newer(tmp_path: Path) -> Path:
    path = tmp_path / "klein nieuw.txt"
    path.write_text(NEWER, "utf-8")
    return path


def add(settings: Settings, path: Path, **said: object) -> Source:
    offer = replace(Offer(document="klein", version="2026-05"), **said)  # type: ignore[arg-type]
    return OwnVersions(settings).add(path, offer, active_manifest(settings), LIMITS)[0]


def everything_under(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_an_added_version_stands_beside_its_original_and_touches_nothing_else(settings: Settings, newer: Path) -> None:
    corpus = everything_under(settings.corpus_dir)
    source = add(settings, newer)
    (own,) = OwnVersions(settings).all()
    assert own == source
    assert (own.folder / own.origineel).read_bytes() == newer.read_bytes()
    assert read_stored(settings.corpus_dir, own).lines == tuple(NEWER.removesuffix("\n").split("\n"))
    assert (own.folder / READING).is_file()
    assert own.regels_tegen == "2025-05" and own.nummer == "000" and own.titel == "Klein" and not own.lokaal
    assert everything_under(settings.corpus_dir) == corpus
    assert active_manifest(settings) == load_manifest(settings.corpus_dir)


REFUSED = [
    ({"document": "onbekend"}, DocumentUnknown),
    ({"document": "../klein"}, NameUnsafe),
    ({"document": "eigen..plan", "local": True}, NameUnsafe),
    ({"version": "../../2026"}, NameUnsafe),
    ({"version": "2026/05"}, NameUnsafe),
    ({"version": ""}, NameUnsafe),
    ({"version": "2025-05"}, VersionExists),
    ({"version": "2024-11"}, VersionOlder),
    ({"version": "v2", "date": "2025-04"}, VersionOlder),
    ({"date": "mei 2026"}, DateUnreadable),
    ({"date": "2026-13"}, DateUnreadable),
    ({"document": "convenant", "local": True}, TitleMissing),
]


@pytest.mark.parametrize(("said", "error"), REFUSED)
def test_what_cannot_be_right_is_refused_and_leaves_no_trace(
    settings: Settings, newer: Path, said: dict[str, object], error: type[IngestError]
) -> None:
    with pytest.raises(error) as raised:
        add(settings, newer, **said)
    assert "\n" not in str(raised.value)
    assert everything_under(settings.data_dir) == {}


def test_a_file_that_is_not_there_or_has_a_name_that_cannot_be_stored_is_refused(
    settings: Settings, tmp_path: Path
) -> None:
    with pytest.raises(FileMissing):
        add(settings, tmp_path / "weg.txt")
    with pytest.raises(FileMissing):
        add(settings, tmp_path)
    hidden = tmp_path / "regel\nbreuk.txt"
    hidden.write_text(NEWER, "utf-8")
    with pytest.raises(NameUnsafe):
        add(settings, hidden)


def test_the_same_file_is_not_taken_in_twice(settings: Settings, newer: Path, tmp_path: Path) -> None:
    same = tmp_path / "kopie.txt"
    same.write_text(SMALL_DOCUMENT, "utf-8")
    with pytest.raises(FileKnown, match="'2025-05'"):
        add(settings, same)
    add(settings, newer)
    shutil.copy(newer, same)
    with pytest.raises(FileKnown, match="'2026-05'"):
        add(settings, same, version="2026-06")
    with pytest.raises(VersionExists):
        add(settings, newer)


def test_what_was_broken_off_halfway_is_tidied_up_by_the_next(settings: Settings, newer: Path) -> None:
    left = settings.data_dir / "corpus" / "klein" / ".bezig-2026-05-123"
    left.mkdir(parents=True)
    add(settings, newer)
    assert not left.exists()


@pytest.mark.integration
def test_activating_and_going_back_decide_which_version_a_build_takes(settings: Settings, newer: Path) -> None:
    first = build(settings).generation.id
    own = add(settings, newer)
    staged = build(settings, activate=False, manifest=active_manifest(settings).with_source(own)).generation.id
    assert versions_in_use(settings.data_dir) == {"klein": "2025-05"}
    generations = Generations(settings.data_dir)
    generations.activate(staged)
    assert [source.versie for source in active_manifest(settings).bronnen] == ["2026-05"]
    assert build(settings, manifest=active_manifest(settings)).generation.id == staged
    states = {state.source.versie: (state.state, state.replaced_by) for state in timeline(settings)}
    assert states == {"2025-05": ("vervangen", "2026-05"), "2026-05": ("actief", "")}
    assert generations.rollback() == first
    assert [source.versie for source in active_manifest(settings).bronnen] == ["2025-05"]
    assert {state.source.versie: state.state for state in timeline(settings)}["2025-05"] == "actief"


@pytest.mark.integration
def test_the_project_wins_when_it_moves_on_itself(settings: Settings, newer: Path) -> None:
    build(settings)
    own = add(settings, newer)
    result = build(settings, activate=False, manifest=active_manifest(settings).with_source(own))
    Generations(settings.data_dir).activate(result.generation.id)
    (source,) = manifest_of(settings.corpus_dir)
    folder = settings.corpus_dir / "documenten" / "klein"
    shutil.copytree(folder / "2025-05", folder / "2026-09")
    write_manifest(settings.corpus_dir, [source | {"versie": "2026-09"}])
    assert [source.versie for source in active_manifest(settings).bronnen] == ["2026-09"]


@pytest.mark.integration
def test_an_own_document_gets_a_number_of_its_own_and_is_marked(settings: Settings, tmp_path: Path) -> None:
    convenant = tmp_path / "convenant.txt"
    convenant.write_text("1. Afspraken\nDe partners bellen elkaar bij zorgen over een bewoner.\n", "utf-8")
    said = {"document": "convenant-wijk", "version": "2026", "local": True, "title": "Convenant", "publisher": "Wij"}
    own = add(settings, convenant, **said)
    assert own.nummer == "900" and own.lokaal and own.regels_tegen is None
    result = build(settings, manifest=active_manifest(settings).with_source(own))
    store = open_store(settings.data_dir, result.generation.id)
    assert store.documents["convenant-wijk"].local and not store.documents["klein"].local
    assert [source.id for source in active_manifest(settings).bronnen] == ["klein", "convenant-wijk"]


@pytest.mark.integration
def test_a_replaced_version_of_the_project_can_still_be_read_and_cited(settings: Settings) -> None:
    (source,) = manifest_of(settings.corpus_dir)
    folder = settings.corpus_dir / "documenten" / "klein" / "2026-01"
    folder.mkdir()
    (folder / "klein.txt").write_text(NEWER, "utf-8")
    earlier = {key: source[key] for key in ("versie", "datum", "opmerking", "bestand", "sha256")}
    entry: dict[str, object] = {
        **source,
        "versie": "2026-01",
        "sha256": hashlib.sha256(NEWER.encode()).hexdigest(),
        "regels_tegen": "2025-05",
        "eerdere": [earlier | {"vervangen_op": "2026-02-01", "vervangen_door": "2026-01"}],
    }
    text = yaml.safe_dump({"bronnen": [entry]}, allow_unicode=True)
    (settings.corpus_dir / "bronnen.yaml").write_text(text, "utf-8")
    old = source_at(settings, "klein", "2025-05")
    assert "\n".join(read_stored(settings.corpus_dir, old).lines) + "\n" == SMALL_DOCUMENT
    assert [(s.source.versie, s.state, s.replaced_by) for s in timeline(settings)] == [
        ("2025-05", "vervangen", "2026-01"),
        ("2026-01", "klaargezet", ""),
    ]
    build(settings)
    store = open_store(settings.data_dir)
    assert (store.locate("000", 2, 3).fate, store.locate("000", 5, 7).fate) == ("gewijzigd", "gelijk")
    assert store.locate("000", 2, 3).written_for == "2025-05"
    with pytest.raises(VersionUnknown, match="2026-01, 2025-05"):
        source_at(settings, "klein", "1999")
    with pytest.raises(DocumentUnknown):
        source_at(settings, "groot", "1999")


@pytest.fixture
def command(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Settings]:
    (settings.corpus_dir / "wetsverwijzingen.yaml").write_text("verwijzingen: []\n", "utf-8")
    monkeypatch.setattr(cli, "settings_from_environment", lambda: settings)
    yield settings


@pytest.mark.integration
def test_the_commands_add_show_and_go_back(command: Settings, newer: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["build"]) == 0
    assert cli.main(["diff", "klein"]) == 2
    assert cli.main(["add", str(newer), "--document", "klein", "--version", "2026-05", "--date", "2026-05-01"]) == 0
    assert "staat ernaast" in capsys.readouterr().out
    assert cli.main(["versions", "klein"]) == 0
    assert "2026-05  klaargezet, nog niet in gebruik" in capsys.readouterr().out
    assert cli.main(["diff", "klein"]) == 0
    assert "Dat mag {+alleen+} als het nodig is" in capsys.readouterr().out
    staged = Generations(command.data_dir).ids()[-1]
    assert cli.main(["activate", staged]) == 2
    assert f"python -m evals rehearse {staged}" in capsys.readouterr().err
    assert cli.main(["rollback"]) == 2
    assert cli.main(["versions", "onbekend"]) == 2
    assert cli.main(["prepare", "klein", "2025-05"]) == 2
    assert cli.main(["prepare", "klein", "2026-05"]) == 0
    assert cli.main(["history"]) == 0
    assert cli.main(["check"]) == 0


@pytest.mark.integration
def test_a_version_that_no_index_can_be_made_of_is_taken_away_again(
    command: Settings, newer: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise FileKnown(newer, "klein", "x")

    monkeypatch.setattr("ingest.build.build", broken)
    assert cli.main(["add", str(newer), "--document", "klein", "--version", "2026-05"]) == 2
    assert OwnVersions(command).all() == ()


@pytest.mark.parametrize("name", ["2026-05", "a", "convenant.wijk-2", "0"])
def test_a_plain_name_can_be_a_folder(name: str) -> None:
    assert is_safe_name(name)


@given(st.text())
def test_a_name_that_is_safe_never_leaves_its_folder(name: str) -> None:
    if is_safe_name(name):
        assert Path("a", name).resolve().parent == Path("a").resolve()
    if is_safe_file(name):
        assert "/" not in name or Path(name).name != name


@pytest.mark.parametrize(
    ("text", "moment"), [("2025-05", (2025, 5)), ("voor-2018-05", (2018, 5)), ("2021", (2021,)), ("v2", ())]
)
def test_the_moment_of_a_version_is_read_from_its_name(text: str, moment: tuple[int, ...]) -> None:
    assert moment_of(text) == moment


def test_dates_are_whole_or_none() -> None:
    assert [text for text in ("2026", "2026-05", "2026-05-31", "2026-02-30", "26", "") if is_date(text)] == [
        "2026",
        "2026-05",
        "2026-05-31",
    ]


def test_a_manifest_with_another_version_keeps_its_order(small_corpus: Path) -> None:
    manifest = load_manifest(small_corpus)
    (source,) = manifest.bronnen
    other = source.model_copy(update={"id": "ander", "nummer": "001"})
    both = Manifest(bronnen=(source, other))
    newer = source.model_copy(update={"versie": "2"})
    assert [(own.id, own.versie) for own in both.with_source(newer).bronnen] == [("klein", "2"), ("ander", "1")]
