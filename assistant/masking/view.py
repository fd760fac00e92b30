"""A text as the recognisers read it: plain letters, while every letter still knows where it stood."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

# Letters that Unicode does not split into a base letter and an accent.
_LETTERS = {
    "ł": "l",
    "Ł": "L",
    "ø": "o",
    "Ø": "O",
    "ı": "i",
    "đ": "d",
    "Đ": "D",
    "’": "'",
    "‘": "'",
    "ʼ": "'",
    "`": "'",
    "´": "'",
}
_DASHES = dict.fromkeys("‐‑‒–—−", "-")
_PLAIN = {**_LETTERS, **_DASHES}


@dataclass(frozen=True, kw_only=True)
class View:
    """`plain` has no accents, invisible characters or odd spaces; `origin[i]` is where plain[i] stands in the text."""

    plain: str
    origin: tuple[int, ...] | None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the place in the original text of plain[start:end]; `end` must be after `start`."""
        if self.origin is None:
            return start, end
        return self.origin[start], self.origin[end - 1] + 1


def view(text: str) -> View:
    """Return the plain view of a text; never raises, also not on control characters or lone surrogates."""
    if text.isascii() and text.isprintable():
        return View(plain=text, origin=None)
    letters: list[str] = []
    origin: list[int] = []
    for place, char in enumerate(text):
        for letter in _plain(char):
            letters.append(letter)
            origin.append(place)
    return View(plain="".join(letters), origin=tuple(origin))


def fold(text: str) -> str:
    """Return the text in plain lower-case letters, the form in which words are compared."""
    return view(text).plain.lower()


def _plain(char: str) -> str:
    if char.isascii():
        return char if char.isprintable() or char == "\n" else " "
    if char in _PLAIN:
        return _PLAIN[char]
    category = unicodedata.category(char)
    # Format characters (soft hyphen, zero-width space) split a number or a name without being seen.
    if category in ("Cf", "Mn"):
        return ""
    if category[0] in "CZ":
        return "\n" if char in "\u2028\u2029\x85" else " "
    return "".join(
        _PLAIN.get(part, part) for part in unicodedata.normalize("NFKD", char) if not unicodedata.combining(part)
    )
