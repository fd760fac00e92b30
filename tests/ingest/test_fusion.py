"""Fusion: one score out of several, and a ranking that shows nothing twice."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.retrieval.fusion import KIND_WEIGHTS, WEIGHTS, fuse, ranking

KINDS = ["alinea", "citaat", "formulier", "voetnoot", "lijst"]
scores = st.lists(st.floats(0, 10, width=32), min_size=5, max_size=5)


def slow_fuse(given_scores: dict[str, list[float]], kinds: list[str]) -> list[float]:
    fused = []
    for position, kind in enumerate(kinds):
        total = 0.0
        for name, values in given_scores.items():
            if max(values) > 0:
                total += WEIGHTS[name] * max(values[position], 0.0) / max(values)
        fused.append(total * KIND_WEIGHTS.get(kind, 1.0))
    return fused


@given(ngrams=scores, bm25=scores, dense=scores)
def test_fusion_is_that_of_a_slow_obvious_version(ngrams: list[float], bm25: list[float], dense: list[float]) -> None:
    values = {"ngrams": ngrams, "bm25": bm25, "dense": dense}
    fused = fuse({name: np.array(own, dtype=np.float32) for name, own in values.items()}, KINDS)
    assert fused == pytest.approx(slow_fuse(values, KINDS), abs=1e-5)


@given(values=scores, factor=st.floats(0.125, 1000))
def test_the_scale_of_a_scorer_does_not_matter(values: list[float], factor: float) -> None:
    small = np.array(values, dtype=np.float32)
    large = (small * np.float32(factor)).astype(np.float32)
    assert fuse({"bm25": large}, KINDS) == pytest.approx(fuse({"bm25": small}, KINDS), abs=1e-4)


def test_the_weights_add_up_and_character_ngrams_lead() -> None:
    assert sum(WEIGHTS.values()) == pytest.approx(1.0)
    assert max(WEIGHTS, key=lambda name: WEIGHTS[name]) == "ngrams"


@given(values=scores, k=st.integers(0, 8), same=st.lists(st.integers(0, 4), min_size=5, max_size=5))
def test_a_ranking_is_ordered_and_shows_the_same_words_once(values: list[float], k: int, same: list[int]) -> None:
    best = ranking(np.array(values, dtype=np.float32), k, same)
    assert len(best) <= k
    assert [values[position] for position in best] == sorted((values[position] for position in best), reverse=True)
    assert all(values[position] > 0 for position in best)
    assert len({same[position] for position in best}) == len(best)
