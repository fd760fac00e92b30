"""What the casussen come by: rows of the table, outcomes and options, with those that no case reaches named."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, get_args

from evals.cases import Grondslag, Omvang, Outcome
from evals.door import Door
from evals.results import CaseResult

_UNKNOWN = "weet_ik_niet"


def coverage(cases: Iterable[CaseResult], door: Door) -> dict[str, dict[str, Any]]:
    """Return, per kind of thing, how many there are, how many were reached and which were not."""
    reached = {name for case in cases for name in case.reached}
    table = door.kader()
    every = {
        "regel": [row["id"] for row in table["regels"]],
        "omvangregel": [row["id"] for row in table["omvang"]],
        "conclusie": list(get_args(Outcome)),
        "grondslag": list(get_args(Grondslag)),
        "omvang": list(get_args(Omvang)),
        "optie": [f"{fact}={value}" for fact, values in door.facts().items() for value in (*values, _UNKNOWN)],
    }
    return {kind: _told(dict.fromkeys(names), kind, reached) for kind, names in every.items()}


def _told(names: Iterable[str], kind: str, reached: set[str]) -> dict[str, Any]:
    every = list(names)
    missing = [name for name in every if f"{kind}:{name}" not in reached]
    return {"totaal": len(every), "bereikt": len(every) - len(missing), "niet_bereikt": missing}
