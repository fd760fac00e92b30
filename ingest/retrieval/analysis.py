"""Dutch words for searching: folded, stemmed, without stop words, with the parts of compounds."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from functools import cache
from itertools import filterfalse, pairwise
from pathlib import Path
from typing import Annotated

from pydantic import Field

from ingest.datafiles import DataModel, load_model

# Article numbers (7:457, 7.3.11, 18a) stay whole; so do words with a hyphen.
TOKEN_PATTERN = r"\d+(?:[.:]\d+)*(?:[a-z](?![a-z0-9]))?|[a-z]+(?:-[a-z]+)*"
_TOKEN = re.compile(TOKEN_PATTERN)
_SPACE_IN_NUMBER = re.compile(r"(?<=\d): (?=\d{3}\b)")  # "art 7: 453 BW"
_ORDINALS = {"eerste": "1", "tweede": "2", "derde": "3", "vierde": "4", "vijfde": "5", "zesde": "6"}
# "6 lid 4", "8, eerste lid": the number of the article and of its lid say together which rule is meant.
_LID = re.compile(
    rf"\b(?P<article>\d+(?:[.:]\d+)*[a-z]?),? (?:lid (?P<number>\d+)|(?P<ordinal>{'|'.join(_ORDINALS)}) lid)\b"
)
_SHORTEST_PART = 4
_SHORTEST_COMPOUND = 9
_LINKS = ("", "s", "en", "e")


class Language(DataModel):
    """The word lists of taal.yaml."""

    stopwoorden: str
    vraagwoorden: str
    ik: Annotated[tuple[str, ...], Field(strict=False)]
    opzoeken: Annotated[tuple[str, ...], Field(strict=False)]


@cache
def language() -> Language:
    """Return the word lists."""
    return load_model(Path(__file__).with_name("taal.yaml"), Language)


@cache
def stop_words() -> frozenset[str]:
    """Return the words that are not searched for."""
    return frozenset(language().stopwoorden.split())


@cache
def question_words() -> frozenset[str]:
    """Return the words that anyone uses to ask anything; they say nothing about the subject."""
    return frozenset(language().vraagwoorden.split())


@cache
def _stemmer() -> Callable[[str], str]:
    import Stemmer

    stem: Callable[[str], str] = Stemmer.Stemmer("dutch").stemWord
    return stem


def fold(text: str) -> str:
    """Return a text in lower case without accents: people type "client" and "een" for "cliënt" and "één"."""
    decomposed = unicodedata.normalize("NFKD", text.lower().replace("’", "'").replace("‑", "-"))
    if decomposed.isascii():
        return decomposed
    return "".join(filterfalse(unicodedata.combining, decomposed))


def tokens(text: str) -> list[str]:
    """Return the folded words and numbers of a text in order, each once where it stands."""
    return _TOKEN.findall(_numbers_joined(text))


def _numbers_joined(text: str) -> str:
    return _SPACE_IN_NUMBER.sub(":", fold(text))


def words(text: str) -> list[str]:
    """Return the tokens of a text, those with a hyphen followed by their parts; articles with a lid come last."""
    found: list[str] = []
    for word in tokens(text):
        found.append(word)
        if "-" in word:
            found.extend(part for part in word.split("-") if len(part) > 1)
    if "lid" in found:
        for match in _LID.finditer(" ".join(_numbers_joined(text).split())):
            found.append(f"{match['article']}-lid-{match['number'] or _ORDINALS[match['ordinal']]}")
    return found


def content_words(text: str) -> list[str]:
    """Return the folded words of a text that say what it is about."""
    return [word for word in words(text) if word not in stop_words() and len(word) > 1]


def stem(word: str) -> str:
    """Return the Snowball stem of a folded word; numbers stay as they are."""
    return word if word[0].isdigit() else _stemmer()(word)


class Analyser:
    """Turns text into search terms; knows the words of the corpus, to split compounds by."""

    def __init__(self, vocabulary: Iterable[str]) -> None:
        self._vocabulary = frozenset(word for word in vocabulary if len(word) >= _SHORTEST_PART and word.isalpha())
        self._parts: dict[str, tuple[str, ...]] = {}  # of the words met: a corpus says the same words over and over

    @classmethod
    def of_texts(cls, texts: Iterable[str]) -> "Analyser":
        """Return an analyser that knows the words of these texts."""
        return cls(Counter(word for text in texts for word in words(text)))

    @property
    def vocabulary(self) -> list[str]:
        """The words it splits compounds by, sorted; enough to make the same analyser again."""
        return sorted(self._vocabulary)

    def parts(self, word: str) -> tuple[str, ...]:
        """Return the parts of a compound of known words, each followed by its own parts, or nothing.

        Of several ways to cut a word in two, the one with the longest second part counts.
        """
        found = self._parts.get(word)
        if found is None:
            found = tuple(piece for part in self._cut(word) for piece in (part, *self.parts(part)))
            self._parts[word] = found
        return found

    def joined(self, text: str) -> list[str]:
        """Return the known compounds that neighbouring words of a text make: "gegevens uitwisseling"."""
        found: dict[str, None] = {}
        own = words(text)
        for first, second in pairwise(own):
            if first.isalpha() and second.isalpha() and len(first) + len(second) >= _SHORTEST_COMPOUND:
                for link in _LINKS:
                    if (compound := f"{first}{link}{second}") in self._vocabulary:
                        found[compound] = None
        return list(found)

    def _cut(self, word: str) -> tuple[str, ...]:
        if len(word) < _SHORTEST_COMPOUND or not word.isalpha():
            return ()
        for cut in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
            left, right = word[:cut], word[cut:]
            if right not in self._vocabulary:
                continue
            for link in _LINKS:
                bare = left.removesuffix(link) if link else left
                if left.endswith(link) and bare in self._vocabulary and bare not in stop_words():
                    return bare, right
        return ()

    def terms(self, text: str) -> list[str]:
        """Return the stems of a text in order, each compound followed by the stems of its parts."""
        found: list[str] = []
        for word in content_words(text):
            found.append(stem(word))
            found.extend(stem(part) for part in self.parts(word))
        return found
