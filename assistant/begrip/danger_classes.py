"""Knows to which classes the words of a scene of danger belong: what happens, whether it is so, and when."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.begrip.phrases import Phrase, PhraseBook
from assistant.begrip.sentences import Sentence
from assistant.datafiles import read_yaml, texts
from assistant.errors import DataFileError
from assistant.masking.view import fold

FILE = "tafereel.yaml"
WHAT, SO, NOT_SO = "beeld", "echt", "niet_echt"
_GROUPS = (WHAT, SO, NOT_SO)
# One word, perhaps with its begin or its end left open: looked up, where thousands of phrases would take long.
_ONE_WORD = re.compile(r"\*?[a-z0-9'-]+|[a-z0-9'-]+\*")


@dataclass(frozen=True, kw_only=True)
class ClassHit:
    """Words of a class in a sentence, from word `first` to word `last`."""

    name: str
    first: int
    last: int


@dataclass(frozen=True, kw_only=True)
class WordClasses:
    """The classes of tafereel.yaml: the group of each, and the words and phrases that belong to it."""

    group: Mapping[str, str]
    whole: Mapping[str, frozenset[str]]
    begins: Mapping[str, frozenset[str]]
    ends: Mapping[str, frozenset[str]]
    phrases: Sequence[tuple[str, Phrase]]

    @classmethod
    def load(cls, folder: Path, book: PhraseBook) -> WordClasses:
        """Return the classes. Raises DataFileError naming file and key when the file is damaged."""
        data = read_yaml(folder / FILE, required=_GROUPS)
        group: dict[str, str] = {}
        words: dict[str, dict[str, set[str]]] = {"whole": {}, "begins": {}, "ends": {}}
        phrases: list[tuple[str, Phrase]] = []
        for key in _GROUPS:
            for name, entries in texts(data[key], FILE, key, optional=None).items():
                if name in group:
                    raise DataFileError(FILE, f"{key}.{name}", "this class stands there twice; give it another name")
                group[name] = key
                for entry in _entries(entries, f"{key}.{name}"):
                    word = fold(entry)
                    if not _ONE_WORD.fullmatch(word):
                        phrases.append((name, book.phrase(entry, FILE, f"{key}.{name}")))
                        continue
                    side = "begins" if word.endswith("*") else "ends" if word.startswith("*") else "whole"
                    words[side].setdefault(word.strip("*"), set()).add(name)
        kept = {side: {word: frozenset(names) for word, names in found.items()} for side, found in words.items()}
        return cls(group=group, phrases=tuple(phrases), **kept)

    def hits(self, sentence: Sentence) -> Iterator[ClassHit]:
        """Yield the classes of the words and phrases of a sentence, one class more than once where it stands so."""
        for place, word in enumerate(sentence.words):
            for name in sorted(self._of(word)):
                yield ClassHit(name=name, first=place, last=place)
        for name, phrase in self.phrases:
            for hit in phrase.hits(sentence):
                yield ClassHit(name=name, first=hit.first, last=hit.last)

    def _of(self, word: str) -> frozenset[str]:
        found = self.whole.get(word, frozenset())
        for size in range(1, len(word) + 1):
            found |= self.begins.get(word[:size], frozenset()) | self.ends.get(word[-size:], frozenset())
        return found


def _entries(entries: object, key: str) -> list[str]:
    if not isinstance(entries, str) or not entries.strip():
        raise DataFileError(FILE, key, f"phrases with commas between them were expected, found {entries!r:.60}")
    return [entry.strip() for entry in entries.replace("\n", ",").split(",") if entry.strip()]
