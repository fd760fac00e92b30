"""Every twin is decided otherwise than its casus, by the one fact that differs."""

import pytest

from evals.desk import Desk
from tests.evals.judging import ids, must_hold

pytestmark = [pytest.mark.integration, pytest.mark.evals]


@pytest.mark.parametrize("case_id", ids("tweelingen"))
def test_a_twin_is_decided_otherwise_by_its_one_fact(case_id: str, desk: Desk) -> None:
    must_hold(desk, "tweelingen", case_id)


def test_everything_that_cites_resolves_and_is_literal(desk: Desk) -> None:
    # Who cites is known by the assistant alone, so this suite is one test and names what misses.
    missed = [
        f"{case.case_id}: {score.seen}" for case in desk.judged("corpus", desk.ids("corpus")) for score in case.missed
    ]
    assert missed == []
