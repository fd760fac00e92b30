"""One test per case of a suite, with the verdict that `python -m evals run` gives."""

from typing import Any, cast

import pytest

from evals.desk import Desk
from evals.results import CaseResult, SuiteResult
from evals.selection import Selection
from evals.thresholds import load_thresholds

_JUDGED: dict[tuple[int, str, str], CaseResult] = {}


def ids(name: str) -> list[str]:
    """The cases of a suite, without an assistant: the tests are named before there is one."""
    return Desk(cast(Any, None), Selection((name,))).ids(name)


def judged(desk: Desk, name: str, case_id: str) -> CaseResult:
    """The result of a case; each is judged once, also when the floors of the suite look at it again."""
    key = (id(desk), name, case_id)
    if key not in _JUDGED:
        (_JUDGED[key],) = desk.judged(name, [case_id])
    return _JUDGED[key]


def missed(result: CaseResult) -> list[str]:
    return [f"{score.name}: {score.seen} ({result.about})" for score in result.missed]


def must_hold(desk: Desk, name: str, case_id: str) -> None:
    """A case of a suite that decides: any miss is a failure."""
    assert missed(judged(desk, name, case_id)) == []


def may_miss(desk: Desk, name: str, case_id: str) -> None:
    """A case of a suite that measures: a miss is seen, and the floors of the suite say whether there are too many."""
    if misses := [score.name for score in judged(desk, name, case_id).missed]:
        pytest.xfail(", ".join(misses))


def below_their_floors(desk: Desk, name: str) -> list[str]:
    """What of a suite does not reach its floor in drempels.yaml."""
    cases = tuple(judged(desk, name, case_id) for case_id in desk.ids(name))
    return [
        f"{floor.figure}: {value}" for floor, value in SuiteResult(name, cases, load_thresholds().floors(name)).missed
    ]
