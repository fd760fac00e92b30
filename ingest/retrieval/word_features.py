"""What a word is known by: its stem, the stems of its parts and its character n-grams, weighed by how rare they are."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from ingest.retrieval.analysis import Analyser, stem, tokens

_NGRAMS = (3, 4, 5)
_NGRAM_WEIGHT = 2.0  # of all n-grams of a word beside its stem; chosen on held-out questions
_FEWEST = 3  # texts that hold an n-gram
_PART_WEIGHT = 0.5  # the part of a compound says less than the word itself


class WordFeatures:
    """Vectors of words over stems and n-grams; a text is the sum of its words, made a unit vector."""

    def __init__(self, analyser: Analyser, texts: Sequence[str]) -> None:
        self._analyser = analyser
        stems: Counter[str] = Counter()
        ngrams: Counter[str] = Counter()
        for text in texts:
            own = {part for word in set(tokens(text)) for part in _with_parts(word)}
            stems.update({form for word in own for form in self._stems(word)})
            ngrams.update({gram for word in own for gram in _ngrams(word)})
        self._idf = {f"s:{form}": _idf(len(texts), count) for form, count in stems.items()}
        # An n-gram that few texts hold ties them to nothing; one that a fifth of them holds tells them not apart.
        useful = ((gram, count) for gram, count in ngrams.items() if _FEWEST <= count <= max(_FEWEST, len(texts) / 5))
        self._idf.update((f"n:{gram}", _idf(len(texts), count)) for gram, count in useful)
        self._columns = {name: column for column, name in enumerate(sorted(self._idf))}

    def of_words(self, given: Iterable[str]) -> Any:
        """Return a sparse row per word; of a word without features the row is empty."""
        from scipy import sparse

        rows = [self._of_word(word) for word in given]
        lengths = np.cumsum([0, *(len(row) for row in rows)])
        columns = [self._columns[name] for row in rows for name in row]
        values = np.array([value for row in rows for value in row.values()], dtype=np.float32)
        return sparse.csr_matrix((values, columns, lengths), shape=(len(rows), len(self._columns)))

    def of_texts(self, texts: Sequence[str]) -> Any:
        """Return a sparse row per text."""
        from scipy import sparse
        from sklearn.preprocessing import normalize

        known: dict[str, int] = {}
        rows: list[int] = []
        columns: list[int] = []
        for row, text in enumerate(texts):
            for word in tokens(text):
                rows.append(row)
                columns.append(known.setdefault(word, len(known)))
        counts = sparse.csr_matrix(
            (np.ones(len(rows), dtype=np.float32), (rows, columns)), shape=(len(texts), len(known))
        )
        return normalize(counts @ self.of_words(known))

    def _of_word(self, word: str) -> dict[str, float]:
        row: dict[str, float] = {}
        for part in _with_parts(word):
            self._add(part, row)
        return row

    def _add(self, word: str, row: dict[str, float]) -> None:
        for place, form in enumerate(self._stems(word)):
            if (name := f"s:{form}") in self._idf:
                row[name] = row.get(name, 0.0) + self._idf[name] * (_PART_WEIGHT if place else 1.0)
        names = [name for gram in _ngrams(word) if (name := f"n:{gram}") in self._idf]
        if names:
            length = math.sqrt(sum(self._idf[name] ** 2 for name in names))
            mean = sum(self._idf[name] for name in names) / len(names)
            for name in names:
                row[name] = row.get(name, 0.0) + _NGRAM_WEIGHT * self._idf[name] * mean / length

    def _stems(self, word: str) -> list[str]:
        return [stem(word), *(stem(part) for part in self._analyser.parts(word))]


def _with_parts(word: str) -> list[str]:
    """Return a word, followed by what stands between its hyphens; nothing for no word."""
    if "-" not in word:
        return [word] if word else []
    return [word, *(part for part in word.split("-") if len(part) > 1)]


def _ngrams(word: str) -> list[str]:
    padded = f" {word} "
    grams = [padded[at : at + size] for size in _NGRAMS for at in range(len(padded) - size + 1)]
    return grams or [padded]


def _idf(texts: int, holding: int) -> float:
    return math.log((1 + texts) / (1 + holding)) + 1
