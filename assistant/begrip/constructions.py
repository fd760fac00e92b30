"""Finds how a party stands in its sentence ("ik ben @", "@ vraagt mij"), and which way the talk of data goes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.begrip.mentions import Mention
from assistant.begrip.phrases import FOLDER, Phrase, PhraseBook
from assistant.begrip.sentences import Sentence
from assistant.datafiles import read_yaml, texts

FILE = "zinsbouw.yaml"
_LOOKED_AT = "@"


@dataclass(frozen=True)
class Constructions:
    """The phrases of zinsbouw.yaml by name: around a party, and of the sentence as a whole."""

    around: Mapping[str, Sequence[Phrase]]
    talk: Mapping[str, Sequence[Phrase]]

    @classmethod
    def load(cls, book: PhraseBook, folder: Path = FOLDER) -> Constructions:
        """Return the constructions of zinsbouw.yaml. Raises DataFileError naming file and key when it is damaged."""
        data = read_yaml(folder / FILE, required=("partij", "gesprek"))
        return cls(*(_named(book, data[key], key) for key in ("partij", "gesprek")))

    def of(self, mention: Mention, found: Sequence[Mention]) -> tuple[str, ...]:
        """Return the names of the constructions a party stands in; `found` are all parties of its sentence."""
        seen = _looked_at(mention, found)
        return tuple(name for name, phrases in self.around.items() if any(any(each.hits(seen)) for each in phrases))

    def in_talk(self, sentences: Sequence[Sentence]) -> tuple[str, ...]:
        """Return the names of the constructions in which data are asked for or given, whoever is named."""
        return tuple(
            name
            for name, phrases in self.talk.items()
            if any(any(each.hits(sentence)) for sentence in sentences for each in phrases)
        )


def _named(book: PhraseBook, data: object, key: str) -> dict[str, tuple[Phrase, ...]]:
    entries = texts(data, FILE, key, optional=None)
    return {name: book.phrases(phrases, FILE, f"{key}.{name}") for name, phrases in entries.items()}


def _looked_at(mention: Mention, found: Sequence[Mention]) -> Sentence:
    """Return the sentence with `@` for the party and the name of its kind for every other party."""
    words: list[str] = []
    place = 0
    for each in found:
        words += mention.sentence.words[place : each.first]
        words.append(_LOOKED_AT if each is mention else f"<{each.party.name}>")
        place = each.last + 1
    words += mention.sentence.words[place:]
    offsets = [1]
    for word in words[:-1]:
        offsets.append(offsets[-1] + len(word) + 1)
    return replace(mention.sentence, line=f" {' '.join(words)} ", words=tuple(words), offsets=tuple(offsets))
