"""Fusion: one score out of several, by the kind of question; neighbours lend; the ranking is ordered."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.retrieval.fusion import (
    Logistic,
    PassageKinds,
    Weights,
    brought_to_one,
    fuse,
    kinds_of_question,
    learned_weights,
    ranking,
    with_neighbours,
)
from ingest.retrieval.neighbours import Neighbours
from ingest.retrieval.search import ALL_PARTS

KINDS = ["alinea", "citaat", "formulier", "voetnoot", "lijst"]
WEIGHTS = Weights(
    soorten={"term": Logistic(basis=1.0, gewichten={"lengte": -1.0}), "casus": Logistic(basis=0.0, gewichten={})},
    scorers={"term": {"bm25": 2.0, "dicht": 1.0}, "casus": {"bm25": 0.0, "dicht": 3.0}},
    passagesoorten={"citaat": -0.5},
    beantwoordbaar=Logistic(basis=0.0, gewichten={}),
    grens=0.0,
)
scores = st.lists(st.floats(0, 10, width=32), min_size=5, max_size=5)
shares = st.floats(0, 1)


def slow_fuse(given_scores: dict[str, list[float]], likely: dict[str, float]) -> list[float]:
    totals = []
    for position, kind in enumerate(KINDS):
        total = WEIGHTS.passagesoorten.get(kind, 0.0)
        for name, values in given_scores.items():
            weight = sum(share * WEIGHTS.scorers[own][name] for own, share in likely.items())
            total += weight * (values[position] / max(values) if max(values) > 0 else 0.0)
        totals.append(total)
    found = [any(values[position] > 0 for values in given_scores.values()) for position in range(len(KINDS))]
    return [math.exp(total - max(totals)) if own else 0.0 for total, own in zip(totals, found, strict=True)]


@given(bm25=scores, dense=scores, share=shares)
def test_fusion_is_that_of_a_slow_obvious_version(bm25: list[float], dense: list[float], share: float) -> None:
    values = {"bm25": bm25, "dicht": dense}
    likely = {"term": share, "casus": 1 - share}
    arrays = {name: np.array(own, dtype=np.float32) for name, own in values.items()}
    by_kind = PassageKinds(KINDS).weighed(WEIGHTS.passagesoorten)
    assert fuse(arrays, likely, by_kind, WEIGHTS) == pytest.approx(slow_fuse(values, likely), abs=1e-4)


@given(values=scores, factor=st.floats(0.125, 1000))
def test_the_scale_of_a_scorer_does_not_matter(values: list[float], factor: float) -> None:
    small = np.array(values, dtype=np.float32)
    assert brought_to_one((small * np.float32(factor)).astype(np.float32)) == pytest.approx(
        brought_to_one(small), abs=1e-4
    )


@given(length=st.floats(-50, 50))
def test_the_kinds_of_a_question_add_up_to_one(length: float) -> None:
    likely = kinds_of_question({"lengte": length}, WEIGHTS.soorten)
    assert sum(likely.values()) == pytest.approx(1.0)
    assert (likely["term"] > likely["casus"]) == (length < 1)


def test_the_weights_that_are_shipped_are_of_the_scorers_that_there_are() -> None:
    weights = learned_weights()
    assert weights.scorers.keys() == weights.soorten.keys()
    assert all(own.keys() == ALL_PARTS.scorers for own in weights.scorers.values())
    assert all(weight >= 0 for own in weights.scorers.values() for weight in own.values())
    assert weights.passagesoorten["citaat"] < 0 and weights.passagesoorten["voetnoot"] < 0


def test_a_passage_borrows_from_the_one_that_says_alike_and_from_no_other() -> None:
    vectors = np.array([[1, 0], [0.9, 0.1], [0, 1]], dtype=np.float32)
    neighbours = Neighbours.of_vectors(vectors / np.linalg.norm(vectors, axis=1, keepdims=True))
    before = np.array([1.0, 0.1, 0.1], dtype=np.float32)
    after = with_neighbours(before, neighbours, 0.5)
    assert after[1] > after[2] > 0
    assert with_neighbours(np.array([1.0, 0.0, 0.0], dtype=np.float32), neighbours, 0.5)[2] == 0


@given(values=scores, k=st.integers(0, 8))
def test_a_ranking_is_ordered_and_holds_what_was_found(values: list[float], k: int) -> None:
    best = ranking(np.array(values, dtype=np.float32), k)
    assert len(best) == min(k, sum(value > 0 for value in values))
    assert [values[position] for position in best] == sorted((values[position] for position in best), reverse=True)


@given(values=st.lists(st.sampled_from([0.0, 0.25, 0.5, 1.0]), max_size=40), k=st.integers(0, 45))
def test_a_ranking_is_that_of_a_slow_obvious_version(values: list[float], k: int) -> None:
    slow = sorted((position for position, value in enumerate(values) if value > 0), key=lambda own: -values[own])
    assert ranking(np.array(values, dtype=np.float32), k) == slow[:k]
