"""The strict JSON schemas of the three things a model may write."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any


def proposals_schema(allowed: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """Return the schema of proposed facts; which value goes with which fact is checked afterwards."""
    values = list(dict.fromkeys(value for found in allowed.values() for value in found))
    item = _strict(feit={"enum": list(allowed)}, waarde={"enum": values}, woorden={})
    return _strict_list("feiten", item)


def answer_schema(passage_ids: Sequence[str]) -> dict[str, Any]:
    """Return the schema of a phrased answer over these passages."""
    return _strict_list("zinnen", _strict(zin={}, passage_id={"enum": list(passage_ids)}, citaat={}))


def rewording_schema() -> dict[str, Any]:
    """Return the schema of a reworded explanation."""
    return _strict(uitleg={})


def _strict_list(name: str, item: Mapping[str, Any]) -> dict[str, Any]:
    properties = {name: {"type": "array", "items": item}}
    return {"type": "object", "properties": properties, "required": [name], "additionalProperties": False}


def _strict(**properties: Mapping[str, Any]) -> dict[str, Any]:
    """Return an object of texts with exactly these keys."""
    return {
        "type": "object",
        "properties": {name: {"type": "string", **more} for name, more in properties.items()},
        "required": list(properties),
        "additionalProperties": False,
    }
