"""Finds identifying numbers: BSN, phone, IBAN, and what is announced as the number of a person or a file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.masking.finding import Finding, Kind, alternatives
from assistant.masking.lists import read_lists

# Lookbehinds and possessive quantifiers keep every pattern linear: a run of characters is tried once, at its start.
_IBAN = re.compile(r"(?<![A-Za-z0-9])(?=([A-Za-z]{2}[ .-]?\d{2}(?:[ .-]{0,2}[A-Za-z0-9]){11,30}))")
# "ABNA 0417164300": the number without its country and check.
_BANK_AND_NUMBER = re.compile(
    r"(?<![A-Za-z\d])(?:ABNA|INGB|RABO|SNSB|ASNB|RBRB|TRIO|KNAB|BUNQ|FVLB|REVO)[ .-]?\d(?:[ .-]?\d){9}(?!\d)", re.I
)
_LOOKALIKES = str.maketrans("OIL", "011")
_DUTCH_IBAN = re.compile(r"NL\d{2}[A-Z]{4}\d{10}")
_IBAN_LENGTHS = {
    "NL": 18, "BE": 16, "DE": 22, "FR": 27, "GB": 22, "PL": 28, "TR": 26, "ES": 24, "IT": 27, "PT": 25, "RO": 24,
    "BG": 22, "LT": 20, "IE": 22, "AT": 20, "CH": 21, "LU": 20, "DK": 18, "SE": 24, "NO": 15, "FI": 18, "HU": 28,
    "CZ": 24, "GR": 27, "HR": 21, "SK": 24, "SI": 19, "EE": 20, "LV": 21, "MT": 31, "CY": 28,
}  # fmt: skip
_SEP = r"[ ./-]?"
_PHONE = re.compile(
    rf"(?<![\w+])(?:\(?(?:\+|00) ?31\)?{_SEP}(?:\(0\){_SEP})?[1-9](?:{_SEP}\d){{8}}"
    rf"|\(?0[1-9]\d{{0,2}}\)?(?: ?- ?|[ ./]{{0,2}})\d(?:{_SEP}\d){{5,7}}"
    rf"|0 6(?: ?\d){{8}}|06[ ./-]{{1,3}}\d(?:[ .-]?\d){{5,8}}|6 (?:\d ?){{7}}\d"
    rf"|(?:\+|00)[1-9]\d{{0,2}}(?:{_SEP}\d){{7,11}})(?!\d)(?: tst\.? ?\d{{1,4}})?"
)
_BSN = re.compile(r"(?<![\d])(?=(\d(?:[ .-]?\d){8}(?!\d))|(\d(?:[ .-]?\d){7}(?!\d)))")
_EMERGENCY = 3
_GROUP = re.compile(r"\d+")
_YEAR = re.compile(r"(?:19|20)\d\d")
_CODE = r"(?=[a-z0-9./-]*\d)[a-z0-9](?:[a-z0-9./-]*[a-z0-9])?"


_LISTS = {
    "never": "nooit_maskeren",
    "number_words": "nummerwoorden",
    "thing_words": "zaakwoorden",
    "bsn_words": "bsn_woorden",
    "phone_words": "telefoonwoorden",
    "account_words": "rekeningwoorden",
}


class NumberFinder:
    """Finds direct identifiers that are recognised by their form, their check digit or the word before them."""

    def __init__(
        self,
        *,
        never: tuple[str, ...],
        number_words: tuple[str, ...],
        thing_words: tuple[str, ...],
        bsn_words: tuple[str, ...],
        phone_words: tuple[str, ...],
        account_words: tuple[str, ...],
    ) -> None:
        """Take the word lists of nummers.yaml."""
        public = "|".join(_spaced(number) for number in sorted(never, key=len, reverse=True))
        self._public = re.compile(rf"(?<![\w+-])(?:{public}|0[89]00{_SEP}\d(?:{_SEP}\d){{3,6}})(?![\w])")
        self._numbered = re.compile(
            rf"(?<!\w)(?:{alternatives(number_words)})(?:,? (?:\([a-z ]{{2,12}}\)"
            r"|is|was|luidt|nr|no|nummer|cli[eë]nt|van [a-z]+|[a-z]{2,12}(?= (?:\d[ .-]?){6})))*"
            rf"[ .:#=(]{{0,4}}((?:{_CODE})(?:(?: \d[\d.-]+)+(?: \d(?!\w))?)?)",
            re.I,
        )
        # "CORV-nummer 55-2231-09", "cliënt 104772": any other kind of number, when it is long enough to be somebody's.
        self._numbered_otherwise = re.compile(
            r"(?<!\w)(?:[a-zë]{1,20}-?(?:nummer|nr\.?)|(?-i:[A-Za-z]{2,12}ID)|(?:cli[eë]nt|pati[eë]nt)e?|huurder|melder|deelnemer|cl|clt|pte?|cnr"
            r"|bewoner|zaak|casus|melding|klant|polis|registratie|betrokkene|id)"
            rf"[ .:#=(]{{1,4}}(?=(?:[a-z./-]*\d){{5}})({_CODE})(?!\w)",
            re.I,
        )
        # "patiëntnr. is P 0034 221", "dossier WMO 2023 881": spaces within the code.
        self._numbered_spaced = re.compile(
            rf"(?<!\w)(?i:{alternatives(number_words)}|zaak|casus|melding|polis|klant|cl|clt|pte?)"
            r"(?i: is| was| luidt| nr\.?)*"
            r"[ .:#=(]{1,4}(?!Wmo 2015)(?=(?:[A-Za-z ./-]{0,6}\d){4})"
            r"((?:[A-Z]{1,5}[ -]?|[a-z]{1,2}[ -]?)?\d{2,}(?:[ ./-]\d+)+|[A-Z]{1,5} \d{4,})(?![\w/]|[.,-]\d)"
        )
        # "factuurnummer 123456789", "het ticketnummer bij de helpdesk is 987654321": numbers of things.
        named = alternatives(word for word in thing_words if word.endswith(("nummer", "nr", "kvk")))
        self._of_things = re.compile(
            rf"(?<!\w)(?:(?:{named})(?!\w)(?: [a-z]+){{0,4}}?|(?:{alternatives(thing_words)})(?!\w))"
            r"[ :.#]{0,3}([A-Z]{0,5}[-.:]?\d[\d.:/-]*)",
            re.I,
        )
        self._phone_named = re.compile(
            rf"(?<!\w)(?:{alternatives(phone_words)})(?:[ :.(]|is |op |nummer |nr )*(\+?\d(?:[ ./-]?\d){{5,12}})(?!\d)",
            re.I,
        )
        self._account_named = re.compile(
            rf"(?<!\w)(?i:{alternatives(account_words)})(?:[ :.(]|is |nummer |nr )*"
            r"([A-Z]{2}\d{2}(?:[ .-]?[A-Z0-9]){8,30}|\d(?:[ .-]?\d){6,10})(?!\w)"
        )
        self._bsn_named = re.compile(
            rf"(?<!\w)(?:{alternatives(bsn_words)})(?: van [a-z]+(?: [a-z]+)?)?"
            r"(?:[ :=.#(]|is|van){0,5}(\d(?:[ .-]?\d){7,8})(?!\d)",
            re.I,
        )

    @classmethod
    def load(cls) -> NumberFinder:
        """Return the finder over nummers.yaml. Raises DataFileError when the file is damaged."""
        lists = read_lists("nummers.yaml", tuple(_LISTS.values()))
        return cls(**{name: lists[key] for name, key in _LISTS.items()})

    def public_numbers(self, plain: str) -> Iterator[tuple[int, int]]:
        """Yield the places of numbers that are nobody's: 112, the meldpunt, 0800 and 0900, and numbers of things."""
        yield from (match.span() for match in self._public.finditer(plain))
        for match in self._of_things.finditer(plain):
            # What has the form of a BSN or a phone number is one, whatever somebody calls it.
            if not is_bsn_text(match[1]) and not _PHONE.fullmatch(match[1]):
                yield match.span(1)

    def find(self, plain: str) -> Iterator[Finding]:
        """Yield the identifiers, the most certain kind first."""
        yield from _ibans(plain)
        for match in _BANK_AND_NUMBER.finditer(plain):
            yield Finding.number(Kind.IBAN, *match.span(), _compact(match[0]))
        for match in self._account_named.finditer(plain):
            yield Finding.number(Kind.IBAN, *match.span(1), _compact(match[1]))
        for match in self._bsn_named.finditer(plain):
            yield Finding.number(Kind.BSN, *match.span(1), _digits(match[1]))
        for match in _PHONE.finditer(plain):
            # Ten digits at home; a country code may be written before them.
            if _is_phone(match[0]):
                yield Finding.number(Kind.TELEFOON, *match.span(), _national(match[0]))
        for match in self._phone_named.finditer(plain):
            yield Finding.number(Kind.TELEFOON, *match.span(1), _national(match[1]))
        yield from _bsns(plain)
        for pattern in (self._numbered_spaced, self._numbered, self._numbered_otherwise):
            for match in pattern.finditer(plain):
                yield Finding.number(Kind.CLIENTNUMMER, *match.span(1), match[1].lower())


