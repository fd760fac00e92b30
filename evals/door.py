"""The part of the assistant's door that the suites use, and what may stand between: a clock or a planted fault."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any, Protocol, TypeVar

from evals.attacks import Door as Talk
from evals.clicks import Conversation, Reply

Answer = TypeVar("Answer")


class Door(Conversation, Talk, Protocol):
    """What an assistant must be able to do to be measured."""

    def walk(self, facts: Mapping[str, str], question: str = "") -> Reply:
        """Walk the five steps with these answers."""
        ...

    def verdict(self, facts: Mapping[str, str]) -> dict[str, str]:
        """Return the bare outcome of answers that complete the steps."""
        ...

    def ask(self, text: str) -> Reply:
        """Take the first turn."""
        ...

    def search(self, query: str, k: int = 10) -> dict[str, Any]:
        """Search the documents; the answer is plain data already."""
        ...

    def citations(self) -> list[dict[str, Any]]:
        """Return everything that cites, with its passages."""
        ...

    def facts(self) -> dict[str, list[str]]:
        """Return every fact with the values it can have."""
        ...

    def kader(self) -> dict[str, Any]:
        """Return the decision table in readable form."""
        ...

    def about(self) -> dict[str, Any]:
        """Return what this version rests on."""
        ...


class Between:
    """Passes every call on as it is."""

    def __init__(self, door: Door) -> None:
        """Take the door that answers."""
        self.door = door

    def pass_on(self, kind: str, call: Callable[[], Answer]) -> Answer:
        """Make a call of this kind."""
        return call()

    def start(self, text: str = "") -> Reply:
        """Begin with a question in own words."""
        return self.pass_on("start", lambda: self.door.start(text))

    def say(self, session_id: str, text: str) -> Reply:
        """Take a next message."""
        return self.pass_on("say", lambda: self.door.say(session_id, text))

    def answer(self, session_id: str, fact: str, value: str) -> Reply:
        """Answer the open question."""
        return self.pass_on("answer", lambda: self.door.answer(session_id, fact, value))

    def change(self, session_id: str, fact: str, value: str | None) -> Reply:
        """Correct an answer or a line."""
        return self.pass_on("change", lambda: self.door.change(session_id, fact, value))

    def forget(self, session_id: str) -> None:
        """Delete the conversation."""
        self.door.forget(session_id)

    def walk(self, facts: Mapping[str, str], question: str = "") -> Reply:
        """Walk the five steps with these answers."""
        return self.pass_on("walk", lambda: self.door.walk(facts, question))

    def verdict(self, facts: Mapping[str, str]) -> dict[str, str]:
        """Return the bare outcome of answers that complete the steps."""
        return self.door.verdict(facts)

    def ask(self, text: str) -> Reply:
        """Take the first turn."""
        return self.pass_on("ask", lambda: self.door.ask(text))

    def search(self, query: str, k: int = 10) -> dict[str, Any]:
        """Search the documents."""
        return self.pass_on("search", lambda: self.door.search(query, k))

    def citations(self) -> list[dict[str, Any]]:
        """Return everything that cites, with its passages."""
        return self.door.citations()

    def facts(self) -> dict[str, list[str]]:
        """Return every fact with the values it can have."""
        return self.door.facts()

    def kader(self) -> dict[str, Any]:
        """Return the decision table in readable form."""
        return self.door.kader()

    def about(self) -> dict[str, Any]:
        """Return what this version rests on."""
        return self.door.about()


class Stopwatch(Between):
    """Keeps the time of every call that a user waits for, in seconds."""

    def __init__(self, door: Door) -> None:
        """Take the door that answers."""
        super().__init__(door)
        self.times: defaultdict[str, list[float]] = defaultdict(list)

    def pass_on(self, kind: str, call: Callable[[], Answer]) -> Answer:
        """Make a call and keep how long it took."""
        begin = time.perf_counter()
        answered = call()
        self.times[kind].append(time.perf_counter() - begin)
        return answered
