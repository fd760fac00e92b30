"""A simulated user who walks a casus through the door, and the clicks that takes.

What counts as a click is what a mouse does in the page, the typing of the question left aside: every button pressed
(an option, "ja, dit klopt", "verder"), every box ticked, and for a line that is wrong two: "wijzig" and the right
option. A question that the assistant does not take for a casus costs one click too: into the five steps.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

UNKNOWN = "weet_ik_niet"
_MORE_THAN_A_WALK = 80


class Reply(Protocol):
    """What the assistant answers with."""

    def to_json(self) -> dict[str, Any]:
        """Return the answer as plain data."""
        ...


class Conversation(Protocol):
    """The part of the assistant's door that a user of the page uses."""

    def start(self, text: str = "") -> Reply:
        """Begin with a question in own words."""
        ...

    def answer(self, session_id: str, fact: str, value: str) -> Reply:
        """Answer the open question."""
        ...

    def change(self, session_id: str, fact: str, value: str | None) -> Reply:
        """Correct an answer or a line."""
        ...

    def forget(self, session_id: str) -> None:
        """Delete the conversation."""
        ...


@dataclass(frozen=True)
class Walked:
    """A walk by clicks: how many, what was asked in order, which lines were wrong, and where it ended."""

    clicks: int
    asked: tuple[str, ...]
    corrected: tuple[str, ...]
    code: str | None


def walk_by_clicks(question: str, facts: Mapping[str, str], assistant: Conversation) -> Walked:
    """Walk a casus as its user would: answer only what is asked, from the facts, and correct lines that are wrong."""
    turn = assistant.start(question).to_json()
    clicks = 0
    if turn["volgende_vraag"] is None and turn["conclusie"] is None:
        assistant.forget(turn["sessie"])
        turn = assistant.start("").to_json()
        clicks = 1
    asked: list[str] = []
    corrected: list[str] = []
    while (open_question := turn["volgende_vraag"]) is not None and len(asked) < _MORE_THAN_A_WALK:
        wrong = _wrong_line(open_question, facts)
        if wrong is not None:
            corrected.append(wrong)
            clicks += 2
            turn = assistant.change(turn["sessie"], wrong, facts[wrong]).to_json()
            continue
        value, spent = _chosen(open_question, facts)
        clicks += spent
        asked.append(open_question["feit"])
        turn = assistant.answer(turn["sessie"], open_question["feit"], value).to_json()
    code = turn["conclusie"]["code"] if turn["conclusie"] else None
    assistant.forget(turn["sessie"])
    return Walked(clicks, tuple(asked), tuple(corrected), code)


def _wrong_line(question: Mapping[str, Any], facts: Mapping[str, str]) -> str | None:
    lines = [line for line in question["regels"] if facts.get(line["feit"], line["waarde"]) != line["waarde"]]
    return str(lines[0]["feit"]) if lines else None


def _chosen(question: Mapping[str, Any], facts: Mapping[str, str]) -> tuple[str, int]:
    """Return what the user answers and how many clicks that is."""
    if question["vorm"] == "kaart":
        return "ja", 1
    if question["vorm"] == "lijst":
        ticks = [tick["feit"] for tick in question["vinkjes"] if facts.get(tick["feit"]) == "ja"]
        unsure = [f"{tick['feit']}?" for tick in question["vinkjes"] if facts.get(tick["feit"]) == UNKNOWN]
        named = ",".join([*ticks, *unsure]) or str(question["opties"][0]["waarde"])
        # A box that stands ticked already needs no click, one that should not be ticked needs one.
        changed = [t for t in question["vinkjes"] if t["aangevinkt"] != (facts.get(t["feit"]) == "ja")]
        return named, len(changed) + len(unsure) + 1
    if "zet" in question["opties"][0]:
        return str(max(question["opties"], key=lambda option: _fit(option["zet"], facts))["waarde"]), 1
    return facts.get(question["feit"], UNKNOWN), 1


def _fit(sets: Mapping[str, str], facts: Mapping[str, str]) -> tuple[bool, int]:
    """Return how well an option that answers more facts at once says what is so; the best first option is chosen."""
    agreeing = sum(facts.get(fact, UNKNOWN) == value for fact, value in sets.items())
    return agreeing == len(sets), agreeing
