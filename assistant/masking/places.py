"""Finds addresses and birth dates."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from assistant.masking.finding import Finding, Kind, alternatives
from assistant.masking.lists import read_lists
from assistant.masking.street_start import small_words_before, somebody_before
from assistant.masking.vocabulary import Vocabulary

_NUMBER = (
    r"\d{1,5}(?: ?[a-zA-Z]?(?: ?[-/] ?\d{1,4})"
    r"|(?: |-)?(?:[a-zA-Z]|hs|bis|huis|rood|zwart|I{1,3}|IV|VI{0,3}))?(?:-[a-zA-Z]{1,3}|-?\d{1,3})?(?!\w)"
)
_POSTCODE = r"[1-9]\d{3} ?[A-Z]{2}(?![\w])"
# In lower case many a number is followed by two letters that are a word ("5041 bk" is not "2000 km").
_LOWER_POSTCODE = re.compile(r"(?<![\w.,€/-])(?<!€ )[1-9]\d{3} ?[a-zA-Z]{2}(?!\w|'|\.\w)")
_LOOSE_POSTCODE = re.compile(rf"(?<!\w)[1-9]\d{{3}} ?[A-Za-z]{{2}}(?:,? (?:nr\.? |nummer |huisnummer )?(?:{_NUMBER}))")
_STRICT_POSTCODE = re.compile(rf"(?<![\w.,€])(?<!€ ){_POSTCODE}")
_POSTCODE_AFTER = re.compile(rf",?(?: te)? ?(?:{_POSTCODE})")
# "Op den Dries 3, 6081 GH": whatever its name, a number and a postcode behind it make it a street.
_BEFORE_POSTCODE = re.compile(
    rf"(?<![\w.])(?:[A-Z][\w'-]{{1,30}} (?:(?:van|de|den|der|het|'t) ){{0,2}}){{1,3}}{_NUMBER}, ?{_POSTCODE}"
)
_STREET_WORD = (
    r"(?:[A-Z][\w'.-]{0,30}|\d{1,2}e|eerste|tweede|derde|lange|korte|oude|nieuwe|grote|kleine|hoge|lage|burgemeester|burg\.|dokter|pastoor|professor|sint|st\."
    r"|van|de|der|den|het|'t|ter|ten|aan|in|op|v\.?d\.?|le|la)"
)
_STREET_START = (
    "Laan|Plein|Weg|Lange|Korte|Oude|Nieuwe|Grote|Kleine|Hoge|Lage|Achter|Singel|Kade|Dijk|Pad|Hof|Park|Markt"
    "|Hoeve|Huize|Villa|Boerderij|Flat|Woonboot"
)
_SIDE = r"(?:[ -](?:Noord|Zuid|Oost|West|Binnen|Buiten))?"
_ARTICLES = frozenset(["de", "den", "het", "'t"])
# Day and month are 00 for who does not know them.
_DAY = r"(?:00|0?[1-9]|[12]\d|3[01])"
_MONTH = r"(?:00|0?[1-9]|1[0-2])"
# "wordt 12 december achttien": no year, but a birthday.
_AGE = re.compile(r",? (?:\d{1,3}|[a-zë]*(?:tien|elf|twaalf|tig))(?!\w)")
_AFTER_WORD = 24
_BEFORE_BIRTH = 16
_MASKED_DATE = re.compile(r"\[GEBOORTEDATUM-\d+\]")
_RECENT = 2013
_LAST_SHORT_YEAR = 40


class PlaceFinder:
    """Finds where somebody lives and when somebody was born."""

    def __init__(self, lists: dict[str, tuple[str, ...]], vocabulary: Vocabulary) -> None:
        """Take the word lists of nummers.yaml and the Dutch words."""
        self._no_street = frozenset(lists["straatwoorden"])
        self._vocabulary = vocabulary
        self._two_letters = frozenset(lists["tweeletterwoorden"])
        self._street_ends = tuple(lists["straatuitgangen"])
        ends = alternatives(self._street_ends)
        # At most four words belong to a street before the one with the ending.
        self._street = re.compile(
            rf"(?<![\w])((?:{_STREET_WORD} ){{0,4}})([A-Za-z][\w'-]{{0,40}}?(?:{ends}))\.?{_SIDE}"
            rf"(?:,? (?:op )?(?:nr\.?|nummer|huisnummer|no\.?))?,? ({_NUMBER})"
            rf"|(?<![\w])((?:{_STREET_START}) (?:1[89]\d\d|(?:{_STREET_WORD} ){{0,3}}[A-Z][\w'-]{{0,40}}))"
            rf"(?: nr\.?)?,? ({_NUMBER})"
        )
        # "op nummer 14 in de Merelhof"
        self._number_first = re.compile(
            rf"(?<!\w)(?:nr\.?|nummer|huisnummer) ({_NUMBER}) (?:in|aan|op|van) (?:de |het |'t )?"
            rf"[A-Z][\w'-]{{0,40}}?(?:{ends})(?!\w)"
        )
        # "aan 't Zand 4", "woont in Hoeve De Drie Linden 2": a street without a usual ending, where somebody lives.
        lives = (
            "p/a|verblijft|verblijfadres|woonadres|briefadres|woont|wonen|woonde|woonachtig|huis|pand|woning|flat"
            "|perceel|adres|bewoners?"
        )
        name = r"(?:[A-Z][\w'-]{1,30} (?:(?:van|de|der|den|het|op|'t) ){0,2}){1,4}"
        self._home = re.compile(
            rf"(?<!\w)(?:(?:{lives})(?: is)?(?: op| aan| in| van|:)?|aan|bij)"
            rf" ((?:de |het |'t )?)({name})({_NUMBER})(?! (?:{alternatives(lists['eenheden'])})(?!\w))"
        )
        self._bare_street = re.compile(
            rf"(?<![\w'-])[A-Z][\w'-]{{1,40}}?(?:{alternatives(lists['straatuitgangen_kaal'])})(?![\w-])"
        )
        months = alternatives(lists["maanden"])
        year = r"(?:(?:19|20)\d\d|'\d\d|negentienhonderd[a-z]{3,20}|tweeduizend(?:[a-z]{3,16})?)"
        day = rf"(?:{_DAY}(?:e|ste|de)?|{alternatives(lists['dagen'])})"
        self._date = re.compile(
            rf"(?<![\d./-])(?:{day}(?: van)? ?(?:{months})\.?,? ?{year}|{_DAY}([-/. ]){_MONTH}\1(?:{year}|\d\d)"
            rf"|(?:19|20)\d\d([-/.]){_MONTH}\2{_DAY}|{_DAY}{_MONTH}(?:19|20)\d\d)(?![\d-])",
            re.I,
        )
        self._month_year = re.compile(rf"(?<!\w)(?:{_DAY} )?(?:{months}) ?(?:{year}|\d\d)?(?!\w)", re.I)
        self._of_somebody = re.compile(
            rf"(?<!\w)(?:{alternatives(lists['personen'])}|\[persoon-\d+\]) (?:is|was|zijn|waren) "
            r"(?:ook |nog )?(?:van|uit|op) $"
        )
        self._birth = re.compile(rf"(?<![\w])(?:{alternatives(lists['geboortewoorden'])})(?![\w])", re.I)
        self._other_date = frozenset(lists["geen_geboortedatum"])

    @classmethod
    def load(cls, vocabulary: Vocabulary) -> PlaceFinder:
        """Return the finder over nummers.yaml. Raises DataFileError when the file is damaged."""
        keys = (
            "personen",
            "tweeletterwoorden",
            "geboortewoorden",
            "geen_geboortedatum",
            "maanden",
            "straatuitgangen",
            "straatuitgangen_kaal",
            "straatwoorden",
            "eenheden",
            "dagen",
        )
        return cls(read_lists("nummers.yaml", keys), vocabulary)

    def find(self, plain: str) -> Iterator[Finding]:
        """Yield birth dates and addresses."""
        yield from self._birth_dates(plain)
        yield from self._addresses(plain)

    def bare_streets(self, plain: str) -> Iterator[tuple[int, int]]:
        """Yield the places of capitalised words that are formed like the name of a street."""
        return (match.span() for match in self._bare_street.finditer(plain))

    def _birth_dates(self, plain: str) -> Iterator[Finding]:
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
                near = near or _comes_of_age(plain, match)
                if near or (pattern is self._date and self._reads_as_birth_date(plain, match)):
                    if pattern is self._month_year and not match[0][-1].isdigit() and not match[0][0].isdigit():
                        continue
                    yield Finding.number(
                        Kind.GEBOORTEDATUM, *match.span(), "".join(c for c in match[0].lower() if c.isalnum())
                    )

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
        # Appointments carry recent dates; a birth date without a word before it is older, or stands in brackets.
        return in_brackets or (_year(match[0]) or _RECENT) < _RECENT

    def _addresses(self, plain: str) -> Iterator[Finding]:
        for match in self._street.finditer(plain):
            prefix, word = match[1], match[2]
            if word is not None and not self._may_be_street(prefix, word):
                continue
            start = match.start()
            at_home = plain[:start].lower().endswith(("woont ", "wonen ", "aan ", "op "))
            if word is not None and prefix and not (at_home and prefix.startswith("van ")):
                start += self._before_street(plain[:start], prefix, word)
            after = _POSTCODE_AFTER.match(plain, match.end())
            yield _address(plain, start, after.end() if after else match.end())
        for match in self._number_first.finditer(plain):
            yield _address(plain, match.start(1), match.end())
        for match in self._home.finditer(plain):
            if self._may_be_home(article=bool(match[1]), name=match[2].split()):
                yield _address(plain, match.start(2), match.end(3))
        for match in _BEFORE_POSTCODE.finditer(plain):
            yield _address(plain, *match.span())
        for pattern in (_LOOSE_POSTCODE, _STRICT_POSTCODE, _LOWER_POSTCODE):
            for match in pattern.finditer(plain):
                letters = re.search(r"[A-Za-z]{2}", match[0])
                if letters is None or self._reads_as_word(plain, match, letters[0]):
                    continue
                yield _address(plain, *match.span())

    def _reads_as_word(self, plain: str, match: re.Match[str], letters: str) -> bool:
        """Whether the two letters behind four digits are a word: "2000 km", "in 2024 is", but not "3512JE"."""
        if letters.lower() not in self._two_letters or plain[: match.start()].lower().endswith(
            ("postcode ", "postcode: ")
        ):
            return False
        return not letters.isupper() or (" " in match[0] and match[0][:2] in ("19", "20"))

    def _may_be_home(self, *, article: bool, name: list[str]) -> bool:
        """Whether these words can be a street: "aan de Linde 3", but not "bij Artikel 6" or "aan Zuid 3"."""
        known = [word.lower() in self._vocabulary.words for word in name if word.lower() not in _ARTICLES] or [True]
        return not any(known) if not article else not known[0]

    def _before_street(self, before: str, prefix: str, word: str) -> int:
        """Return how much of the prefix is no part of the street."""
        stem = next(word.removesuffix(end) for end in self._street_ends if word.lower().endswith(end)).lower()
        plain_street = self._vocabulary.simple(stem)
        return somebody_before(before, prefix, plain_street=plain_street) or small_words_before(prefix)

    def _may_be_street(self, prefix: str, word: str) -> bool:
        folded = word.lower()
        if folded in self._no_street or (folded in self._vocabulary.words and not word[0].isupper()):
            return False
        stem = next(folded.removesuffix(end) for end in self._street_ends if folded.endswith(end))
        # A bare "Weg 5" or "laan 3" is a street only after a name: "Burgemeester Baron laan 3".
        return len(stem) >= 2 or bool(re.search(r"[A-Z]", prefix))


def _comes_of_age(plain: str, date: re.Match[str]) -> bool:
    before = plain[max(0, date.start() - 10) : date.start()].lower()
    turns = before.endswith(("wordt ", "wordt op ", "werd ", "werd op "))
    return turns and _AGE.match(plain, date.end()) is not None


def _year(date: str) -> int | None:
    """Return the year of a date; two digits that cannot be a recent year belong to the last century."""
    if "negentienhonderd" in date.lower():
        return 1900
    if full := re.search(r"(?:19|20)\d\d", date):
        return int(full[0])
    short = re.search(r"\d\d$", date)
    return 1900 + int(short[0]) if short and int(short[0]) > _LAST_SHORT_YEAR else None


def _last(ends: list[int], place: int) -> list[int]:
    index = bisect_right(ends, place)
    return ends[max(0, index - 1) : index]


def _address(plain: str, start: int, end: int) -> Finding:
    return Finding.number(Kind.ADRES, start, end, "".join(char for char in plain[start:end].lower() if char.isalnum()))
