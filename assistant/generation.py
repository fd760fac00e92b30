"""A view on the generation that an assistant works on, for who compares two of them."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from assistant.errors import InputError
from ingest.store import Store, StoreError


@dataclass(frozen=True)
class GenerationView:
    """What a generation holds, apart from what the assistant says with it."""

    _store: Store

    @property
    def name(self) -> str:
        """The id of the generation."""
        return self._store.generation

    def documents(self) -> dict[str, dict[str, str]]:
        """Return the number and the version of every document, by its id."""
        return {info.id: {"nummer": info.number, "version": info.version} for info in self._store.documents.values()}

    def lines(self) -> dict[str, list[str]]:
        """Return the stored lines of every document, by its number."""
        count = self._store.line_count
        return {info.number: self._store.lines(info.id, 1, count(info.id)) for info in self._store.documents.values()}

    def locate(self, number: str, start: int, end: int) -> dict[str, Any]:
        """Return where a place of the data files stands and what became of its words (`fate`), as one and in `parts`.

        Raises InputError when there is no such document, or no such lines in the version it was written for.
        """
        try:
            whole = asdict(self._store.locate(number, start, end))
            parts = [asdict(part) for part in self._store.locate_parts(number, start, end)]
        except StoreError as error:
            raise InputError(f"{number}:{start}-{end}: {error}") from error
        return {**whole, "parts": parts}

    def keep_rehearsal(self, beside: GenerationView, worse: list[str], outcome: dict[str, Any]) -> None:
        """Keep what a rehearsal of this generation came to, beside the one it was compared with."""
        self._store.keep_rehearsal(beside._store, worse, outcome)
