"""The peers of search: each finds what it is asked, over the same pieces."""

from importlib.util import find_spec
from pathlib import Path

import pytest

from evals.bench.peers import PEERS, Search, dutch_bm25, haystack_bm25, langchain_recipe, model_of_the_index
from evals.bench.pieces import Piece
from evals.corpus import Stretch
from evals.errors import EvalError

PIECES = [
    Piece("een huurder met schulden", Stretch("000", 1, 2)),
    Piece("toestemming van de burger", Stretch("000", 3, 4)),
    Piece("de politie en het meldpunt", Stretch("000", 5, 6)),
]


@pytest.fixture(params=["bm25", "bm25-nl", "fts5"])
def search(request: pytest.FixtureRequest) -> Search:
    return PEERS[request.param].build(PIECES, "")


def test_the_piece_with_the_word_comes_first(search: Search) -> None:
    assert search("Toestemming?")[0] == Stretch("000", 3, 4)


@pytest.mark.parametrize("query", ["appeltaart", "?!", "", 'AND "NEAR(', "niet-bestaand"])
def test_nothing_is_found_where_no_word_is_known(search: Search, query: str) -> None:
    assert search(query) == []


def test_the_dutch_one_knows_a_word_by_its_stem() -> None:
    assert dutch_bm25(PIECES)("huurders")[0] == Stretch("000", 1, 2)


# Haystack is an extra: the product and the other peers do without it, and it brings a telemetry client along.
@pytest.mark.skipif(find_spec("haystack") is None, reason="haystack is not installed; see evals/README.md")
@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")  # haystack's own libraries warn as they are imported
def test_haystack_finds_the_piece_with_the_word() -> None:
    assert haystack_bm25(PIECES)("Toestemming?")[0] == Stretch("000", 3, 4)


@pytest.mark.slow
def test_the_langchain_recipe_finds_the_piece_that_is_nearest_in_the_model(tmp_path: Path) -> None:
    import numpy as np
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel
    from tokenizers.pre_tokenizers import Whitespace

    words = sorted({word for piece in PIECES for word in piece.text.split()})
    tokenizer = Tokenizer(WordLevel({word: place for place, word in enumerate(["?", *words])}, unk_token="?"))
    tokenizer.pre_tokenizer = Whitespace()
    weights = np.eye(len(words) + 1, dtype=np.float32)
    SentenceTransformer(modules=[StaticEmbedding(tokenizer, embedding_weights=weights)], device="cpu").save(
        str(tmp_path)
    )

    assert langchain_recipe(PIECES, str(tmp_path))("politie meldpunt")[0] == Stretch("000", 5, 6)


def test_the_model_of_the_index_is_found_by_what_marks_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DEELWIJZER_EMBEDDING_MODEL", raising=False)
    folder = tmp_path / "model"
    folder.mkdir()
    (folder / "modules.json").write_text("[]", "utf-8")
    assert model_of_the_index(tmp_path) == str(folder)


def test_a_configured_model_is_the_one_that_made_the_index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEELWIJZER_EMBEDDING_MODEL", "een/model")
    assert model_of_the_index(tmp_path) == "een/model"


def test_an_index_without_a_model_folder_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DEELWIJZER_EMBEDDING_MODEL", raising=False)
    with pytest.raises(EvalError, match=r"holds no model folder.*ingest build"):
        model_of_the_index(tmp_path)
