"""Reads what a model wrote: one JSON object with one list, or rubbish. Nothing here trusts a single character."""

from __future__ import annotations

import json
import re
from typing import Any

LONGEST = 20_000
"""A longer reply is not read at all (characters)."""

_FENCED = re.compile(r"\s*```(?:json)?\s*\n(?P<inside>.*)\n\s*```\s*", re.DOTALL)


def read_object(raw: object) -> dict[str, Any] | None:
    """Return the JSON object in a reply, or None for anything else; never raises.

    A code fence around the whole reply is taken off, because many models add one. Text around the object, a doubled
    key, NaN, and a reply that is too long or too deep make it rubbish.
    """
    if not isinstance(raw, str) or len(raw) > LONGEST:
        return None
    fenced = _FENCED.fullmatch(raw)
    try:
        found = json.loads(fenced["inside"] if fenced else raw, object_pairs_hook=_once, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def read_items(raw: object, key: str, fields: tuple[str, ...]) -> list[dict[str, str] | None] | None:
    """Return the items under the only key of a reply; an item with other fields or other types is None.

    Returns None when the reply is rubbish or has another form.
    """
    found = read_object(raw)
    if found is None or set(found) != {key} or not isinstance(found[key], list):
        return None
    return [_item(item, fields) for item in found[key]]


def _item(item: object, fields: tuple[str, ...]) -> dict[str, str] | None:
    if not isinstance(item, dict) or set(item) != set(fields):
        return None
    return item if all(isinstance(item[field], str) for field in fields) else None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is no JSON")
