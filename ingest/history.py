"""The history of the index: which generation was active since when, and why."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from ingest.durable import replace_durably
from ingest.errors import DataFileError


@dataclass(frozen=True, kw_only=True)
class Activation:
    """A generation that became active, by going on to it or back to it; `since` is empty when that was not recorded."""

    generation: str
    since: str
    reason: str = ""
    rollback: bool = False


class History:
    """The activations in a file, oldest first."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self, active: str | None) -> tuple[Activation, ...]:
        """Return the activations up to the one of the generation that the pointer names.

        The pointer decides. An activation is written before the pointer moves, so that none goes unrecorded; when the
        process died in between, the last one never happened. Raises DataFileError when the file is damaged.
        """
        activations = self._stored()
        if activations and activations[-1].generation != active:
            before = activations[-2].generation if len(activations) > 1 else None
            if before == active:
                activations.pop()
        if active is not None and (not activations or activations[-1].generation != active):
            activations.append(Activation(generation=active, since=""))
        return tuple(activations)

    def write(self, activations: Sequence[Activation]) -> None:
        """Replace the activations in the file."""
        replace_durably(self._path, "".join(json.dumps(asdict(own), ensure_ascii=False) + "\n" for own in activations))

    def _stored(self) -> list[Activation]:
        try:
            lines = self._path.read_text("utf-8").splitlines()
        except FileNotFoundError:
            return []
        activations = []
        for number, line in enumerate(lines, start=1):
            try:
                activations.append(Activation(**json.loads(line)))
            except (ValueError, TypeError):
                raise DataFileError(self._path, f"regel {number}", "dit is geen ingebruikname van een index") from None
        return activations


def activation_now(generation: str, reason: str, *, rollback: bool) -> Activation:
    """Return the activation of a generation at this moment."""
    since = datetime.now(UTC).isoformat(timespec="seconds")
    return Activation(generation=generation, since=since, reason=reason, rollback=rollback)


def way_back(activations: Sequence[Activation]) -> list[str]:
    """Return the generations that one went on from, nearest first: going back undoes one step each time."""
    path: list[str] = []
    for own in activations:
        if own.rollback:
            del path[-1:]
            while path and path[-1] != own.generation:  # it went past one that was not there any more
                path.pop()
        if not path or path[-1] != own.generation:
            path.append(own.generation)
    return path[-2::-1]
