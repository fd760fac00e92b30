"""Finds a model's quote in the stored passage, and returns the stored words: the model's own never reach a screen."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.guard import normalise

_FEWEST_WORDS = 4
_SENTENCE_END = re.compile(r"(?<=[.?!])\s+(?=[A-Z‘“•])|\n+")
_BULLET = re.compile(r"^[•\-–o]\s+")


@dataclass(frozen=True)
class Given:
    """A passage that a model was given: its id, the verbatim text as stored, and the same words repaired."""

    passage_id: str
    text: str
    reading_text: str


def find_quote(quote: str, passage: Given) -> str | None:
    """Return the whole stored sentences that hold a quote word for word, or None when it does not stand there.

    White space and hyphens may differ. The quote is widened to whole sentences, so that a "niet" or a "tenzij" just
    before or after it cannot be left out.
    """
    wanted = normalise(quote)
    if len(quote.split()) < _FEWEST_WORDS or not any(char.isalpha() for char in wanted):
        return None
    reading = passage.reading_text
    letters = [place for place, char in enumerate(reading) if normalise(char)]
    plain = normalise(reading)
    at = plain.find(wanted)
    while at >= 0:
        begin, end = letters[at], letters[at + len(wanted) - 1] + 1
        if _whole_words(reading, begin, end):
            widened = _BULLET.sub("", _widen(reading, begin, end))
            # What is shown must stand in the stored file itself, not only in its repaired form.
            return widened if normalise(widened) in normalise(passage.text) else None
        at = plain.find(wanted, at + 1)
    return None


def _whole_words(text: str, begin: int, end: int) -> bool:
    cut_before = begin > 0 and text[begin - 1].isalnum() and text[begin].isalnum()
    cut_after = end < len(text) and text[end].isalnum() and text[end - 1].isalnum()
    return not cut_before and not cut_after


def _widen(text: str, begin: int, end: int) -> str:
    start, stop = 0, len(text)
    for boundary in _SENTENCE_END.finditer(text):
        if boundary.end() <= begin:
            start = boundary.end()
        elif boundary.start() >= end:
            stop = boundary.start()
            break
    return text[start:stop].strip()
