"""Character n-grams inside words; those of many texts at once count each word once, however often it stands there."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from ingest.retrieval.analysis import fold

_SIZES = (3, 4, 5)


def ngrams_of(text: str) -> list[str]:
    """Return the character 3-5-grams of the folded words of a text, with the edges of a word as a space."""
    return [gram for word in fold(text).split() for gram in _of_word(word)]


def count_ngrams(texts: Sequence[str], known: Sequence[str] | None = None) -> tuple[Any, list[str]]:
    """Return the sparse counts of the n-grams of each text, a row per text, and the n-grams of the columns.

    Those are `known`, or all that occur, sorted. The counts are those of texts times words, times those of words times
    n-grams: no n-gram goes over the end of a word.
    """
    from scipy import sparse

    words: dict[str, int] = {}
    in_texts = [[words.setdefault(word, len(words)) for word in fold(text).split()] for text in texts]
    of_words = [_of_word(word) for word in words]
    grams = sorted({gram for own in of_words for gram in own}) if known is None else list(known)
    columns = {gram: column for column, gram in enumerate(grams)}
    in_words = [[columns[gram] for gram in own if gram in columns] for own in of_words]
    counts = _counts(in_texts, len(words)) @ _counts(in_words, len(grams))
    counts.sort_indices()
    return sparse.csr_matrix(counts, dtype=np.float32), grams


def _of_word(word: str) -> list[str]:
    padded = f" {word} "
    grams: list[str] = []
    for size in _SIZES:
        if len(padded) <= size:
            grams.append(padded)
            break
        grams += [padded[begin : begin + size] for begin in range(len(padded) - size + 1)]
    return grams


def _counts(rows: Sequence[Sequence[int]], width: int) -> Any:
    """Return how often each column stands in each row."""
    from scipy import sparse

    ends = np.cumsum([0, *(len(row) for row in rows)])
    columns = np.fromiter((column for row in rows for column in row), dtype=np.int32, count=int(ends[-1]))
    counts = sparse.csr_matrix((np.ones(len(columns), dtype=np.int32), columns, ends), shape=(len(rows), width))
    counts.sum_duplicates()
    return counts
