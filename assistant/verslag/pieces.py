"""What a document is made of, whatever file it becomes: headings, text, tables, things to tick and to fill in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Look = Literal["gewoon", "aanloop", "stil", "citaat", "let_op", "punten", "klein"]


@dataclass(frozen=True)
class Line:
    """One paragraph of running text, with the numbers of the sources it rests on."""

    text: str
    notes: tuple[int, ...] = ()
    strong: bool = False
    quiet: bool = False

    @property
    def marks(self) -> tuple[tuple[int, int], ...]:
        """The numbers as a reader sees them: each as (first, last), three or more that follow each other as one."""
        spans: list[tuple[int, int]] = []
        for number in self.notes:
            if spans and spans[-1][1] == number - 1:
                spans[-1] = (spans[-1][0], number)
            else:
                spans.append((number, number))
        return tuple(
            mark for first, last in spans for mark in ([(first, last)] if last > first + 1 else _each(first, last))
        )


def _each(first: int, last: int) -> list[tuple[int, int]]:
    return [(number, number) for number in range(first, last + 1)]


def shown_mark(mark: tuple[int, int]) -> str:
    """Return a mark as it is printed: 4, or 4–7."""
    first, last = mark
    return str(first) if first == last else f"{first}–{last}"


@dataclass(frozen=True)
class Tick:
    """A line with a box before it, ticked or not."""

    line: Line
    on: bool


@dataclass(frozen=True)
class Field:
    """A name with its value; without one it is a place to fill in."""

    label: str
    value: str = ""


Piece = Line | Tick | Field
Cell = tuple[Piece, ...]


@dataclass(frozen=True)
class Heading:
    """A heading; level 1 stands under the title of the document."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Text:
    """Pieces below each other, all of one look; an `aanloop` stays on the page of what follows it."""

    pieces: tuple[Piece, ...]
    look: Look = "gewoon"


@dataclass(frozen=True)
class Table:
    """A table whose first row names the columns; `widths` are shares of the page."""

    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[int, ...]


@dataclass(frozen=True)
class SourceEntry:
    """One numbered source: where it stands, its words (where they are to be read), and the notes beside them."""

    number: int
    place: str
    quote: str
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class SourceList:
    """The sources of a document, by their numbers."""

    entries: tuple[SourceEntry, ...]


@dataclass(frozen=True)
class PageBreak:
    """What follows begins on a new page."""


@dataclass(frozen=True)
class Receipt:
    """The receipt of the conclusion: as a file inside a PDF, and printed under its heading where that cannot be."""

    heading: str
    file_name: str
    content: str


Block = Heading | Text | Table | SourceList | PageBreak | Receipt


@dataclass(frozen=True)
class Document:
    """A whole document, ready to be written in any form."""

    title: str
    subtitle: str
    stem: str  # the name of the file without its ending
    drawn_on: date
    footer: str
    blocks: tuple[Block, ...]
    one_page: bool = False
    """Set smaller and closer, because it must stay on one sheet."""
