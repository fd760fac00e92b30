"""A statement: one thing said to the user, with the citations it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.cite import Citer, Source
from assistant.report.wording import Wording


@dataclass(frozen=True)
class Statement:
    """What is said, and the passages that say so."""

    text_id: str
    text: str
    sources: tuple[Source, ...]
    step: str = ""

    def to_json(self) -> dict[str, Any]:
        """Return the statement as plain data."""
        data: dict[str, Any] = {"id": self.text_id, "tekst": self.text}
        if self.step:
            data["stap"] = self.step
        data["bronnen"] = [source.to_json() for source in self.sources]
        return data


def say(wording: Wording, citer: Citer, *, step: str = "") -> Statement:
    """Return a wording with its places looked up."""
    return Statement(wording.text_id, wording.text, citer.cite(wording.places, used_by=wording.text_id), step)


def say_those_that_hold(wordings: Iterable[Wording], answers: Mapping[str, str], citer: Citer) -> tuple[Statement, ...]:
    """Return the wordings whose condition holds, in their order."""
    return tuple(say(wording, citer) for wording in wordings if wording.when.holds(answers))


def to_json(statements: Sequence[Statement]) -> list[dict[str, Any]]:
    """Return statements as plain data."""
    return [statement.to_json() for statement in statements]
