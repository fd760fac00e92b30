"""The probes per rule (data/regelproeven.yaml) and the known casussen, as complete facts with what must come out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from assistant.kader.codes import UNKNOWN
from assistant.kader.proposals import Proposals
from evals.cases import load_casussen, load_tweelingen

Case = tuple[dict[str, str], tuple[str | None, ...]]
"""Facts, and outcome, grondslag, omvang and deciding row; None is not judged."""

PROBES: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "data" / "regelproeven.yaml").read_text("utf-8"))


def rule_probes() -> dict[str, Case]:
    """Return every probe by the rule it tests and its reason."""
    return {
        f"regel {probe['regel']}: {probe['waarom']} {probe['feiten']}": (
            {**PROBES["basis"], **probe["feiten"]},
            (*probe["verwacht"], probe.get("rij")),
        )
        for probe in PROBES["proeven"]
    }


def known_casussen(proposals: Proposals) -> dict[str, Case]:
    """Return the casussen of the documents and their twins, with what follows from their facts."""
    given = [(casus.id, casus.feiten, casus.verwacht) for casus in load_casussen()]
    given += [(twin.id, {**casus.feiten, twin.feit: twin.waarde}, twin.verwacht) for twin, casus in load_tweelingen()]
    return {
        name: (
            {**facts, **{fact: found.value for fact, found in proposals.derive(facts).items()}},
            (expected.conclusie, expected.grondslag, expected.omvang, None),
        )
        for name, facts, expected in given
    }


def filled(cases: dict[str, Case], facts: set[str]) -> dict[str, Case]:
    """Return the cases without unknown facts; facts they leave out, because they cannot matter, are filled in."""
    return {
        name: ({**PROBES["basis"], **given}, expected)
        for name, (given, expected) in cases.items()
        if UNKNOWN not in given.values() and given.keys() <= facts
    }
