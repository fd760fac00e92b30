"""Finds licence plates: every Dutch series and those of other countries, however they are typed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.masking.finding import Finding, Kind, alternatives
from assistant.masking.lists import read_lists

# The series of Dutch licence plates (sidecodes) and those of Belgium and France: X is a letter, 9 a digit.
_CODES = frozenset((
    "XX9999", "9999XX", "99XX99", "XX99XX", "XXXX99", "99XXXX", "99XXX9", "9XXX99", "XX999X", "X999XX",
    "XXX99X", "X99XXX", "9XX999", "999XX9", "9XXX999", "XX999XX",
))  # fmt: skip
_PART = r"(?:[A-Za-z]{1,3}|\d{1,3})"
_HYPHENED = re.compile(rf"(?<![\w-]){_PART}-{_PART}-{_PART}(?![\w-])")
_BARE = re.compile(r"(?<![\w-])(?:[A-Z\d]{6}|[A-Z\d]{1,3} [A-Z\d]{2,3} [A-Z\d]{1,3})(?![\w-])")
# "12abc3": four digits before two letters are a postcode, and a word with two digits behind it is a list ("stap10").
_BARE_LOWER = re.compile(
    r"(?<![\w-])(?:\d\d[a-z]{3}\d|\d[a-z]{3}\d\d|[a-z]{2}\d{3}[a-z]|[a-z]\d{3}[a-z]{2}|[a-z]{3}\d\d[a-z]|[a-z]\d\d[a-z]{3}"
    r"|[a-z]{2}\d\d[a-z]{2}|\d\d[a-z]{2}\d\d)(?![\w-])"
)
# Some way of writing a plate, judged afterwards by its letters and digits together.
_ANY_WAY = r"([a-z\d]{1,4}(?:[ .-]{1,3}[a-z\d]{1,4}){0,4}|[a-z\d]{5,8})(?!\w)"
_LATE = 30
_VOWELS = frozenset("AEIOUY")
# "WGM 4821A", "X 771 LI"
_FORM_OF_PLATE = re.compile(r"(?<![\w-])(?:[A-Z]{2,3} ?\d{4}[A-Z]|[A-Z]{1,2} \d{3} [A-Z]{1,2})(?![\w-])")
_GERMAN = re.compile(r"(?<![\w-])[A-Z]{1,3}[- ][A-Z]{1,2}[- ]?\d{2,4}(?![\w-])")


class PlateFinder:
    """Finds licence plates by their form, or by the words before them."""

    def __init__(self, *, vehicles: tuple[str, ...]) -> None:
        """Take the words for vehicles."""
        plate = (
            r"(?<!\w)(?:ken ?tekens?|kentekenplaat|kent\.|nummerbord|nummer bord|nummerplaat|plaat|plaatje)"
            r"(?: is| was| luidt| met| nr\.?| nummer| van [a-z]+(?: [a-z]+)?|:)*[ :(\"']{1,3}"
        )
        vehicle = rf"(?<!\w)(?:{alternatives(vehicles)})(?: met|,)? ?\(?"
        self._named = re.compile(plate + _ANY_WAY, re.I)
        self._elsewhere = re.compile(
            rf"(?i:{plate}|{vehicle})([A-Z]{{1,3}}[ -]?(?=[A-Z]{{0,2}}[ -]?\d)[A-Z\d]{{2,6}}(?:[ -]\d{{2,4}})?)(?!\w)"
        )
        self._told = re.compile(r"(?<!\w)(?:ken ?tekens?|nummerbord|nummerplaat|plaat)(?!\w)", re.I)
        self._vehicle = re.compile(rf"(?<!\w)(?:{alternatives(vehicles)})(?!\w)", re.I)
        self._near_vehicle = re.compile(r"(?<![\w-])" + rf"({_PART}(?:[ -]?{_PART}){{1,3}})" + r"(?![\w-])")

    @classmethod
    def load(cls) -> PlateFinder:
        """Return the finder over nummers.yaml. Raises DataFileError when the file is damaged."""
        return cls(vehicles=read_lists("nummers.yaml", ("voertuigen",))["voertuigen"])

    def find(self, plain: str) -> Iterator[Finding]:
        """Yield the plates that their hyphens or the words before them tell."""
        for match in self._named.finditer(plain):
            end = _plate_end(match[1])
            if end:
                yield _finding(plain, match.start(1), match.start(1) + end)
        for match in _HYPHENED.finditer(plain):
            if _is_plate(match[0]):
                yield _finding(plain, *match.span())
        for match in self._elsewhere.finditer(plain):
            yield _finding(plain, *match.span(1))
        yield from self._find_where_told(plain)
        for match in self._vehicle.finditer(plain):
            yield from self._beside(plain, match.end())

    def find_bare(self, plain: str) -> Iterator[Finding]:
        """Yield what only its form tells to be a plate."""
        for match in _FORM_OF_PLATE.finditer(plain):
            yield _finding(plain, *match.span())
        for pattern in (_BARE, _BARE_LOWER):
            for match in pattern.finditer(plain):
                # Without hyphens only plates of the last forty years, which have no vowels, are told from other codes.
                if _is_plate(match[0]) and not set(match[0].upper()) & set("AEIOUQ"):
                    yield _finding(plain, *match.span())

    def _find_where_told(self, plain: str) -> Iterator[Finding]:
        """Yield plates in a text that speaks of one: "het kenteken, ik denk, sl 391 t"."""
        if self._told.search(plain):
            for match in self._near_vehicle.finditer(plain):
                if _is_plate(match[1]) and not set(match[1].upper()) & set("AEIOU"):
                    yield _finding(plain, *match.span(1))

    def _beside(self, plain: str, place: int) -> Iterator[Finding]:
        """Yield a plate a few words behind a vehicle: "de auto 12abc3", "een duitse wagen, KLE AB 1234"."""
        end = place + _LATE
        for match in self._near_vehicle.finditer(plain, place, min(len(plain), end)):
            if _is_plate(match[1]) and not _reads_as_words(match[1]):
                yield _finding(plain, *match.span(1))
        for match in _GERMAN.finditer(plain, place, min(len(plain), end)):
            yield _finding(plain, *match.span())


def _plate_end(text: str) -> int:
    """Return where in this text a plate ends that begins it, or 0: of "kr 4 82 j volgens" the last word is none."""
    ends = [match.end() for match in re.finditer(r"[A-Za-z\d]+", text)]
    for end in reversed(ends):
        piece = text[:end]
        compact = _compact(piece).removeprefix("NL")
        if _form(compact) in _CODES or _form(_compact(piece)) in _CODES:
            return end
        if piece.isupper() and 5 <= len(compact) <= 8 and any(char.isdigit() for char in compact):
            return end
    return 0


def _reads_as_words(text: str) -> bool:
    """Whether the letters of a would-be plate with spaces are words: "van 12 tot 14"; "pz 774 n" has none."""
    words = [part for part in text.split() if len(part) > 1 and part.isalpha() and set(part.upper()) & _VOWELS]
    return " " in text and not text.isupper() and bool(words)


def _is_plate(text: str) -> bool:
    return _form(_compact(text)) in _CODES


def _form(compact: str) -> str:
    return "".join("9" if char.isdigit() else "X" for char in compact)


def _compact(text: str) -> str:
    return "".join(char for char in text if char.isalnum()).upper()


def _finding(plain: str, start: int, end: int) -> Finding:
    return Finding.number(Kind.KENTEKEN, start, end, _compact(plain[start:end]))
