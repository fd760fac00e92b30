"""The rows of the decision table as the data file holds them, and the fingerprint by which a receipt knows them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.kader.codes import Grondslag, Omvang, Outcome
from assistant.kader.conditions import Condition


@dataclass(frozen=True)
class Row:
    """One row: when it holds, what it concludes, and the places it rests on."""

    row_id: str
    number: int
    when: Condition
    when_text: str
    outcome: Outcome
    grondslag: Grondslag
    sources: tuple[str, ...]


@dataclass(frozen=True)
class SizeRow:
    """One row of step V: how much may be shared, and the outcome that replaces a ja_mits."""

    row_id: str
    when: Condition
    when_text: str
    omvang: Omvang | None  # None: as much as was proposed in step V (gegevens_omvang)
    outcome: Outcome | None
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Definition:
    """A named condition that several rows share, with the name a reader sees and the places it rests on."""

    name: str
    label: str
    when: Condition
    when_text: str
    sources: tuple[str, ...]


def fingerprint(
    domains: Mapping[str, Sequence[str]],
    rows: Sequence[Row],
    size_rows: Sequence[SizeRow],
    definitions: Sequence[Definition],
) -> str:
    """Return a short text that changes with anything that can change a conclusion, also when the version does not."""
    said = [
        [[fact, *values] for fact, values in domains.items()],
        [[row.row_id, row.number, row.when_text, row.outcome, row.grondslag, *row.sources] for row in rows],
        [[size.row_id, size.when_text, size.omvang, size.outcome, *size.sources] for size in size_rows],
        [[definition.name, definition.when_text] for definition in definitions],
    ]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()[:16]
