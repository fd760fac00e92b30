"""The conditions of a conclusion that the user has ticked: kept by the id of what they say, in memory only."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.errors import InputError


def tick(ticked: set[str], conclusion: Mapping[str, Any] | None, index: int, *, on: bool) -> None:
    """Tick a condition of this conclusion, or take the tick away; the set remembers it.

    Raises InputError when there is no conclusion, or it has no condition with this number (from 0).
    """
    if conclusion is None:
        raise InputError("er is nog geen conclusie om voorwaarden van af te vinken; beantwoord eerst de open vraag")
    conditions = conclusion["voorwaarden"]
    if not 0 <= index < len(conditions):
        known = f"0 tot en met {len(conditions) - 1}" if conditions else "geen enkele"
        raise InputError(f"voorwaarde {index!r} bestaat niet; deze conclusie heeft {known}")
    (ticked.add if on else ticked.discard)(str(conditions[index]["id"]))


def ticked_in(conclusion: Mapping[str, Any] | None, ticked: set[str]) -> tuple[int, ...]:
    """Return the numbers of the ticked conditions; one that no longer belongs to the conclusion does not count."""
    conditions = conclusion["voorwaarden"] if conclusion else ()
    return tuple(number for number, condition in enumerate(conditions) if condition["id"] in ticked)
