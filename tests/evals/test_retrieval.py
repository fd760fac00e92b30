"""nDCG, recall and MRR over places: right at the ends, and never moved by how a text was cut."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.corpus import Stretch
from evals.retrieval import Figures, Place, average, figures_of, first_rank, run_of, shows

A = Place(Stretch("002", 10, 19), 2)
B = Place(Stretch("004", 30, 33), 1)
MISS = Stretch("002", 500, 510)

lines = st.builds(
    lambda n, start, more: Stretch(n, start, start + more),
    st.sampled_from(["000", "002"]),
    st.integers(1, 60),
    st.integers(0, 20),
)
places = st.builds(Place, lines, st.sampled_from([1, 2]))


def figures(ranking: list[Stretch], wanted: list[Place]) -> Figures:
    return figures_of({"vraag": (ranking, wanted)})["vraag"]


def test_the_ideal_ranking_scores_one() -> None:
    assert figures([A.lines, B.lines, MISS], [B, A]) == Figures(1.0, 1.0, 1.0)


def test_a_ranking_that_shows_nothing_scores_zero() -> None:
    assert figures([MISS, MISS], [A]) == Figures()
    assert figures([], [A]) == Figures()


def test_lower_in_the_ranking_is_worth_less() -> None:
    first, second, third = (figures([MISS] * before + [A.lines], [A]).ndcg for before in range(3))
    assert 1.0 == first > second > third > 0.0


def test_the_gain_of_a_place_is_its_grade_and_the_discount_is_a_logarithm() -> None:
    reached = 1 + 2 / math.log2(3)
    assert figures([B.lines, A.lines], [A, B]).ndcg == pytest.approx(reached / (2 + 1 / math.log2(3)))


def test_recall_looks_at_the_first_five_and_mrr_at_the_first_that_shows_something() -> None:
    late = figures([MISS] * 5 + [A.lines], [A])
    assert [late.recall, late.rr] == pytest.approx([0.0, 1 / 6])


def test_two_halves_of_one_answer_earn_once() -> None:
    assert run_of([Stretch("002", 10, 14), Stretch("002", 15, 19)], [A]) == ["0", "mis-1"]


def test_a_hit_that_shows_two_places_takes_two_ranks_the_higher_grade_first() -> None:
    near = Place(Stretch("002", 20, 21), 1)
    assert run_of([Stretch("002", 10, 21), MISS], [near, A]) == ["1", "0", "mis-1"]


def test_touching_an_answer_at_its_edge_is_not_showing_it() -> None:
    assert not shows(Stretch("002", 1, 10), A.lines)
    assert shows(Stretch("002", 1, 15), A.lines)
    assert shows(Stretch("002", 12, 13), A.lines)


def test_each_question_gets_its_own_figures() -> None:
    found = figures_of({"goed": ([A.lines], [A]), "mis": ([MISS], [A])})
    assert (found["goed"].ndcg, found["mis"].ndcg) == (1.0, 0.0)


@given(st.lists(lines, max_size=12), st.lists(places, min_size=1, max_size=4))
def test_every_figure_lies_between_nothing_and_all(ranking: list[Stretch], wanted: list[Place]) -> None:
    found = figures(ranking, wanted)
    assert all(0.0 <= value <= 1.0 for value in (found.ndcg, found.recall, found.rr))


@given(st.lists(lines, max_size=12), st.lists(places, min_size=1, max_size=4))
def test_a_place_counts_once_and_the_first_rank_is_that_of_mrr(ranking: list[Stretch], wanted: list[Place]) -> None:
    run = run_of(ranking, wanted)
    assert len(run) == len(set(run))
    rank = first_rank(ranking, wanted)
    assert figures(ranking, wanted).rr == pytest.approx(1 / rank if rank else 0.0)


def test_the_average_of_nothing_is_zero() -> None:
    assert average([]) == 0.0
    assert average([0.0, 1.0]) == pytest.approx(0.5)
