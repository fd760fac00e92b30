"""Tells what a message is: a casus, a general question, acute danger, or something else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from assistant.begrip import FOLDER, Learned, PhraseBook, Reading, Sentence, TextReader, load_learned, sentences
from assistant.begrip.danger import BY_SIGNS
from assistant.begrip.reader import KINDS, WORDS
from assistant.datafiles import read_yaml
from assistant.errors import DataFileError

_MOSTLY_DUTCH = 0.5
_SURE_ENOUGH = 0.6
_WORDS_AT_MOST = 2000
_A_STATEMENT = 4  # words


class Intent(StrEnum):
    """What the user wants."""

    CASUS = "casus"
    KENNISVRAAG = "kennisvraag"
    ACUUT = "acuut"
    BUITEN_BEREIK = "buiten_bereik"


@dataclass(frozen=True, kw_only=True)
class Triage:
    """The kind of a message; `reason` is a code that says what decided.

    `perhaps_acute` asks for a softer line about 112: there may be danger now, but it does not stand there for certain.
    """

    intent: Intent
    acute: bool
    violence: bool
    unclear: bool
    reason: str
    perhaps_acute: bool = False


@dataclass(frozen=True, kw_only=True)
class Judged:
    """A triage with what was read for it, so that nobody reads the text again."""

    triage: Triage
    reading: Reading
    features: Sequence[str]
    text: str  # masked, without blanks around it


class Triager:
    """Judges a masked message by what was learned from examples, and for danger also by phrases."""

    def __init__(self, reader: TextReader, learned: Learned, foreign: frozenset[str]) -> None:
        self.reader = reader
        self.learned = learned
        self._foreign = foreign

    @classmethod
    def load(cls, folder: Path = FOLDER) -> Triager:
        """Return the triager over the data files. Raises DataFileError naming file and key when one is damaged."""
        book = PhraseBook.load(folder)
        reader = TextReader.load(book, folder)
        foreign = _words(read_yaml(folder / KINDS)[WORDS[0]], WORDS[0])
        return cls(reader, load_learned(book, folder), foreign)

    def triage(self, masked_text: str) -> Triage:
        """Return what the message is; acute danger comes before everything else. Never raises on any text."""
        return self.judge(masked_text).triage

    def judge(self, masked_text: str) -> Judged:
        """Return what the message is together with what was read. Never raises on any text."""
        reading = self.reader.read(masked_text)
        features = self.reader.features(reading)
        triage = self._triage(masked_text, reading, features)
        return Judged(triage=triage, reading=reading, features=features, text=masked_text.strip())

    def asks(self, reading: Reading) -> bool:
        """Say whether a message is put as a question; a word or three may be one without any sign of it."""
        words = sum(len(sentence.words) for sentence in reading.sentences)
        return words < _A_STATEMENT or any(
            sentence.is_question or self._any("kennisvraag", sentence) or self._any("deelvraag", sentence)
            for sentence in reading.sentences
        )

    def _triage(self, masked_text: str, reading: Reading, features: Sequence[str]) -> Triage:
        violence = any(self._speaks_of_violence(part) for part in reading.sentences)
        parts = list(sentences(masked_text))
        danger, perhaps = self._danger(masked_text, parts, reading)
        if danger is not None:
            return Triage(intent=Intent.ACUUT, acute=True, violence=violence, unclear=False, reason=f"acuut_{danger}")
        if not self._is_dutch(parts):
            foreign = any(word in self._foreign for part in parts for word in part.words)
            return Triage(
                intent=Intent.BUITEN_BEREIK,
                acute=False,
                violence=violence,
                unclear=True,
                reason="andere_taal" if foreign else "onduidelijk",
                perhaps_acute=perhaps,
            )
        intent, reason = self._intent(features)
        return Triage(
            intent=intent, acute=False, violence=violence, unclear=False, reason=reason, perhaps_acute=perhaps
        )

    def _danger(self, masked_text: str, parts: Sequence[Sentence], reading: Reading) -> tuple[str | None, bool]:
        """Return the kind of danger now (None: no danger), and whether there may be some all the same."""
        if not any(word[0].isalpha() for part in parts for word in part.words):
            return None, False
        meant = [each for each in zip(reading.sentences, reading.mentions, strict=True) if not self._hurries(each[0])]
        if not meant:
            return None, False
        if (said := self.reader.danger.said(parts)) is not None:
            return said, False
        by_phrases = self.reader.danger.kind(parts)
        if by_phrases is None and not self._is_dutch(parts):
            return None, False  # what was learned from Dutch says nothing of another language or of code
        kept, mentions = zip(*meant, strict=True)
        limits = self.learned.limits
        probability = self._probability(Reading(kept, mentions))
        # The more the phrases of danger tell, the less the message as a whole has to.
        evidence = "zonder_woorden" if by_phrases is None else "tekens" if by_phrases == BY_SIGNS else "woorden"
        if by_phrases is None and sum(len(part.words) for part in parts) <= self.learned.short_message:
            evidence = f"kort_{evidence}"
        # Of a text too long to be read to its end the phrases alone are the judge.
        unread = by_phrases is not None and not self.reader.reads_all(masked_text)
        if unread or probability >= limits[f"gevaar_{evidence}"]:
            return by_phrases or "geleerd", False
        return None, probability >= limits["gevaar_misschien"]

    def _hurries(self, sentence: Sentence) -> bool:
        return self.reader.danger.hurries(sentence)

    def _probability(self, reading: Reading) -> float:
        return self.learned.danger.probabilities(self.reader.danger_features(reading))["ja"]

    def _intent(self, features: Sequence[str]) -> tuple[Intent, str]:
        found = self.learned.kind.probabilities(features)
        kind = max(found, key=lambda name: found[name])
        return Intent(kind), "geleerd" if found[kind] >= _SURE_ENOUGH else "geleerd_onzeker"

    def _speaks_of_violence(self, sentence: Sentence) -> bool:
        return self._any("geweld", sentence) and not self._any("geweld_niet", sentence)

    def _is_dutch(self, parts: Sequence[Sentence]) -> bool:
        words = [word for part in parts for word in part.words if word[0].isalpha()][:_WORDS_AT_MOST]
        if not words:
            return False
        known = sum(word in self.reader.vocabulary for word in words) - sum(word in self._foreign for word in words)
        return known >= _MOSTLY_DUTCH * len(words)

    def _any(self, key: str, sentence: Sentence) -> bool:
        return any(any(phrase.hits(sentence)) for phrase in self.reader.lists[key])


def _words(entries: Any, key: str) -> frozenset[str]:
    if not isinstance(entries, list) or not all(isinstance(entry, str) for entry in entries):
        raise DataFileError(KINDS, key, f"a list of words was expected, found {entries!r:.60}")
    return frozenset(entries)
