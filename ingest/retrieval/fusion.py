"""One ranking out of several scorers, and whether the documents seem to answer the question."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]

# Character n-grams know Dutch compounds and inflection best and lead; equal weights were worse than the best alone.
WEIGHTS = {"ngrams": 0.45, "bm25": 0.30, "dense": 0.25}
# A quotation, a form or a note seldom answers; it stays findable by its own words.
KIND_WEIGHTS = {"citaat": 0.85, "formulier": 0.75, "voetnoot": 0.7}


def fuse(scores: Mapping[str, Scores], kinds: Sequence[str]) -> Scores:
    """Return one score per passage: each scorer brought to 0..1 for this question, weighted, then weighted by kind."""
    total: Scores = np.zeros(len(kinds), dtype=np.float32)
    for name, given in scores.items():
        top = float(given.max(initial=0.0))
        if top > 0:
            total += WEIGHTS[name] * np.clip(given, 0.0, None) / top
    factors: Scores = np.array([KIND_WEIGHTS.get(kind, 1.0) for kind in kinds], dtype=np.float32)
    return total * factors


def ranking(scores: Scores, k: int, same: Sequence[int]) -> list[int]:
    """Return the best k passages, best first; of passages that say the same only the first found.

    `same` gives each passage the number of the first one with its words. Equal scores keep the order of the documents.
    """
    chosen: list[int] = []
    seen: set[int] = set()
    for position in np.argsort(-scores, kind="stable"):
        if scores[position] <= 0 or len(chosen) == k:
            break
        if same[position] not in seen:
            seen.add(same[position])
            chosen.append(int(position))
    return chosen
