"""Chooses from a quote the literal sentence, or the few that belong together, that answers a question best."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.answer_words import AnswerWords
from assistant.cite import Source
from assistant.guard import normalise

# A full stop may carry the number of a footnote.
_SENTENCE_END = re.compile(r"(?:(?<=[.?!])|(?<=[.?!]\d)|(?<=[.?!]\d\d))\s+(?=[A-Z‘“])")
_CLOSED = re.compile(r"[.!?:;][”’\")]*\d{0,2}$")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_BULLET = "•"
_SHORTEST = 3
_FEWEST_WORDS = 4
_MOST_WORDS = 60  # of sentences taken together; a longer answer is no line to read at once
_STEM = 6  # letters that two forms of one Dutch word nearly always share

_SENTENCES = 4  # that are quoted together at most

# How much each sign weighs beside the share of the question's words that a span has (0 to 1).
_NEAR, _EXPLAINS, _OF_KIND, _OPENS = 2.0, 0.6, 0.3, 0.05
_LEANS, _UNFINISHED, _POINTS, _ASKS, _PER_SENTENCE_MORE = 0.2, 0.5, 0.5, 1.0, 0.06


@dataclass(frozen=True)
class Rarity:
    """How much a word tells: one that stands in few passages tells more."""

    passages: int
    counts: Mapping[str, int]

    @classmethod
    def of(cls, passages: Iterable[str]) -> Rarity:
        """Count the words of all passages."""
        found = [stems(text) for text in passages]
        return cls(len(found), Counter(stem for each in found for stem in each))

    def weight(self, words: Iterable[str]) -> float:
        """Return how much words tell together."""
        return sum(math.log(1 + self.passages / (1 + self.counts.get(word, 0))) for word in words)


@dataclass(frozen=True)
class Span:
    """Literal words that may be quoted; `bare` when they lean on a sentence that is not among them."""

    text: str
    sentences: int
    bare: bool
    opens: bool  # it begins its paragraph


@dataclass(frozen=True)
class Choice:
    """Literal words from a quote, how well they answer the question, and the citation of just their lines."""

    text: str
    fit: float
    source: Source


@dataclass(frozen=True)
class Chooser:
    """Chooses sentences for one question; `near` tells how near in meaning texts are to it, each from 0 to 1."""

    question: str
    words: AnswerWords
    rarity: Rarity
    near: Callable[[Sequence[str]], Sequence[float]]

    def best(self, source: Source) -> Choice | None:
        """Return the best literal words of a quote; None when it holds no sentence at all."""
        found = list(spans(source, self.words))
        if not found:
            return None
        wanted = stems(self.question)
        near = self.near([span.text for span in found])
        fits = [self._fit(span, wanted) + _NEAR * like for span, like in zip(found, near, strict=True)]
        # Of equals the first, which the others build on.
        best = max(range(len(found)), key=fits.__getitem__)
        return Choice(found[best].text, fits[best], narrowed(source, found[best].text))

    def _fit(self, span: Span, wanted: set[str]) -> float:
        total = self.rarity.weight(wanted) or 1.0
        fit = self.rarity.weight(stems(span.text) & wanted) / total
        if fit and self.words.asked(self.question) and self.words.explained_in(span.text):
            fit += _EXPLAINS
        if fit and self.words.answers_kind(self.question, span.text):
            fit += _OF_KIND
        if span.bare:
            fit -= _LEANS
        if span.opens:
            fit += _OPENS
        if self.words.points_elsewhere(span.text):
            fit -= _POINTS
        if not _is_sentence(span.text):
            fit -= _UNFINISHED
        fit -= _PER_SENTENCE_MORE * (span.sentences - 1)
        # A question in the document answers nothing.
        return fit - _ASKS if span.text.endswith("?") else fit


def narrowed(source: Source, words: str) -> Source:
    """Return the citation of the fewest lines of the quote that hold these words."""
    lines = source.quote.split("\n")
    wanted = normalise(words)
    first, last = 0, len(lines)
    while first + 1 < last and wanted in normalise("\n".join(lines[first + 1 : last])):
        first += 1
    while last - 1 > first and wanted in normalise("\n".join(lines[first : last - 1])):
        last -= 1
    start = source.quote_lines[0]
    return replace(source, quote="\n".join(lines[first:last]), quote_lines=(start + first, start + last - 1))


def stems(text: str) -> set[str]:
    """Return the words of a text, cut to the part that two forms of one word share; a compound keeps its hyphen."""
    return {word if "-" in word else word[:_STEM] for word in _WORD.findall(text.lower()) if len(word) > _SHORTEST}


def sentences_of(paragraph: str) -> list[str]:
    """Return the sentences of a paragraph, each with the number of its footnote."""
    return [sentence.strip() for sentence in _SENTENCE_END.split(paragraph)]


def spans(source: Source, words: AnswerWords) -> Iterator[Span]:
    """Yield what may be quoted: sentences after each other, with what they lean on and with what turns them round."""
    stored = normalise(source.quote)
    # A line of the reading text is a heading, a list item or a whole paragraph: it never continues on the next.
    lines = [line.strip() for line in source.readable_quote.splitlines()]
    for number, line in enumerate(lines):
        told = sentences_of(line)
        listed = "\n".join((told[-1], *_items(lines[number + 1 :])))
        if told[-1].endswith(":") and listed != told[-1] and normalise(listed) in stored:
            yield Span(listed, sentences=1, bare=False, opens=len(told) == 1)
            if not words.turns(told[-1]):
                told.pop()  # what announces a list is quoted with it
        for first in range(len(told)):
            yield from _from(told, first, words, stored)


def _from(told: Sequence[str], first: int, words: AnswerWords, stored: str) -> Iterator[Span]:
    """Yield the spans that begin with one sentence of a paragraph."""
    bare = words.leans(told[first]) or words.turns(told[first])
    if first and bare and _fits(told[first - 1 : first + 1]):
        return  # it is yielded with the sentence before it
    for last in range(first, len(told)):
        turned = last > first and words.turns(told[last])
        if last > first and not turned and (last >= first + _SENTENCES or not _fits(told[first : last + 1])):
            return
        if last + 1 < len(told) and words.turns(told[last + 1]):
            continue  # "Die is echter maar zelden waar": cut off before it, however long, a quote says something else
        text = " ".join(told[first : last + 1])
        if len(text.split()) >= _FEWEST_WORDS and normalise(text) in stored:
            yield Span(text, sentences=last - first + 1, bare=bare, opens=not first)


def _fits(told: Sequence[str]) -> bool:
    return sum(len(sentence.split()) for sentence in told) <= _MOST_WORDS


def _items(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        if not line.startswith(_BULLET):
            return
        yield line


def _is_sentence(text: str) -> bool:
    """Say whether words are more than a heading, a link or an announcement of what is not quoted."""
    last = text.rsplit("\n", 1)[-1]
    if last.startswith(_BULLET):
        return "\n" in text or len(last.split()) > 2 * _FEWEST_WORDS
    return bool(_CLOSED.search(text)) and not text.endswith(":")
