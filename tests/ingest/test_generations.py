"""Generations: whole or absent, one build at a time, and readers that keep what they began with."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from ingest.build import build
from ingest.errors import IngestError
from ingest.generations import FORMAT, GenerationDamaged, GenerationNotFound, Generations
from ingest.locking import BuildInProgress
from ingest.manifest import load_manifest
from ingest.settings import SHIPPED_MODEL, EmbeddingSettings, Settings
from ingest.store import GenerationGone, StoreError, open_store
from tests.ingest.conftest import CORPUS

pytestmark = pytest.mark.integration

BUILD_AND_DIE = """
import os, signal, sys
from pathlib import Path
from ingest.build import build
from ingest.settings import Settings

def die(step):
    if step == sys.argv[3]:
        os.kill(os.getpid(), signal.SIGKILL)

build(Settings(corpus_dir=Path(sys.argv[1]), data_dir=Path(sys.argv[2])), force=True, progress=die)
"""


@pytest.fixture
def data_dir(built_data_dir: Path, tmp_path: Path) -> Path:
    """Return a copy of the built index, to do harm to."""
    copy = tmp_path / "data"
    shutil.copytree(built_data_dir, copy)
    return copy


def settings_of(data_dir: Path, corpus_dir: Path = CORPUS) -> Settings:
    return Settings(corpus_dir=corpus_dir, data_dir=data_dir, ready_model=SHIPPED_MODEL)


def test_the_same_corpus_is_not_built_twice(data_dir: Path) -> None:
    before = open_store(data_dir).generation
    result = build(settings_of(data_dir))
    assert (result.new, result.generation.id) == (False, before)


def test_the_generation_names_its_model_and_its_files(data_dir: Path) -> None:
    generations = Generations(data_dir)
    generation = generations.read(open_store(data_dir).generation)
    assert (generation.model.model, generation.model.dimension) == ("corpus", 256)
    assert sum(generation.passages.values()) == len(open_store(data_dir).passages)
    assert {"passages.jsonl", "thesaurus.json", "lexical/terms.json"} <= set(generation.files)
    assert generations.damage(generation) is None


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs a signal that a process cannot catch")
@pytest.mark.parametrize("step", ["woorden", "activeren"])
def test_a_build_that_is_killed_leaves_the_active_generation_whole(
    data_dir: Path, small_corpus: Path, step: str
) -> None:
    before = open_store(data_dir).generation
    done = subprocess.run(
        [sys.executable, "-c", BUILD_AND_DIE, str(small_corpus), str(data_dir), step],
        capture_output=True,
        cwd=CORPUS.parent,
    )
    assert done.returncode == -signal.SIGKILL, done.stderr
    generations = Generations(data_dir)
    store = open_store(data_dir)
    assert store.generation == before
    assert generations.damage(generations.read(before)) is None
    assert store.search("beroepsgeheim").hits

    left = [path.name for path in generations.folder.iterdir() if path.name != before]
    assert len(left) == 1 and left[0].startswith(".bezig-") == (step == "woorden")
    build(settings_of(data_dir))
    assert open_store(data_dir).generation == before
    assert not any(path.name.startswith(".bezig-") for path in generations.folder.iterdir())


def test_what_was_made_before_is_activated_and_not_made_again(data_dir: Path, small_corpus: Path) -> None:
    before = open_store(data_dir).generation
    staged = build(settings_of(data_dir, small_corpus), activate=False)
    assert (staged.new, open_store(data_dir).generation) == (True, before)
    assert open_store(data_dir, staged.generation.id).search("mag ik gegevens delen").hits

    again = build(settings_of(data_dir, small_corpus), reason="nieuwe tekst")
    assert (again.new, again.generation.id) == (False, staged.generation.id)
    assert open_store(data_dir).generation == staged.generation.id
    assert [(own.generation, own.reason) for own in Generations(data_dir).history()] == [
        (before, ""),
        (staged.generation.id, "nieuwe tekst"),
    ]


def test_a_manifest_takes_the_place_of_the_one_in_the_folder(data_dir: Path) -> None:
    manifest = load_manifest(CORPUS)
    fewer = manifest.model_copy(update={"bronnen": manifest.bronnen[:1]})
    staged = build(settings_of(data_dir), activate=False, manifest=fewer)
    assert list(open_store(data_dir, staged.generation.id).documents) == ["tilburg-dichtbij"]
    assert len(open_store(data_dir).documents) == 5


def test_a_generation_that_is_not_there_cannot_be_opened_or_activated(data_dir: Path) -> None:
    generations = Generations(data_dir)
    for name in ("weg", "../weg", ".bezig-weg", ""):
        with pytest.raises(GenerationGone):
            open_store(data_dir, name)
        with pytest.raises(GenerationNotFound, match=open_store(data_dir).generation):
            generations.activate(name)


def test_a_build_that_fails_leaves_nothing_behind(data_dir: Path) -> None:
    before = open_store(data_dir).generation
    unknown = Settings(corpus_dir=CORPUS, data_dir=data_dir, embedding=EmbeddingSettings(model="/bestaat/niet"))
    with pytest.raises(IngestError, match="'/bestaat/niet'"):
        build(unknown)
    assert [path.name for path in Generations(data_dir).folder.iterdir()] == [before]
    assert open_store(data_dir).generation == before


def test_a_changed_document_stops_the_build(data_dir: Path, small_corpus: Path) -> None:
    before = open_store(data_dir).generation
    (small_corpus / "documenten" / "klein" / "1" / "klein.txt").write_text("anders", "utf-8")
    with pytest.raises(IngestError, match="sha256"):
        build(settings_of(data_dir, small_corpus))
    assert open_store(data_dir).generation == before


def test_a_second_build_at_the_same_time_is_refused(data_dir: Path) -> None:
    with Generations(data_dir).lock(), pytest.raises(BuildInProgress, match=rf"{os.getpid()}.*since 20.*build\.lock"):
        build(settings_of(data_dir))
    assert not build(settings_of(data_dir)).new


def test_a_new_generation_is_active_and_a_reader_keeps_the_old_one(data_dir: Path, small_corpus: Path) -> None:
    reader = open_store(data_dir)
    result = build(settings_of(data_dir, small_corpus))
    assert result.new
    new = open_store(data_dir)
    assert (new.generation, len(new.documents)) == (result.generation.id, 1)
    assert [hit.passage.start_line for hit in new.search("mag ik gegevens delen", k=1).hits] == [1]
    assert len(reader.documents) == 5
    assert reader.search("beroepsgeheim").hits

    Generations(data_dir).activate(reader.generation)
    assert open_store(data_dir).generation == reader.generation


@pytest.mark.parametrize("name", ["passages.jsonl", "lexical/terms.json", "chroma/chroma.sqlite3"])
def test_damage_is_seen_and_named(data_dir: Path, name: str) -> None:
    generations = Generations(data_dir)
    generation = generations.read(open_store(data_dir).generation)
    (generations.path_of(generation.id) / name).unlink()
    assert name in (generations.damage(generation) or "")


def test_vectors_of_another_model_are_refused(data_dir: Path) -> None:
    generations = Generations(data_dir)
    store = open_store(data_dir)
    weights = next(generations.path_of(store.generation).glob("model/**/model.safetensors"))
    content = bytearray(weights.read_bytes())
    content[-1] ^= 1
    weights.write_bytes(content)
    with pytest.raises(StoreError, match="two models"):
        store.search("beroepsgeheim")


@pytest.mark.parametrize(
    ("name", "content"),
    [("chroma/chroma.sqlite3", b"geen database" * 500), ("lexical/terms.json", b"{}"), ("thesaurus.json", b"\xff")],
)
def test_a_search_on_a_damaged_index_is_one_clear_line(data_dir: Path, name: str, content: bytes) -> None:
    store = open_store(data_dir)
    (Generations(data_dir).path_of(store.generation) / name).write_bytes(content)
    with pytest.raises(StoreError, match="python -m ingest build") as raised:
        store.search("beroepsgeheim")
    assert "\n" not in str(raised.value)


def test_a_description_of_another_format_is_refused(data_dir: Path) -> None:
    generations = Generations(data_dir)
    path = generations.path_of(open_store(data_dir).generation) / "generation.json"
    path.write_text(path.read_text("utf-8").replace(f'"format": {FORMAT}', '"format": 99'), "utf-8")
    with pytest.raises(GenerationDamaged, match=f"expected {FORMAT}"):
        generations.read(path.parent.name)


def test_a_pointer_without_a_name_is_no_index(tmp_path: Path) -> None:
    generations = Generations(tmp_path)
    generations.index_dir.mkdir(parents=True)
    (generations.index_dir / "active").write_text("\n", "utf-8")
    assert generations.active_id() is None
