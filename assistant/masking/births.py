"""Finds birth dates, in every way of writing them, and the years and birthdays that are announced as such."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from assistant.masking.finding import Finding, Kind, alternatives
from assistant.masking.lists import read_lists

# Day and month are 00 for who does not know them.
_DAY = r"(?:00|0?[1-9]|[12]\d|3[01])"
_MONTH = r"(?:00|0?[1-9]|1[0-2])"
# "wordt 12 december achttien": no year, but a birthday.
_TURNS = re.compile(r"(?<!\w)(?:word|wordt|werd)(?: op| morgen| overmorgen| straks)? \(?$", re.I)
_AGE = re.compile(r"[,)]? (?:\d{1,3}|[a-zë]*(?:tien|elf|twaalf|tig))(?!\w)")
_SHORT_YEAR = re.compile(r" \d\d$")
_AFTER_WORD = 24
_BEFORE_BIRTH = 16
_MASKED_DATE = re.compile(r"\[GEBOORTEDATUM-\d+\]")
_RECENT = 2013
_LAST_SHORT_YEAR = 40
_YEAR = (
    r"(?:(?:19|20)\d\d|'\d\d|negentien[a-z]{5,20}|tweeduizend(?:[a-z]{3,16})?"
    r"|(?:een|twee|drie|vier|vijf|zes|zeven|acht|negen)?(?:en)?(?:veertig|vijftig|zestig|zeventig|tachtig|negentig))"
)


class BirthFinder:
    """Finds when somebody was born."""

    def __init__(self, lists: dict[str, tuple[str, ...]]) -> None:
        """Take the word lists of nummers.yaml."""
        months = alternatives(lists["maanden"])
        day = rf"(?:{_DAY}(?:e|ste|de)?|{alternatives(lists['dagen'])})"
        self._date = re.compile(
            rf"(?<![\d./-])(?:(?:den )?{day}(?: van)? ?(?:{months})\.?,? ?(?:{_YEAR}|\d\d(?!\d| ?uur|[:.]\d))"
            rf"|{_DAY} ?([-/. ]) ?(?:{_MONTH}|(?<=[-/.])[ivx]{{1,4}}) ?\1 ?(?:{_YEAR}|\d\d)"
            rf"|(?:19|20)\d\d([-/.]){_MONTH}\2{_DAY}|{_DAY}{_MONTH}(?:19|20)\d\d)(?![\d-]|\w)",
            re.I,
        )
        self._month_year = re.compile(rf"(?<!\w)(?:{day} (?:van )?)?(?:{months})\.? ?(?:{_YEAR}|\d\d)?(?!\w)", re.I)
        people = rf"(?:{alternatives(lists['personen'])}|\[persoon-\d+\])"
        self._of_somebody = re.compile(rf"(?<!\w){people} (?:is|was|zijn|waren|komt) (?:ook |nog )?(?:van|uit|op) $")
        self._beside_somebody = re.compile(rf"(?<!\w){people},? ?(?:van |\()?$")
        births = alternatives(lists["geboortewoorden"])
        self._birth = re.compile(rf"(?<![\w])(?:{births})(?![\w])", re.I)
        # "geboren in '61", "geb 120468", "jarig op 12-04": what is a date only behind such a word.
        self._announced = re.compile(
            rf"(?<!\w)(?:{births})(?!\w)[.:,]?"
            r"(?: (?:is|was|in|op|te|de|van|het jaar|jaar|ergens|rond|[a-z]+dag))* ?[:(]? ?"
            rf"((?:19|20)\d\d|'\d\d|{_DAY}{_MONTH}\d\d|{_MONTH}[-/.](?:(?:19|20)\d\d|[4-9]\d)"
            rf"|{_DAY}[-/.]{_MONTH})(?![\w]|[-/.]\d)",
            re.I,
        )
        self._year_of_somebody = re.compile(
            rf"(?<!\w){people} (?:is|was|zijn|waren) (?:ook |nog )?(?:van|uit) ((?:19|20)\d\d|'\d\d)(?!\w|[-/.]\d)",
            re.I,
        )
        self._other_date = frozenset(lists["geen_geboortedatum"])

    @classmethod
    def load(cls) -> BirthFinder:
        """Return the finder over nummers.yaml. Raises DataFileError when the file is damaged."""
        keys = ("personen", "geboortewoorden", "geen_geboortedatum", "maanden", "dagen")
        return cls(read_lists("nummers.yaml", keys))

    def find(self, plain: str) -> Iterator[Finding]:
        """Yield birth dates."""
        dated = [match.span() for pattern in (self._date, _MASKED_DATE) for match in pattern.finditer(plain)]
        # "Op 7-11-1990 is ze geboren, op 3 juni kwam de indicatie": that birth has its date already.
        ends = [
            match.end()
            for match in self._birth.finditer(plain)
            if not any(0 <= match.start() - end <= _BEFORE_BIRTH for _, end in dated)
        ]
        for pattern in (self._date, self._month_year):
            for match in pattern.finditer(plain):
                near = any(0 <= match.start() - end <= _AFTER_WORD for end in _last(ends, match.start()))
                near = near or _comes_of_age(plain, match) or self._is_birthday(plain, match)
                if near or (pattern is self._date and self._reads_as_birth_date(plain, match)):
                    if pattern is self._month_year and " " not in match[0].strip():
                        continue
                    yield _finding(match, 0)
        for pattern in (self._announced, self._year_of_somebody):
            for match in pattern.finditer(plain):
                yield _finding(match, 1)

    def _is_birthday(self, plain: str, match: re.Match[str]) -> bool:
        """Whether a day is followed by what happens on a birthday: "4 maart is ze jarig"."""
        if not match[0][0].isdigit():
            return False
        after = plain[match.end() : match.end() + _AFTER_WORD].lower()
        return re.match(r"[^.,;!?\d\n]{0,14}(?<!\w)(?:jarig|verjaart|verjaardag|geboren)(?!\w)", after) is not None

    def _reads_as_birth_date(self, plain: str, match: re.Match[str]) -> bool:
        before = plain[max(0, match.start() - 30) : match.start()].lower()
        if self._of_somebody.search(before):
            return True
        in_brackets = before.endswith(("(", "( ", "*", "* ", "°"))
        if self._birth.search(plain, match.end(), match.end() + _AFTER_WORD):
            return True
        words = [word for word in re.findall(r"[a-z.]+", before) if word not in ("van", "de", "het")]
        if words and words[-1].strip(".") in self._other_date and not in_brackets:
            return False
        full = re.search(r"\d\d$", match[0]) is not None
        if full and self._beside_somebody.search(before) and plain[match.end() : match.end() + 1] in ",;)":
            # "haar dochtertje, 14-09-2021, zit op de opvang"
            return True
        # Appointments carry recent dates; a birth date without a word before it is older, or stands in brackets.
        return in_brackets or (_year(match[0]) or _RECENT) < _RECENT


def _comes_of_age(plain: str, date: re.Match[str]) -> bool:
    turns = _TURNS.search(plain, max(0, date.start() - 20), date.start())
    return turns is not None and (_AGE.match(plain, date.end()) is not None or _SHORT_YEAR.search(date[0]) is not None)


def _year(date: str) -> int | None:
    """Return the year of a date; two digits that cannot be a recent year belong to the last century."""
    if re.search(r"[a-z]tig$|negentien[a-z]{5}", date.lower()):
        return 1900
    if full := re.search(r"(?:19|20)\d\d", date):
        return int(full[0])
    short = re.search(r"\d\d$", date)
    return 1900 + int(short[0]) if short and int(short[0]) > _LAST_SHORT_YEAR else None


def _last(ends: list[int], place: int) -> list[int]:
    index = bisect_right(ends, place)
    return ends[max(0, index - 1) : index]


def _finding(match: re.Match[str], group: int) -> Finding:
    value = "".join(char for char in match[group].lower() if char.isalnum())
    return Finding.number(Kind.GEBOORTEDATUM, *match.span(group), value)
