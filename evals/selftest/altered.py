"""An assistant with a fault as it shows from outside: what it answers is altered before anyone sees it."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from evals.clicks import Reply
from evals.door import Between, Door

Answer = TypeVar("Answer")
Alter = Callable[[str, dict[str, Any]], dict[str, Any]]
"""Takes the kind of call and what was answered, and returns what is answered instead."""


@dataclass(frozen=True)
class Plain:
    """A reply that is plain data already."""

    data: dict[str, Any]

    def to_json(self) -> dict[str, Any]:
        """Return the data."""
        return self.data


class Altered(Between):
    """Alters every reply; the assistant behind it keeps its own."""

    def __init__(self, door: Door, alter: Alter) -> None:
        """Take the assistant and what is done to its replies."""
        super().__init__(door)
        self._alter = alter

    def pass_on(self, kind: str, call: Callable[[], Answer]) -> Answer:
        """Make a call and alter what comes back."""
        answered = call()
        if isinstance(answered, dict):
            return cast(Answer, self._alter(kind, deepcopy(answered)))
        altered = self._alter(kind, deepcopy(cast(Reply, answered).to_json()))
        return cast(Answer, Plain(altered))


class Forgetful(Between):
    """Does not put the questions of step III: it answers them itself."""

    def pass_on(self, kind: str, call: Callable[[], Answer]) -> Answer:
        """Make a call and go on until the open question is of another step."""
        reply = cast(Reply, call())
        if kind not in {"start", "answer", "change"}:
            return cast(Answer, reply)
        turn = reply.to_json()
        while (asked := turn["volgende_vraag"]) is not None and asked["stap"] == "III":
            reply = self.door.answer(turn["sessie"], asked["feit"], asked["opties"][0]["waarde"])
            turn = reply.to_json()
        return cast(Answer, Plain(_without_lines_of_step_three(deepcopy(turn))))


class Talkative(Between):
    """Asks one question more before it gives its conclusion, and does nothing with the answer."""

    QUESTION = "betrokkene_geinformeerd"

    def __init__(self, door: Door) -> None:
        """Take the assistant."""
        super().__init__(door)
        self._held: Reply | None = None

    def answer(self, session_id: str, fact: str, value: str) -> Reply:
        """Answer the open question, or the one that was put in between."""
        if fact == self.QUESTION and self._held is not None:
            held, self._held = self._held, None
            return held
        reply = self.door.answer(session_id, fact, value)
        turn = reply.to_json()
        if turn["conclusie"] is None or fact == self.QUESTION:
            return reply
        self._held = reply
        options = [{"waarde": each, "label": each} for each in ("ja", "nog_niet")]
        asked = {"feit": self.QUESTION, "stap": "V", "vorm": "vraag", "vraag": "Is dit al verteld?", "opties": options}
        return Plain({**turn, "conclusie": None, "volgende_vraag": {**asked, "regels": [], "vinkjes": []}})


class Falling(Between):
    """Falls over on a later message."""

    def say(self, session_id: str, text: str) -> Reply:
        """Fall over."""
        raise RuntimeError("planted")


class Mistaken(Between):
    """Takes another answer than was given, wherever it is about the need to share."""

    def answer(self, session_id: str, fact: str, value: str) -> Reply:
        """Answer the open question with something else."""
        return self.door.answer(session_id, fact, "handig" if fact == "noodzaak" else value)


def _without_lines_of_step_three(turn: dict[str, Any]) -> dict[str, Any]:
    """Hide what of step III stands beside a later question: a step that is skipped is not shown at all."""
    hidden = {answer["feit"] for step in turn["stappen"] if step["stap"] == "III" for answer in step["antwoorden"]}
    if turn["volgende_vraag"] is not None:
        lines = turn["volgende_vraag"]["regels"]
        turn["volgende_vraag"]["regels"] = [line for line in lines if line["feit"] not in {*hidden, "doel"}]
    return turn
