"""Sentences with marked names, and the same sentences with other names in them, so that no name is learned by heart."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass

from assistant.masking.finding import Kind
from assistant.masking.known import NameLists
from assistant.masking.view import fold, view
from assistant.masking.vocabulary import Vocabulary

_MARK = re.compile(r"\{\{([A-Z]+):(.*?)\}\}")
_BETWEEN = re.compile(r"([ ,/]+)")
_LETTERS = re.compile(r"[^\W\d_]{2,}")
# How often a sentence is put in lower case, and another name of it is a placeholder already.
_LOWER, _MASKED = 0.35, 0.3
# How often a given name is no word; a family name is a common one, a rare one, and else one that is a word.
_ONLY_NAME, _COMMON, _RARE = 0.8, 0.35, 0.75


@dataclass(frozen=True)
class Marked:
    """A sentence without its marks, the places of its names and those of everything else that is marked."""

    plain: str
    names: tuple[tuple[int, int], ...]
    others: tuple[tuple[int, int], ...]

    @classmethod
    def parse(cls, marked: str) -> Marked:
        """Read a sentence in which {{KIND:text}} marks what identifies."""
        pieces: list[str] = []
        found: dict[bool, list[tuple[int, int]]] = {True: [], False: []}
        place = length = 0
        for match in _MARK.finditer(marked):
            before, text = view(marked[place : match.start()]).plain, view(match[2]).plain
            start = length + len(before)
            length = start + len(text)
            found[match[1] == Kind.PERSOON].append((start, length))
            pieces += (before, text)
            place = match.end()
        pieces.append(view(marked[place:]).plain)
        return cls("".join(pieces), tuple(found[True]), tuple(found[False]))


class Rehearsal:
    """Puts other names into marked sentences."""

    def __init__(self, lists: NameLists, vocabulary: Vocabulary, seed: int) -> None:
        """Take the names; the same seed gives the same names."""
        self._lists = lists
        self._given = sorted(lists.given)
        self._given_words = sorted(lists.given_also_word)
        self._common = sorted(lists.family)
        self._rare = sorted(lists.family_also_rare)
        self._family_words = [name for name in (*self._common, *self._rare) if name in vocabulary]
        self._random = random.Random(seed)

    def renamed(self, marked: str) -> str:
        """Return the marked sentence with other names, and now and then in lower case or with a placeholder."""
        text = _MARK.sub(self._replaced, marked)
        if self._random.random() >= _LOWER:
            return text
        return re.sub(
            r"\{\{[A-Z]+:|\[[A-Z]+-\d+\]|.", lambda match: match[0].lower() if len(match[0]) == 1 else match[0], text
        )

    def _replaced(self, match: re.Match[str]) -> str:
        if match[1] != Kind.PERSOON:
            return match[0]
        if self._random.random() < _MASKED:
            return "[PERSOON-1]"
        pieces = _BETWEEN.split(match[2])
        own = [place for place, piece in enumerate(pieces) if self._is_own(piece)]
        for place in own:
            first = place == own[0] and "," not in match[2]
            given = first and (len(own) > 1 or self._is_given(fold(pieces[place])))
            name = self._name(given=given)
            upper = pieces[place].isupper()
            pieces[place] = name.upper() if upper else name.title() if pieces[place][0].isupper() else name
        return "{{PERSOON:" + "".join(pieces) + "}}"

    def _is_own(self, piece: str) -> bool:
        """Whether a piece of a name is no initial and no small word."""
        return _LETTERS.match(piece) is not None and fold(piece).strip("'.") not in self._lists.particles

    def _is_given(self, folded: str) -> bool:
        return folded in self._lists.given or folded in self._lists.given_also_word

    def _name(self, *, given: bool) -> str:
        chance = self._random.random()
        if given:
            return self._random.choice(self._given if chance < _ONLY_NAME else self._given_words)
        if chance < _COMMON:
            return self._random.choice(self._common)
        return self._random.choice(self._rare if chance < _RARE else self._family_words)
