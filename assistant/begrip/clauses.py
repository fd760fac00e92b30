"""Cuts sentences into clauses, each with what it says: its words, who is spoken of, and which words go together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from assistant.begrip.clues import ClueReader
from assistant.begrip.features import Reading, pieces, words_of
from assistant.begrip.mentions import Mention
from assistant.begrip.phrases import FOLDER
from assistant.begrip.sentences import Sentence
from assistant.datafiles import read_yaml
from assistant.errors import DataFileError

FILE = "verwijzingen.yaml"
# Before these words something else begins to be said.
_BEGINS = frozenset([",", "maar", "want", "terwijl", "dus", "omdat"])
# What is shorter says too little on its own, and goes with what stands before it.
_SHORTEST = 4
# Words of a verb stand apart in Dutch: "vindt het allemaal goed".
_APART = 4
_BEFORE = 6
_PERSON = "[persoon"


@dataclass(frozen=True)
class Clause:
    """A part of a sentence that says one thing, with what the classifiers look at."""

    sentence: Sentence
    features: tuple[str, ...]

    @property
    def text(self) -> str:
        """The words as they stand in the text, without the signs that divide them from the rest."""
        said = [place for place, word in enumerate(self.sentence.words) if word != ","]
        return self.sentence.quote(said[0], said[-1]) if said else self.sentence.quote(0, 0)


@dataclass(frozen=True)
class ClauseReader:
    """Finds the clauses of a reading; `refers` tells of small words whom they speak of."""

    clues: ClueReader
    refers: Mapping[str, str]

    @classmethod
    def load(cls, clues: ClueReader, folder: Path = FOLDER) -> ClauseReader:
        """Return the reader over verwijzingen.yaml. Raises DataFileError naming file and key when it is damaged."""
        refers: dict[str, str] = {}
        for who, words in read_yaml(folder / FILE).items():
            if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
                raise DataFileError(FILE, str(who), f"a list of words was expected, found {words!r:.60}")
            refers.update((word, f"<{who}>") for word in words)
        return cls(clues, refers)

    def clauses(self, reading: Reading) -> list[Clause]:
        """Return the clauses in order."""
        return [
            Clause(sentence.part(first, last), tuple(self._features(reading, number, first, last)))
            for number, sentence in enumerate(reading.sentences)
            for first, last in _spans(sentence.words)
        ]

    def _features(self, reading: Reading, number: int, first: int, last: int) -> Iterator[str]:
        sentence = reading.sentences[number]
        for fact in self.clues.stated([sentence.part(first, last)]):
            yield f"frase:{fact.fact}={fact.value}"
        every = words_of(sentence)
        words = every[first : last + 1]
        yield from (f"woord:{word}" for word in words if word != ",")
        for word in words:
            yield from pieces(word)
        spoken = ["^", *map(self._who, _named(every, reading.mentions[number], first, last)), "$"]
        yield from (f"paar:{a} {b}" for a, b in pairwise(spoken))
        yield from (f"drie:{a} {b} {c}" for a, b, c in zip(spoken, spoken[1:], spoken[2:], strict=False))
        for place, word in enumerate(spoken):
            yield from (f"sprong:{word} {later}" for later in spoken[place + 2 : place + _APART + 1])
        yield from (f"voor:{self._who(word)}" for word in every[max(0, first - _BEFORE) : first])
        yield f"vorm:{min(4, len(words) // 4)} lang"
        if sentence.is_question:
            yield "vorm:vraag"
        if number == 0:
            yield "vorm:eerste"
        if number == len(reading.sentences) - 1:
            yield "vorm:laatste"

    def _who(self, word: str) -> str:
        return self.refers["hij"] if word.startswith(_PERSON) else self.refers.get(word, word)


def _named(words: Sequence[str], mentions: Sequence[Mention], first: int, last: int) -> Iterator[str]:
    """Yield the words first..last with every party as what it is."""
    parties = {mention.first: mention for mention in mentions}
    place = first
    while place <= last:
        mention = parties.get(place)
        if mention is not None and mention.last <= last:
            yield f"<{mention.party.name}>"
            place = mention.last + 1
        else:
            yield words[place]
            place += 1


def _spans(words: Sequence[str]) -> list[tuple[int, int]]:
    """Return first and last word of every clause; together they are the whole sentence."""
    begins = [0, *(place for place, word in enumerate(words) if word in _BEGINS and place > 0)]
    spans: list[tuple[int, int]] = []
    for first, following in pairwise([*begins, len(words)]):
        before = spans[-1] if spans else None
        if before is not None and min(following - first, before[1] - before[0] + 1) < _SHORTEST:
            spans[-1] = (before[0], following - 1)
        else:
            spans.append((first, following - 1))
    return spans
