"""How sure a mean over questions is: a 95 % interval by bootstrap, also of the difference between two systems."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from evals.retrieval import average

_DRAWS = 2000
_SEED = 0
_Z = 1.959964  # of the normal distribution, at 95 %


@dataclass(frozen=True)
class Interval:
    """A mean, and between which values it lies in 95 % of the draws."""

    mean: float
    low: float
    high: float

    def __str__(self) -> str:
        """Write it as the tables do: 0.62 [0.57–0.66]."""
        return f"{self.mean:.3f} [{self.low:.2f}–{self.high:.2f}]"


def interval(values: Sequence[float]) -> Interval:
    """Return the mean of values with its interval; of nothing it is 0. The draws have a fixed seed."""
    import numpy as np

    if not values:
        return Interval(0.0, 0.0, 0.0)
    given = np.asarray(values, dtype=np.float64)
    drawn = np.random.default_rng(_SEED).integers(0, len(given), size=(_DRAWS, len(given)))
    low, high = np.quantile(given[drawn].mean(axis=1), [0.025, 0.975])
    return Interval(average(values), float(low), float(high))


def share_interval(hits: int, of: int) -> Interval:
    """Return a share of yes-or-no cases with Wilson's interval, right for a share of 1 too; of nothing it is 0."""
    if not of:
        return Interval(0.0, 0.0, 0.0)
    share, z2 = hits / of, _Z * _Z
    middle = (share + z2 / (2 * of)) / (1 + z2 / of)
    half = _Z * math.sqrt(share * (1 - share) / of + z2 / (4 * of * of)) / (1 + z2 / of)
    return Interval(share, max(0.0, middle - half), min(1.0, middle + half))


def ratio_interval(totals: Sequence[float], of: Sequence[float]) -> Interval:
    """Return sum(totals) / sum(of) with its interval, drawn case by case; of nothing it is 0."""
    import numpy as np

    if not sum(of):
        return Interval(0.0, 0.0, 0.0)
    above, below = np.asarray(totals, dtype=np.float64), np.asarray(of, dtype=np.float64)
    drawn = np.random.default_rng(_SEED).integers(0, len(above), size=(_DRAWS, len(above)))
    sums = below[drawn].sum(axis=1)
    # A draw without a single amount says nothing about the ratio.
    ratios = above[drawn].sum(axis=1)[sums > 0] / sums[sums > 0]
    low, high = np.quantile(ratios, [0.025, 0.975])
    return Interval(float(above.sum() / below.sum()), float(low), float(high))


def difference(ours: Sequence[float], theirs: Sequence[float]) -> Interval:
    """Return how much higher `ours` is, question by question: pairs say more than two intervals beside each other."""
    return interval([one - other for one, other in zip(ours, theirs, strict=True)])
