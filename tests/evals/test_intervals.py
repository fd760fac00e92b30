"""Intervals by bootstrap: around the mean, narrow when all agree, the same each time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.intervals import Interval, difference, interval

values = st.lists(st.floats(0, 1), min_size=1, max_size=30)


@given(values)
def test_the_interval_holds_the_mean_and_comes_out_the_same_again(given_values: list[float]) -> None:
    found = interval(given_values)
    assert found.low - 1e-9 <= found.mean <= found.high + 1e-9
    assert interval(given_values) == found


def test_values_that_agree_leave_no_doubt() -> None:
    assert interval([0.5] * 20) == Interval(0.5, 0.5, 0.5)


def test_more_questions_make_it_narrower() -> None:
    few, many = interval([0.0, 1.0] * 5), interval([0.0, 1.0] * 200)
    assert many.high - many.low < few.high - few.low


def test_a_difference_is_taken_question_by_question() -> None:
    found = difference([0.3, 0.8], [0.2, 0.7])
    assert (found.mean, found.low, found.high) == pytest.approx((0.1, 0.1, 0.1))


def test_of_nothing_it_is_nothing() -> None:
    assert interval([]) == Interval(0.0, 0.0, 0.0)
