"""Every known casus is decided as its source says, led well, and quoted word for word; together they reach all."""

import pytest

from evals.coverage import coverage
from evals.desk import Desk
from tests.evals.judging import below_their_floors, ids, judged, must_hold

pytestmark = [pytest.mark.integration, pytest.mark.evals]


@pytest.mark.parametrize("case_id", ids("casussen"))
def test_a_casus_is_decided_as_its_source_says(case_id: str, desk: Desk) -> None:
    must_hold(desk, "casussen", case_id)


def test_the_casussen_reach_their_floors(desk: Desk) -> None:
    assert below_their_floors(desk, "casussen") == []


@pytest.mark.parametrize("kind", ["regel", "omvangregel", "conclusie", "grondslag", "omvang"])
def test_every_row_and_outcome_is_reached_by_a_casus(kind: str, desk: Desk) -> None:
    cases = [judged(desk, "casussen", case_id) for case_id in ids("casussen")]
    assert coverage(cases, desk.setting.assistant)[kind]["niet_bereikt"] == []
