"""The receipt (bewijs) of a conclusion: what is needed to reach the same conclusion again, years later."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from assistant.cite import Source
from assistant.errors import InputError
from assistant.kader.table import Decision, DecisionTable

PRODUCT_VERSION = "0.1.0"
KIND = "deelwijzer-bewijs"
FORM = 1
"""Raised when a key of the receipt changes its meaning; older forms stay readable."""

_TEXTS = ("generatie", "tabelversie", "conclusie", "grondslag", "omvang", "datum", "productversie", "tabelvingerafdruk")
_PASSAGE_TEXTS = ("passage_id", "document", "nummer", "version", "tekst_sha256")


def text_hash(text: str) -> str:
    """Return the hash by which a receipt knows the words of a passage again."""
    return hashlib.sha256(text.encode()).hexdigest()


def write_receipt(
    table: DecisionTable,
    decision: Decision,
    answers: Mapping[str, str],
    derived: Mapping[str, str],
    sources: Iterable[Source],
    *,
    generation: str,
    drawn_on: str,
) -> dict[str, Any]:
    """Return the receipt of a conclusion as plain data; it holds answers and codes, and no word the user typed."""
    row, size, verdict = decision.row, decision.size_row, decision.verdict
    passages = {source.passage.passage_id: source for source in sources}
    return {
        "soort": KIND,
        "vorm": FORM,
        "datum": drawn_on,
        "productversie": PRODUCT_VERSION,
        "generatie": generation,
        "tabelversie": table.version,
        "tabelvingerafdruk": table.fingerprint,
        "antwoorden": dict(answers),
        "afgeleid": dict(derived),
        "onbekend": list(decision.unknown),
        "conclusie": str(verdict.outcome),
        "grondslag": str(verdict.grondslag),
        "omvang": str(verdict.omvang),
        "regel": row.row_id if row else None,
        "regelnummer": row.number if row else None,
        "regel_als": row.when_text if row else None,
        "regel_bronnen": list(row.sources) if row else [],
        "omvangregel": size.row_id if size else None,
        "passages": [
            {
                "passage_id": passage_id,
                "document": source.passage.document,
                "nummer": source.document.number,
                "version": source.passage.version,
                "start_line": source.passage.start_line,
                "end_line": source.passage.end_line,
                "tekst_sha256": text_hash(source.passage.text),
            }
            for passage_id, source in sorted(passages.items())
        ],
    }


@dataclass(frozen=True)
class CitedPassage:
    """A passage as a receipt remembers it."""

    passage_id: str
    document: str
    number: str
    version: str
    start_line: int
    end_line: int
    text_sha256: str


@dataclass(frozen=True)
class Receipt:
    """A receipt that was read back and has the right form."""

    date: str
    product_version: str
    generation: str
    table_version: str
    table_fingerprint: str
    answers: Mapping[str, str]
    derived: Mapping[str, str]
    verdict: tuple[str, str, str]  # outcome, grondslag, omvang
    row: str | None
    size_row: str | None
    passages: tuple[CitedPassage, ...]


def read_receipt(data: Any, *, where: str) -> Receipt:
    """Return the receipt in plain data.

    Raises InputError in one line that names the place, the key and what was expected.
    """

    def refuse(key: str, expected: str, found: Any) -> InputError:
        shown = repr(found) if len(repr(found)) < 60 else type(found).__name__
        return InputError(f"{where}: {key}: verwacht is {expected}, gevonden is {shown}")

    if not isinstance(data, dict) or data.get("soort") != KIND:
        raise InputError(f"{where}: dit is geen bewijs van een conclusie; verwacht is JSON met soort {KIND!r}")
    if data.get("vorm") != FORM:
        raise refuse("vorm", f"{FORM}; een nieuwere vorm vraagt een nieuwere Deelwijzer", data.get("vorm"))
    for key in _TEXTS:
        if not isinstance(data.get(key), str):
            raise refuse(key, "een tekst", data.get(key))
    for key in ("regel", "omvangregel"):
        if not isinstance(data.get(key), str | None):
            raise refuse(key, "een tekst of null", data.get(key))
    for key in ("antwoorden", "afgeleid"):
        found = data.get(key)
        if not isinstance(found, dict) or not all(isinstance(value, str) for value in found.values()):
            raise refuse(key, "een lijst van feit: waarde", found)
    passages = data.get("passages")
    if not isinstance(passages, list):
        raise refuse("passages", "een lijst", passages)
    for i, passage in enumerate(passages):
        right = isinstance(passage, dict) and all(isinstance(passage.get(key), str) for key in _PASSAGE_TEXTS)
        if not right or not all(isinstance(passage.get(key), int) for key in ("start_line", "end_line")):
            raise refuse(f"passages[{i}]", f"{', '.join(_PASSAGE_TEXTS)}, start_line en end_line", passage)
    return Receipt(
        date=data["datum"],
        product_version=data["productversie"],
        generation=data["generatie"],
        table_version=data["tabelversie"],
        table_fingerprint=data["tabelvingerafdruk"],
        answers=data["antwoorden"],
        derived=data["afgeleid"],
        verdict=(data["conclusie"], data["grondslag"], data["omvang"]),
        row=data["regel"],
        size_row=data["omvangregel"],
        passages=tuple(
            CitedPassage(
                passage["passage_id"],
                passage["document"],
                passage["nummer"],
                passage["version"],
                passage["start_line"],
                passage["end_line"],
                passage["tekst_sha256"],
            )
            for passage in passages
        ),
    )
