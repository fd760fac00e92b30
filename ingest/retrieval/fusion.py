"""Fusion: one score per passage out of several scorers, with weights that were learned per kind of question."""

import math
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Annotated

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from ingest.datafiles import DataModel, load_model
from ingest.retrieval.neighbours import Neighbours

Scores = NDArray[np.float32]
WEIGHTS_FILE = Path(__file__).with_name("gewichten.yaml")

_Numbers = Annotated[dict[str, float], Field(strict=False)]


class Logistic(DataModel):
    """A logistic decision: a bias and a weight per feature."""

    basis: float
    gewichten: _Numbers

    def of(self, features: Mapping[str, float]) -> float:
        """Return the sum that decides; above 0 is more likely than not."""
        return self.basis + sum(weight * features[name] for name, weight in self.gewichten.items())


class Weights(DataModel):
    """What gewichten.yaml holds; scripts/fit_search.py made it and tells how."""

    soorten: dict[str, Logistic]
    scorers: dict[str, _Numbers]
    passagesoorten: _Numbers
    beantwoordbaar: Logistic
    grens: float


@cache
def learned_weights() -> Weights:
    """Return the weights that were learned on the practice questions."""
    return load_model(WEIGHTS_FILE, Weights)


def kinds_of_question(features: Mapping[str, float], deciders: Mapping[str, Logistic]) -> dict[str, float]:
    """Return how likely a question is of each kind; together 1."""
    sums = {kind: decider.of(features) for kind, decider in deciders.items()}
    highest = max(sums.values())
    likely = {kind: math.exp(value - highest) for kind, value in sums.items()}
    total = sum(likely.values())
    return {kind: value / total for kind, value in likely.items()}


def brought_to_one(scores: Scores) -> Scores:
    """Return the scores of one scorer for one question between 0 and 1, the best passage at 1."""
    top = float(scores.max(initial=0.0))
    if top <= 0:
        return np.zeros_like(scores)
    brought: Scores = np.clip(scores, 0.0, None) / np.float32(top)
    return brought


class PassageKinds:
    """The kind of each passage, kept so that a weight per kind becomes one per passage in no time."""

    def __init__(self, kinds: Sequence[str]) -> None:
        self._names = sorted(set(kinds))
        places = {kind: place for place, kind in enumerate(self._names)}
        self._of_passage = np.array([places[kind] for kind in kinds], dtype=np.intp)

    def weighed(self, by_kind: Mapping[str, float]) -> Scores:
        """Return the weight of the kind of each passage; 0 for a kind without one."""
        weights: Scores = np.array([by_kind.get(name, 0.0) for name in self._names], dtype=np.float32)
        return weights[self._of_passage]


def fuse(scores: Mapping[str, Scores], likely: Mapping[str, float], by_kind: Scores, weights: Weights) -> Scores:
    """Return one score per passage between 0 and 1: weighted sums per kind of question, as odds against the best.

    `by_kind` is what the kind of each passage counts for.
    """
    total = by_kind.copy()
    found = np.zeros(len(total), dtype=bool)
    for name, given in scores.items():
        weight = sum(share * weights.scorers[kind].get(name, 0.0) for kind, share in likely.items())
        if weight:
            total += np.float32(weight) * brought_to_one(given)
        found |= given > 0
    odds: Scores = np.exp(total - total.max(initial=-np.inf))
    odds[~found] = 0.0  # what no scorer found is not a hit, whatever its kind
    return odds


def with_neighbours(scores: Scores, neighbours: Neighbours, share: float, width: int = 100) -> Scores:
    """Return scores in which each of the best passages gets `share` of what the passages that say alike have.

    A question is often answered in several documents; the passage whose words fit best leads to the others.
    """
    best = ranking(scores, width)
    lent: Scores = scores.copy()
    lent[best] += np.float32(share) * (neighbours.closeness[best] * scores[neighbours.positions[best]]).sum(axis=1)
    return lent


def ranking(scores: Scores, k: int) -> list[int]:
    """Return the best k passages, best first; equal scores keep the order of the documents.

    The best are picked out before they are put in order: a corpus is far longer than what is asked of it.
    """
    found = np.flatnonzero(scores > 0)
    if k < 1 or not len(found):
        return []
    values = scores[found]
    if k < len(found):
        able = np.flatnonzero(values >= np.partition(values, -k)[-k])
        found, values = found[able], values[able]
    positions: list[int] = found[np.argsort(-values, kind="stable")[:k]].tolist()
    return positions
