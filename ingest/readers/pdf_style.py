"""Which lines of a PDF are headings and which are notes, by the size and weight of their letters."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from ingest.readers.pdf_columns import Region
from ingest.readers.pdf_lines import Piece

HEADING_STEP = 1.75  # in letter sizes: so close together are two lines of one heading
_LARGER = 1.12
_SMALLER = 0.93
_LONGEST = 120
_MOST_LINES = 4  # a longer run of bold lines is a paragraph in bold
_MOST_LEVEL = 6
_NOTE = re.compile(r"^(?:\d{1,3}|\*{1,3}|[†‡])[.)]?\s?\S")
_ENDS = (".", ";", ",", ":")
_ITEM = ("•", "▪", "◦", "–", "- ")


@dataclass
class PageLine:
    """A line of a page as it will be stored."""

    text: str
    page: int
    y: float
    size: float
    bold: bool
    region: int
    rows: tuple[str, ...] = ()
    kind: str = ""
    level: int = 0
    top: float = 0.0


def lines_of(regions: Sequence[Region], page: int, first_region: int) -> list[PageLine]:
    """Return the lines of the regions of a page; pieces on one base line stand on one line."""
    return [_line(line, page, first_region + index) for index, region in enumerate(regions) for line in region.lines]


def _line(pieces: Sequence[Piece], page: int, region: int) -> PageLine:
    return PageLine(
        text=" ".join(piece.text for piece in pieces),
        page=page,
        y=pieces[0].y,
        top=pieces[0].begins,
        size=round(median(piece.size for piece in pieces) * 2) / 2,
        bold=all(piece.bold for piece in pieces),
        region=region,
        rows=pieces[0].rows,
    )


def body_size(lines: Sequence[PageLine]) -> float:
    """Return the size in which most of the text is set."""
    letters: Counter[float] = Counter()
    for line in lines:
        letters[line.size] += len(line.text)
    return max(letters, key=lambda size: letters[size], default=10.0)


def mark_notes(lines: Sequence[PageLine], body: float, heights: Mapping[int, float]) -> None:
    """Give the small lines that end a column their kind, from the first that begins with the number of a note."""
    by_region: dict[int, list[PageLine]] = {}
    for line in lines:
        by_region.setdefault(line.region, []).append(line)
    for own in by_region.values():
        small: list[PageLine] = []
        for line in reversed(own):
            if line.rows or line.size > _SMALLER * body or line.y < 0.4 * heights[line.page]:
                break
            small.insert(0, line)
        first = next((position for position, line in enumerate(small) if _NOTE.match(line.text)), len(small))
        for line in small[first:]:
            line.kind = "voetnoot"


def mark_headings(lines: Sequence[PageLine], body: float, bookmarks: Mapping[str, int]) -> None:
    """Give headings their level: larger letters before smaller ones, bold before plain; bookmarks say it better.

    A heading is larger than the text, or bold on short lines of its own. A style whose lines are in the bookmarks has
    the level that those have.
    """
    runs = [run for run in _runs(lines) if _may_be_heading(run, body)]
    styles = sorted({_style(run[0]) for run in runs}, reverse=True)
    told: dict[tuple[float, bool], list[int]] = {}
    for run in runs:
        level = bookmarks.get(bookmark_key(" ".join(line.text for line in run)))
        if level is not None:
            told.setdefault(_style(run[0]), []).append(level)
    levels: dict[tuple[float, bool], int] = {}
    last = 0
    for style in styles:
        last = round(median(told[style])) if style in told else last + 1
        levels[style] = last = min(max(1, last), _MOST_LEVEL)
    for run in runs:
        told_level = bookmarks.get(bookmark_key(" ".join(line.text for line in run)))
        for line in run:
            line.level = min(told_level or levels[_style(run[0])], _MOST_LEVEL)


def bookmark_key(title: str) -> str:
    """Return what a title and its bookmark share: letters and digits."""
    return "".join(character for character in title.lower() if character.isalnum())


def _style(line: PageLine) -> tuple[float, bool]:
    return line.size, line.bold


def _runs(lines: Sequence[PageLine]) -> list[list[PageLine]]:
    """Return lines of one style that follow each other closely."""
    runs: list[list[PageLine]] = []
    for line in lines:
        last = runs[-1][-1] if runs else None
        close = (
            last is not None
            and (last.region, _style(last)) == (line.region, _style(line))
            and 0 <= line.y - last.y <= HEADING_STEP * line.size
            and not line.rows
            and not last.kind
            and not line.kind
        )
        if close:
            runs[-1].append(line)
        else:
            runs.append([line])
    return runs


def _may_be_heading(run: Sequence[PageLine], body: float) -> bool:
    first, text = run[0], " ".join(line.text for line in run)
    if first.rows or first.kind or len(run) > _MOST_LINES or len(text) > _LONGEST or text.startswith(_ITEM):
        return False
    if not any(character.isalpha() for character in text):
        return False
    if first.size >= _LARGER * body:
        return True
    return first.bold and first.size >= _SMALLER * body and not text.endswith(_ENDS)
