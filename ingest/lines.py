"""One line of a stored document: its exact text, what it says without extraction marks, and what part it plays."""

import re
from dataclasses import dataclass
from enum import Enum, auto

# What the extraction wrote for a bullet: U+0650 with or without U+FFFD, a pair of U+FFFD, and U+F0B7 of a symbol font.
_MARKS = "\u0650\ufffd\uf0b7\uf0a7"
_BULLET = re.compile(rf"^[{_MARKS}]|^\s*[{_MARKS}]|^\s*[•▶▪◦]")
_DASH = re.compile(r"^\s*[-–]\s*\S")
_NUMBERED = re.compile(r"^\s*(?:\(?\d{1,2}[.)]|[a-z][.)])\s")
_SENTENCE_END = re.compile(r"(?:[.?!…:;][’'\"”)\]]*|[)\]”\"])$")
_NOTE_NUMBER = re.compile(r"(?<=[^\s\d][.?!;:’\"”)])\s?\d{1,2}$")
_MARK_IN_WORD = re.compile(rf"(?<=\S)[{_MARKS}](?=\S)")
_JUST_MARKS = re.compile(rf"^[\s{_MARKS}•▶]+$")


class Role(Enum):
    """The part a line plays in its document."""

    BLANK = auto()
    RESIDUE = auto()
    HEADING = auto()
    FOOTNOTE = auto()
    BODY = auto()


class ItemMark(Enum):
    """How a line shows that a list item begins: by a sign that stands for nothing else, or by one that may."""

    SURE = auto()
    POSSIBLE = auto()


@dataclass(slots=True)
class Line:
    """One line while a document is being read; `number` is 1-based, `raw` is verbatim."""

    number: int
    raw: str
    text: str
    role: Role = Role.BODY
    rule: str = ""
    mark: ItemMark | None = None

    @property
    def carries_text(self) -> bool:
        """Whether the line must end up in a passage."""
        return self.role not in (Role.BLANK, Role.RESIDUE)


def clean(raw: str) -> str:
    """Return the words of a line: no extraction marks, one space where there was any white space."""
    return " ".join(_MARK_IN_WORD.sub("", raw).translate({ord(mark): " " for mark in _MARKS}).split())


def read_lines(stored: list[str]) -> list[Line]:
    """Return a Line per stored line; lines without a word are BLANK, lone bullet signs are RESIDUE."""
    lines = []
    for number, raw in enumerate(stored, start=1):
        line = Line(number=number, raw=raw, text=clean(raw), mark=_item_mark(raw))
        if not raw.strip():
            line.role = Role.BLANK
        elif _JUST_MARKS.match(raw):
            line.role, line.rule = Role.RESIDUE, "opsommingsteken zonder tekst"
        lines.append(line)
    return lines


def _item_mark(raw: str) -> ItemMark | None:
    """Return how a line begins a list item, or None; a dash or a number may also stand inside a sentence."""
    if raw.startswith("\ufffd") and not raw.startswith("\ufffd\ufffd"):
        return None  # U+FFFD alone stands for a space before a sentence that goes on after a list
    if _BULLET.match(raw):
        return ItemMark.SURE
    if _DASH.match(raw) or _NUMBERED.match(raw):
        return ItemMark.POSSIBLE
    return None


def ends_sentence(text: str) -> bool:
    """Whether a line ends where a sentence or a list item does; the number of a note may follow."""
    return bool(_SENTENCE_END.search(_NOTE_NUMBER.sub("", text)))


def starts_lower(text: str) -> bool:
    """Whether a line goes on in the middle of a sentence, as far as its first letter shows."""
    first = text.lstrip("‘’'\"“(")[:1]
    return first.islower()


def fingerprint(text: str) -> str:
    """Return the letters and digits of a text in lower case, to compare texts whatever their layout."""
    return "".join(character for character in text.lower() if character.isalnum())
