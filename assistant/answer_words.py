"""The words by which questions and the sentences that answer them are known (teksten/antwoord.yaml)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from assistant.datafiles import read_yaml, texts

_AT_START = r"(?:\S+ ){0,3}"  # such a word stands among the first four of its sentence
_KEYS = (
    "vraag_naar_begrip", "zin_met_uitleg", "vraagsoorten", "leunt_op_vorige", "besluit_vorige", "keert_om",
    "verwijst_door",
)  # fmt: skip


@dataclass(frozen=True)
class AnswerWords:
    """How questions sound, and how the sentences sound that answer them."""

    asking: tuple[str, ...]
    explaining: tuple[str, ...]
    kinds: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]
    leaning: tuple[str, ...]
    concluding: re.Pattern[str]
    turning: re.Pattern[str]
    pointing: re.Pattern[str]

    def asked(self, question: str) -> bool:
        """Say whether a question asks what a term means."""
        return question.lower().lstrip().startswith(self.asking)

    def explained_in(self, sentence: str) -> bool:
        """Say whether a sentence explains a term."""
        return any(words in sentence.lower() for words in self.explaining)

    def answers_kind(self, question: str, sentence: str) -> bool:
        """Say whether a question has a form ("hoe lang") whose answers have words that this sentence has ("jaar")."""
        return any(asks.search(question.lower()) and told.search(sentence.lower()) for asks, told in self.kinds)

    def leans(self, sentence: str) -> bool:
        """Say whether a sentence is hard to read without the one before it ("Dit wordt ook wel genoemd ...")."""
        return sentence.lower().startswith(self.leaning) or bool(self.concluding.match(sentence.lower()))

    def points_elsewhere(self, sentence: str) -> bool:
        """Say whether a sentence only tells where to read on ("Voor meer informatie zie ...")."""
        return bool(self.pointing.search(sentence.lower()))

    def turns(self, sentence: str) -> bool:
        """Say whether a sentence takes back or limits the one before it ("Die is echter maar zelden waar")."""
        return bool(self.turning.match(sentence.lower()))


def load_answer_words(path: Path) -> AnswerWords:
    """Read teksten/antwoord.yaml; raises DataFileError when a list is missing."""
    data = read_yaml(path, required=_KEYS)
    kinds = [
        texts(item, path.name, f"vraagsoorten[{i}]", required=("vraag", "antwoord"))
        for i, item in enumerate(data["vraagsoorten"])
    ]
    return AnswerWords(
        tuple(data["vraag_naar_begrip"]),
        tuple(data["zin_met_uitleg"]),
        tuple((_any_of(kind["vraag"]), _any_of(kind["antwoord"])) for kind in kinds),
        tuple(f"{word} " for word in data["leunt_op_vorige"]),
        _any_of(data["besluit_vorige"], before=_AT_START),
        _any_of(data["keert_om"], before=_AT_START),
        _any_of(data["verwijst_door"]),
    )


def _any_of(words: list[str], before: str = "") -> re.Pattern[str]:
    return re.compile(rf"{before}\b(?:{'|'.join(map(re.escape, words))})\b")
