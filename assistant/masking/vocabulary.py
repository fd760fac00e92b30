"""What counts as a Dutch word: the words of the documents, a list of our own, and what is built from them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Set
from dataclasses import dataclass
from pathlib import Path

from assistant.masking.lists import FOLDER, read_lists
from assistant.masking.view import fold

DOCUMENT_WORDS = "documentwoorden.yaml"
DICTIONARY = "woordenboek.yaml"
_WORD = re.compile(r"[^\W\d_]+")
_CAPITALISED = re.compile(r"(?<![\w.-])(?:[A-Z](?!\.)[^\W\d_]+(?:-[^\W\d_]+)*)")
_ENDINGS = (
    "en",
    "s",
    "e",
    "t",
    "je",
    "jes",
    "de",
    "te",
    "den",
    "ten",
    "er",
    "ers",
    "ing",
    "ingen",
    "heid",
    "lijk",
    "lijke",
    "n",
)
_VOWELS = "aeiou"
_LONGEST_IN_DICTIONARY = 10


def document_words(texts: Iterable[str]) -> list[str]:
    """Return every word that the documents write in lower case, sorted: those are words, not names."""
    return sorted({word for text in texts for word in _WORD.findall(text) if len(word) > 1 and word.islower()})


def document_names(texts: Iterable[str], persons: Collection[str]) -> list[str]:
    """Return the words the documents write only with a capital, sorted, without the folded names of persons."""
    texts = list(texts)
    lower = set(document_words(texts))
    found = {word for text in texts for word in _CAPITALISED.findall(text) if word.lower() not in lower}
    return sorted(word for word in found if fold(word) not in persons)


def write_document_words(texts: Iterable[str], persons: Collection[str], path: Path) -> None:
    """Write the words of the documents to the data file that the vocabulary and the name lists read."""
    texts = list(texts)
    blocks = {"woorden": document_words(texts), "namen": document_names(texts, persons)}
    lines = ["# The words of the documents, and the names of things in them; made by python -m assistant.masking."]
    for key, words in blocks.items():
        lines += [f"{key}: |", *(f"  {word}" for word in words)]
    path.write_text("\n".join(lines) + "\n", "utf-8")


@dataclass(frozen=True)
class Vocabulary:
    """The Dutch words known, and the test for words derived from them.

    `words` are those of the documents and of our own list; `dictionary` is the large list behind them.
    """

    words: Set[str]
    dictionary: Set[str] = frozenset()

    @classmethod
    def load(cls, folder: Path = FOLDER, *, dictionary: bool = True) -> Vocabulary:
        """Return the vocabulary of the data files. Raises DataFileError when one is damaged."""
        own = read_lists("woorden.yaml", ("woorden", "werkwoorden"), folder=folder)
        documents = read_lists(DOCUMENT_WORDS, ("woorden",), folder=folder)
        verbs = (form for infinitive in own["werkwoorden"] for form in verb_forms(infinitive))
        large = read_lists(DICTIONARY, ("woorden",), folder=folder)["woorden"] if dictionary else ()
        return cls(frozenset((*own["woorden"], *documents["woorden"], *verbs)), frozenset(large))

    def __contains__(self, word: str) -> bool:
        """Whether a folded word is Dutch: itself, an inflection, or a compound of two known words."""
        return self.simple(word) or self._compound(word)

    def simple(self, word: str) -> bool:
        """Whether a folded word is listed, or an inflection of one that is."""
        return word in self.dictionary or _inflected(word, self.words) or _inflected(word, self.dictionary)

    def _compound(self, word: str) -> bool:
        if "-" in word:
            return all(part in self.words or part in self.dictionary for part in word.split("-") if part)
        # Parts of four letters and more: shorter ones would make a Dutch word of many names.
        for cut in range(4, len(word) - 3):
            head, tail = word[:cut], word[cut:]
            if _inflected(tail, self.words) and (head in self.words or head.removesuffix("s") in self.words):
                return True
            # The dictionary has the shorter compounds itself: "kortekaas" is a name, although both parts are words.
            if len(word) > _LONGEST_IN_DICTIONARY and self.simple(tail) and self.simple(head):
                return True
        return False


def _inflected(word: str, words: Set[str]) -> bool:
    if word in words:
        return True
    for ending in _ENDINGS:
        stem = word.removesuffix(ending)
        if len(stem) >= 3 and stem != word and (stem in words or _undouble(stem) in words or stem + "en" in words):
            return True
    return word.startswith("ge") and len(word) > 5 and word[2:] in words


def verb_forms(infinitive: str) -> tuple[str, ...]:
    """Return the infinitive with its regular third person, past and participle."""
    stem = infinitive.removesuffix("en") if infinitive.endswith("en") else infinitive.removesuffix("n")
    stem = _undouble(stem)
    if (
        len(stem) > 2
        and stem[-1] not in _VOWELS
        and stem[-2] in "aeou"
        and stem[-3] not in _VOWELS
        and not _doubled(infinitive)
    ):
        stem = stem[:-1] + stem[-2] + stem[-1]
    stem = stem[:-1] + {"z": "s", "v": "f"}.get(stem[-1], stem[-1])
    third = stem if stem.endswith("t") else stem + "t"
    return (infinitive, stem, third, stem + "de", stem + "te", "ge" + stem + "d", "ge" + third)


def _doubled(infinitive: str) -> bool:
    return len(infinitive) > 4 and infinitive[-3] == infinitive[-4]


def _undouble(stem: str) -> str:
    return stem[:-1] if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in _VOWELS else stem
