"""What comes back on page after page of a PDF at its head or foot: running titles and page numbers."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from ingest.readers.pdf_lines import Piece, line_pieces

_MARGIN = 0.14  # of the height of the page
_LINES = 3  # at most so many lines at the head or foot
_LEAST = 2  # so many pages must carry the same
_SHARE = 0.25  # and this part of them; a head may be on the left-hand pages of one chapter alone
_LARGER = 1.12  # a larger line is the heading of what follows, though "Bijlage 1" and "Bijlage 2" begin their pages
_NUMBER = re.compile(r"\d+")
_MOST_NUMBERS = 3
_PLACE = 6.0
_SPACE = 1.6  # in letter sizes: text stands closer


@dataclass
class FurnishedPage:
    """The pieces of a page, how high the page is, and the size of most of its letters."""

    number: int
    pieces: list[Piece]
    height: float
    size: float


@dataclass
class _EdgeLine:
    """A line in a margin: its pieces, where it stands, and how it may come back elsewhere."""

    pieces: list[Piece]
    place: int
    texts: set[str]


def without_furniture(pages: Sequence[FurnishedPage]) -> tuple[list[list[Piece]], int]:
    """Return the pieces of each page without what comes back on others, and how many lines that were.

    A number in such a line is the same on each page, or counts along with the pages. On one page nothing can be told.
    """
    edges = [_edge_lines(page) for page in pages]
    seen: Counter[tuple[str, int]] = Counter()
    for lines in edges:
        seen.update({(text, line.place) for line in lines for text in line.texts})
    wanted = max(_LEAST, round(_SHARE * len(pages)))
    kept: list[list[Piece]] = []
    removed = 0
    for page, lines in zip(pages, edges, strict=True):
        furniture = _apart([line for line in lines if _comes_back(line, seen, wanted)], page)
        gone = {id(piece) for line in furniture for piece in line.pieces}
        removed += len(furniture)
        kept.append([piece for piece in page.pieces if id(piece) not in gone])
    return kept, removed


def _apart(lines: list[_EdgeLine], page: FurnishedPage) -> list[_EdgeLine]:
    """Return the lines that stand apart from the text of their page, beside each other or by the space between.

    The first lines of a text may come back as well, on the pages of a form; those stand close to what follows.
    """
    text = [piece.y for piece in page.pieces if not any(piece in line.pieces for line in lines)]
    apart: list[_EdgeLine] = []
    if not text:
        return apart
    for line in sorted(lines, key=lambda own: abs(own.pieces[0].y - page.height / 2)):  # from the text outwards
        y = line.pieces[0].y
        inner = [other for other in text if (other > y if y < page.height / 2 else other < y)]
        if min((abs(other - y) for other in inner), default=page.height) > _SPACE * page.size:
            apart.append(line)
        else:
            text.append(y)
    return apart


def _comes_back(line: _EdgeLine, seen: Counter[tuple[str, int]], wanted: int) -> bool:
    """Whether a line stands on enough pages; its place is rounded, so the place beside it counts as well."""
    return any(sum(seen[text, line.place + step] for step in (-1, 0, 1)) >= wanted for text in line.texts)


def _edge_lines(page: FurnishedPage) -> list[_EdgeLine]:
    """Return the outermost lines in the margins of a page."""
    lines = line_pieces(page.pieces)
    head = [line for line in lines[:_LINES] if line[0].y <= _MARGIN * page.height]
    foot = [line for line in lines[-_LINES:] if line[0].y >= (1 - _MARGIN) * page.height and line not in head]
    return [
        _EdgeLine(
            pieces=line,
            place=round(line[0].y / _PLACE),
            texts=_as_it_may_come_back(" ".join(piece.text for piece in line), page.number),
        )
        for line in (*head, *foot)
        if max(piece.size for piece in line) <= _LARGER * page.size
    ]


def _as_it_may_come_back(text: str, page: int) -> set[str]:
    """Return a line as it may stand on other pages: each number as it is, or by how far it is from that of its page."""
    numbers = _NUMBER.findall(text)
    between = _NUMBER.split(text)
    if len(numbers) > _MOST_NUMBERS:
        return {text}
    choices = product(*((number, f"#{int(number[:9]) - page}") for number in numbers))
    return {between[0] + "".join(map("".join, zip(choice, between[1:], strict=True))) for choice in choices}
