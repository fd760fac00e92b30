"""One place in a text that must be masked, and the kinds of data it can hold."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from assistant.masking.session import Mention


class Kind(StrEnum):
    """The kinds of data that are masked; the value stands in the placeholder."""

    BSN = "BSN"
    TELEFOON = "TELEFOON"
    EMAIL = "EMAIL"
    IBAN = "IBAN"
    ADRES = "ADRES"
    GEBOORTEDATUM = "GEBOORTEDATUM"
    PERSOON = "PERSOON"
    KENTEKEN = "KENTEKEN"
    CLIENTNUMMER = "CLIENTNUMMER"


@dataclass(frozen=True, kw_only=True)
class Finding:
    """A place plain[start:end], and what tells whether it is the same value as an earlier one."""

    start: int
    end: int
    mention: Mention

    @classmethod
    def number(cls, kind: Kind, start: int, end: int, value: str) -> Finding:
        """Return a finding whose value is compared as a whole."""
        return cls(start=start, end=end, mention=Mention(kind=kind, parts=frozenset({value})))


def alternatives(words: Iterable[str]) -> str:
    """Return the words as one regex alternation, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
