"""Cuts a text into sentences of plain lower-case words that know where they stood in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from assistant.masking.view import View, view

# A placeholder is one word; signs that end or divide a sentence are tokens of their own.
_TOKEN = re.compile(r"\[[A-Z]+-\d{1,6}\]|[^\W_]+(?:['-][^\W_]+)*|[.!?\n;,:()]")
_END = frozenset(".!?\n;")
_DIVIDES = frozenset(",:()")
_ABBREVIATIONS = frozenset((
    "dhr", "mw", "mevr", "mvr", "dr", "drs", "mr", "bijv", "bv", "nr", "art", "evt", "ca", "geb", "fam", "o",
    "a", "d", "i", "v", "m", "t", "enz", "resp", "st", "prof",
))  # fmt: skip
_JOINS = frozenset([",", "en", "maar", "want", "terwijl", "dus"])
_MAX_WORDS = 120


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """One sentence: `line` is its words with single spaces around them, as the phrases read it."""

    line: str
    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    offsets: tuple[int, ...]
    is_question: bool
    text: str

    def quote(self, first: int, last: int) -> str:
        """Return words first..last (inclusive) as they stand in the text."""
        return self.text[self.starts[first] : self.ends[last]]

    def part(self, first: int, last: int) -> Sentence:
        """Return words first..last (inclusive) as a sentence of its own."""
        words = self.words[first : last + 1]
        shift = self.offsets[first] - 1
        return replace(
            self,
            line=f" {' '.join(words)} ",
            words=words,
            starts=self.starts[first : last + 1],
            ends=self.ends[first : last + 1],
            offsets=tuple(offset - shift for offset in self.offsets[first : last + 1]),
        )

    def clause(self, first: int, last: int) -> Sentence:
        """Return the part of the sentence around words first..last, up to a comma or a joining word."""
        while first > 0 and self.words[first - 1] not in _JOINS:
            first -= 1
        while last + 1 < len(self.words) and self.words[last + 1] not in _JOINS:
            last += 1
        return self.part(first, last)


def sentences(text: str) -> Iterator[Sentence]:
    """Yield the sentences of a text; a very long run without a full stop is cut in pieces."""
    seen = view(text)
    current: list[tuple[str, int, int]] = []
    previous = ""
    for match in _TOKEN.finditer(seen.plain):
        token = match[0]
        ends = token in _END and not (token == "." and previous in _ABBREVIATIONS)
        if ends or len(current) >= _MAX_WORDS:
            if current:
                yield _sentence(text, seen, current, is_question=token == "?")
            current = []
        if token not in _END:
            word = "," if token in _DIVIDES else token if token[0] == "[" else token.lower()
            current.append((word, *match.span()))
        previous = token.lower()
    if current:
        yield _sentence(text, seen, current, is_question=False)


def _sentence(text: str, seen: View, tokens: list[tuple[str, int, int]], *, is_question: bool) -> Sentence:
    offsets: list[int] = []
    place = 1
    for word, _, _ in tokens:
        offsets.append(place)
        place += len(word) + 1
    spans = [seen.span(start, end) for _, start, end in tokens]
    words = tuple(word for word, _, _ in tokens)
    return Sentence(
        line=f" {' '.join(words)} ",
        words=words,
        starts=tuple(start for start, _ in spans),
        ends=tuple(end for _, end in spans),
        offsets=tuple(offsets),
        is_question=is_question,
        text=text,
    )
