"""The order in which the pieces of a PDF page are read: columns one after another, and tables row by row."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.readers.pdf_cells import JoinCell
from ingest.readers.pdf_lines import Piece, line_pieces
from ingest.readers.pdf_tables import is_table, unruled_table

_LEAST_LINES = 4  # so many lines on either side make a column
_GUTTER = 7.0
_CROSSING = 0.25  # at most this part of the lines may run across the space between two columns
_OVERLAP = 0.4
_NARROWEST = 0.12  # of the page
_HEADING_LINES = 3
_APART = 1.6  # in letter sizes


@dataclass
class Region:
    """Lines that are read from top to bottom: one column between two things that run across."""

    lines: list[list[Piece]]


@dataclass
class Reading:
    """The regions of a page in order, and what was found on the way."""

    regions: list[Region] = field(default_factory=list)
    columns: bool = False
    unruled: bool = False


def reading_order(pieces: Sequence[Piece], page_width: float, size: float, join: JoinCell) -> Reading:
    """Return the pieces of a page in the order in which people read them."""
    reading = _Order(page_width, size, join)
    reading.read(list(pieces))
    return reading.found


class _Order:
    """Reads one page."""

    def __init__(self, page_width: float, size: float, join: JoinCell) -> None:
        self.found = Reading()
        self._least_width = _NARROWEST * page_width
        self._size = size
        self._join = join

    def read(self, pieces: list[Piece]) -> None:
        if not pieces:
            return
        gutter = self._gutter(pieces)
        if gutter is None:
            self.found.regions.append(Region(line_pieces(pieces)))
            return
        band: list[Piece] = []
        across: list[Piece] = []
        for piece in sorted(pieces, key=lambda own: (own.begins, own.x0)):
            if piece.x0 < gutter < piece.x1:
                band, heading = self._heading_below(band, gutter)
                self._read_band(band, gutter)
                self._read_across(heading)
                band = []
                across.append(piece)
            else:
                self._read_across(across)
                across = []
                band.append(piece)
        self._read_band(band, gutter)
        self._read_across(across)

    def _heading_below(self, band: list[Piece], gutter: float) -> tuple[list[Piece], list[Piece]]:
        """Return a band without, and then with only, the short lines below its columns that announce what runs across.

        They stand at the left, below the last line of the right-hand column and apart from the left-hand one.
        """
        right = [piece for piece in band if piece.x0 >= gutter]
        foot = _foot(right) if right else float("inf")
        below = [piece for piece in band if piece.y > foot + 0.5 * self._size]
        above = [piece for piece in band if piece not in below]
        if not below or len(line_pieces(below)) > _HEADING_LINES or not above:
            return band, []
        if _top(below) - _foot(above) < _APART * self._size:
            return band, []
        return above, below

    def _read_across(self, pieces: list[Piece]) -> None:
        if pieces:
            self.found.regions.append(Region(line_pieces(pieces)))

    def _read_band(self, band: list[Piece], gutter: float) -> None:
        left = [piece for piece in band if piece.x1 <= gutter]
        right = [piece for piece in band if piece.x0 >= gutter]
        if not left or not right:
            self.read(left or right)
            return
        cells = self._table_lines(left, right)
        if cells is not None:
            first, last = cells
            above = [piece for piece in band if piece.y < first]
            below = [piece for piece in band if piece.y > last]
            inside = [piece for piece in band if first <= piece.y <= last]
            self._read_band(above, gutter)
            self.found.unruled = True
            self.found.regions.append(Region([[unruled_table(inside, self._join)]]))
            self._read_band(below, gutter)
            return
        if self._is_narrow(left, right):  # labels or numbers in the margin, beside the text they belong to
            self.found.regions.append(Region(line_pieces(band)))
            return
        self.found.columns = True
        self.read(left)
        self.read(right)

    def _table_lines(self, left: list[Piece], right: list[Piece]) -> tuple[float, float] | None:
        """Return the first and last base line of a table in a band, or None when the band is columns of prose."""
        first, last = min(piece.y for piece in right) - 1, max(piece.y for piece in right) + 1
        beside = [piece for piece in left if first <= piece.y <= last]
        if not is_table(beside, right, self._size):
            return None
        for piece in sorted(left, key=lambda own: own.y):  # the first cell of the last row may go on below the others
            if last < piece.y <= last + _APART * self._size:
                last = piece.y + 1
        return first, last

    def _is_narrow(self, left: Sequence[Piece], right: Sequence[Piece]) -> bool:
        return min(_width(left), _width(right)) < self._least_width

    def _gutter(self, pieces: Sequence[Piece]) -> float | None:
        """Return the middle of the emptiest upright strip that has lines on both sides; None when there is none."""
        best: tuple[float, float] | None = None
        for edge in self._edges(pieces):
            found = self._strip(pieces, edge)
            if found is not None and (best is None or found > best):
                best = found
        return best[1] if best else None

    def _edges(self, pieces: Sequence[Piece]) -> list[float]:
        """Return where several pieces begin: the places where a column may."""
        starts = sorted(piece.x0 for piece in pieces)
        edges: list[float] = []
        run: list[float] = []
        for start in starts:
            if run and start - run[0] > self._size / 2:
                if len(run) >= _LEAST_LINES - 1:
                    edges.append(run[0])
                run = []
            run.append(start)
        return [*edges, run[0]] if len(run) >= _LEAST_LINES - 1 else edges

    def _strip(self, pieces: Sequence[Piece], edge: float) -> tuple[float, float] | None:
        """Return how many lines stand beside the strip that ends at an edge, and its middle."""
        low, high = edge - _GUTTER, edge - 0.5
        left = [piece for piece in pieces if piece.x1 <= low]
        right = [piece for piece in pieces if piece.x0 >= high]
        if min(len(left), len(right)) < _LEAST_LINES:
            return None
        top, foot = max(_top(left), _top(right)), min(_foot(left), _foot(right))
        span = min(_foot(left) - _top(left), _foot(right) - _top(right))
        if foot - top < _OVERLAP * span:
            return None
        crossing = sum(piece.x0 < high and piece.x1 > low and top <= piece.y <= foot for piece in pieces)
        beside = sum(top <= piece.y <= foot for piece in (*left, *right))
        if crossing > _CROSSING * beside:
            return None
        nearest = max(piece.x1 for piece in left)
        return float(beside - 3 * crossing), (nearest + edge) / 2


def _width(pieces: Sequence[Piece]) -> float:
    return max(piece.x1 for piece in pieces) - min(piece.x0 for piece in pieces)


def _top(pieces: Sequence[Piece]) -> float:
    return min(piece.begins for piece in pieces)


def _foot(pieces: Sequence[Piece]) -> float:
    return max(piece.y for piece in pieces)
