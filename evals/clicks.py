"""A simulated user who walks a casus through the door, and the clicks that takes.

What counts as a click is what a mouse does in the page, the typing of the question left aside: every button pressed
(an option, "ja, dit klopt", "verder"), every box ticked, and for a line that is wrong two: "wijzig" and the right
option. A question that the assistant does not take for a casus costs one click too: into the five steps.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

UNKNOWN = "weet_ik_niet"
_BOX = ("ja", "nee", UNKNOWN)
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
class Asked:
    """A question as it was put: where, which facts it settles, with which values, and what had been answered before."""

    question_id: str
    step: str
    form: str  # vraag, lijst or kaart
    settles: tuple[tuple[Mapping[str, str], ...], ...]  # per thing it asks: the answers, as the facts each one sets
    lines: tuple[str, ...]  # the facts that it shows and confirms beside what it asks
    before: Mapping[str, str]
    text: str
    said: str  # the answer in the words of the button


@dataclass(frozen=True)
class Walked:
    """A walk by clicks: how many, what was asked in order, which lines were wrong, and where it ended."""

    clicks: int
    questions: tuple[Asked, ...]
    corrected: tuple[str, ...]
    conclusion: Mapping[str, Any] | None
    steps: tuple[tuple[str, str, tuple[str, ...]], ...]  # at the end, of each step: its state and what was answered

    @property
    def asked(self) -> tuple[str, ...]:
        """What was asked, in order."""
        return tuple(question.question_id for question in self.questions)

    @property
    def code(self) -> str | None:
        """The outcome, or None when the walk reached none."""
        return self.conclusion["code"] if self.conclusion else None


def walk_by_clicks(question: str, facts: Mapping[str, str], assistant: Conversation) -> Walked:
    """Walk a casus as its user would: answer only what is asked, from the facts, and correct lines that are wrong."""
    turn = assistant.start(question).to_json()
    clicks = 0
    if turn["volgende_vraag"] is None and turn["conclusie"] is None:
        assistant.forget(turn["sessie"])
        turn = assistant.start("").to_json()
        clicks = 1
    asked: list[Asked] = []
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
        asked.append(_as_asked(open_question, value, turn["stappen"]))
        turn = assistant.answer(turn["sessie"], open_question["feit"], value).to_json()
    assistant.forget(turn["sessie"])
    steps = tuple((step["stap"], step["stand"], tuple(_answered([step]))) for step in turn["stappen"])
    return Walked(clicks, tuple(asked), tuple(corrected), turn["conclusie"], steps)


def _as_asked(question: Mapping[str, Any], value: str, steps: Sequence[Mapping[str, Any]]) -> Asked:
    labels = {option["waarde"]: option["label"] for option in question["opties"]}
    said = labels.get(value) or ", ".join(_ticked(question, value))
    return Asked(
        question_id=question["feit"],
        step=question["stap"],
        form=question["vorm"],
        settles=_settles(question),
        lines=tuple(line["feit"] for line in question["regels"]),
        before=_answered(steps),
        text=question["vraag"],
        said=said,
    )


def _answered(steps: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    given = (answer for step in steps for answer in step["antwoorden"] if answer["hoe"] == "beantwoord")
    return {answer["feit"]: answer["waarde"] for answer in given}


def _settles(question: Mapping[str, Any]) -> tuple[tuple[Mapping[str, str], ...], ...]:
    """Return what a question settles; a card only confirms, a list asks about every box apart."""
    options = question["opties"]
    if question["vorm"] == "kaart":
        return ()
    if question["vorm"] == "lijst":
        return tuple(tuple({tick["feit"]: value} for value in _BOX) for tick in question["vinkjes"])
    if "zet" in options[0]:
        return (tuple(option["zet"] for option in options),)
    return (tuple({question["feit"]: option["waarde"]} for option in options),)


def _ticked(question: Mapping[str, Any], value: str) -> list[str]:
    chosen = value.split(",")
    return [tick["kort"] for tick in question["vinkjes"] if tick["feit"] in chosen] or [value]


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