def is_bsn(digits: str) -> bool:
    """Whether eight or nine digits pass the eleven test of the burgerservicenummer."""
    number = digits.zfill(9)
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return int(number) > 0 and sum(int(digit) * weight for digit, weight in zip(number, weights, strict=True)) % 11 == 0


def is_bsn_text(text: str) -> bool:
    """Whether a text is nine digits, with or without signs between them, that pass the eleven test."""
    return len(_digits(text)) == 9 and is_bsn(_digits(text))


def is_iban(compact: str) -> bool:
    """Whether upper-case letters and digits pass the IBAN check (modulo 97)."""
    turned = compact[4:] + compact[:4]
    return int("".join(str(int(char, 36)) for char in turned)) % 97 == 1


def _ibans(plain: str) -> Iterator[Finding]:
    for match in _IBAN.finditer(plain):
        kept = [(place, char.upper()) for place, char in enumerate(match[1], start=match.start()) if char.isalnum()]
        length = _IBAN_LENGTHS.get("".join(char for _, char in kept[:2]))
        if length is None or len(kept) < length:
            continue
        compact = "".join(char for _, char in kept[:length])
        if compact.startswith("NL"):
            # "ABNAO417": a letter O where the number begins.
            compact = compact[:8] + compact[8:].translate(_LOOKALIKES)
        # A Dutch account number has a form of its own; with a typing error it is still somebody's.
        if is_iban(compact) or _DUTCH_IBAN.fullmatch(compact):
            yield Finding.number(Kind.IBAN, match.start(), kept[length - 1][0] + 1, compact)


