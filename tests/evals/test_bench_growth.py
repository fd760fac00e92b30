"""A grown corpus: the documents as they are, and copies with other words that ingest can read."""

import hashlib
import random
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from evals.bench.growth import Grown, exchange, grow, growth_sheet
from evals.bench.plots import draw_growth
from evals.bench.run import Spread
from evals.corpus import CORPUS_DIR, Corpus
from evals.errors import EvalError


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("groei") / "corpus"
    grow(CORPUS_DIR, target, 3)
    return target


def test_the_originals_stay_and_each_gets_its_copies(grown: Path) -> None:
    own, copies = Corpus(), Corpus(grown)
    assert len(copies.files) == 3 * len(own.files)
    for number, path in own.files.items():
        assert copies.files[number].read_bytes() == path.read_bytes()


def test_a_copy_has_other_words_on_as_many_lines_and_its_checksum(grown: Path) -> None:
    manifest = yaml.safe_load((grown / "bronnen.yaml").read_text("utf-8"))["bronnen"]
    texts = {item["nummer"]: Corpus(grown).files[item["nummer"]].read_bytes() for item in manifest}
    assert len(set(texts.values())) == len(texts)
    for item in manifest:
        assert hashlib.sha256(texts[item["nummer"]]).hexdigest() == item["sha256"]
    assert sorted({text.count(b"\n") for text in texts.values()}) == sorted(
        {path.read_bytes().count(b"\n") for path in Corpus().files.values()}
    )


def test_growing_again_gives_the_same_corpus(grown: Path, tmp_path: Path) -> None:
    grow(CORPUS_DIR, tmp_path / "corpus", 3)
    assert (tmp_path / "corpus" / "bronnen.yaml").read_bytes() == (grown / "bronnen.yaml").read_bytes()


def test_more_documents_than_there_are_numbers_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EvalError, match="at most 1000"):
        grow(CORPUS_DIR, tmp_path / "doel", 300)


@given(st.text(alphabet="abcdeé \n.-1", max_size=80), st.integers(0, 5))
def test_only_words_change_and_lines_stay_as_long(text: str, seed: int) -> None:
    words = {length: ["x" * length] for length in range(4, 81)}
    changed = exchange(text, words, random.Random(seed))
    assert [len(line) for line in changed.split("\n")] == [len(line) for line in text.split("\n")]
    assert all(old == new for old, new in zip(text, changed, strict=True) if not old.isalpha())


def test_growth_is_drawn_also_for_one_size(tmp_path: Path) -> None:
    draw_growth([Grown(1, "deelwijzer", 7, 1.0, 2.0, Spread(9, 2.0, 3.0))], tmp_path / "groei.png")
    assert (tmp_path / "groei.png").read_bytes().startswith(b"\x89PNG")


def test_growth_is_told_against_the_smallest_corpus() -> None:
    rows = [Grown(factor, "deelwijzer", 7 * factor, 1.0, 2.0, Spread(9, 2.0 * factor, 3.0)) for factor in (1, 10)]
    assert [row[1:6:4] for row in growth_sheet(rows).rows] == [["1×", "1.0×"], ["10×", "10.0×"]]
