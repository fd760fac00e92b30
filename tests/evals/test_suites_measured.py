"""The suites that measure: each sentence or question by itself, and per suite the floors that it must reach."""

import pytest

from evals.desk import Desk
from tests.evals.judging import below_their_floors, ids, may_miss

pytestmark = [pytest.mark.integration, pytest.mark.evals]
MEASURED = ("acuut", "privacy", "begrip", "kennisvragen", "zoeken", "geen_antwoord")


@pytest.mark.parametrize(("name", "case_id"), [(name, case_id) for name in MEASURED for case_id in ids(name)])
def test_a_sentence_or_question(name: str, case_id: str, desk: Desk) -> None:
    may_miss(desk, name, case_id)


@pytest.mark.parametrize("name", MEASURED)
def test_a_suite_reaches_its_floors(name: str, desk: Desk) -> None:
    assert below_their_floors(desk, name) == []
