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
CERTAIN = 0.9
LIKELY = 0.65
_LEVELS = {"zeker": CERTAIN, "waarschijnlijk": LIKELY}
_KEYS = (
    "partijen", "geven_aan", "vraagt_mij", "vraagt_mij_behalve", "ik_vraag", "rol_van_partij", "partij_van_rol",
    "beroepen", "plekken", "ik_ben", "ik_werk_bij", "bij_mij", "feiten", "behalve", "doel_bij_situatie", "leeftijd",
)  # fmt: skip


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
    roles: tuple[Clue, ...]
    named: tuple[Clue, ...]
    gives_to: tuple[Clue, ...]
    asks_me: tuple[Clue, ...]
    asks_me_not: tuple[Phrase, ...]
    i_ask: tuple[Clue, ...]
    role_of_party: Mapping[str, str]
    party_of_role: Mapping[str, str]
    excluded: Mapping[str, tuple[Phrase, ...]]
    purpose_of: Mapping[str, str]
    own_age: tuple[Phrase, ...]
    other_age: tuple[Phrase, ...]

    @classmethod
    def load(cls, book: PhraseBook, folder: Path = FOLDER) -> FactBook:
        """Return the book over feiten.yaml. Raises DataFileError naming file and key when it is damaged."""
        data = texts(read_yaml(folder / FILE), FILE, "top level", required=_KEYS)
        parties, ages = (
            _mapping(data, "partijen"),
            texts(data["leeftijd"], FILE, "leeftijd", required=("zelf", "ander")),
        )
        roles = (
            *_framed(book, data, "ik_ben", "beroep", _mapping(data, "beroepen"), "rol"),
            *_framed(book, data, "ik_werk_bij", "plek", _mapping(data, "plekken"), "rol"),
            *(
                Clue(fact="rol", value=value, certainty=CERTAIN, phrase=phrase)
                for value, entries in _mapping(data, "bij_mij").items()
                for phrase in book.phrases(entries, FILE, f"bij_mij.{value}")
            ),
        )
        return cls(
            clues=tuple(_plain(book, _mapping(data, "feiten"))),
            roles=roles,
            named=tuple(_named(book, data)),
            gives_to=tuple(_framed(book, data, "geven_aan", "naam", parties, "ontvanger")),
            asks_me=tuple(_framed(book, data, "vraagt_mij", "naam", parties, "ontvanger")),
            asks_me_not=book.phrases(data["vraagt_mij_behalve"], FILE, "vraagt_mij_behalve"),
            i_ask=tuple(_framed(book, data, "ik_vraag", "naam", parties, "ontvanger")),
            role_of_party=_codes(data, "rol_van_partij"),
            party_of_role=_codes(data, "partij_van_rol"),
            excluded={
                fact: book.phrases(entries, FILE, f"behalve.{fact}")
                for fact, entries in _mapping(data, "behalve").items()
            },
            purpose_of=_codes(data, "doel_bij_situatie"),
            own_age=book.phrases(ages["zelf"], FILE, "leeftijd.zelf"),
            other_age=book.phrases(ages["ander"], FILE, "leeftijd.ander"),
        )


def _plain(book: PhraseBook, facts: Mapping[str, Any]) -> Iterator[Clue]:
    for fact, values in facts.items():
        for value, levels in texts(values, FILE, f"feiten.{fact}", optional=None).items():
            key = f"feiten.{fact}.{value}"
            for level, entries in texts(levels, FILE, key, optional=tuple(_LEVELS)).items():
                for phrase in book.phrases(entries, FILE, f"{key}.{level}"):
                    yield Clue(fact=fact, value=value, certainty=_LEVELS[level], phrase=phrase)


def _named(book: PhraseBook, data: Mapping[str, Any]) -> Iterator[Clue]:
    """Yield the bare names of receivers and professions: they answer a question, but say nothing in a story."""
    for key, fact in (("partijen", "ontvanger"), ("beroepen", "rol"), ("plekken", "rol")):
        for value, entries in _mapping(data, key).items():
            for phrase in book.phrases(entries, FILE, f"{key}.{value}"):
                yield Clue(fact=fact, value=value, certainty=CERTAIN, phrase=phrase)


def _framed(
    book: PhraseBook, data: Mapping[str, Any], frames: str, slot: str, names: Mapping[str, Any], fact: str
) -> Iterator[Clue]:
    """Yield every frame with every name in its slot."""
    sources = data[frames]
    if not isinstance(sources, list) or not all(
        isinstance(source, str) and f"<{slot}>" in source for source in sources
    ):
        raise DataFileError(FILE, frames, f"a list of phrases with <{slot}> in each was expected")
    for value, entries in names.items():
        group = book.with_group(slot, entries, FILE, value)
        for source in sources:
            phrase = group.phrase(source.replace(f"<{slot}>", f"{{{slot}}}"), FILE, f"{frames}.{value}")
            yield Clue(fact=fact, value=value, certainty=CERTAIN, phrase=phrase)


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
