"""Reads a typed answer to the question that is open: "ja hoor", "weet ik niet", "nog niet", "optie 2"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path

from assistant.begrip.denial import is_denied
from assistant.begrip.factbook import stands_in
from assistant.begrip.phrases import FOLDER, Phrase, PhraseBook
from assistant.begrip.sentences import Sentence, sentences
from assistant.datafiles import read_yaml, texts
from assistant.masking.view import fold

FILE = "antwoorden.yaml"
UNKNOWN, YES, NO = "weet_ik_niet", "ja", "nee"
_BOTH, _NONE, _ASKS = "ja_of_nee", "geen_antwoord", "tegenvraag"
_NUMBER = re.compile(r"(?:optie |nummer |antwoord |keuze )?([1-9]\d?)[.)]?")
_READ = 2000  # longer than any answer
_LONGEST_FOLLOW_UP = 14  # words; who writes more tells something as well
_MARKS = re.compile(r"[^\w']+|_")


class FollowUp(StrEnum):
    """What the user may ask of the assistant itself: about the walk, or before it what it is for."""

    WHY = "waarom"
    BACK = "terug"
    VERDICT = "mag_het"
    ABOUT = "kennismaking"
    WORKINGS = "bediening"


class ReplyReader:
    """Reads answers by the phrases of antwoorden.yaml."""

    def __init__(
        self,
        general: Mapping[str, Sequence[Phrase]],
        facts: Mapping[str, Mapping[str, Sequence[Phrase]]],
        follow_ups: Mapping[FollowUp, Sequence[Phrase]],
    ) -> None:
        self._general = general
        self._facts = facts
        self._follow_ups = follow_ups

    @classmethod
    def load(cls, book: PhraseBook, folder: Path = FOLDER) -> ReplyReader:
        """Return the reader over antwoorden.yaml. Raises DataFileError when it is damaged."""
        keys = (UNKNOWN, NO, YES, _NONE, _ASKS, _BOTH)
        data = texts(read_yaml(folder / FILE), FILE, "top level", required=(*keys, "vervolg", "feiten"))
        facts = texts(data["feiten"], FILE, "feiten", optional=None)
        follow_ups = texts(data["vervolg"], FILE, "vervolg", required=tuple(FollowUp))
        return cls(
            general={key: book.phrases(data[key], FILE, key) for key in keys},
            facts={
                fact: {
                    value: book.phrases(entries, FILE, f"feiten.{fact}.{value}")
                    for value, entries in texts(values, FILE, f"feiten.{fact}", optional=None).items()
                }
                for fact, values in facts.items()
            },
            follow_ups={kind: book.phrases(follow_ups[kind], FILE, f"vervolg.{kind}") for kind in FollowUp},
        )

    def read(self, answer: str, fact: str, options: Sequence[str]) -> str | None:
        """Return the option the answer names, or None."""
        words = _MARKS.sub(" ", fold(answer)).strip()
        named = [option for option in options if words == _MARKS.sub(" ", fold(option))]
        if named:
            return named[0]
        number = _NUMBER.fullmatch(words)
        # A bare number answers a list of options, but "15" answers how old somebody is.
        if number is not None and fact != "betrokkene" and int(number[1]) <= len(options):
            return options[int(number[1]) - 1]
        first = next(sentences(answer[:_READ]), None)
        if first is None or self.asks_back(answer):
            return None
        return self._read(first, fact, options)

    def asks_back(self, answer: str) -> bool:
        """Say whether what was typed asks something or says two things, so that it answers nothing."""
        parts = list(sentences(answer[:_READ]))
        if not parts:
            return False
        # "Nee. Wat betekent dat?": what comes after the answer is only a question when it is put as one.
        later = any(part.is_question and stands_in(self._general[_NONE], part) for part in parts[1:])
        return (
            later
            or stands_in(self._general[_NONE], parts[0])
            or any(stands_in(self._general[key], part) for key in (_BOTH, _ASKS) for part in parts)
        )

    def follow_up(self, message: str) -> FollowUp | None:
        """Return what a message asks about the walk itself; None when any sentence of it is about something else."""
        parts = list(sentences(message[:_READ]))
        if not parts or sum(len(part.words) for part in parts) > _LONGEST_FOLLOW_UP:
            return None
        kinds = [
            next((kind for kind, phrases in self._follow_ups.items() if stands_in(phrases, part)), None)
            for part in parts
        ]
        return kinds[-1] if None not in kinds else None

    def _read(self, first: Sentence, fact: str, options: Sequence[str]) -> str | None:
        if UNKNOWN in options and stands_in(self._general[UNKNOWN], first):
            return UNKNOWN
        for value, phrases in self._facts.get(fact, {}).items():
            if value in options and any(not is_denied(hit) for phrase in phrases for hit in phrase.hits(first)):
                return value
        for value in (NO, YES):
            if value in options and stands_in(self._general[value], first):
                return value
        return None
