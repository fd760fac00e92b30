"""A second look where the rules saw no name: a learned weighing of clues, each of which can be read and shown."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.errors import DataFileError
from assistant.masking.known import NameLists
from assistant.masking.lists import FOLDER
from assistant.masking.tokens import Token
from assistant.masking.vocabulary import Vocabulary
from assistant.masking.word_clues import LetterSense, WordClues
from assistant.masking.wordsense import WordSense

FILE = "geleerd.json"
_ADVICE = "make it again with: python -m assistant.masking.learning evals/suites corpus"

_SIGNS_BEFORE = frozenset("#\\/<$_&=")
_SIGNS_AFTER = frozenset("([_=<{")


@dataclass(frozen=True)
class Weights:
    """What was learned: a weight per clue, where to start, and from which sum on a word is a name."""

    clues: Mapping[str, float]
    start: float
    limit: float


class SecondLook:
    """Judges a word that the rules left readable."""

    def __init__(self, clues: WordClues, weights: Weights) -> None:
        self._clues = clues
        self._weights = weights

    @classmethod
    def load(cls, lists: NameLists, vocabulary: Vocabulary, sense: WordSense, folder: Path = FOLDER) -> SecondLook:
        """Return the second look over geleerd.json. Raises DataFileError when the file is missing or damaged."""
        try:
            data = json.loads((folder / FILE).read_text(encoding="utf-8"))
            letters = LetterSense(_numbers(data["letters"]), float(data["letters_begin"]))
            weights = Weights(_numbers(data["kenmerken"]), float(data["begin"]), float(data["grens"]))
            frequent = frozenset(str(word) for word in data["veelgebruikt"])
            common = frozenset(str(word) for word in data["gewoon"])
        except FileNotFoundError as error:
            raise DataFileError(FILE, "-", f"the file is missing; {_ADVICE}") from error
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise DataFileError(FILE, "-", f"not as it was made ({error!r:.80}); {_ADVICE}") from error
        return cls(WordClues(lists, vocabulary, sense, letters, frequent, common), weights)

    def is_name(self, words: list[Token], index: int) -> bool:
        """Whether the clues of words[index] together say that it is a name."""
        if not self._clues.is_doubtful(words[index]) or _in_code(words, index):
            return False
        return self.weigh(words, index) > self._weights.limit

    def weigh(self, words: list[Token], index: int) -> float:
        """Return the sum of the weights of the clues: the log odds of a name."""
        known = self._weights.clues
        return self._weights.start + sum(known.get(clue, 0.0) for clue in self._clues.of(words, index))


def _in_code(words: list[Token], index: int) -> bool:
    """Whether a word in lower case is glued to the signs of a programme or a path: "#eval(", "/etc/passwd"."""
    token = words[index]
    if token.capital:
        return False
    after = words[index + 1] if index + 1 < len(words) else None
    before = words[index - 1].word if index and token.touches else ""
    return before in _SIGNS_BEFORE or (after is not None and after.touches and after.word in _SIGNS_AFTER)


def _numbers(data: Any) -> dict[str, float]:
    return {str(key): float(value) for key, value in data.items()}
