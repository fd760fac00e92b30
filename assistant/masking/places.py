"""Finds addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.masking.finding import Finding, alternatives
from assistant.masking.lists import read_lists
from assistant.masking.postcodes import HOUSE_NUMBER, POSTCODE, address
from assistant.masking.street_start import small_words_before, somebody_before
from assistant.masking.vocabulary import Vocabulary

_POSTCODE_AFTER = re.compile(rf",?(?: te)? ?(?:{POSTCODE})")
# "Op den Dries 3, 6081 GH": whatever its name, a number and a postcode behind it make it a street.
_BEFORE_POSTCODE = re.compile(
    rf"(?<![\w.])(?:[A-Z][\w'-]{{1,30}} (?:(?:van|de|den|der|het|'t) ){{0,2}}){{1,3}}{HOUSE_NUMBER}, ?{POSTCODE}"
)
_STREET_WORD = (
    r"(?:[A-Z][\w'.-]{0,30}|\d{1,2}e|eerste|tweede|derde|lange|korte|oude|nieuwe|grote|kleine|hoge|lage"
    r"|burgemeester|burg\.|dokter|dr\.|pastoor|past\.|professor|prof\.|sint|st\.|prins|prinses|pr\.|koningin|koning|kon\."
    r"|gr\.|graaf|mgr\.|generaal|gen\.|jhr\.|mr\.|ir\.|jan|willem|anna|maria"
    r"|van|de|der|den|het|'t|ter|ten|aan|in|op|v\.?d\.?|le|la)"
)
_STREET_START = (
    "Laan|Ln\\.?|Plein|Pl\\.|Weg|Lange|Korte|Oude|Nieuwe|Grote|Kleine|Hoge|Lage|Achter|Singel|Kade|Dijk|Pad|Hof|Park|Markt"
    "|Hoeve|Huize|Villa|Boerderij|Flat|Woonboot"
)
# "12 driehoog", "7 boven"
_FLOOR = (
    r"(?: (?:boven|beneden|(?:\d|een|twee|drie|vier|vijf)-?hoog)|,? \d{1,2}e (?:verdieping|verd\.?|etage)"
    r"|,? (?:app\.?|appt\.?|appartement|unit|bus|flat|kamer|huisje|chalet|plek|ws|ws\.) ?\d{1,3}[a-zA-Z]?)?(?!\w)"
)
# "Beltmolen 9", "De Pol 3": capitalised words and a house number.
_NAMED = re.compile(
    r"(?<![\w.-])(?<![.!?] )(?<!^)((?:(?:De|Den|Het|'t) )?[A-Z][a-z][a-z'-]{1,30}(?: [A-Z][a-z'-]{2,30})?)"
    r" (?!(?:19|20)\d\d)\d{1,4}[a-zA-Z]?(?![\w%€:/]|[.,-]\d| ?(?:jr|jaar))"
)
_LONG_ENOUGH = 8
_NAMED_HOMES = (
    "camping|recreatiepark|vakantiepark|bungalowpark|flat|huize|residentie|woonboot|villa|hoeve|boerderij|complex"
)
_PARTS_OF_HOME = "plek|plaats|appartement|app\\.?|kamer|unit|nr\\.?|nummer|huisje|bungalow|chalet|stacaravan|woning"
_HOME_NAME = r"(?:(?:De|Het|'t|de|het) )?[A-Z][\w'-]{1,30}(?: [A-Z][\w'-]{1,30}){0,2}"
_SIDE = r"(?:[ -](?:Noord|Zuid|Oost|West|Binnen|Buiten))?"
_ARTICLES = frozenset(["de", "den", "het", "'t"])


class PlaceFinder:
    """Finds where somebody lives."""

    def __init__(self, lists: dict[str, tuple[str, ...]], vocabulary: Vocabulary, things: frozenset[str]) -> None:
        """Take the word lists of nummers.yaml, the Dutch words, and the names that stay readable."""
        self._no_street = frozenset(lists["straatwoorden"])
        self._vocabulary = vocabulary
        self._things = things
        self._street_ends = tuple(lists["straatuitgangen"])
        ends = alternatives(self._street_ends)
        words = alternatives(lists["dagen"])
        # At most four words belong to a street before the one with the ending.
        self._street = re.compile(
            rf"(?<![\w])((?:{_STREET_WORD} ){{0,4}})([A-Za-z][\w'-]{{0,40}}?(?:{ends}))\.?{_SIDE}"
            rf"(?:,? (?:op )?(?:nr\.?|nummer|huisnummer|huisnr\.?|no\.?))?,? ?"
            rf"({HOUSE_NUMBER}{_FLOOR}|(?:{words})(?!\w))"
            rf"|(?<![\w])((?:{_STREET_START}) (?:1[89]\d\d|(?:{_STREET_WORD} ){{0,3}}[A-Z][\w'-]{{0,40}}))"
            rf"(?: nr\.?)?,? ({HOUSE_NUMBER}{_FLOOR})"
        )
        # "huisnummer 45b", "appartement 34", "camping De Berken, plaats 18": a number that belongs to a home.
        number = r"(?: nr\.?| nummer)?"
        self._numbered_home = re.compile(
            rf"(?<!\w)(?i:(?:huisnummer|huisnr\.?|huis nummer)(?: is|:)?) ({HOUSE_NUMBER}{_FLOOR})"
            r"|(?<!\w)(?i:appartement|app\.|appt\.?|flatnummer|flatnr\.?|standplaats|staanplaats|kavel)"
            rf"{number} ({HOUSE_NUMBER})"
            rf"|(?<!\w)((?i:{_NAMED_HOMES}) {_HOME_NAME},? (?i:{_PARTS_OF_HOME}){number} {HOUSE_NUMBER})"
            rf"|(?<!\w)((?i:{_PARTS_OF_HOME}){number} {HOUSE_NUMBER}(?: van| in| op|,)(?: de| het)?"
            rf" (?i:{_NAMED_HOMES}) {_HOME_NAME})"
        )
        # "op nummer 14 in de Merelhof"
        self._number_first = re.compile(
            rf"(?<!\w)(?:nr\.?|nummer|huisnummer) ({HOUSE_NUMBER}) (?:in|aan|op|van) (?:de |het |'t )?"
            rf"[A-Za-z][\w'-]{{2,40}}?(?:{ends})(?!\w)"
        )
        # "aan 't Zand 4", "woont in Hoeve De Drie Linden 2": a street without a usual ending, where somebody lives.
        lives = (
            "p/a|verblijft|verblijfadres|woonadres|briefadres|woont|wonen|woonde|woonachtig|wonend|ingeschreven|huis"
            "|pand|woning|flat|perceel|adres|bewoners?|verhuisd|logeert|slaapt|naar huis"
        )
        name = r"(?:[A-Z][\w'-]{1,30} (?:(?:van|de|der|den|het|op|'t) ){0,2}){1,4}"
        self._home = re.compile(
            rf"(?<!\w)(?:(?:{lives})(?: is)?(?: op| aan| in| van| naar|:)?|aan|bij|op|nabij)"
            rf" ((?:de |het |'t |den )?)({name})({HOUSE_NUMBER})(?! (?:{alternatives(lists['eenheden'])})(?!\w))"
        )
        self._unit_after = re.compile(rf" ?(?:{alternatives(lists['eenheden'])}|%|:\d)(?!\w)", re.I)
        self._bare_street = re.compile(
            rf"(?<![\w'-])[A-Z][\w'-]{{1,40}}?(?:{alternatives(lists['straatuitgangen_kaal'])})(?![\w-])"
        )

    @classmethod
    def load(cls, vocabulary: Vocabulary) -> PlaceFinder:
        """Return the finder over nummers.yaml. Raises DataFileError when the file is damaged."""
        keys = (
            "straatuitgangen",
            "straatuitgangen_kaal",
            "straatwoorden",
            "eenheden",
            "dagen",
        )
        known = read_lists("bekend.yaml", ("wetten", "organisaties", "plaatsen", "woorden")).values()
        counted = read_lists("nummers.yaml", ("zaakwoorden",)).values()
        things = frozenset(word for entries in (*known, *counted) for entry in entries for word in entry.split())
        return cls(read_lists("nummers.yaml", keys), vocabulary, things)

    def bare_streets(self, plain: str) -> Iterator[tuple[int, int]]:
        """Yield the places of capitalised words that are formed like the name of a street."""
        return (match.span() for match in self._bare_street.finditer(plain))

    def find(self, plain: str) -> Iterator[Finding]:
        """Yield addresses and postcodes."""
        for match in self._street.finditer(plain):
            prefix, word = match[1], match[2]
            if word is not None and not self._may_be_street(prefix, word):
                continue
            start = match.start()
            at_home = plain[:start].lower().endswith(("woont ", "wonen ", "aan ", "op "))
            if word is not None and prefix and not (at_home and prefix.startswith("van ")):
                start += self._before_street(plain[:start], prefix, word)
            after = _POSTCODE_AFTER.match(plain, match.end())
            yield address(plain, start, after.end() if after else match.end())
        for match in self._number_first.finditer(plain):
            yield address(plain, match.start(1), match.end())
        for match in self._home.finditer(plain):
            if self._may_be_home(article=bool(match[1]), name=match[2].split()):
                yield address(plain, match.start(2), match.end(3))
        for match in self._numbered_home.finditer(plain):
            group = match.lastindex or 0
            yield address(plain, *match.span(group))
        for match in _NAMED.finditer(plain):
            if self._may_be_unusual(match[1].split()) and not self._unit_after.match(plain, match.end()):
                yield address(plain, match.start(1), match.end())
        for match in _BEFORE_POSTCODE.finditer(plain):
            yield address(plain, *match.span())

    def _may_be_home(self, *, article: bool, name: list[str]) -> bool:
        """Whether these words can be a street: "aan de Linde 3", but not "bij Artikel 6" or "aan Zuid 3"."""
        known = [word.lower() in self._vocabulary.words for word in name if word.lower() not in _ARTICLES] or [True]
        return not any(known) if not article else not known[0]

    def _may_be_unusual(self, name: list[str]) -> bool:
        """Whether capitalised words before a number are a street with a name of its own ("Beltmolen 9")."""
        own = [word.lower() for word in name if word.lower() not in _ARTICLES]
        if name[0] in ("De", "Den", "Het") and len(own) == 1:
            return own[0] not in self._vocabulary.words and own[0] not in self._things
        if len(own) == 1 and len(own[0]) >= _LONG_ENOUGH:
            # "Molenwiek 233": no noun has a capital inside a sentence.
            return own[0] not in self._vocabulary.words and own[0] not in self._things
        return bool(own) and not any(
            word in self._vocabulary.words or self._vocabulary.simple(word) or word in self._things for word in own
        )

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
