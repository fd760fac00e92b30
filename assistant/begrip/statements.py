"""Tells what is said of a fact and in which clause: every clause may say every value, or none of them says anything."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.begrip.linear import values


@dataclass(frozen=True)
class Said:
    """A value as it is said: how probable, and in which clause most likely."""

    probability: float
    clause: int


@dataclass(frozen=True)
class Statements:
    """The trained weights of a fact: per feature how rare it is, and its weight for each value."""

    labels: tuple[str, ...]
    bias: tuple[float, ...]
    rarity: Mapping[str, float]
    weights: Mapping[str, tuple[float, ...]]

    def said(self, clauses: Sequence[Sequence[str]]) -> dict[str, Said]:
        """Return every value with its probability; what is left of 1 is the chance that nothing is said."""
        scores = [self._scores(features) for features in clauses]
        top = max((score for each in scores for score in each), default=0.0)
        top = max(0.0, top)
        powers = [[math.exp(score - top) for score in each] for each in scores]
        total = math.exp(-top) + sum(map(sum, powers))
        return {
            label: Said(
                probability=sum(each[place] for each in powers) / total,
                clause=max(range(len(powers)), key=lambda number: powers[number][place], default=0),
            )
            for place, label in enumerate(self.labels)
        }

    def _scores(self, features: Sequence[str]) -> list[float]:
        totals = list(self.bias)
        for feature, value in values(features, self.rarity).items():
            for place, weight in enumerate(self.weights[feature]):
                totals[place] += weight * value
        return totals
