"""How sure a mean over questions is: a 95 % interval by bootstrap, also of the difference between two systems."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evals.retrieval import average

_DRAWS = 2000
_SEED = 0


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


def difference(ours: Sequence[float], theirs: Sequence[float]) -> Interval:
    """Return how much higher `ours` is, question by question: pairs say more than two intervals beside each other."""
    return interval([one - other for one, other in zip(ours, theirs, strict=True)])
