"""The peers of search: each finds what it is asked, over the same pieces."""

from pathlib import Path

import pytest

from evals.corpus import Stretch
from evals.errors import EvalError
from evals.peers import langchain_recipe, model_of_the_index, plain_bm25
from evals.pieces import Piece

PIECES = [
    Piece("een huurder met schulden", Stretch("000", 1, 2)),
    Piece("toestemming van de burger", Stretch("000", 3, 4)),
    Piece("de politie en het meldpunt", Stretch("000", 5, 6)),
]


def test_plain_bm25_puts_the_piece_with_the_word_first() -> None:
    assert plain_bm25(PIECES).search("Toestemming?")[0] == Stretch("000", 3, 4)


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

    assert langchain_recipe(PIECES, tmp_path).search("politie meldpunt")[0] == Stretch("000", 5, 6)


def test_the_model_of_the_index_is_found_by_what_marks_it(tmp_path: Path) -> None:
    folder = tmp_path / "index" / "generations" / "g1" / "model"
    folder.mkdir(parents=True)
    (folder / "modules.json").write_text("[]", "utf-8")
    assert model_of_the_index(tmp_path, "g1") == folder


def test_an_index_without_a_model_folder_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(EvalError, match=r"'g1' holds no model folder.*DEELWIJZER_EMBEDDING_MODEL"):
        model_of_the_index(tmp_path, "g1")