def _bsns(plain: str) -> Iterator[Finding]:
    for match in _BSN.finditer(plain):
        for group in (1, 2):
            text = match[group]
            if text and is_bsn(_digits(text)) and _grouped_as_one_number(text):
                yield Finding.number(Kind.BSN, match.start(), match.start() + len(text), _digits(text))
                break


def _grouped_as_one_number(text: str) -> bool:
    groups = _GROUP.findall(text)
    if len(_digits(text)) == 8 and len(groups) > 1:
        # Dates and spans of years also have eight digits.
        return not any(_YEAR.fullmatch(group) for group in groups) and min(map(len, groups)) > 1
    if len(groups) in (1, 9) or min(map(len, groups)) > 1:
        return True
    # "3689 1715 0"
    return len(groups) < 4 and min(map(len, groups[:-1])) > 2


def _is_phone(text: str) -> bool:
    digits = _digits(text.partition("tst")[0])
    return (
        "+" in text
        or digits.startswith("00")
        or len(digits) == 10
        or (text.startswith(("06", "6 ")) and len(digits) > 7)
    )


def _national(text: str) -> str:
    digits = _digits(text.partition("tst")[0])
    for code in ("0031", "31") if text.lstrip("(").startswith(("+31", "+ 31", "0031", "00 31")) else ():
        if digits.startswith(code):
            return "0" + digits.removeprefix(code).removeprefix("0")
    return digits


def _digits(text: str) -> str:
    return "".join(char for char in text if char.isdigit())


def _compact(text: str) -> str:
    return "".join(char for char in text if char.isalnum()).upper()


def _spaced(number: str) -> str:
    if len(number) == _EMERGENCY:
        # "11.2.83" does not call an ambulance.
        return number + r"(?![.,/-]\d)"
    return _SEP.join(re.escape(char) for char in number if char.isalnum())
