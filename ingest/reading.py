"""The reading text of a passage: the same words, with line ends, hyphens and list signs as people write them."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from ingest.lines import Line, clean
from ingest.pieces import Piece, Shape

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_SIGN = re.compile(r"^[•▶▪◦–-]\s*")
_LAST_WORD = re.compile(r"([^\W\d_]+)$")
_FIRST_WORD = re.compile(r"^([^\W\d_]+)")
_LEFT_OPEN = frozenset({"en", "of", "c.q", "dan"})  # "hulp- en zorgvragen": the hyphen stands for a part left out
_SHORTEST_PART = 3
_CLEARLY_MORE = 3  # how often a compound must outnumber its parts side by side, to count as the word that was meant


class WordEvidence:
    """How the corpus writes words inside its lines, where no line end can have broken them."""

    def __init__(self, documents: Iterable[Sequence[str]]) -> None:
        self._words: Counter[str] = Counter()
        self._pairs: Counter[tuple[str, str]] = Counter()
        for lines in documents:
            for raw in lines:
                words = [word.lower() for word in _WORD.findall(clean(raw))]
                self._words.update(words[1:-1])
                self._pairs.update(pairwise(words))

    def joins_hyphenated(self, left: str, right: str) -> bool:
        """Whether `left-` and `right` are one word without the hyphen; so too when neither form occurs elsewhere."""
        together, hyphenated = (left + right).lower(), f"{left}-{right}".lower()
        return self._words[together] >= self._words[hyphenated]

    def joins_without_hyphen(self, left: str, right: str, *, space_lost: bool) -> bool:
        """Whether two words around a line end are one word whose soft hyphen was lost.

        The joined word must occur elsewhere. Where other lines end in a space and this one does not, that is enough, or
        that it begins with a longer word than `left` ("bemoei" "zorgoverleg", for "bemoeizorg" occurs); otherwise the
        joined word must be clearly more usual than the two words side by side.
        """
        if min(len(left), len(right)) < _SHORTEST_PART:
            return False
        joined = (left + right).lower()
        together = self._words[joined]
        if space_lost and any(self._words[joined[:end]] for end in range(len(left) + _SHORTEST_PART, len(joined))):
            return True
        apart = self._pairs[(left.lower(), right.lower())]
        return together > 0 and (space_lost or together > _CLEARLY_MORE * apart)


def join_lines(lines: Sequence[Line], evidence: WordEvidence) -> str:
    """Return lines as running text, with words that a line end broke made whole."""
    spaced = sum(line.raw.endswith(" ") for line in lines[:-1])
    text = lines[0].text
    for previous, line in pairwise(lines):
        left, right = _LAST_WORD.search(text.rstrip("-")), _FIRST_WORD.search(line.text)
        if text.endswith("/"):
            glue = ""
        elif left is None or right is None or not right[1][0].islower():
            glue = " "
            if text.endswith("-") and line.text[:1].islower():
                glue = ""
        elif text.endswith("-"):
            if right[1] in _LEFT_OPEN:
                glue = " "
            else:
                text = text[:-1] if evidence.joins_hyphenated(left[1], right[1]) else text
                glue = ""
        else:
            space_lost = spaced > 0 and not previous.raw.endswith(" ")
            glue = "" if evidence.joins_without_hyphen(left[1], right[1], space_lost=space_lost) else " "
        text += glue + line.text
    return text


def reading_text(pieces: Sequence[Piece], evidence: WordEvidence) -> str:
    """Return the reading text of a passage: each heading, paragraph, item and row on a line, notes last."""
    parts = [_piece_text(piece, evidence) for piece in pieces]
    notes = [_piece_text(note, evidence) for piece in pieces for note in piece.notes]
    return "\n".join([*parts, *notes])


def _piece_text(piece: Piece, evidence: WordEvidence) -> str:
    if piece.shape is Shape.ROW:
        # Cells of a flattened row cannot be told apart for certain; lines that go on in lower case belong together.
        cells: list[list[Line]] = []
        for line in piece.lines:
            if cells and (line.number == cells[-1][-1].number + 1 or line.text[:1].islower()):
                cells[-1].append(line)
            else:
                cells.append([line])
        text = " | ".join(join_lines(cell, evidence) for cell in cells)
        return f"{piece.label}: {text}" if piece.label else text
    text = join_lines(piece.lines, evidence)
    if piece.shape is Shape.ITEM:
        bare = _SIGN.sub("", text)
        numbered = re.match(r"^\(?(?:\d{1,2}|[a-z])[.)]\s", bare)
        return bare if numbered else f"• {bare}"
    return text
