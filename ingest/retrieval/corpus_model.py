"""The default embedding model: a static one, taught by the corpus and its example questions; nothing is downloaded."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ingest.retrieval.analysis import TOKEN_PATTERN, Analyser, tokens
from ingest.retrieval.contrast import sharpen
from ingest.retrieval.word_features import WordFeatures

DIMENSION = 256
RIDGE = 8.0  # how far the map from words to passages is held back; chosen on held-out questions
_UNKNOWN = "[UNK]"
_LONGEST_WORD = 200
_PIECE_LENGTHS = (5, 6, 7)
_PIECE_WORDS = 5  # so many words must hold a piece of a word before it counts as one

Matrix = NDArray[np.float32]


@dataclass(frozen=True, kw_only=True)
class Example:
    """Words that lead to one or more texts: a question, an everyday phrase, a definition."""

    text: str
    answers: tuple[int, ...]


def build_corpus_model(folder: Path, texts: Sequence[str], examples: Sequence[Example] = ()) -> None:
    """Write a sentence-transformers model to `folder`: texts and the questions they answer lie close together.

    First a ridge regression from the features of words (stems, parts of compounds, character n-grams) to the text they
    belong to, cut down to its DIMENSION strongest directions; then a contrastive step. As all of it is linear, it comes
    to one vector per word, of which a text is the mean. No random start and no tokenizer training: on one machine
    the same input gives the same model.
    """
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Normalize, StaticEmbedding

    rows = [*texts, *(example.text for example in examples)]
    wanted: Matrix = np.zeros((len(rows), len(texts)), dtype=np.float32)
    wanted[np.arange(len(texts)), np.arange(len(texts))] = 1.0
    for row, example in enumerate(examples, start=len(texts)):
        wanted[row, list(example.answers)] = 1 / len(example.answers)
    analyser = Analyser.of_texts(rows)
    features = WordFeatures(analyser, rows)
    matrix = features.of_texts(rows)
    directions = _directions(matrix, wanted)
    if examples:
        directions = sharpen(directions, matrix[: len(texts)], matrix[len(texts) :], wanted[len(texts) :])
    stands_for = _vocabulary(analyser, rows)
    vectors: Matrix = np.zeros((len(stands_for), DIMENSION), dtype=np.float32)
    vectors[:, : directions.shape[1]] = features.of_words(stands_for.values()) @ directions
    model = SentenceTransformer(
        modules=[StaticEmbedding(_tokenizer(list(stands_for)), embedding_weights=vectors), Normalize()], device="cpu"
    )
    model.save_pretrained(str(folder), create_model_card=False)


def _directions(rows: Any, wanted: Matrix) -> Matrix:
    """Return the map from word features to DIMENSION directions.

    In the dual form, for there are fewer rows than features: with K = R Rᵀ and what is wanted in Y, the regression is
    Rᵀ A with A = (K + λ)⁻¹ Y, and its directions are the eigenvectors of (Rᵀ A)ᵀ Rᵀ A.
    """
    from scipy.linalg import eigh, solve

    count = wanted.shape[1]
    kernel = (rows @ rows.T).toarray()
    kernel[np.diag_indices_from(kernel)] += RIDGE
    solution = solve(kernel, wanted, assume_a="pos", overwrite_a=True)
    fitted = rows.T @ solution
    size = min(DIMENSION, count)
    _, vectors = eigh((fitted.T @ fitted).astype(np.float64), subset_by_index=[count - size, count - 1])
    # An eigenvector may point either way; the largest part of each is made positive, so that it always points the same.
    vectors = vectors[:, ::-1]
    vectors *= np.sign(vectors[np.abs(vectors).argmax(axis=0), np.arange(size)])
    directions: Matrix = (fitted @ vectors).astype(np.float32)
    return directions


def _vocabulary(analyser: Analyser, rows: Iterable[str]) -> dict[str, str]:
    """Return the tokens of the model, each with the word or piece of a word whose vector it gets.

    Every word of the corpus is one. What is in none is taken apart from the front: into words ("##zorg" stands inside a
    word), pieces that many words share, and else letters, which say nothing.
    """
    known = sorted({word for row in rows for word in tokens(row)})
    holders: dict[str, int] = {}
    for word in known:
        if word.isalpha():
            pieces = {word[at : at + size] for size in _PIECE_LENGTHS for at in range(len(word) - size + 1)}
            for piece in pieces:
                holders[piece] = holders.get(piece, 0) + 1
    pieces_shared = sorted(piece for piece, count in holders.items() if count >= _PIECE_WORDS)
    stands_for = {_UNKNOWN: "", **{word: word for word in known}}
    for piece in (*analyser.vocabulary, *pieces_shared):
        stands_for.setdefault(piece, piece)
        stands_for[f"##{piece}"] = piece
    for sign in "abcdefghijklmnopqrstuvwxyz0123456789-.:":
        stands_for.setdefault(sign, "")
        stands_for.setdefault(f"##{sign}", "")
    return stands_for


def _tokenizer(vocabulary: Sequence[str]) -> Any:
    from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers

    numbers = {token: index for index, token in enumerate(vocabulary)}
    tokenizer = Tokenizer(models.WordPiece(numbers, unk_token=_UNKNOWN, max_input_chars_per_word=_LONGEST_WORD))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.Lowercase(), normalizers.NFKD(), normalizers.StripAccents()]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Split(Regex(TOKEN_PATTERN), behavior="removed", invert=True)
    return tokenizer
