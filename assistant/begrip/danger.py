"""Finds acute danger in sentences: what is said outright, strong words, and weak signs when they come together."""

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
_WEIGHTS = {"zwaar": 3, "matig": 2, "licht": 1}
_POINTS_NEEDED = 3
# However many light signs there are, they do not outweigh habit or a question about data.
_LIGHT_AT_MOST = 3
_DOUBT = {"gewoonte": 2, "vraag_over_gegevens": 2, "kantoor": 1}
_LISTS = ("acuut_behalve", "aansporing", "verleden", "nu", *_DOUBT)


@dataclass(frozen=True, kw_only=True)
class DangerReader:
    """Reads sentences for danger now by the phrases of gevaar.yaml and gevaar_tekens.yaml."""

    strong: Mapping[str, Sequence[Phrase]]
    certain: Mapping[str, Sequence[Phrase]]
    signs: Mapping[str, Mapping[str, Sequence[Phrase]]]
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
        signs = read_yaml(folder / SIGNS, required=(*_WEIGHTS, "verleden_tijd", *_LISTS))
        past = signs["verleden_tijd"]
        if not isinstance(past, list) or not all(isinstance(word, str) for word in past):
            raise DataFileError(SIGNS, "verleden_tijd", f"a list of words was expected, found {past!r:.60}")
        words = read_yaml(folder / STRONG, required=("acuut", "zeker"))
        return cls(
            strong=_by_kind(book, words["acuut"], STRONG, "acuut"),
            certain=_by_kind(book, words["zeker"], STRONG, "zeker"),
            signs={weight: _by_kind(book, signs[weight], SIGNS, weight) for weight in _WEIGHTS},
            lists={key: book.phrases(signs[key], SIGNS, key) for key in _LISTS},
            past_words=frozenset(past),
            general=general,
            concrete=concrete,
            spelling=spelling,
        )

    def said(self, parts: Sequence[Sentence]) -> str | None:
        """Return the kind of danger that the sentences state outright, None when none does."""
        for part in {each.line: each for each in map(self.spelling.corrected, parts)}.values():
            for kind, phrases in self.certain.items():
                if any(self._stands(hit) for phrase in phrases for hit in phrase.hits(part)):
                    return kind
        return None

    def kind(self, parts: Sequence[Sentence]) -> str | None:
        """Return the kind of danger the sentences speak of, `tekens` when only signs add up, None when none does."""
        read = [self.spelling.corrected(part) for part in parts]
        # A sentence that comes again is read once.
        distinct = {part.line: part for part in read}
        for part in distinct.values():
            # "Moet ik suïcidale gedachten altijd melden?" speaks of no moment at all.
            if self._any("gewoonte", part) and self._any("vraag_over_gegevens", part) and not self._any("nu", part):
                continue
            for kind, phrases in self.strong.items():
                if any(self._is_now(hit) for phrase in phrases for hit in phrase.hits(part)):
                    return kind
        # What is heard in one sentence is often placed in the next: "Ik sta voor de deur. Ik hoor gekreun."
        judged = {line: (self._signs(part), self._doubts(part)) for line, part in distinct.items()}
        signs_before: frozenset[tuple[str, str]] = frozenset()
        doubts_before: frozenset[str] = frozenset()
        for signs, doubts in (judged[part.line] for part in read):
            if _says_danger(signs, doubts) or _says_danger(signs | signs_before, doubts | doubts_before):
                return BY_SIGNS
            signs_before, doubts_before = signs, doubts
        return None

    def hurries(self, part: Sentence) -> bool:
        """Say whether a sentence only tells the assistant to hurry ("schiet op")."""
        return self._any("aansporing", part)

    def _signs(self, part: Sentence) -> frozenset[tuple[str, str]]:
        """Return the signs as (weight, kind); a second word of one kind is a light sign more."""
        signs: set[tuple[str, str]] = set()
        for weight, kinds in self.signs.items():
            for kind, phrases in kinds.items():
                hits = (hit for phrase in phrases for hit in phrase.hits(part) if self._is_now(hit))
                first = next(hits, None)
                if first is None:
                    continue
                signs.add((weight, kind))
                if weight != "licht" and any(hit.last != first.last for hit in hits):
                    signs.add(("licht", f"{kind} nog eens"))
        return frozenset(signs)

    def _doubts(self, part: Sentence) -> frozenset[str]:
        return frozenset(key for key in _DOUBT if self._any(key, part))

    def _stands(self, hit: Hit) -> bool:
        # "Acuut" tells that it is now, but not in "vorig jaar was er acuut gevaar".
        return self._is_now(hit) and not self._any("verleden", hit.sentence.clause(hit.first, hit.last))

    def _is_now(self, hit: Hit) -> bool:
        sentence = hit.sentence
        clause = sentence.clause(hit.first, hit.last)
        if is_denied(hit) or self._any("acuut_behalve", clause) or self.hurries(clause):
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


def _says_danger(signs: frozenset[tuple[str, str]], doubts: frozenset[str]) -> bool:
    light = sum(weight == "licht" for weight, _ in signs)
    points = sum(_WEIGHTS[weight] for weight, _ in signs if weight != "licht") + min(light, _LIGHT_AT_MOST)
    return points >= _POINTS_NEEDED + sum(_DOUBT[key] for key in doubts)


def _by_kind(book: PhraseBook, data: Any, file: str, key: str) -> dict[str, tuple[Phrase, ...]]:
    kinds = texts(data, file, key, optional=None)
    return {kind: book.phrases(entries, file, f"{key}.{kind}") for kind, entries in kinds.items()}
