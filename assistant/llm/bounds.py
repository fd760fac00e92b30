"""The bounds of a language model: the word lists of grenzen.yaml, read and checked once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.datafiles import read_yaml
from assistant.errors import DataFileError

_FILE = Path(__file__).parent / "grenzen.yaml"
_LISTS = ("ontkenning", "richting", "partijen", "getalwoorden", "vulwoorden", "neiging")
_GROUPS = ("sterkte", "voorbehoud")
_KINDS = "soort"


@dataclass(frozen=True)
class Bounds:
    """Which words may not be added, left out or moved, and which wordings are never let through."""

    negations: frozenset[str]
    groups: Mapping[str, tuple[str, ...]]  # name of a group -> its words, strengths and reservations together
    reservations: frozenset[str]
    directions: frozenset[str]
    parties: frozenset[str]
    kinds: Mapping[str, tuple[str, ...]]  # name of a kind -> its words: who speaks, whom it is about, when it was
    number_words: frozenset[str]
    fillers: frozenset[str]
    leanings: tuple[re.Pattern[str], ...]

    @classmethod
    def load(cls, path: Path = _FILE) -> Bounds:
        """Read grenzen.yaml; raises DataFileError naming the key that holds no list of words or no pattern."""
        data = read_yaml(path, required=(*_LISTS, *_GROUPS, _KINDS))
        words = {key: _words(data[key], path.name, key) for key in _LISTS}
        groups = {name: found for key in _GROUPS for name, found in _mapping(data[key], path.name, key).items()}
        return cls(
            negations=frozenset(words["ontkenning"]),
            groups=groups,
            reservations=frozenset(word for name in data["voorbehoud"] for word in groups[name]),
            directions=frozenset(words["richting"]),
            parties=frozenset(words["partijen"]),
            kinds=_mapping(data[_KINDS], path.name, _KINDS),
            number_words=frozenset(words["getalwoorden"]),
            fillers=frozenset(words["vulwoorden"]),
            leanings=tuple(_pattern(each, path.name) for each in words["neiging"]),
        )

    def leanings_in(self, text: str) -> frozenset[str]:
        """Return the words of a text that conclude or lean; none when the text may be let through."""
        plain = " ".join(text.lower().split())
        return frozenset(match.group() for pattern in self.leanings for match in pattern.finditer(plain))

    def groups_in(self, text: str) -> Counter[str]:
        """Count per group the strengths ("mag", "moet") and reservations ("alleen", "tenzij") in a text."""
        spoken = " ".join(re.findall(r"[^\W_]+", text.lower()))
        return Counter(
            {
                name: len(re.findall(rf"\b(?:{'|'.join(map(re.escape, words))})\b", spoken))
                for name, words in self.groups.items()
            }
        )

    def kinds_in(self, text: str) -> frozenset[str]:
        """Return the kinds of which a text has a word."""
        spoken = set(re.findall(r"[^\W_]+", text.lower()))
        return frozenset(name for name, words in self.kinds.items() if spoken.intersection(words))

    @property
    def group_words(self) -> frozenset[str]:
        """Every word that belongs to a group."""
        return frozenset(word for words in self.groups.values() for word in words)


def _words(found: Any, file: str, key: str) -> tuple[str, ...]:
    if not isinstance(found, list) or not found or not all(isinstance(each, str) and each for each in found):
        raise DataFileError(file, key, f"a list of texts was expected, found {found!r}")
    return tuple(found)


def _mapping(found: Any, file: str, key: str) -> dict[str, tuple[str, ...]]:
    if not isinstance(found, Mapping):
        raise DataFileError(file, key, "a mapping of names to words was expected")
    return {str(name): _words(words, file, f"{key}.{name}") for name, words in found.items()}


def _pattern(text: str, file: str) -> re.Pattern[str]:
    try:
        return re.compile(text)
    except re.error as error:
        raise DataFileError(file, "neiging", f"{text!r} is no regular expression: {error}") from error
