"""Finds where the name of a street begins, behind the people and the small words that stand before it."""

from __future__ import annotations

import re

_BEFORE_STREET = re.compile(
    r"(?<!\w)(?:op|aan|in|te|bij|naar|vanuit|uit|adres|woont|huis)(?: (?:de|het|den|'t))? ", re.I
)
_SMALL_OF_STREET = re.compile(r"(?:van|von|ter|ten|v\.?d\.?) ")
_ALWAYS_OF_STREET = re.compile(r"(?:v\.?d\.?|v/d|ter|ten) ")
_ARTICLES = ("de ", "het ", "den ", "'t ")
_STREET_BEGINS = re.compile(
    r"[A-Z]|(?<!\w)(?:\d{1,2}e|eerste|tweede|derde|lange|korte|oude|nieuwe|grote|kleine|hoge|lage|burg\.|pr\.|prins"
    r"|prinses|gr\.|dr\.|prof\.|past\.|pastoor|gen\.|st\.|sint|burgemeester|dokter|professor) "
)
# "mevrouw De Vries van de Kerkstraat 12": whose house it is, and the street.
_LIVES_THERE = re.compile(r"(?<!\w)(?:(?:van|uit) (?:de|het|'t)|v/d|vd) ")
_TITLE = re.compile(
    r"(?<!\w)(?:mevr?\.?|mevrouw|mw\.?|meneer|dhr\.?|(?:de )?heer|fam\.?|familie) (?:[\w'.-]+ ){1,4}$", re.I
)
_CAPITAL = re.compile(r"[A-Z]")


def somebody_before(before: str, prefix: str, *, plain_street: bool) -> int:
    """Return how much of the prefix tells whose house it is ("De Vries van de "), or 0 when it tells only the street.

    `before` is the text up to the prefix. `plain_street` tells that the street needs no name before it ("Kerkstraat").
    """
    lives = [match for match in _LIVES_THERE.finditer(prefix) if _CAPITAL.search(prefix, 0, match.start())]
    if not lives:
        return 0
    titled = _TITLE.search(before[-60:] + prefix[: lives[-1].start()])
    return lives[-1].end() if titled or plain_street else 0


def small_words_before(prefix: str) -> int:
    """Return how many characters stand before a street name that do not belong to it ("Suzan op de ", "Vanuit ")."""
    before = max((match.end() for match in _BEFORE_STREET.finditer(prefix)), default=0)
    if _ALWAYS_OF_STREET.match(prefix, before):
        return before
    if before and _SMALL_OF_STREET.match(prefix, before) and prefix[:before].lower().endswith(_ARTICLES):
        # "aan de van Heekstraat"
        return before
    first = _STREET_BEGINS.search(prefix, before)
    return first.start() if first else len(prefix)
