"""Tells what a message is: a casus, a general question, acute danger, or something else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from assistant.begrip import FOLDER, DangerReader, Phrase, PhraseBook, Sentence, Spelling, sentences
from assistant.datafiles import read_yaml, texts
from assistant.errors import DataFileError
from assistant.masking.vocabulary import Vocabulary

FILE = "triage.yaml"
_LISTS = (
    "algemene_zin", "geweld", "geweld_niet", "deelvraag", "verzoek", "kennisvraag", "algemeen",
    "vakwoord", "zorgverhaal", "buiten", "ander_onderwerp", "toch_binnen", "sterk_concreet",
)  # fmt: skip
_WORDS = ("andere_taal",)
_MOSTLY_DUTCH = 0.5


class Intent(StrEnum):
    """What the user wants."""

    CASUS = "casus"
    KENNISVRAAG = "kennisvraag"
    ACUUT = "acuut"
    BUITEN_BEREIK = "buiten_bereik"


@dataclass(frozen=True, kw_only=True)
class Triage:
    """The kind of a message; `reason` is a code that says what decided."""

    intent: Intent
    acute: bool
    violence: bool
    unclear: bool
    reason: str


class Triager:
    """Reads a masked message by the phrases of triage.yaml, and for danger those of gevaar.yaml."""

    def __init__(
        self,
        lists: Mapping[str, Sequence[Phrase]],
        danger: DangerReader,
        words: Mapping[str, frozenset[str]],
        concrete: Phrase,
        vocabulary: Vocabulary,
    ) -> None:
        self._lists = lists
        self._danger = danger
        self._words = words
        self._concrete = concrete
        self._vocabulary = vocabulary

    @classmethod
    def load(cls, folder: Path = FOLDER) -> Triager:
        """Return the triager over triage.yaml. Raises DataFileError naming file and key when it is damaged."""
        book = PhraseBook.load(folder)
        data = texts(read_yaml(folder / FILE), FILE, "top level", required=(*_LISTS, *_WORDS))
        lists = {key: book.phrases(data[key], FILE, key) for key in _LISTS}
        concrete = book.phrase("{concreet_persoon}", FILE, "concreet_persoon")
        vocabulary = Vocabulary.load()
        spelling = Spelling.load(folder, vocabulary.__contains__)
        return cls(
            lists=lists,
            danger=DangerReader.load(folder, book, lists["algemene_zin"], concrete, spelling),
            words={key: _words(data[key], key) for key in _WORDS},
            concrete=concrete,
            vocabulary=vocabulary,
        )

    def triage(self, masked_text: str) -> Triage:
        """Return what the message is; acute danger comes before everything else. Never raises on any text."""
        parts = list(sentences(masked_text))
        danger = self._danger.kind(parts)
        violence = any(self._speaks_of_violence(part) for part in parts)
        if danger is not None:
            return Triage(intent=Intent.ACUUT, acute=True, violence=violence, unclear=False, reason=f"acuut_{danger}")
        if not self._is_dutch(parts):
            reason = "andere_taal" if self._has_foreign_words(parts) else "onduidelijk"
            return Triage(intent=Intent.BUITEN_BEREIK, acute=False, violence=violence, unclear=True, reason=reason)
        intent, reason = self._intent(parts)
        return Triage(intent=intent, acute=False, violence=violence, unclear=False, reason=reason)

    def _speaks_of_violence(self, sentence: Sentence) -> bool:
        return self._any("geweld", sentence) and not self._any("geweld_niet", sentence)

    def _is_dutch(self, parts: Sequence[Sentence]) -> bool:
        words = [word for part in parts for word in part.words if word[0].isalpha()]
        if not words:
            return False
        foreign = self._words["andere_taal"]
        known = sum(word in self._vocabulary for word in words) - sum(word in foreign for word in words)
        return known >= _MOSTLY_DUTCH * len(words)

    def _has_foreign_words(self, parts: Sequence[Sentence]) -> bool:
        return any(word in self._words["andere_taal"] for part in parts for word in part.words)

    def _intent(self, parts: Sequence[Sentence]) -> tuple[Intent, str]:
        request = self._in_any("verzoek", parts)
        sharing = self._in_any("deelvraag", parts)
        concrete = any(any(self._concrete.hits(part)) for part in parts)
        general = any(self._any("kennisvraag", part) for part in parts)
        about_field = self._in_any("toch_binnen", parts)
        if self._in_any("buiten", parts) and not about_field:
            return Intent.BUITEN_BEREIK, "ander_onderwerp"
        if self._in_any("ander_onderwerp", parts) and not (about_field or sharing or request):
            return Intent.BUITEN_BEREIK, "ander_onderwerp"
        if request and not general:
            return Intent.CASUS, "verzoek_om_gegevens"
        if sharing and not self._only_general(parts):
            return Intent.CASUS, "vraag_over_delen"
        if general and (self._in_any("vakwoord", parts) or self._in_any("zorgverhaal", parts) or sharing):
            return Intent.KENNISVRAAG, "algemene_vraag"
        if concrete and self._in_any("zorgverhaal", parts):
            return Intent.CASUS, "verhaal"
        if self._in_any("vakwoord", parts):
            return Intent.KENNISVRAAG, "vakwoord"
        return Intent.BUITEN_BEREIK, "geen_onderwerp"

    def _only_general(self, parts: Sequence[Sentence]) -> bool:
        """Whether the sentences that ask about sharing are general questions, about nobody in particular."""
        asking = [part for part in parts if self._any("deelvraag", part)]
        told = [part for part in parts if part not in asking]
        if any(any(self._concrete.hits(part)) for part in told) or self._in_any("sterk_concreet", asking):
            return False
        return all(self._any("algemene_zin", part) or self._any("algemeen", part) for part in asking)

    def _any(self, key: str, sentence: Sentence) -> bool:
        return any(any(phrase.hits(sentence)) for phrase in self._lists[key])

    def _in_any(self, key: str, parts: Sequence[Sentence]) -> bool:
        return any(self._any(key, part) for part in parts)


def _words(entries: Any, key: str) -> frozenset[str]:
    if not isinstance(entries, list) or not all(isinstance(entry, str) for entry in entries):
        raise DataFileError(FILE, key, f"a list of words was expected, found {entries!r:.60}")
    return frozenset(entries)
