"""Finds who is named in a sentence: professions, organisations and people around the one the question is about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.begrip.phrases import FOLDER, Hit, Phrase, PhraseBook
from assistant.begrip.sentences import Sentence
from assistant.datafiles import read_yaml, texts

FILE = "partijen.yaml"


@dataclass(frozen=True, kw_only=True)
class Party:
    """One kind of party: its code as the one who receives, and as the one who gives (None: never filled in)."""

    name: str
    receiver: str | None
    role: str | None


@dataclass(frozen=True, kw_only=True)
class Mention(Hit):
    """A party named in a sentence, from word `first` to word `last`."""

    party: Party


@dataclass(frozen=True)
class Parties:
    """All parties with the words that name them."""

    phrases: Mapping[Party, Sequence[Phrase]]

    @classmethod
    def load(cls, book: PhraseBook, folder: Path = FOLDER) -> Parties:
        """Return the parties of partijen.yaml. Raises DataFileError naming file and key when it is damaged."""
        data = texts(read_yaml(folder / FILE, required=("partijen",))["partijen"], FILE, "partijen", optional=None)
        phrases = {}
        for name, item in data.items():
            entry = texts(item, FILE, f"partijen.{name}", required=("woorden",), optional=("ontvanger", "rol"))
            party = Party(name=name, receiver=entry.get("ontvanger"), role=entry.get("rol"))
            phrases[party] = book.phrases(entry["woorden"], FILE, f"partijen.{name}.woorden")
        return cls(phrases)

    def in_sentence(self, sentence: Sentence) -> list[Mention]:
        """Return who is named, in order; of names that overlap the longest counts."""
        found = [
            Mention(party=party, sentence=sentence, first=hit.first, last=hit.last)
            for party, phrases in self.phrases.items()
            for phrase in phrases
            for hit in phrase.hits(sentence)
        ]
        # sorted() keeps the order of the file among equals, so that the first party named there wins.
        found.sort(key=lambda mention: mention.first - mention.last)
        taken: set[int] = set()
        kept = []
        for mention in found:
            words = range(mention.first, mention.last + 1)
            if taken.isdisjoint(words):
                taken.update(words)
                kept.append(mention)
        return sorted(kept, key=lambda mention: mention.first)
