"""The words of a text with what the name recogniser must know about each: case, neighbours, start of a sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass

_TOKEN = re.compile(r"[vV][/ ][dD]\b|[^\W\d_]+(?:['.-][^\W\d_]+)*+\.?|'[tsn]\b|\[[A-Z]+-\d{1,6}\]|\d+|[^\s\w]|_")
_INITIALS = re.compile(r"(?:[A-Z]|Th|Ch|IJ|Ph|Tj)\.(?:-?(?:[A-Z]|Th|Ch|IJ|Ph|Tj)\.)*|[A-Z](?:\.[A-Z])+\.?")
# "al-Khatib": the capital comes after the article.
_ARTICLE_AND_NAME = re.compile(r"(?:al|el|ul|as|ar|at|ez|d'|o')-?[A-Z]")
_SENTENCE_END = frozenset(".!?:;•*–-\"“”'(>[")
# A full stop after these does not end a sentence.
_ABBREVIATIONS = frozenset((
    "dhr", "mw", "mevr", "mvr", "dr", "drs", "mr", "ir", "prof", "fam", "bijv", "bv", "o.a", "d.d", "nr",
    "art", "evt", "ca", "vd", "v.d", "i.v.m", "t.a.v", "m.b.t", "d.w.z", "enz", "st", "resp", "geb", "tel",
    "max", "min", "incl", "excl", "betr", "m.n", "o.b.v", "t.n.v", "hr", "mej", "clt", "cl", "pt", "gr", "jr", "sr",
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Token:
    """A word, placeholder or sign at plain[start:end]; `word` has no closing dot or genitive s, `folded` no case."""

    start: int
    end: int
    word: str
    folded: str
    letters: bool
    capital: bool
    shouted: bool
    initials: bool
    opens: bool
    touches: bool


def tokens(plain: str, taken: list[tuple[int, int]]) -> list[Token]:
    """Return the tokens outside the places already taken; a taken place counts as one closed token."""
    result: list[Token] = []
    opens = True
    place = 0
    pending = sorted(taken)
    index = 0
    for match in _TOKEN.finditer(plain):
        start, end = match.span()
        if "\n" in plain[place:start]:
            opens = True
        while index < len(pending) and pending[index][1] <= start:
            index += 1
        closed = index < len(pending) and pending[index][0] < end
        token = _token(match[0], start, opens, closed, touches=place == start and bool(result))
        result.append(token)
        place = end
        opens = match[0] in _SENTENCE_END if not token.letters else _ends_sentence(match[0], token)
    return result


def _token(text: str, start: int, opens: bool, closed: bool, *, touches: bool) -> Token:
    initials = _INITIALS.fullmatch(text) is not None
    word = text if initials else text.rstrip(".")
    # A full stop inside is an address on the web or a file, unless it parts initials.
    letters = word[:1].isalpha() and not closed and (initials or "." not in word)
    if letters and len(word) > 3 and word[-2:] == "'s":
        word = word[:-2]
    end = start + len(word)
    return Token(
        start=start,
        end=end,
        word=word,
        folded=word.lower().replace(" ", "/"),
        letters=letters,
        capital=letters and (word[0].isupper() or _ARTICLE_AND_NAME.match(word) is not None),
        shouted=letters and len(word) > 1 and word.isupper() and not initials,
        initials=letters and initials,
        opens=opens,
        touches=touches,
    )


def _ends_sentence(text: str, token: Token) -> bool:
    return text.endswith(".") and not token.initials and token.folded.rstrip(".") not in _ABBREVIATIONS
