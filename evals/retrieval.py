"""What a ranking is worth: nDCG@10 and recall@5 over stretches of text, the same measure for every way of cutting."""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import mean

from evals.corpus import Stretch


def hits_relevant(hit: Stretch, relevant: Stretch) -> bool:
    """Say whether a hit shows a relevant stretch: at least half of the shorter of the two is shared."""
    return 2 * hit.overlap(relevant) >= min(len(hit), len(relevant))


def gains(ranking: Sequence[Stretch], relevant: Sequence[Stretch]) -> list[int]:
    """Return per hit how many relevant stretches it is the first to show.

    Counting a stretch once keeps a system that cuts finer from earning twice on one answer.
    """
    left = list(relevant)
    result = []
    for hit in ranking:
        shown = [stretch for stretch in left if hits_relevant(hit, stretch)]
        left = [stretch for stretch in left if stretch not in shown]
        result.append(len(shown))
    return result


def ndcg(ranking: Sequence[Stretch], relevant: Sequence[Stretch], *, k: int = 10) -> float:
    """Return nDCG@k, between 0 and 1; the ideal ranking shows one relevant stretch per hit."""
    ideal = sum(1 / math.log2(rank + 2) for rank in range(min(k, len(relevant))))
    # A hit may show two stretches at once; such a ranking beats the ideal and still counts as 1.
    reached = sum(gain / math.log2(rank + 2) for rank, gain in enumerate(gains(ranking[:k], relevant)))
    return min(1.0, reached / ideal)


def recall(ranking: Sequence[Stretch], relevant: Sequence[Stretch], *, k: int = 5) -> float:
    """Return which part of the relevant stretches the first k hits show."""
    return sum(gains(ranking[:k], relevant)) / len(relevant)


def average(figures: Sequence[float]) -> float:
    """Return the mean, or 0 when nothing was measured."""
    return mean(figures) if figures else 0.0
