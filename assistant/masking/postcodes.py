"""Finds postcodes: with a house number, without their letters, in lower case, and with signs between."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.masking.finding import Finding, Kind
from assistant.masking.lists import read_lists

HOUSE_NUMBER = (
    r"\d{1,5}(?: ?[a-zA-Z]?(?: ?[-/] ?\d{1,4})"
    r"|(?: |-)?(?:[a-zA-Z]|hs|bis|huis|rood|zwart|rd|zw|I{1,3}|IV|VI{0,3}))?(?:-[a-zA-Z]{1,3}|-?\d{1,3})?(?!\w)"
)
POSTCODE = r"[1-9]\d{3} ?[A-Z]{2}(?![\w])"
_NUMBERED = r"(?:huisnummer|huisnr\.?|nummer|nr\.?|no\.?)"
# In lower case many a number is followed by two letters that are a word ("5041 bk" is not "2000 km").
_LOWER = re.compile(r"(?<![\w.,€/-])(?<!€ )[1-9]\d{3} ?[a-zA-Z]{2}(?!\w|'|\.\w)")
_LOOSE = re.compile(rf"(?<!\w)[1-9]\d{{3}} ?[A-Za-z]{{2}}(?:,? (?:nr\.? |nummer |huisnummer )?(?:{HOUSE_NUMBER}))")
_STRICT = re.compile(rf"(?<![\w.,€])(?<!€ ){POSTCODE}")
_HYPHENED = re.compile(r"(?<![\w.,€/-])[1-9]\d{3}(?:-[A-Za-z]{2}|\.[A-Z]{2})(?![\w-])")
_JOINED = re.compile(r"(?<![\w.,€/-])[1-9]\d{3}[ -]?(?:[A-Z]{2}[ /-]?|[a-z]{2}[/-])\d{1,4}[a-zA-Z]?(?![\w-])")
_ANNOUNCED = re.compile(
    r"(?<!\w)(?i:postcodes?|postcodegebied|pc|p\.c\.?|postk\.?)(?:(?: is| van)? ?[:=]| is| van)? ?"
    r"([1-9][. ]?\d{3}(?:[ .-]{0,3}[A-Za-z][ .]?[A-Za-z](?![A-Za-z]))?)(?!\d)"
)
# "5038 nr 12": a house number behind four digits makes them a postcode.
_BEFORE_NUMBER = re.compile(
    rf"(?<![\w.,€/-])(?<!€ )(?!19|20)[1-9]\d{{3}},? {_NUMBERED} ?\d{{1,4}}[a-zA-Z]?(?!\w)", re.I
)
_BEHIND_PLACE = re.compile(r"(?<!\w)(?:op|uit|adres:?|woont|woonachtig|wonend|pc|te|naar|bij) (?:op )?$", re.I)
_UNITS = frozenset(("km", "kg", "cm", "mm", "ml", "mg", "kb", "mb", "gb", "pk", "kw", "of", "en", "uu"))


class PostcodeFinder:
    """Finds postcodes."""

    def __init__(self, two_letters: tuple[str, ...]) -> None:
        """Take the words of two letters, which mostly are no part of a postcode."""
        self._two_letters = frozenset(two_letters)

    @classmethod
    def load(cls) -> PostcodeFinder:
        """Return the finder over nummers.yaml. Raises DataFileError when the file is damaged."""
        return cls(read_lists("nummers.yaml", ("tweeletterwoorden",))["tweeletterwoorden"])

    def find(self, plain: str) -> Iterator[Finding]:
        """Yield postcodes, with the house number when it comes right behind."""
        for match in _ANNOUNCED.finditer(plain):
            end = match.end(1)
            letters = re.search(r"[A-Za-z][ .]?[A-Za-z]$", match[1])
            if letters and " " in letters[0] and letters[0].islower() and not match[1][-2:-1].isspace():
                end = match.start(1) + letters.start()
            yield address(plain, match.start(1), end)
        for pattern in (_BEFORE_NUMBER, _JOINED):
            for match in pattern.finditer(plain):
                yield address(plain, *match.span())
        for pattern in (_LOOSE, _STRICT, _LOWER, _HYPHENED):
            for match in pattern.finditer(plain):
                letters = re.search(r"[A-Za-z]{2}", match[0])
                if letters is not None and not self._reads_as_word(plain, match, letters[0]):
                    yield address(plain, *match.span())

    def _reads_as_word(self, plain: str, match: re.Match[str], letters: str) -> bool:
        """Whether the two letters behind four digits are a word: "2000 km", "in 2024 is", but not "3512JE"."""
        if letters.lower() not in self._two_letters:
            return False
        year = match[0][:2] in ("19", "20")
        if _BEHIND_PLACE.search(plain, max(0, match.start() - 20), match.start()) and not year:
            # "uit 5046 da": somebody lives there; "op 1500 km" is still a distance.
            return letters.lower() in _UNITS
        return not letters.isupper() or (" " in match[0] and year)


def address(plain: str, start: int, end: int) -> Finding:
    """Return a finding of an address or a part of one."""
    return Finding.number(Kind.ADRES, start, end, "".join(char for char in plain[start:end].lower() if char.isalnum()))
