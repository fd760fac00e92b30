"""Finds e-mail addresses and names on the web, typed, spoken or with signs in another place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.masking.finding import Finding, Kind

# Possessive quantifiers keep every pattern linear: a run of characters is tried once, at its start.
_NAME = r"(?<![\w.+%-])[\w.+%-]++"
_SIGN_OF_DOT = r" ?(?:\(dot\)|\[dot\]|\(punt\)|\[punt\]) ?"
_DOT = rf"(?:\.|{_SIGN_OF_DOT})"
_ADDRESS = re.compile(
    rf"{_NAME}@[\w-]++(?:(?:[.,]|\.\.)[\w-]+)*(?: \.(?:nl|com|org|be|eu)\b)?|{_NAME} ?@ ?[\w-]++(?:{_DOT}[\w-]+)+"
    rf"|{_NAME}(?:{_SIGN_OF_DOT}[\w-]++)* ?(?:\(at\)|\[at\]|\(a\)|\(apenstaart\)) ?[\w-]++(?:{_DOT}[\w-]+)+"
)
_SPOKEN = re.compile(
    r"(?<![\w.])(?:[a-z][\w-]{0,30} (?:punt|dot|streepje|underscore) ){0,3}[a-z][\w.-]{0,40} "
    r"(?:at|apenstaart|apenstaartje|@) [a-z][\w-]{1,40}(?: ?\. ?| (?:punt|dot) )[a-z]{2,10}(?!\w)",
    re.I,
)
_HANDLE = re.compile(r"(?<![\w.@])@[A-Za-z][\w.]{2,30}+(?<![.])(?!-)")


class MailFinder:
    """Finds where somebody can be written to."""

    def find(self, plain: str) -> Iterator[Finding]:
        """Yield e-mail addresses, and the names that begin with an at sign."""
        for pattern in (_ADDRESS, _SPOKEN):
            for match in pattern.finditer(plain):
                end = match.end() - (len(match[0]) - len(match[0].rstrip("-_")))
                yield Finding.number(Kind.EMAIL, match.start(), end, match[0].lower())
        for match in _HANDLE.finditer(plain):
            yield Finding.number(Kind.EMAIL, *match.span(), match[0].lower())
