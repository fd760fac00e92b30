"""The phrases of feiten.yaml, compiled: per fact and value, how sure each phrase makes it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.begrip.phrases import FOLDER, Phrase, PhraseBook
from assistant.begrip.sentences import Sentence
from assistant.datafiles import read_yaml, texts
from assistant.errors import DataFileError

FILE = "feiten.yaml"
LITERAL = 0.95
CERTAIN = 0.9
LIKELY = 0.65
_LEVELS = {"letterlijk": LITERAL, "zeker": CERTAIN, "waarschijnlijk": LIKELY}
_KEYS = ("feiten", "behalve", "doel_bij_situatie", "leeftijd")


@dataclass(frozen=True, kw_only=True)
class Clue:
    """A phrase that speaks for a value of a fact."""

    fact: str
    value: str
    certainty: float
    phrase: Phrase


@dataclass(frozen=True, kw_only=True)
class FactBook:
    """Everything by which facts are recognised."""

    clues: tuple[Clue, ...]
    excluded: Mapping[str, tuple[Phrase, ...]]
    purpose_of: Mapping[str, str]
    own_age: tuple[Phrase, ...]
    other_age: tuple[Phrase, ...]
    any_age: tuple[Phrase, ...]

    @classmethod
    def load(cls, book: PhraseBook, folder: Path = FOLDER) -> FactBook:
        """Return the book over feiten.yaml. Raises DataFileError naming file and key when it is damaged."""
        data = texts(read_yaml(folder / FILE), FILE, "top level", required=_KEYS)
        ages = texts(data["leeftijd"], FILE, "leeftijd", required=("zelf", "ander", "elk"))
        return cls(
            clues=tuple(_plain(book, _mapping(data, "feiten"))),
            excluded={
                fact: book.phrases(entries, FILE, f"behalve.{fact}")
                for fact, entries in _mapping(data, "behalve").items()
            },
            purpose_of=_codes(data, "doel_bij_situatie"),
            own_age=book.phrases(ages["zelf"], FILE, "leeftijd.zelf"),
            other_age=book.phrases(ages["ander"], FILE, "leeftijd.ander"),
            any_age=book.phrases(ages["elk"], FILE, "leeftijd.elk"),
        )


def _plain(book: PhraseBook, facts: Mapping[str, Any]) -> Iterator[Clue]:
    for fact, values in facts.items():
        for value, levels in texts(values, FILE, f"feiten.{fact}", optional=None).items():
            key = f"feiten.{fact}.{value}"
            for level, entries in texts(levels, FILE, key, optional=tuple(_LEVELS)).items():
                for phrase in book.phrases(entries, FILE, f"{key}.{level}"):
                    yield Clue(fact=fact, value=value, certainty=_LEVELS[level], phrase=phrase)


def _mapping(data: Mapping[str, Any], key: str) -> dict[str, Any]:
    return texts(data[key], FILE, key, optional=None)


def _codes(data: Mapping[str, Any], key: str) -> dict[str, str]:
    codes = _mapping(data, key)
    for name, code in codes.items():
        if not isinstance(code, str):
            raise DataFileError(FILE, f"{key}.{name}", f"a code was expected, found {code!r}")
    return codes


def stands_in(phrases: Sequence[Phrase], sentence: Sentence) -> bool:
    """Whether one of the phrases stands in the sentence."""
    return any(any(phrase.hits(sentence)) for phrase in phrases)
