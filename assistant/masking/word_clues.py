"""What the second look at a word goes by: its letters, what the lists say of it, and what stands around it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from math import sqrt

from assistant.masking.known import NameLists
from assistant.masking.tokens import Token
from assistant.masking.vocabulary import Vocabulary
from assistant.masking.wordsense import WordSense

_DETERMINERS = frozenset((
    "de", "het", "een", "die", "dat", "deze", "dit", "mijn", "mn", "m'n", "zijn", "zn", "z'n", "haar", "onze", "ons",
    "hun", "uw", "jouw", "je", "geen", "elke", "iedere", "alle", "welke", "wat", "veel", "meer",
))  # fmt: skip
_LETTERS = "abcdefghijklmnoprstuvwz"
_LIKE_LOWEST, _LIKE_HIGHEST = -4, 5
_LONGEST_TOLD_APART = 9
_VOWEL = re.compile("[aeiouy]")
_SHORTEST_SHOUTED = 6
_LONGEST_NAME = 30
# "1ste", "zo'n": what is glued to a number or a sign.
_SHORTEST_BESIDE = 3
# How far around a word is looked for a capital, which tells whether this writer types them.
_NEAR = 12
# Shorter words are one slip of the keys away from too many others.
_SHORTEST_SLIP = 5


@dataclass(frozen=True)
class LetterSense:
    """How much the letters of a word look like those of a name; learned from the lists of names and of words."""

    weights: Mapping[str, float]
    start: float

    def score(self, folded: str) -> float:
        """Return a number above 0 for what looks like a name, below 0 for what looks like a Dutch word."""
        pieces = letter_pieces(folded)
        return self.start + sum(self.weights.get(piece, 0.0) for piece in pieces) / sqrt(len(pieces))


def letter_pieces(folded: str) -> list[str]:
    """Return the pieces of two to four letters of a word, whose ends are marked."""
    word = f"^{folded}$"
    return [word[place : place + size] for size in (2, 3, 4) for place in range(len(word) - size + 1)]


class WordClues:
    """Gives the clues of one word among its neighbours, each with a name that can be read."""

    def __init__(
        self,
        lists: NameLists,
        vocabulary: Vocabulary,
        sense: WordSense,
        letters: LetterSense,
        frequent: Collection[str],
        common: Collection[str] = (),
    ) -> None:
        """Take the lists, the learned letters, and two sets of words.

        `frequent` words count by themselves as a neighbour; `common` ones, which ordinary questions write in lower
        case, are not in doubt when they are written so.
        """
        self._lists = lists
        self._vocabulary = vocabulary
        self._sense = sense
        self._letters = letters
        self._frequent = frozenset(frequent)
        self._common = frozenset(common)

    def is_doubtful(self, token: Token) -> bool:
        """Whether a word is worth a second look: not the words of the documents, nor what tells a role or a deed."""
        if not token.letters or token.initials or not 2 <= len(token.word) <= _LONGEST_NAME:
            return False
        word, lists = token.folded, self._lists
        listed = word in lists.given_also_word or word in lists.family or word in lists.family_also_rare
        if not token.capital and word in self._common:
            return False
        if len(word) == 2 and not token.capital:
            return word in lists.given_also_word or word in lists.given
        if not listed and ((token.shouted and len(word) < _SHORTEST_SHOUTED) or not _VOWEL.search(word)):
            # "CBR", "jgz", "mnd": an abbreviation.
            return False
        _, hyphen, tail = token.word.rpartition("-")
        if hyphen and tail.islower() and tail in self._vocabulary:
            # "RM-zitting"
            return False
        if word in lists.number_words or word.endswith(("nr", "nummer")):
            return False
        if word in lists.particles or word in lists.titles or word in lists.announcers or word in lists.person_verbs:
            return False
        if self._sense.is_readable(token) or (token.touches and len(word) <= _SHORTEST_BESIDE):
            return False
        if word in self._vocabulary.words:
            return listed and token.capital and not token.opens
        if token.capital and not token.opens:
            return True
        return listed or word not in self._vocabulary.dictionary

    def of(self, words: list[Token], index: int, *, unlisted: Collection[int] = ()) -> Iterator[str]:
        """Yield the clues of words[index]; the words at `unlisted` are read as if no list of names had them."""
        token = words[index]
        case = ("S" if token.shouted else "C" if token.capital else "l") + ("o" if token.opens else "")
        known, listed = self._known(token.folded), () if index in unlisted else self._listed(token)
        sense = "+".join((known, *listed))
        like = max(_LIKE_LOWEST, min(_LIKE_HIGHEST, round(self._letters.score(token.folded))))
        yield f"woord:{case}:{sense}"
        yield f"lijst:{sense}"
        yield f"letters:{like}"
        yield f"letters:{case[0]}:{known}:{like}"
        yield f"lengte:{min(_LONGEST_TOLD_APART, len(token.word))}"
        if known == "onbekend" and self._is_slip(token.folded):
            yield f"tikfout:{case[0]}"
        if len(token.folded) > 4:
            yield f"einde:{token.folded[-3:]}"
        for distance in (-2, -1, 1, 2):
            place = index + distance
            neighbour = self._neighbour(words, place)
            yield f"{distance}:{neighbour}"
            near = abs(distance) == 1
            if near:
                yield f"{distance}:{case}:{neighbour}"
                yield f"{distance}:{known}:{neighbour}"
            if 0 <= place < len(words) and words[place].folded in self._frequent:
                yield f"{distance}={words[place].folded}"
                if near:
                    yield f"{distance}:{case}:{known}={words[place].folded}"
        yield f"tussen:{self._neighbour(words, index - 1)}|{self._neighbour(words, index + 1)}"
        if not any(word.capital for word in words[max(0, index - _NEAR) : index + _NEAR]):
            yield f"kleine letters:{case}:{known}"

    def _known(self, folded: str) -> str:
        if folded in self._vocabulary.words:
            return "document"
        if folded in self._vocabulary.dictionary:
            return "woordenboek"
        return "afgeleid" if folded in self._vocabulary else "onbekend"

    def _listed(self, token: Token) -> Iterator[str]:
        if token.folded in self._lists.given_also_word:
            yield "voornaam en woord"
        elif self._sense.is_given(token):
            yield "voornaam"
        if token.folded in self._lists.family:
            yield "achternaam"
        elif token.folded in self._lists.family_also_rare:
            yield "zeldzame achternaam"

    def _neighbour(self, words: list[Token], place: int) -> str:
        if place < 0:
            return "begin"
        if place >= len(words):
            return "eind"
        token = words[place]
        if not token.letters:
            # A placeholder, a number or a sign.
            return "afgeschermd" if len(token.word) > 3 and token.word[0] == "[" else _sign(token.word)
        word, lists = token.folded, self._lists
        for kind, found in (
            ("voorletters", token.initials),
            ("aanspreekvorm", word in lists.titles),
            ("doet", word in lists.person_verbs),
            ("wie", word in lists.announcers),
            ("tussenvoegsel", word in lists.particles),
            ("lidwoord", word in _DETERMINERS),
            ("hoofdletter", token.capital and not token.opens),
        ):
            if found:
                return kind
        known = self._known(word)
        return known if known in ("document", "onbekend") else "woord"

    def _is_slip(self, word: str) -> bool:
        """Whether one slip of the keys makes this word of one of the documents or of everyday speech."""
        if len(word) < _SHORTEST_SLIP:
            return False
        words = self._vocabulary.words
        for place in range(len(word) + 1):
            head, tail = word[:place], word[place:]
            if head + tail[1:] in words or head + tail[1:2] + tail[:1] + tail[2:] in words:
                return True
            if any(head + letter + tail in words or head + letter + tail[1:] in words for letter in _LETTERS):
                return True
        return False


def _sign(word: str) -> str:
    return "getal" if word[:1].isdigit() else word
