"""Finds addresses and birth dates."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from assistant.masking.finding import Finding, Kind, alternatives
from assistant.masking.lists import read_lists
from assistant.masking.vocabulary import Vocabulary

_NUMBER = r"\d{1,5}(?: ?[-/] ?\d{1,4}|(?: |-)?(?:[a-zA-Z]|hs|bis|[IVX]{1,3}))?(?!\w)"
_POSTCODE = r"[1-9]\d{3} ?[A-Z]{2}(?![\w])"
_LOOSE_POSTCODE = re.compile(rf"(?<!\w)[1-9]\d{{3}} ?[A-Za-z]{{2}}(?:,? (?:nr\.? |nummer |huisnummer )?(?:{_NUMBER}))")
_STRICT_POSTCODE = re.compile(rf"(?<![\w.,€])(?<!€ ){_POSTCODE}")
_POSTCODE_AFTER = re.compile(rf",?(?: te)? ?(?:{_POSTCODE})")
_TWO_LETTER_WORDS = frozenset((
    "EN", "DE", "OF", "IN", "OP", "OM", "TE", "IS", "ER", "HE", "JE", "WE", "ZE", "IK", "AL", "AF", "DO", "ZO",
    "NU", "JA", "BV", "NV", "CE", "KM", "KG", "UU", "EU", "VS",
))  # fmt: skip
_STREET_WORD = (
    r"(?:[A-Z][\w'.-]{0,30}|burgemeester|burg\.|dokter|pastoor|professor|sint|st\."
    r"|van|de|der|den|het|'t|ter|ten|aan|in|op|v\.?d\.?|le|la)"
)
_STREET_START = (
    "Laan|Plein|Weg|Lange|Korte|Oude|Nieuwe|Grote|Kleine|Hoge|Lage|Achter|Singel|Kade|Dijk|Pad|Hof|Park|Markt"
)
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_MONTH = r"(?:0?[1-9]|1[0-2])"
_AFTER_WORD = 24


class PlaceFinder:
    """Finds where somebody lives and when somebody was born."""

    def __init__(self, lists: dict[str, tuple[str, ...]], vocabulary: Vocabulary) -> None:
        """Take the word lists of nummers.yaml and the Dutch words."""
        self._no_street = frozenset(lists["straatwoorden"])
        self._vocabulary = vocabulary
        self._street_ends = tuple(lists["straatuitgangen"])
        ends = alternatives(self._street_ends)
        # At most four words belong to a street before the one with the ending.
        self._street = re.compile(
            rf"(?<![\w])((?:{_STREET_WORD} ){{0,4}})([A-Za-z][\w'-]{{0,40}}?(?:{ends}))\.?"
            rf"(?:,? (?:nr\.?|nummer|huisnummer|no\.?))?,? ({_NUMBER})"
            rf"|(?<![\w])((?:{_STREET_START}) (?:1[89]\d\d|(?:{_STREET_WORD} ){{0,3}}[A-Z][\w'-]{{0,40}}))"
            rf"(?: nr\.?)?,? ({_NUMBER})"
        )
        self._bare_street = re.compile(
            rf"(?<![\w'-])[A-Z][\w'-]{{1,40}}?(?:{alternatives(lists['straatuitgangen_kaal'])})(?![\w-])"
        )
        months = alternatives(lists["maanden"])
        year = r"(?:(?:19|20)\d\d|'\d\d)"
        self._date = re.compile(
            rf"(?<![\d./-])(?:{_DAY}(?:e|ste|de)? ?(?:{months})\.?,? ?{year}|{_DAY}([-/. ]){_MONTH}\1(?:{year}|\d\d)"
            rf"|(?:19|20)\d\d([-/.]){_MONTH}\2{_DAY}|{_DAY}{_MONTH}(?:19|20)\d\d)(?![\d-])",
            re.I,
        )
        self._month_year = re.compile(rf"(?<!\w)(?:{_DAY} )?(?:{months}) ?(?:{year}|\d\d)?(?!\w)", re.I)
        self._birth = re.compile(rf"(?<![\w])(?:{alternatives(lists['geboortewoorden'])})(?![\w])", re.I)
        self._other_date = frozenset(lists["geen_geboortedatum"])

    @classmethod
    def load(cls, vocabulary: Vocabulary) -> PlaceFinder:
        """Return the finder over nummers.yaml. Raises DataFileError when the file is damaged."""
        keys = (
            "geboortewoorden",
            "geen_geboortedatum",
            "maanden",
            "straatuitgangen",
            "straatuitgangen_kaal",
            "straatwoorden",
        )
        return cls(read_lists("nummers.yaml", keys), vocabulary)

    def find(self, plain: str) -> Iterator[Finding]:
        """Yield birth dates and addresses."""
        yield from self._birth_dates(plain)
        yield from self._addresses(plain)

    def is_street(self, word: str) -> bool:
        """Whether a capitalised word is formed like the name of a street."""
        folded = word.lower()
        return (
            self._bare_street.fullmatch(word) is not None
            and folded not in self._no_street
            and folded not in self._vocabulary
        )

    def _birth_dates(self, plain: str) -> Iterator[Finding]:
        ends = [match.end() for match in self._birth.finditer(plain)]
        for pattern in (self._date, self._month_year):
            for match in pattern.finditer(plain):
                near = any(0 <= match.start() - end <= _AFTER_WORD for end in _last(ends, match.start()))
                if near or (pattern is self._date and self._reads_as_birth_date(plain, match)):
                    if pattern is self._month_year and not match[0][-1].isdigit() and not match[0][0].isdigit():
                        continue
                    yield Finding.number(
                        Kind.GEBOORTEDATUM, *match.span(), "".join(c for c in match[0].lower() if c.isalnum())
                    )

    def _reads_as_birth_date(self, plain: str, match: re.Match[str]) -> bool:
        before = plain[max(0, match.start() - 30) : match.start()].lower()
        in_brackets = before.endswith(("(", "( ", "*", "* ", "°"))
        if self._birth.search(plain, match.end(), match.end() + _AFTER_WORD):
            return True
        words = [word for word in re.findall(r"[a-z.]+", before) if word not in ("van", "de", "het")]
        if words and words[-1].strip(".") in self._other_date and not in_brackets:
            return False
        year = re.search(r"(?:19|20)\d\d", match[0])
        # Appointments carry recent dates; a birth date without a word before it is older, or stands in brackets.
        return in_brackets or (year is not None and int(year[0]) <= 2012)

    def _addresses(self, plain: str) -> Iterator[Finding]:
        for match in self._street.finditer(plain):
            prefix, word = match[1], match[2]
            if word is not None and not self._may_be_street(prefix, word):
                continue
            start = match.start()
            if word is not None and prefix:
                start += _lower_words_before(prefix)
            after = _POSTCODE_AFTER.match(plain, match.end())
            yield _address(plain, start, after.end() if after else match.end())
        for pattern in (_LOOSE_POSTCODE, _STRICT_POSTCODE):
            for match in pattern.finditer(plain):
                letters = re.search(r"[A-Za-z]{2}", match[0])
                if letters is None or letters[0].upper() in _TWO_LETTER_WORDS:
                    continue
                yield _address(plain, *match.span())

    def _may_be_street(self, prefix: str, word: str) -> bool:
        folded = word.lower()
        if folded in self._no_street or (folded in self._vocabulary and not word[0].isupper()):
            return False
        stem = next(folded.removesuffix(end) for end in self._street_ends if folded.endswith(end))
        # A bare "Weg 5" or "laan 3" is a street only after a name: "Burgemeester Baron laan 3".
        return len(stem) >= 2 or bool(re.search(r"[A-Z]", prefix))


def _lower_words_before(prefix: str) -> int:
    """Return how many characters of small words ("in de ") stand before the first capital of a street name."""
    capital = re.search(r"[A-Z]", prefix)
    return capital.start() if capital else len(prefix)


def _last(ends: list[int], place: int) -> list[int]:
    index = bisect_right(ends, place)
    return ends[max(0, index - 1) : index]


def _address(plain: str, start: int, end: int) -> Finding:
    return Finding.number(Kind.ADRES, start, end, "".join(char for char in plain[start:end].lower() if char.isalnum()))
