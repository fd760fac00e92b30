"""Finds identifying numbers that are spelled out in words, or of which only a part is told."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.masking.finding import Finding, Kind, alternatives
from assistant.masking.lists import read_lists
from assistant.masking.numbers import is_bsn

_UNITS = ("nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen")
_TEENS = (
    "tien", "elf", "twaalf", "dertien", "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien",
)  # fmt: skip
_TENS = ("twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig")
_VALUES = {
    **{word: str(value) for value, word in enumerate((*_UNITS, *_TEENS))},
    **{word: str(value * 10) for value, word in enumerate(_TENS, start=2)},
    **{
        f"{unit}en{ten}": str(value * 10 + small)
        for value, ten in enumerate(_TENS, start=2)
        for small, unit in enumerate(_UNITS[1:], start=1)
    },
}
_PIECE = rf"(?:(?:{alternatives(_VALUES)})(?![a-z])|\d{{1,4}}(?!\d))"
# At most sixteen pieces, so that a long row of number words costs no more than a short one.
_SPELLED = re.compile(rf"(?<![\w.,-]){_PIECE}(?:[ ,.-]{{1,2}}{_PIECE}){{2,15}}(?!\w)", re.I)
_WORD_OR_DIGITS = re.compile(r"[a-z]+|\d+")
_PART = r"(?:eindig\w{0,4}|begin\w{0,4}|start\w{0,4}|laatste|eerste)"
_BETWEEN = rf"(?: (?:is|zijn|dat|die|wat|{_PART}|op|met|de|twee|drie|vier|vijf|cijfers?|letters?)|:){{0,6}}"
_ANNOUNCED = 40
_BSN_LENGTHS = (8, 9)


class SpelledFinder:
    """Finds a BSN or phone number in words, and the last or first characters of a BSN or licence plate."""

    def __init__(
        self,
        *,
        bsn_words: tuple[str, ...],
        phone_words: tuple[str, ...],
        number_words: tuple[str, ...] = (),
        account_words: tuple[str, ...] = (),
    ) -> None:
        """Take the words that announce a BSN, a phone number, the number of a file and an account."""
        bsn = rf"(?<!\w)(?:{alternatives(bsn_words)})"
        self._bsn_announced = re.compile(bsn + r"[^.?!\n]{0,16}$", re.I)
        self._phone_announced = re.compile(rf"(?<!\w)(?:{alternatives(phone_words)})[^.?!\n]{{0,16}}$", re.I)
        self._file_announced = re.compile(rf"(?<!\w)(?:{alternatives(number_words)})[: ]{{0,2}}(?:is )?$", re.I)
        # "zijn cliëntnummer eindigt op 4482", "laatste cijfers van de rekening: 4300"
        others = rf"(?<!\w)(?:{alternatives((*number_words, *phone_words, *account_words))})"
        self._part_of_other = (
            re.compile(rf"{others}(?={_BETWEEN} {_PART}){_BETWEEN} (\d{{2,8}})(?!\w)", re.I),
            re.compile(
                rf"{_PART}[a-z ]{{0,24}} van (?:[a-z']{{1,5}} )?{others}(?: is| zijn|:)? (\d{{2,8}})(?!\w)", re.I
            ),
        )
        # "bsn eindigt op 7302", "de laatste vier cijfers van zijn bsn zijn 7302", "BSN ***369"
        self._part_of_bsn = (
            re.compile(rf"{bsn}(?={_BETWEEN} {_PART}){_BETWEEN} (\d{{2,8}})(?!\w)", re.I),
            re.compile(rf"{_PART}[a-z ]{{0,24}} (?:van )?(?:[a-z']{{1,5}} )?(?:{alternatives(bsn_words)})"
                       r"(?: is| zijn|:)? (\d{2,8})(?!\w)", re.I),
            re.compile(rf"{bsn}(?: is|:)? ?[*x•.]{{2,9}}[ -]?(\d{{2,6}})(?!\w)", re.I),
        )  # fmt: skip
        plate = r"(?<!\w)(?:kenteken|kentekenplaat|nummerbord|nummerplaat|plaat)"
        self._part_of_plate = re.compile(rf"{plate}(?={_BETWEEN} {_PART}){_BETWEEN} ([A-Z\d][A-Z\d-]{{1,6}})(?!\w)")

    @classmethod
    def load(cls) -> SpelledFinder:
        """Return the finder over nummers.yaml. Raises DataFileError when the file is damaged."""
        lists = read_lists("nummers.yaml", ("bsn_woorden", "telefoonwoorden", "nummerwoorden", "rekeningwoorden"))
        return cls(
            bsn_words=lists["bsn_woorden"],
            phone_words=lists["telefoonwoorden"],
            number_words=lists["nummerwoorden"],
            account_words=lists["rekeningwoorden"],
        )

    def find(self, plain: str) -> Iterator[Finding]:
        """Yield numbers in words and parts of numbers."""
        for match in _SPELLED.finditer(plain):
            kind = self._kind(plain, match)
            if kind is not None:
                yield Finding.number(kind, *match.span(), _digits(match[0]))
        for pattern in self._part_of_bsn:
            for match in pattern.finditer(plain):
                yield Finding.number(Kind.BSN, *match.span(1), match[1])
        for pattern in self._part_of_other:
            for match in pattern.finditer(plain):
                yield Finding.number(Kind.CLIENTNUMMER, *match.span(1), match[1])
        for match in self._part_of_plate.finditer(plain):
            if any(char.isdigit() for char in match[1]) or match[1].isupper():
                yield Finding.number(Kind.KENTEKEN, *match.span(1), match[1].upper())

    def _kind(self, plain: str, match: re.Match[str]) -> Kind | None:
        """Return what a row of number words is; without a word of it in letters the other finders judge it."""
        if not any(char.isalpha() for char in match[0]):
            return None
        digits = _digits(match[0])
        before = plain[max(0, match.start() - _ANNOUNCED) : match.start()]
        if self._bsn_announced.search(before) and len(digits) >= _BSN_LENGTHS[0]:
            return Kind.BSN
        if digits.startswith("0") and (len(digits) == 10 or (self._phone_announced.search(before) and len(digits) > 7)):
            return Kind.TELEFOON
        if self._file_announced.search(before):
            return Kind.CLIENTNUMMER
        return Kind.BSN if len(digits) == _BSN_LENGTHS[1] and is_bsn(digits) else None


def _digits(text: str) -> str:
    return "".join(_VALUES.get(piece, piece) for piece in _WORD_OR_DIGITS.findall(text.lower()))
