"""nDCG and recall over stretches of text: right at the ends, and never moved by how a text was cut."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.corpus import Stretch
from evals.retrieval import average, gains, hits_relevant, ndcg, recall

A = Stretch("002", 10, 19)
B = Stretch("004", 30, 33)
MISS = Stretch("002", 500, 510)

lines = st.builds(
    lambda n, start, more: Stretch(n, start, start + more),
    st.sampled_from(["000", "002"]),
    st.integers(1, 60),
    st.integers(0, 20),
)


def test_the_ideal_ranking_scores_one() -> None:
    assert ndcg([A, B, MISS], [B, A]) == 1.0
    assert recall([A, B], [A, B]) == 1.0


def test_a_ranking_that_shows_nothing_scores_zero() -> None:
    assert ndcg([MISS, MISS], [A]) == 0.0
    assert recall([], [A]) == 0.0


def test_lower_in_the_ranking_is_worth_less() -> None:
    assert 1.0 > ndcg([MISS, A], [A]) > ndcg([MISS, MISS, A], [A]) > 0.0


def test_recall_looks_at_the_first_five() -> None:
    assert recall([MISS] * 5 + [A], [A]) == 0.0


def test_two_halves_of_one_answer_earn_once() -> None:
    assert gains([Stretch("002", 10, 14), Stretch("002", 15, 19)], [A]) == [1, 0]


def test_touching_an_answer_at_its_edge_is_not_showing_it() -> None:
    assert not hits_relevant(Stretch("002", 1, 10), A)
    assert hits_relevant(Stretch("002", 1, 15), A)
    assert hits_relevant(Stretch("002", 12, 13), A)


@given(st.lists(lines, max_size=12), st.lists(lines, min_size=1, max_size=4))
def test_every_figure_lies_between_nothing_and_all(ranking: list[Stretch], relevant: list[Stretch]) -> None:
    assert 0.0 <= ndcg(ranking, relevant) <= 1.0
    assert 0.0 <= recall(ranking, relevant) <= 1.0


def test_the_average_of_nothing_is_zero() -> None:
    assert average([]) == 0.0
    assert average([0.0, 1.0]) == pytest.approx(0.5)
