"""The guard: nothing leaves that does not cite a passage of the active generation word for word."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from assistant.cite import Source
from assistant.report.statements import Statement
from ingest.store import PassageNotFound, Store

_SOFT_HYPHEN = "\u00ad"


def normalise(text: str) -> str:
    """Return a text without white space and hyphens: two quotes that are equal then are literally the same words."""
    return "".join(char for char in text if not char.isspace() and char not in ("-", _SOFT_HYPHEN))


@dataclass
class Guard:
    """Checks every citation against the stored documents, and counts what it held back."""

    store: Store
    dropped: int = 0
    _checked: dict[tuple[str, str], bool] = field(default_factory=dict)

    def supported(self, source: Source) -> bool:
        """Say whether the cited passage exists and holds the quote word for word."""
        key = (source.passage.passage_id, source.quote)
        if key not in self._checked:
            self._checked[key] = self._compare(source)
        return self._checked[key]

    def release(self, statements: Iterable[Statement]) -> tuple[Statement, ...]:
        """Return the statements that are cited and literal; what is not is dropped and counted."""
        released = []
        for statement in statements:
            if statement.sources and all(self.supported(source) for source in statement.sources):
                released.append(statement)
            else:
                self.dropped += 1
        return tuple(released)

    def _compare(self, source: Source) -> bool:
        try:
            passage = self.store.passage(source.passage.passage_id)
        except PassageNotFound:
            return False
        first, last = source.quote_lines
        inside = passage.start_line <= first <= last <= passage.end_line
        stored = "\n".join(self.store.lines(passage.document, first, last)) if inside else ""
        quote = normalise(source.quote)
        return bool(quote) and quote in normalise(stored)
