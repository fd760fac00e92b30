"""From the letters of a page to words and pieces of lines, by where they stand and not by their order in the file."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from ingest.readers.pdf_page import SOFT, Glyph

_SPACE = 0.2  # a gap as wide as this part of the letter size is a space between words
_PIECE = 0.8  # and one as wide as this may lie between columns or cells
_SAME_LINE = 0.25
_RAISED = 0.55  # the number of a note stands at most this much above the line
_SMALL = 0.82
_MARKER_GAP = 6.0  # in letter sizes: so far from its text may the sign of a list item stand
_MARKER = re.compile(r"^(?:[•▪◦▶*o–-]|\(?\d{1,2}[.)]|\(?[a-zA-Z][.)]|\d{1,2}(?:\.\d{1,2}){1,4}\.?|[ivx]{1,5}[.)])$")


@dataclass
class Word:
    """Letters without a space between them; `raised` is the number of a note."""

    text: str
    x0: float
    x1: float
    size: float
    bold: bool
    raised: bool


@dataclass
class Piece:
    """Words on one base line with no wide gap between them; a table is a piece as well, with its rows."""

    words: list[Word]
    x0: float
    x1: float
    y: float
    size: float
    top: float = 0.0  # of a table, whose y is its foot
    rows: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The words with a space between them; the number of a note stands against its word."""
        return text_of(self.words)

    @property
    def bold(self) -> bool:
        """Whether every word is bold."""
        return bool(self.words) and all(word.bold for word in self.words if not word.raised)

    @property
    def begins(self) -> float:
        """Where the piece begins, from the top."""
        return self.top if self.rows else self.y


def text_of(words: Sequence[Word]) -> str:
    """Return words as text: soft hyphens inside go, one at the end is a hyphen."""
    text = ""
    for word in words:
        glued = word.raised and word.text[:1].isdigit() and text != ""
        first = word.raised and text == ""
        text += word.text if glued or not text else f" {word.text}"
        if first:
            text += " "
    text = " ".join(text.split())
    return f"{text[:-1]}-".replace(SOFT, "") if text.endswith(SOFT) else text.replace(SOFT, "")


def pieces_of(glyphs: Sequence[Glyph]) -> list[Piece]:
    """Return the pieces of lines of a page, from top to bottom and left to right."""
    pieces: list[Piece] = []
    for row in _rows(glyphs):
        pieces.extend(_with_markers(_pieces(row)))
    return pieces


def line_pieces(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Return pieces by the line they stand on, each from left to right."""
    lines: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda own: (own.y, own.x0)):
        same = lines and abs(lines[-1][0].y - piece.y) <= _SAME_LINE * max(lines[-1][0].size, piece.size)
        if same and not piece.rows and not lines[-1][0].rows:
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return [sorted(line, key=lambda own: own.x0) for line in lines]


def _rows(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Return letters by base line; raised small ones are with the line they belong to."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda own: (own.y, own.x0)):
        if rows and glyph.y - rows[-1][0].y <= _SAME_LINE * max(glyph.size, rows[-1][0].size):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    joined: list[list[Glyph]] = []
    for row in rows:
        size = median(glyph.size for glyph in row)
        if joined:
            above = joined[-1]
            small = max(glyph.size for glyph in above) <= _SMALL * size
            if small and row[0].y - above[0].y <= _RAISED * size:
                joined[-1] = [*row, *above]  # the line itself first: its base line is the one that counts
                continue
        joined.append(row)
    return joined


def _pieces(row: list[Glyph]) -> list[Piece]:
    base, size = row[0].y, median(glyph.size for glyph in row)
    pieces: list[Piece] = []
    before: Glyph | None = None
    for glyph in sorted(row, key=lambda own: (own.x0, own.x1)):
        raised = glyph.size <= _SMALL * size and base - glyph.y > 0.15 * size
        if before is not None:
            same = glyph.text == before.text and abs(glyph.x0 - before.x0) < 0.15 * glyph.size
            if same and glyph.place != before.place + 1:  # next to each other in the file are the letters of a ligature
                continue  # printed twice on one place, to look bold
            gap = glyph.x0 - before.x1
            letter = max(min(glyph.size, before.size), 0.5 * size)
            words = pieces[-1].words
            if gap <= _PIECE * letter:
                if before.spaced or gap > _SPACE * letter or raised != words[-1].raised:
                    words.append(Word("", glyph.x0, glyph.x1, glyph.size, glyph.bold, raised))
                _add(pieces[-1], glyph)
                before = glyph if glyph.x1 >= before.x1 else before
                continue
        word = Word("", glyph.x0, glyph.x1, glyph.size, glyph.bold, raised)
        pieces.append(Piece(words=[word], x0=glyph.x0, x1=glyph.x1, y=base, size=size))
        _add(pieces[-1], glyph)
        before = glyph
    for piece in pieces:
        piece.size = median(word.size for word in piece.words if not word.raised or len(piece.words) == 1)
    return pieces


def _add(piece: Piece, glyph: Glyph) -> None:
    word = piece.words[-1]
    word.text += glyph.text
    word.x1 = max(word.x1, glyph.x1)
    word.bold = word.bold and glyph.bold
    piece.x1 = max(piece.x1, glyph.x1)


def _with_markers(pieces: list[Piece]) -> list[Piece]:
    """Return pieces with the sign or number of a list item, or of a heading, put to the text after it."""
    joined: list[Piece] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        if last is not None and piece.x0 - last.x1 <= _MARKER_GAP * piece.size and _MARKER.match(last.text):
            if last.text in ("o", "*"):
                last.words[0].text = "•"
            last.words.extend(piece.words)
            last.x1, last.size = piece.x1, piece.size
        else:
            joined.append(piece)
    return joined
