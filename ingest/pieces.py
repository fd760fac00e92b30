"""The smallest parts of a document that stay whole: a paragraph, a list item, a table row, a note."""

import re
from dataclasses import dataclass, field
from enum import Enum, auto

from ingest.headings import HeadingFinder
from ingest.layout import Layout
from ingest.lines import ItemMark, Line, Role, ends_sentence, starts_lower
from ingest.structure import Structure
from ingest.zones import Zone

_SHORT = 0.85  # a paragraph's last line leaves at least this much of the page's width unused, or its end is not visible


class Shape(Enum):
    """What a piece is."""

    HEADING = auto()
    PARAGRAPH = auto()
    ITEM = auto()
    ROW = auto()
    NOTE = auto()


@dataclass
class Piece:
    """Consecutive lines that belong together; lines of others may lie between, as a note at the foot of a page does."""

    shape: Shape
    lines: list[Line]
    path: tuple[str, ...]
    zone: Zone | None
    block: int = 0
    label: str = ""
    notes: list["Piece"] = field(default_factory=list)

    @property
    def first(self) -> int:
        """The first line of the piece."""
        return self.lines[0].number

    @property
    def last(self) -> int:
        """The last line of the piece."""
        return self.lines[-1].number

    @property
    def ends_with_colon(self) -> bool:
        """Whether what follows is announced by this piece."""
        return self.lines[-1].text.endswith(":")


class _Cutter:
    """Cuts the lines of one document into pieces, in order."""

    def __init__(self, structure: Structure, layout: Layout) -> None:
        self._structure = structure
        self._layout = layout
        self._finder = HeadingFinder(structure.lines, structure.pages, layout)
        self._pieces: list[Piece] = []
        self._current: Piece | None = None
        self._cells: dict[int, int] = {}
        self._block = 0

    def cut(self) -> list[Piece]:
        gap = False
        for line in self._structure.lines:
            if not line.carries_text:
                gap = True
                continue
            if gap:
                self._block += 1
            if line.role is Role.FOOTNOTE:
                self._note(line)
            else:
                self._text(line, gap)
            gap = False
        return self._pieces

    def _note(self, line: Line) -> None:
        last = self._pieces[-1] if self._pieces else None
        if last is not None and last.shape is Shape.NOTE and last.lines[-1].rule == line.rule:
            last.lines.append(line)
        else:
            # A note leaves the paragraph above it open: that may go on on the next page.
            self._add(Shape.NOTE, line, keep_open=True)

    def _text(self, line: Line, gap: bool) -> None:
        zone = self._structure.zones.get(line.number)
        if line.role is Role.HEADING:
            last = self._current
            together = last is not None and last.shape is Shape.HEADING and last.path == self._path(line)
            if together and last is not None:
                last.lines.append(line)
            else:
                self._add(Shape.HEADING, line)
        elif zone is not None and zone.rule.soort == "tabel":
            self._row(line, zone, gap)
        elif self._begins_item(line, gap):
            self._add(Shape.ITEM, line)
        elif self._continues(line, gap, zone) and self._current is not None:
            self._current.lines.append(line)
        else:
            self._add(Shape.PARAGRAPH, line)

    def _row(self, line: Line, zone: Zone, gap: bool) -> None:
        """A table row begins as the profile says, or where an empty line ends a cell that has a name of its own."""
        current = self._current
        inside = current is not None and current.zone is zone and current.shape is Shape.ROW
        begins_row = zone.rule.rij is not None and bool(re.search(zone.rule.rij, line.text))
        new = begins_row or (gap and bool(zone.rule.cellen))
        if inside and not new and current is not None:
            current.lines.append(line)
            return
        label = ""
        if zone.rule.cellen and inside:
            cell = self._cells.get(zone.first, 0)
            self._cells[zone.first] = cell + 1
            label = zone.rule.cellen[min(cell, len(zone.rule.cellen) - 1)]
        self._add(Shape.ROW, line, label=label)

    def _begins_item(self, line: Line, gap: bool) -> bool:
        if line.mark is None:
            return self._finder.list_without_signs(line.number)
        if line.mark is ItemMark.SURE:
            return True
        current = self._current
        return gap or current is None or current.shape is not Shape.PARAGRAPH or ends_sentence(current.lines[-1].text)

    def _continues(self, line: Line, gap: bool, zone: Zone | None) -> bool:
        current = self._current
        if current is None or current.shape in (Shape.HEADING, Shape.ROW) or current.zone is not zone:
            return False
        if current.path != self._path(line):
            return False
        last = current.lines[-1]
        if self._layout.loopt_door and len(current.lines) == 1 and re.search(self._layout.loopt_door, last.text):
            return True
        finished = ends_sentence(last.text)
        if finished and self._structure.pages.begins_at(line.number) and not starts_lower(line.text):
            return False
        if gap:
            if zone is not None and zone.rule.soort == "formulier":
                return line.text.startswith("(")
            if current.shape is Shape.ITEM and current.lines[0].mark is None and not starts_lower(line.text):
                return False
            if starts_lower(line.text):
                return not finished or current.shape is Shape.ITEM
            return not finished and (current.shape is Shape.ITEM or not self._ends_short(last, line))
        return not (finished and not starts_lower(line.text) and self._ends_short(last, line))

    def _ends_short(self, last: Line, following: Line) -> bool:
        """Whether the next word would have fitted on the line, so that something ended there."""
        width = self._finder.width_at(last.number)
        return len(last.text) + 1 + len(following.text.split(" ", 1)[0]) <= _SHORT * width

    def _path(self, line: Line) -> tuple[str, ...]:
        return self._structure.paths[line.number]

    def _add(self, shape: Shape, line: Line, *, label: str = "", keep_open: bool = False) -> None:
        piece = Piece(
            shape=shape,
            lines=[line],
            path=self._path(line),
            zone=self._structure.zones.get(line.number),
            block=self._block,
            label=label,
        )
        self._pieces.append(piece)
        if not keep_open:
            self._current = piece


def cut_pieces(structure: Structure, layout: Layout) -> list[Piece]:
    """Return the pieces of a document in the order of their first lines; every line that carries text is in one."""
    pieces = _Cutter(structure, layout).cut()
    return _take_in_notes(pieces)


def _take_in_notes(pieces: list[Piece]) -> list[Piece]:
    """Give a note that lies between the lines of a paragraph to that paragraph: a passage is one range of lines."""
    kept: list[Piece] = []
    for piece in pieces:
        host = next((other for other in kept[-8:] if other.first < piece.first < other.last), None)
        if host is not None:
            host.notes.append(piece)
        else:
            kept.append(piece)
    return kept
