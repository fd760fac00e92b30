"""Turns a place such as "002:515-518" into the passages that stand there, quoted word for word."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from assistant.errors import AssistantError
from ingest.store import CitedPlace, DocumentInfo, Passage, Store, StoreError

_LETTER = re.compile(r"[^\W_]")
_PLACE = re.compile(r"^(?P<number>\d{3}):(?P<start>\d+)(?:-(?P<end>\d+))?$")


@dataclass(frozen=True)
class Place:
    """Lines of a document, as the data files write them."""

    number: str
    start: int
    end: int

    @classmethod
    def parse(cls, text: str) -> Place | None:
        """Return the place that "002:515-518" or "002:515" names, or None when the text is none."""
        match = _PLACE.match(text)
        return cls(match["number"], int(match["start"]), int(match["end"] or match["start"])) if match else None


class UnresolvedSource(AssistantError):
    """A place in a data file cites lines that hold no passage of the active generation."""

    def __init__(self, place: str, reason: str, used_by: str) -> None:
        """Name the place, why it does not resolve and who cites it."""
        super().__init__(f"{used_by}: source {place!r} does not resolve: {reason}. Correct it or build the index anew.")


@dataclass(frozen=True)
class Source:
    """One citation: a passage, the exact lines cited, and the notes that belong beside the quote."""

    passage: Passage
    document: DocumentInfo
    quote: str
    quote_lines: tuple[int, int]
    notes: tuple[str, ...] = ()
    place: CitedPlace | None = None  # when a data file cites it: where that place went in the version of now

    @cached_property
    def readable_quote(self) -> str:
        """The same words as the quote, without the hyphens and breaks of line ends."""
        reading = self.passage.reading_text
        if self.quote == self.passage.text:
            return reading
        wanted = "".join(_LETTER.findall(self.quote))
        letters = list(_LETTER.finditer(reading))
        start = "".join(letter.group() for letter in letters).find(wanted)
        if start < 0 or not wanted:
            return " ".join(self.quote.split())
        # The reading text has the same letters and digits in the same order; a closing full stop belongs to the quote.
        begin, end = letters[start].start(), letters[start + len(wanted) - 1].end()
        while end < len(reading) and not reading[end].isspace() and not reading[end].isalnum():
            end += 1
        return reading[begin:end]

    def to_json(self) -> dict[str, Any]:
        """Return the citation as plain data with the Dutch keys of the contract."""
        passage = self.passage
        return {
            "passage_id": passage.passage_id,
            "document": passage.document,
            "titel": self.document.title,
            "nummer": self.document.number,
            "uitgever": self.document.publisher,
            "version": passage.version,
            "datum": self.document.date,
            "status": self.document.status,
            "lokaal": self.document.local,
            "wijziging": self.place.fate if self.place is not None and self.place.doubtful else None,
            "source_file": passage.source_file,
            "source_sha256": passage.source_sha256,
            "start_line": passage.start_line,
            "end_line": passage.end_line,
            "page": passage.page,
            "heading_path": list(passage.heading_path),
            "text": passage.text,
            "leestekst": passage.reading_text,
            "citaat": self.quote,
            "leescitaat": self.readable_quote,
            "citaat_regels": list(self.quote_lines),
            "opmerkingen": list(self.notes),
        }


@dataclass(frozen=True)
class Note:
    """A note that stands beside every quote that touches these lines (an outdated law, a wrong article number)."""

    document: str
    start: int
    end: int
    text: str


class Citer:
    """Looks places up in one generation; the same place always gives the same citations."""

    def __init__(
        self,
        store: Store,
        notes: Sequence[Note] = (),
        *,
        changed: Callable[[CitedPlace], str] = lambda place: "",
        own_document: str = "",
    ) -> None:
        """Take the generation to cite from and the notes to show beside quotes.

        `changed` says what stands beside a place whose words changed, `own_document` beside an organisation's own text.
        """
        self._store = store
        self._notes = notes
        self._changed = changed
        self._own_document = own_document
        self._found: dict[str, tuple[Source, ...]] = {}

    @property
    def generation(self) -> str:
        """The generation that is cited."""
        return self._store.generation

    def cite(self, places: Iterable[str], *, used_by: str = "citation") -> tuple[Source, ...]:
        """Return a citation for every passage at these places, in order and without repeats.

        Raises UnresolvedSource when a place is malformed, names no document, or holds no passage.
        """
        cited: dict[tuple[str, tuple[int, int]], Source] = {}
        for place in places:
            if place not in self._found:
                self._found[place] = self._resolve(place, used_by)
            for source in self._found[place]:
                cited.setdefault((source.passage.passage_id, source.quote_lines), source)
        return tuple(cited.values())

    def cite_passage(self, passage: Passage) -> Source:
        """Return the citation of a whole passage."""
        lines = (passage.start_line, passage.end_line)
        return self._source(passage, lines, passage.text)

    def _resolve(self, place: str, used_by: str) -> tuple[Source, ...]:
        parsed = Place.parse(place)
        if parsed is None:
            raise UnresolvedSource(place, "expected is NNN:first-last, for example 002:515-518", used_by)
        try:
            parts = self._store.locate_parts(parsed.number, parsed.start, parsed.end)
        except StoreError as error:
            raise UnresolvedSource(place, str(error).rstrip("."), used_by) from error
        sources = [source for part in parts for source in self._of_part(part, place, used_by)]
        if not sources:
            raise UnresolvedSource(place, "no passage stands on these lines", used_by)
        return tuple(sources)

    def _of_part(self, part: CitedPlace, place: str, used_by: str) -> Iterator[Source]:
        if self._store.document(part.document).local:
            raise UnresolvedSource(place, "nothing rests on an organisation's own document", used_by)
        for passage in self._store.passages_at(part.document, part.start, part.end):
            first, last = max(part.start, passage.start_line), min(part.end, passage.end_line)
            if (first, last) == (passage.start_line, passage.end_line):
                quote = passage.text
            else:
                quote = "\n".join(self._store.lines(part.document, first, last))
            if quote.strip():
                yield self._source(passage, (first, last), quote, part)

    def _source(self, passage: Passage, lines: tuple[int, int], quote: str, place: CitedPlace | None = None) -> Source:
        document = self._store.document(passage.document)
        notes = [
            note.text
            for note in self._notes
            if note.document == passage.document and note.start <= lines[1] and note.end >= lines[0]
        ]
        notes += [self._changed(place)] if place is not None and place.doubtful else []
        notes += [self._own_document] if document.local else []
        return Source(passage, document, quote, lines, tuple(dict.fromkeys(filter(None, notes))), place)
