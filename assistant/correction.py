"""A correction: what a walk remembers after earlier answers were set, corrected or taken back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.kader.facts import Facts


def corrected(state: Mapping[str, Any], answers: Mapping[str, str | None], facts: Facts) -> dict[str, Any]:
    """Return the parts of the state that change when these answers are set, or (None) taken back.

    Raises InputError for an unknown fact or value.
    """
    merged = dict(state["answers"])
    recognised = dict(state["recognised"])
    openly = list(state["openly"])
    for fact, value in answers.items():
        # What is taken back or corrected by hand does not come back as a line of a card.
        openly.append(fact)
        recognised.pop(fact, None)
        merged.pop(fact, None)
        if value is not None:
            facts.check({fact: value}, where="antwoord")
            merged[fact] = value
    return {"answers": merged, "recognised": recognised, "openly": sorted({*openly})}
