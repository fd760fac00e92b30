"""Reads a text once for everybody: its sentences as they were meant, the parties in it, and its features."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.begrip.clauses import ClauseReader
from assistant.begrip.clues import ClueReader
from assistant.begrip.constructions import Constructions
from assistant.begrip.danger import DangerReader
from assistant.begrip.danger_classes import WordClasses
from assistant.begrip.danger_features import danger_features
from assistant.begrip.factbook import FactBook
from assistant.begrip.features import Reading, text_features
from assistant.begrip.mentions import Parties
from assistant.begrip.phrases import FOLDER, Phrase, PhraseBook
from assistant.begrip.sentences import sentences
from assistant.begrip.spelling import Spelling
from assistant.datafiles import read_yaml, texts
from assistant.masking.vocabulary import Vocabulary

KINDS = "triage.yaml"
LISTS = (
    "algemene_zin", "geweld", "geweld_niet", "deelvraag", "verzoek", "kennisvraag", "algemeen",
    "vakwoord", "zorgverhaal", "buiten", "ander_onderwerp", "toch_binnen", "sterk_concreet",
)  # fmt: skip
WORDS = ("andere_taal",)
# Longer than any message about one casus.
_READ = 6000


@dataclass(frozen=True)
class TextReader:
    """The phrases by which texts are read, compiled once."""

    vocabulary: Vocabulary
    spelling: Spelling
    parties: Parties
    constructions: Constructions
    clues: ClueReader
    clauses: ClauseReader
    lists: Mapping[str, Sequence[Phrase]]
    danger: DangerReader
    danger_classes: WordClasses

    @classmethod
    def load(cls, book: PhraseBook, folder: Path = FOLDER) -> TextReader:
        """Return the reader over a folder. Raises DataFileError naming file and key when a file is damaged."""
        data = texts(read_yaml(folder / KINDS), KINDS, "top level", required=(*LISTS, *WORDS))
        lists = {key: book.phrases(data[key], KINDS, key) for key in LISTS}
        lists["concreet"] = (book.phrase("{concreet_persoon}", KINDS, "concreet_persoon"),)
        doubts = book.phrases(["{onzeker}", "{horen_zeggen}", "{voorwaarde}"], "woordgroepen.yaml", "onzeker")
        vocabulary = Vocabulary.load()
        spelling = Spelling.load(folder, vocabulary.__contains__)
        clues = ClueReader(FactBook.load(book, folder), doubts)
        return cls(
            vocabulary=vocabulary,
            spelling=spelling,
            parties=Parties.load(book, folder),
            constructions=Constructions.load(book, folder),
            clues=clues,
            clauses=ClauseReader.load(clues, folder),
            lists=lists,
            danger=DangerReader.load(folder, book, lists["algemene_zin"], lists["concreet"][0], spelling),
            danger_classes=WordClasses.load(folder, book),
        )

    def reads_all(self, text: str) -> bool:
        """Say whether a text is short enough to be read to its end."""
        return len(text) <= _READ

    def read(self, text: str) -> Reading:
        """Return the sentences of a text and who is named in them."""
        meant = [self.spelling.corrected(part) for part in sentences(text[:_READ])]
        return Reading.of(meant, self.parties, self.constructions)

    def features(self, reading: Reading) -> list[str]:
        """Return what the classifiers look at."""
        return list(text_features(reading, self._signals(reading)))

    def danger_features(self, reading: Reading) -> list[str]:
        """Return what the classifier of danger looks at."""
        return danger_features(reading, self.danger_classes)

    def _signals(self, reading: Reading) -> Iterator[str]:
        yield from self.clues.signals(reading.sentences)
        yield from (f"gesprek {name}" for name in reading.talk)
        for name, phrases in self.lists.items():
            if any(any(phrase.hits(sentence)) for sentence in reading.sentences for phrase in phrases):
                yield f"lijst {name}"
