"""Finds acute danger in sentences: strong words alone, weak signs when enough of them come together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.begrip.denial import is_denied
from assistant.begrip.phrases import Hit, Phrase, PhraseBook
from assistant.begrip.sentences import Sentence
from assistant.begrip.spelling import Spelling
from assistant.datafiles import read_yaml, texts
from assistant.errors import DataFileError

STRONG = "gevaar.yaml"
SIGNS = "gevaar_tekens.yaml"
BY_SIGNS = "tekens"
_LISTS = ("acuut_behalve", "verleden", "nu", "gewoonte", "vraag_over_gegevens")
# One telling sign says danger when one more sign stands by it.
_SIGNS_NEEDED = 2


@dataclass(frozen=True, kw_only=True)
class DangerReader:
    """Reads sentences for danger now by the phrases of gevaar.yaml and gevaar_tekens.yaml."""

    strong: Mapping[str, Sequence[Phrase]]
    telling: Mapping[str, Sequence[Phrase]]
    around: Mapping[str, Sequence[Phrase]]
    lists: Mapping[str, Sequence[Phrase]]
    past_words: frozenset[str]
    general: Sequence[Phrase]
    concrete: Phrase
    spelling: Spelling

    @classmethod
    def load(
        cls, folder: Path, book: PhraseBook, general: Sequence[Phrase], concrete: Phrase, spelling: Spelling
    ) -> DangerReader:
        """Return the reader; `general` and `concrete` tell a sentence about nobody from one about somebody.

        Raises DataFileError naming file and key when a data file is damaged.
        """
        signs = read_yaml(folder / SIGNS, required=("tekens", "omstandigheden", "verleden_tijd", *_LISTS))
        past = signs["verleden_tijd"]
        if not isinstance(past, list) or not all(isinstance(word, str) for word in past):
            raise DataFileError(SIGNS, "verleden_tijd", f"a list of words was expected, found {past!r:.60}")
        return cls(
            strong=_by_kind(book, read_yaml(folder / STRONG, required=("acuut",))["acuut"], STRONG, "acuut"),
            telling=_by_kind(book, signs["tekens"], SIGNS, "tekens"),
            around=_by_kind(book, signs["omstandigheden"], SIGNS, "omstandigheden"),
            lists={key: book.phrases(signs[key], SIGNS, key) for key in _LISTS},
            past_words=frozenset(past),
            general=general,
            concrete=concrete,
            spelling=spelling,
        )

    def kind(self, parts: Sequence[Sentence]) -> str | None:
        """Return the kind of danger the sentences speak of, `tekens` when only signs add up, None when none does."""
        read = [self.spelling.corrected(part) for part in parts]
        for part in read:
            for kind, phrases in self.strong.items():
                if any(self._is_now(hit) for phrase in phrases for hit in phrase.hits(part)):
                    return kind
        # What is heard in one sentence is often placed in the next: "Ik sta voor de deur. Ik hoor gekreun."
        before: tuple[frozenset[str], frozenset[str], int] = (frozenset(), frozenset(), 0)
        for part in read:
            telling, around = self._signs(part, self.telling), self._signs(part, self.around)
            doubt = sum(self._any(key, part) for key in ("gewoonte", "vraag_over_gegevens"))
            for tell, more, against in (
                (telling, around, doubt),
                (telling | before[0], around | before[1], doubt + before[2]),
            ):
                if tell and len(tell) + len(more) >= _SIGNS_NEEDED + against:
                    return BY_SIGNS
            before = (telling, around, doubt)
        return None

    def _signs(self, part: Sentence, kinds: Mapping[str, Sequence[Phrase]]) -> frozenset[str]:
        return frozenset(
            kind
            for kind, phrases in kinds.items()
            if any(self._is_now(hit) for phrase in phrases for hit in phrase.hits(part))
        )

    def _is_now(self, hit: Hit) -> bool:
        sentence = hit.sentence
        clause = sentence.clause(hit.first, hit.last)
        if is_denied(hit) or self._any("acuut_behalve", clause):
            return False
        if any(any(phrase.hits(sentence)) for phrase in self.general) and not any(self.concrete.hits(sentence)):
            return False
        if self._any("nu", clause):
            return True
        if self._any("verleden", clause):
            return False
        return not (
            self._any("verleden", sentence)
            and not self._any("nu", sentence)
            and self.past_words.intersection(clause.words)
        )

    def _any(self, key: str, sentence: Sentence) -> bool:
        return any(any(phrase.hits(sentence)) for phrase in self.lists[key])


def _by_kind(book: PhraseBook, data: Any, file: str, key: str) -> dict[str, tuple[Phrase, ...]]:
    kinds = texts(data, file, key, optional=None)
    return {kind: book.phrases(entries, file, f"{key}.{kind}") for kind, entries in kinds.items()}
