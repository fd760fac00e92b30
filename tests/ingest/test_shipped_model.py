"""The model that ships with the project: whole, ordinary, and replaced only by a whole one."""

import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from ingest import __main__ as cli
from ingest.build import build
from ingest.retrieval.corpus_model import DIMENSION
from ingest.retrieval.embedding import StaticEncoder, TransformerEncoder, folder_checksum
from ingest.retrieval.shipped_model import ShippedModelDamaged, checksum_file, copy_shipped_model
from ingest.settings import SHIPPED_MODEL, Settings, settings_from_environment
from ingest.store import StoreError, open_store


@pytest.fixture
def small(small_corpus: Path, tmp_path: Path) -> Settings:
    """A small corpus with a data folder of its own."""
    return Settings(corpus_dir=small_corpus, data_dir=tmp_path / "data")


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    """A copy of what ships, to be damaged."""
    folder = tmp_path / "model"
    shutil.copytree(SHIPPED_MODEL, folder)
    shutil.copy(checksum_file(SHIPPED_MODEL), checksum_file(folder))
    return folder


def test_what_ships_is_what_its_checksum_says() -> None:
    assert folder_checksum(SHIPPED_MODEL) == checksum_file(SHIPPED_MODEL).read_text("utf-8").strip()


@pytest.mark.slow
def test_the_copy_in_a_generation_is_read_by_sentence_transformers_as_by_us(tmp_path: Path) -> None:
    copy_shipped_model(SHIPPED_MODEL, tmp_path / "kopie")
    questions = ["mag ik dit delen met de woningbouw", "toestemming", "zzqx"]
    ours = StaticEncoder(tmp_path / "kopie").encode(questions)
    theirs = TransformerEncoder(str(tmp_path / "kopie")).encode(questions)
    assert ours.shape == (3, DIMENSION)
    np.testing.assert_allclose(ours, theirs, atol=1e-6)


def test_a_damaged_model_is_refused_before_anything_is_written(shipped: Path, tmp_path: Path) -> None:
    (shipped / "tokenizer.json").write_text("{}", "utf-8")
    with pytest.raises(ShippedModelDamaged, match="controlesom klopt niet"):
        copy_shipped_model(shipped, tmp_path / "kopie")
    assert not (tmp_path / "kopie").exists()


def test_a_model_without_checksum_or_without_files_is_refused(shipped: Path, tmp_path: Path) -> None:
    checksum_file(shipped).unlink()
    with pytest.raises(ShippedModelDamaged, match=r"controlesom\.txt ontbreekt"):
        copy_shipped_model(shipped, tmp_path / "kopie")
    shutil.rmtree(shipped)
    with pytest.raises(ShippedModelDamaged, match="de map ontbreekt"):
        copy_shipped_model(shipped, tmp_path / "kopie")


def test_a_build_with_a_damaged_model_leaves_the_active_index(small: Settings, shipped: Path) -> None:
    first = build(small).generation.id
    (shipped / "modules.json").unlink()
    with pytest.raises(ShippedModelDamaged):
        build(replace(small, ready_model=shipped))
    assert open_store(small.data_dir).generation == first


def test_the_index_says_so_when_its_model_was_changed_afterwards(small: Settings, shipped: Path) -> None:
    generation = build(replace(small, ready_model=shipped)).generation
    tokenizer = small.data_dir / "index" / "generations" / generation.id / "model" / "tokenizer.json"
    tokenizer.write_text(tokenizer.read_text("utf-8") + " ", "utf-8")
    with pytest.raises(StoreError):
        open_store(small.data_dir).search("gegevens")


@pytest.mark.slow
def test_making_the_model_anew_replaces_it_whole_with_its_checksum(
    small: Settings, shipped: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cli, "SHIPPED_MODEL", shipped)
    monkeypatch.setattr(cli, "settings_from_environment", lambda: small)
    before = checksum_file(shipped).read_text("utf-8")
    assert cli.main(["model"]) == 0
    after = checksum_file(shipped).read_text("utf-8")
    assert after != before
    assert folder_checksum(shipped) == after.strip()
    assert sorted(path.name for path in shipped.parent.iterdir() if path.name.startswith("model")) == [
        shipped.name,
        checksum_file(shipped).name,
    ]


def test_the_product_builds_with_the_model_that_ships() -> None:
    assert settings_from_environment({}).ready_model == SHIPPED_MODEL
