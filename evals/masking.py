"""How much of what identifies a person is masked, and how much of the rest stays readable: the suite privacy."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from evals.cases import SUITES_DIR, load_privacy

PERSON = "PERSOON"
AIMS = {"nummers": 0.98, "namen": 0.95, "ten onrechte": 0.02}

Find = Callable[[str], Iterable[tuple[int, int]]]
"""Takes a text and gives the places that it would mask."""

_MARK = re.compile(r"\{\{([A-Z]+):(.*?)\}\}")
_TOKEN = re.compile(r"\w+")


@dataclass(frozen=True)
class Sentence:
    """A sentence without its braces, and what stood between them: kind, start and end."""

    sentence_id: str
    text: str
    marks: tuple[tuple[str, int, int], ...]

    @classmethod
    def parse(cls, sentence_id: str, marked: str) -> Sentence:
        """Read a sentence in which {{KIND:text}} marks what must be masked."""
        pieces: list[str] = []
        marks = []
        place = length = 0
        for match in _MARK.finditer(marked):
            before = marked[place : match.start()]
            start = length + len(before)
            length = start + len(match[2])
            pieces += (before, match[2])
            marks.append((match[1], start, length))
            place = match.end()
        return cls(sentence_id, "".join((*pieces, marked[place:])), tuple(marks))


@dataclass
class Measure:
    """What was found of each kind, how many other words were hidden, and each miss as (sentence, what, text)."""

    wanted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    words: int = 0
    hidden: int = 0
    misses: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def numbers(self) -> float:
        """Recall on direct identifiers: everything with a mark that is no name."""
        kinds = [kind for kind in self.wanted if kind != PERSON]
        return _share(sum(self.found[kind] for kind in kinds), sum(self.wanted[kind] for kind in kinds))

    @property
    def names(self) -> float:
        """Recall on names."""
        return _share(self.found[PERSON], self.wanted[PERSON])

    @property
    def false_masks(self) -> float:
        """Share of the words outside the marks that disappeared, in whole or in part."""
        return self.hidden / self.words if self.words else 0.0

    @property
    def reaches_aims(self) -> bool:
        """Whether all three figures are as good as they must be."""
        return (
            self.numbers >= AIMS["nummers"] and self.names >= AIMS["namen"] and self.false_masks <= AIMS["ten onrechte"]
        )

    def to_json(self) -> dict[str, Any]:
        """Return the figures as plain data, without a word of the sentences."""
        return {
            "nummers": round(self.numbers, 4),
            "namen": round(self.names, 4),
            "ten_onrechte": round(self.false_masks, 4),
            "woorden": self.words,
            "per_soort": {kind: [self.found[kind], self.wanted[kind]] for kind in sorted(self.wanted)},
        }


def load_sentences(part: str, folder: Path = SUITES_DIR) -> list[Sentence]:
    """Return the sentences of a part of the suite privacy: leer, ontwikkel or toets. Raises SuiteError."""
    return [Sentence.parse(line.id, line.tekst) for line in load_privacy(part, folder)]


def measure_masking(sentences: Sequence[Sentence], find: Find) -> Measure:
    """Score what `find` would mask: a mark counts as found when each of its letters and digits is covered."""
    result = Measure()
    for sentence in sentences:
        covered = {place for start, end in find(sentence.text) for place in range(start, end)}
        marked: set[int] = set()
        for kind, start, end in sentence.marks:
            marked.update(range(start, end))
            result.wanted[kind] += 1
            if all(place in covered for place in range(start, end) if sentence.text[place].isalnum()):
                result.found[kind] += 1
            else:
                result.misses.append((sentence.sentence_id, f"gemist {kind}", sentence.text[start:end]))
        for match in _TOKEN.finditer(sentence.text):
            places = set(range(*match.span()))
            if places & marked:
                continue
            result.words += 1
            if places & covered:
                result.hidden += 1
                result.misses.append((sentence.sentence_id, "ten onrechte", match[0]))
    return result


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0
