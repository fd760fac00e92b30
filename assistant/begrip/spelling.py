"""Reads hasty spelling: short forms ("zn", "mn") and slips in the words that mean danger ("zelfmoort")."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.begrip.sentences import Sentence
from assistant.datafiles import read_yaml
from assistant.errors import DataFileError

FILE = "spelling.yaml"
# Letters that sound alike; a slip between any other two letters makes too many other words ("verlangen", "verhangen").
_SOUNDS = (("ij", "ei"), ("ie", "i"), ("ch", "g"), ("ph", "f"), ("th", "t"), ("ck", "k"), ("c", "k"), ("d", "t"),
           ("z", "s"), ("v", "f"), ("y", "i"))  # fmt: skip
_DOUBLED = re.compile(r"([^aeiou])\1")
_SHORTEST, _LONGEST = 6, 24


@dataclass(frozen=True, kw_only=True)
class Spelling:
    """Rewrites the words of a sentence; the text itself and its places stay as they are."""

    short_forms: Mapping[str, str]
    danger: frozenset[str]
    by_key: Mapping[str, Sequence[str]]
    is_word: Callable[[str], bool]

    @classmethod
    def load(cls, folder: Path, is_word: Callable[[str], bool]) -> Spelling:
        """Return the spelling of spelling.yaml; a word for which `is_word` holds is left as it is.

        Raises DataFileError naming file and key when the file is damaged.
        """
        data = read_yaml(folder / FILE, required=("kort", "gevaar"))
        short, words = data["kort"], data["gevaar"]
        if not isinstance(short, Mapping) or not all(isinstance(text, str) for pair in short.items() for text in pair):
            raise DataFileError(FILE, "kort", f"short form: word was expected, found {short!r:.60}")
        if not isinstance(words, str):
            raise DataFileError(FILE, "gevaar", f"words with spaces between them were expected, found {words!r:.60}")
        danger = words.split()
        by_key: dict[str, list[str]] = {}
        for word in danger:
            for key in _keys(_sound(word)):
                by_key.setdefault(key, []).append(word)
        return cls(short_forms=dict(short), danger=frozenset(danger), by_key=by_key, is_word=is_word)

    def corrected(self, sentence: Sentence) -> Sentence:
        """Return the sentence with its words as they were meant, in the same order and number."""
        words = tuple(self._meant(word) for word in sentence.words)
        if words == sentence.words:
            return sentence
        offsets: list[int] = []
        place = 1
        for word in words:
            offsets.append(place)
            place += len(word) + 1
        return replace(sentence, line=f" {' '.join(words)} ", words=words, offsets=tuple(offsets))

    def _meant(self, word: str) -> str:
        if word in self.short_forms:
            return self.short_forms[word]
        if not _SHORTEST <= len(word) <= _LONGEST or word in self.danger or self.is_word(word):
            return word
        sound = _sound(word)
        near = (other for key in _keys(sound) for other in self.by_key.get(key, ()))
        return next((other for other in near if _is_slip(sound, _sound(other))), word)


def _keys(sound: str) -> Iterator[str]:
    """Yield a sound, and it with each letter but the first left out: a word and its slip have one in common."""
    yield sound
    for place in range(1, len(sound)):
        yield sound[:place] + sound[place + 1 :]


def _is_slip(sound: str, meant: str) -> bool:
    # One letter too many or too few, or two letters that changed places; never another letter.
    return abs(len(sound) - len(meant)) == 1 or sorted(sound) == sorted(meant)


def _sound(word: str) -> str:
    for letters, same in _SOUNDS:
        word = word.replace(letters, same)
    return _DOUBLED.sub(r"\1", word)
