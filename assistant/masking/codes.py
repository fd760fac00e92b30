"""Finds numbers and codes that nothing announces: what is long or mixed, and is no amount, date, span or article."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.masking.finding import Finding, Kind, alternatives
from assistant.masking.lists import read_lists

# "WT-88322", "JGZ-0092711", "2024/WMO/0311", "ZV.11.0934", "2023-00417": codes of a file, whatever stands before them.
_FILE_CODE = re.compile(
    r"(?<![\w./:-])(?:[A-Z]{1,5}[-./]?(?:\d{1,4}[-./])?\d{4,10}|[A-Z]{2,5}[-./]\d{3,10}|[A-Z]{1,5}[-./]?\d{2,4}[-./]\d{2,8}"
    r"|[A-Z]{1,5}[-./][A-Z]{1,5}[-./]\d{2,8}(?:[-./]\d{2,8})?|[A-Z]{1,5}[-./]\d{2,4}[-./][A-Z]{1,5}[-./]\d{2,8}"
    r"|[A-Z]{1,5}(?:[-./]\d{2,8}){2,4}|[A-Z]{1,4}\d{2,4}[A-Z]{1,4}\d{2,6}"
    r"|\d{2,8}[-./][A-Z]{1,5}[-./]\d{2,8}|(?:19|20)\d\d[-./]\d{4,8}|\d{2,3}-\d{4,8}|\d{3,8}-[A-Z]{1,4}|#\d{4,10})(?:[-./](?:[A-Z]|\d{1,3}))?(?![\w]|[./-]\d)"
)
_YEARS = re.compile(r"(?:19|20)\d\d[-/](?:19|20)\d\d")
_LONG = re.compile(r"(?<![\d.,])\d{6,20}(?!\d|-[A-Za-z]|,? nr)")
_FIVE = re.compile(r"(?<![\w.,/:€#-])(?<!€ )\d{5}(?![\w€%]|[.,/:-]\d|,? nr)")
_ROUND = re.compile(r"\d+(?:00|50)")
# A passport or identity card, and long numbers in groups.
_DOCUMENT = re.compile(r"(?<![\w-])(?=[A-Z]{2}[A-Z\d]*\d[A-Z\d]*\d)[A-Z\d]{9}(?![\w-])")
_SPACED = re.compile(r"(?<![\w.,€-])(?<!€ )\d{3,4}(?: \d{3,4}){2,4}(?![\w€%]|[.,]\d)")
_GROUPED = re.compile(r"(?<![\w.,/:€-])(?<!€ )\d{1,8}(?:[-./]\d{1,8}){1,4}(?![\w€%]|[-./,:]\d|,? nr)")
_GROUP = re.compile(r"\d+")
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+")
_CLOCK = re.compile(r"(?:[01]?\d|2[0-4])[.:][0-5]\d(?:[-/](?:[01]?\d|2[0-4])[.:][0-5]\d)?")
_DATE = re.compile(
    r"\d{1,2}[-./]\d{1,2}[-./](?:\d{2}|\d{4})|(?:19|20)\d\d[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-/](?:19|20)\d\d"
)
_REPORT = re.compile(r"(?:19|20)\d\d[-./]\d{1,3}")
_ENOUGH_DIGITS = 6
_BEFORE = 16


class CodeFinder:
    """Finds codes and numbers by their form alone."""

    def __init__(self, *, units: tuple[str, ...]) -> None:
        """Take the words that tell that a number before them counts something."""
        self._counts = re.compile(rf" ?(?:{alternatives(units)})(?!\w)", re.I)
        self._amount = re.compile(r"(?:€|eur|euro|bedrag van|schuld van|ruim|bijna|circa|ca\.?|ongeveer|zo'n) ?$", re.I)

    @classmethod
    def load(cls) -> CodeFinder:
        """Return the finder over nummers.yaml. Raises DataFileError when the file is damaged."""
        return cls(units=read_lists("nummers.yaml", ("eenheden",))["eenheden"])

    def find(self, plain: str) -> Iterator[Finding]:
        """Yield the codes of files and the numbers that are nearly always somebody's."""
        for match in _FILE_CODE.finditer(plain):
            if not _YEARS.fullmatch(match[0]):
                yield _finding(match)
        for pattern in (_DOCUMENT, _SPACED):
            for match in pattern.finditer(plain):
                yield _finding(match)
        for match in _LONG.finditer(plain):
            # So many digits in a row are nearly always somebody's number, even when no check digit says so.
            if len(match[0]) > _ENOUGH_DIGITS or not self._is_amount(plain, match):
                yield _finding(match)
        for match in _FIVE.finditer(plain):
            if not self._is_amount(plain, match):
                yield _finding(match)
        for match in _GROUPED.finditer(plain):
            if _is_code(match[0]) and not self._is_amount(plain, match):
                yield _finding(match)

    def _is_amount(self, plain: str, match: re.Match[str]) -> bool:
        before = plain[max(0, match.start() - _BEFORE) : match.start()]
        counted = self._counts.match(plain, match.end()) or self._amount.search(before)
        return bool(counted or (_ROUND.fullmatch(match[0]) and match[0].endswith("000")))


def _is_code(text: str) -> bool:
    """Whether digits with signs between them are a code, and no date, span of pages, time, amount or report."""
    groups = _GROUP.findall(text)
    if sum(map(len, groups)) < _ENOUGH_DIGITS or any(
        form.fullmatch(text) for form in (_THOUSANDS, _CLOCK, _DATE, _REPORT, _YEARS)
    ):
        return False
    if len(groups) == 2:
        low, high = groups
        span = len(low) == len(high) and int(low) < int(high)
        decimals = "." in text and len(high) < 3
        return not span and not decimals
    return min(map(len, groups)) > 1 or ("." not in text and max(map(len, groups)) > 1)


def _finding(match: re.Match[str]) -> Finding:
    return Finding.number(Kind.CLIENTNUMMER, *match.span(), match[0].lower())
