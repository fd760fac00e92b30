"""A comparison tells what is worse, better or otherwise, and calls a regression what is more than tolerated."""

from dataclasses import replace

import pytest

from evals.comparison import compare
from evals.results import CaseResult, Floor, Latency
from tests.evals.test_results import META, case, run, suite

MEASURED = (Floor("goed", 0.5, "vloer"),)


def numbered(*right: bool) -> list[CaseResult]:
    return [case(f"c-{number}", right=each) for number, each in enumerate(right)]


def test_the_same_run_twice_gives_nothing_to_tell() -> None:
    found = run(suite(case(klikken=3.0)))
    compared = compare(found, found)
    assert (compared.changes, compared.shifts, compared.slower, compared.regressed) == ((), (), (), False)


@pytest.mark.parametrize(
    ("before", "after", "kind", "regressed"),
    [
        (case(), case(right=False, got="ja_mits"), "slechter", True),
        (case(right=False), case(), "beter", False),
        (case(right=False, got="ja_mits"), case(right=False, got="geen"), "uitkomst", False),
        (case(cited="a"), case(cited="b"), "aanhaling", False),
        (replace(case(), seconds=0.2), replace(case(), seconds=0.9), "trager", False),
    ],
)
def test_each_kind_of_change_of_a_case_is_told(
    before: CaseResult, after: CaseResult, kind: str, regressed: bool
) -> None:
    compared = compare(run(suite(before)), run(suite(after)))
    assert [change.kind for change in compared.changes] == [kind]
    assert compared.regressed is regressed


def test_a_case_that_disappears_from_a_suite_that_decides_is_a_regression() -> None:
    compared = compare(run(suite(case(), case("twee"))), run(suite(case(), case("drie"))))
    assert {change.kind for change in compared.changes} == {"weg", "nieuw"}
    assert compared.regressions == ("casussen: 1 gevallen zijn verdwenen",)


def test_of_a_selection_nothing_is_said_to_be_gone() -> None:
    partial = replace(run(suite(case())), meta=replace(META, cases="filter een"))
    assert compare(run(suite(case(), case("twee"))), partial).changes == ()


@pytest.mark.parametrize(("lost", "won", "regressed"), [(3, 0, False), (4, 0, True), (5, 2, False), (6, 2, True)])
def test_a_measuring_suite_may_lose_a_few_more_than_it_wins(lost: int, won: int, regressed: bool) -> None:
    before = run(suite(*numbered(*[True] * lost, *[False] * won, True), floors=MEASURED))
    after = run(suite(*numbered(*[False] * lost, *[True] * won, True), floors=MEASURED))
    assert compare(before, after).regressed is regressed


def test_figures_that_moved_and_calls_that_take_longer_are_told_and_are_no_regression() -> None:
    before, after = run(suite(case(klikken=4.0))), run(suite(case(klikken=5.0)))
    compared = compare(before, replace(after, latency={"ask": Latency(3, 10.0, 90.0), "say": Latency(1, 1.0, 1.0)}))
    assert [(shift.figure, shift.before, shift.after) for shift in compared.shifts] == [("klikken", 4.0, 5.0)]
    assert [(shift.figure, shift.after) for shift in compared.slower] == [("ask", 90.0)]
    assert not compared.regressed


def test_a_suite_that_one_of_the_two_lacks_is_left_out() -> None:
    assert compare(run(), run(suite(case(right=False)))).changes == ()
