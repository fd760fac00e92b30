"""Chooses from a quote the literal sentence, or the few that belong together, that answers a question best."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.cite import Source
from assistant.datafiles import read_yaml, texts
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
_KEYS = ("vraag_naar_begrip", "zin_met_uitleg", "vraagsoorten", "leunt_op_vorige")

# How much each sign weighs beside the share of the question's words that a sentence has (0 to 1).
_EXPLAINS, _OF_KIND, _LEANS, _UNFINISHED, _ASKS = 0.6, 0.2, 0.2, 0.5, 1.0


@dataclass(frozen=True)
class AnswerWords:
    """How questions sound, and how the sentences sound that answer them (teksten/antwoord.yaml)."""

    asking: tuple[str, ...]
    explaining: tuple[str, ...]
    kinds: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]
    leaning: tuple[str, ...]

    def asked(self, question: str) -> bool:
        """Say whether a question asks what a term means."""
        return question.lower().lstrip().startswith(self.asking)

    def explained_in(self, sentence: str) -> bool:
        """Say whether a sentence explains a term."""
        return any(words in sentence.lower() for words in self.explaining)

    def answers_kind(self, question: str, sentence: str) -> bool:
        """Say whether a question has a form ("hoe lang") whose answers have words that this sentence has ("jaar")."""
        return any(asks.search(question.lower()) and told.search(sentence.lower()) for asks, told in self.kinds)

    def leans(self, sentence: str) -> bool:
        """Say whether a sentence is hard to read without the one before it ("Dit wordt ook wel genoemd ...")."""
        return sentence.lower().startswith(self.leaning)


def load_answer_words(path: Path) -> AnswerWords:
    """Read teksten/antwoord.yaml; raises DataFileError when a list is missing."""
    data = read_yaml(path, required=_KEYS)
    kinds = [
        texts(item, path.name, f"vraagsoorten[{i}]", required=("vraag", "antwoord"))
        for i, item in enumerate(data["vraagsoorten"])
    ]
    return AnswerWords(
        tuple(data["vraag_naar_begrip"]),
        tuple(data["zin_met_uitleg"]),
        tuple((_any_of(kind["vraag"]), _any_of(kind["antwoord"])) for kind in kinds),
        tuple(f"{word} " for word in data["leunt_op_vorige"]),
    )


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
class Choice:
    """Literal words from a quote, how well they answer the question, and the citation of just their lines."""

    text: str
    fit: float
    source: Source


@dataclass(frozen=True)
class Chooser:
    """Chooses sentences for one question."""

    question: str
    words: AnswerWords
    rarity: Rarity

    def best(self, source: Source) -> Choice | None:
        """Return the best literal words of a quote; None when it holds no sentence at all."""
        wanted = stems(self.question)
        found = [(self._fit(text, wanted, bare), text) for text, bare in _candidates(source, self.words)]
        if not found:
            return None
        # Of equals the first, which the others build on.
        fit, text = max(found, key=lambda item: item[0])
        return Choice(text, fit, narrowed(source, text))

    def _fit(self, text: str, wanted: set[str], bare: bool) -> float:
        total = self.rarity.weight(wanted) or 1.0
        fit = self.rarity.weight(stems(text) & wanted) / total
        if fit and self.words.asked(self.question) and self.words.explained_in(text):
            fit += _EXPLAINS
        if fit and self.words.answers_kind(self.question, text):
            fit += _OF_KIND
        if bare:
            fit -= _LEANS
        if not _is_sentence(text):
            fit -= _UNFINISHED
        # A question in the document answers nothing.
        return fit - _ASKS if text.endswith("?") else fit


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


def _candidates(source: Source, words: AnswerWords) -> Iterator[tuple[str, bool]]:
    """Yield what may be quoted, and whether it leans on a sentence that is not quoted with it."""
    stored = normalise(source.quote)
    # A line of the reading text is a heading, a list item or a whole paragraph: it never continues on the next.
    lines = [line.strip() for line in source.readable_quote.splitlines()]
    for number, line in enumerate(lines):
        before = ""
        for sentence in map(str.strip, _SENTENCE_END.split(line)):
            both = f"{before} {sentence}"
            listed = "\n".join((sentence, *_items(lines[number + 1 :]))) if line.endswith(sentence) else sentence
            if len(sentence.split()) < _FEWEST_WORDS or normalise(sentence) not in stored:
                before = ""
                continue
            if sentence.endswith(":") and listed != sentence and normalise(listed) in stored:
                yield listed, False
            elif before and words.leans(sentence) and len(both.split()) <= _MOST_WORDS and normalise(both) in stored:
                yield both, False
            else:
                yield sentence, words.leans(sentence)
            before = sentence


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


def _any_of(words: list[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b")
