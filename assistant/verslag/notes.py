"""Numbers of sources: each citation gets a number where it first appears, and keeps it through the document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from assistant.verslag.pieces import Line

Bron = Mapping[str, Any]
"""A source as the conclusion carries it."""


class Notes:
    """Counts the sources of one document."""

    def __init__(self) -> None:
        """Begin at 1."""
        self._numbers: dict[tuple[str, int, int], int] = {}
        self._sources: list[Bron] = []
        self._quoted: set[int] = set()

    @property
    def sources(self) -> list[tuple[int, Bron]]:
        """Every source with its number, in order."""
        return list(enumerate(self._sources, start=1))

    def numbers(self, sources: Iterable[Bron], *, quoted: bool = True) -> tuple[int, ...]:
        """Return the numbers of sources, lowest first, each once; `quoted`: their words are to be read beside it."""
        found = {self._number(source) for source in sources}
        if quoted:
            self._quoted |= found
        return tuple(sorted(found))

    def is_quoted(self, number: int) -> bool:
        """Say whether something was said that the words of this source are to be read beside."""
        return number in self._quoted

    def line(self, said: Mapping[str, Any], *, strong: bool = False) -> Line:
        """Return a statement of the conclusion (tekst, bronnen) as a line with its numbers."""
        return Line(str(said["tekst"]), self.numbers(said["bronnen"]), strong=strong)

    def _number(self, source: Bron) -> int:
        first, last = source["citaat_regels"]
        key = (str(source["passage_id"]), int(first), int(last))
        if key not in self._numbers:
            self._sources.append(source)
            self._numbers[key] = len(self._sources)
        return self._numbers[key]
