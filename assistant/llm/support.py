"""Judges whether a sentence says no more, no less and nothing else than the quote it rests on.

The check is strict and can be explained in words, so that a privacy officer can follow why a sentence was dropped. A
sentence that fails is dropped, also when a reader would find it right: the extractive answer is always there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from assistant.llm.bounds import Bounds

_ALLOWED = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿ0-9 ,.;:?&'’‘“”\"()/%€–-]+")
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_TOKEN = re.compile(rf"\d+(?:[.,:]\d+)*|{_WORD.pattern}")
_ENDING = re.compile(r"[.!?;](?=\s)|\n")
_LONGEST = 400
_FEWEST_WORDS = 3
_MOST_RUNS = 2  # a part of the quote may come first ("Als ..., dan ..."); more is another sentence


@lru_cache(maxsize=1)
def _stemmer() -> Any:
    import Stemmer

    return Stemmer.Stemmer("dutch")


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """Return what the forms of one Dutch word share: "deelt", "delen" and "deel" become one."""
    plain = re.sub(r"([a-z])\1", r"\1", str(_stemmer().stemWord(word.lower())))
    return re.sub(r"t$", "", plain.replace("v", "f").replace("z", "s")) if len(plain) > 3 else plain


def words(text: str) -> list[str]:
    """Return the words of a text in lower case; a compound with a hyphen stays one word."""
    return [word.replace("’", "'") for word in _WORD.findall(text.lower())]


def numbers(text: str, bounds: Bounds) -> list[str]:
    """Return the numbers of a text, in digits and in words, in order."""
    return [token for token in _tokens(text) if token[0].isdigit() or token in bounds.number_words]


def negations(text: str, bounds: Bounds) -> int:
    """Return how many words of a text deny."""
    return sum(word in bounds.negations for word in words(text))


def content(text: str, bounds: Bounds) -> list[str]:
    """Return the stems of the words that carry the content, in order."""
    skip = bounds.fillers | bounds.negations | bounds.group_words | bounds.directions | bounds.number_words
    return [stem(word) for word in words(text) if word not in skip]


def unfit(sentence: str) -> str | None:
    """Return why a text is no plain Dutch sentence for a reader, or None when it is one."""
    if len(sentence) > _LONGEST:
        return "te_lang"
    if len(words(sentence)) < _FEWEST_WORDS:
        return "geen_zin"
    # No brackets, markup, addresses, hidden or foreign letters: a placeholder cannot come through either.
    if not _ALLOWED.fullmatch(sentence) or "//" in sentence or "www." in sentence.lower():
        return "vreemde_tekens"
    return None


def unsupported(sentence: str, quote: str, bounds: Bounds) -> str | None:
    """Return why a sentence does not follow from a quote, or None when every check holds."""
    said, quoted = content(sentence, bounds), content(quote, bounds)
    if sentence.endswith("?") or _ENDING.search(sentence):
        return "niet_een_zin"
    if bounds.leanings_in(sentence):
        return "neiging"
    if not _in_order(numbers(sentence, bounds), numbers(quote, bounds)):
        return "getal"
    if negations(sentence, bounds) != negations(quote, bounds):
        return "ontkenning"
    if bounds.groups_in(sentence) != bounds.groups_in(quote):
        return "sterkte_of_voorbehoud"
    if not bounds.kinds_in(sentence) <= bounds.kinds_in(quote):
        return "wie_of_wanneer"
    if not said or not set(said) <= set(quoted):
        return "woord_niet_in_citaat"
    if not set(_bound(sentence, bounds)) <= set(_bound(quote, bounds)):
        return "verband"
    if not _in_order(_parties(sentence, bounds), _parties(quote, bounds)) or _runs(said, quoted) > _MOST_RUNS:
        return "volgorde"
    # A rule without one of its words is a wider rule: "geanonimiseerde gegevens delen mag" is not "gegevens delen mag".
    if (negations(quote, bounds) or bounds.groups_in(quote).total()) and not set(quoted) <= set(said):
        return "woord_weggelaten"
    return None


def _bound(text: str, bounds: Bounds) -> Iterator[tuple[str, str]]:
    """Yield each direction, denial, reservation and number with the content word it stands before ("" at the end)."""
    binding = bounds.directions | bounds.negations | bounds.reservations | bounds.number_words
    waiting: list[str] = []
    for token in _tokens(text):
        if token in binding or token[0].isdigit():
            waiting.append(token)
        elif found := content(token, bounds):
            yield from ((word, found[0]) for word in waiting)
            waiting = []
    yield from ((word, "") for word in waiting)


def _tokens(text: str) -> list[str]:
    return [token.replace("’", "'") for token in _TOKEN.findall(text.lower())]


def _parties(text: str, bounds: Bounds) -> list[str]:
    return [stem(word) for word in words(text) if word in bounds.parties]


def _in_order(said: Sequence[str], quoted: Sequence[str]) -> bool:
    """Say whether all of the first stands in the second in the same order."""
    rest = iter(quoted)
    return all(word in rest for word in said)


def _runs(said: Sequence[str], quoted: Sequence[str]) -> int:
    """Return in how many pieces, each in the order of the quote, the words of a sentence can be read."""
    runs, after = 1, 0
    for word in said:
        try:
            after = quoted.index(word, after) + 1
        except ValueError:
            runs, after = runs + 1, quoted.index(word) + 1
    return runs
