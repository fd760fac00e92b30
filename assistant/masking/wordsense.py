"""What one word can be: a given name, a family name, a Dutch word, or the name of something that stays readable."""

from __future__ import annotations

from assistant.masking.known import NameLists, spelling
from assistant.masking.tokens import Token
from assistant.masking.vocabulary import Vocabulary

_SIDES = frozenset(["noord", "zuid", "oost", "west", "centrum", "binnen", "buiten"])
_LONGEST_ABBREVIATION = 5
_ENGLISH = 0.1  # the share of its small words from which a text is English


class WordSense:
    """Judges words by the name lists and the vocabulary."""

    def __init__(self, lists: NameLists, vocabulary: Vocabulary) -> None:
        self._lists = lists
        self._vocabulary = vocabulary

    def is_plain_word(self, token: Token) -> bool:
        """Whether the vocabulary has this very word, without taking it apart."""
        return token.folded in self._vocabulary.words or token.folded in self._vocabulary.dictionary

    def is_given(self, token: Token) -> bool:
        """Whether the word is a given name that needs no context, alone, in a genitive or with a hyphen."""
        if token.folded in self._lists.given:
            return True
        # "bertje": the pet form of a name.
        for ending in ("tje", "pje", "je"):
            if len(token.folded) > 4 and token.folded.removesuffix(ending) in self._lists.given:
                return not self.is_word(token)
        # "fatimma", "mohammmed"
        if len(token.folded) > 4 and spelling(token.folded) in self._lists.spelt:
            return not self.is_word(token) and token.folded not in self._lists.readable
        # "Kevins moeder", "Anne-Marie"
        if token.capital and token.folded.endswith("s") and token.folded[:-1] in self._lists.given:
            return not self.is_word(token)
        return "-" in token.word and token.folded.split("-")[0] in self._lists.given

    def is_rare_word(self, token: Token) -> bool:
        """Whether the word is no word of the documents, nor one of our own list of everyday words."""
        return token.folded not in self._vocabulary.words

    def is_only_given(self, token: Token) -> bool:
        """Whether the word as it stands is a given name and no Dutch word."""
        return token.folded in self._lists.given

    def is_family(self, token: Token) -> bool:
        """Whether the word, or a part of it, is a family name; a rare one that is a Dutch word as well is not."""
        parts = token.folded.split("-")
        if any(part in self._lists.family for part in parts):
            return True
        return any(part in self._lists.family_also_rare for part in parts) and not self.is_word(token)

    def is_word(self, token: Token) -> bool:
        """Whether the word is Dutch, a title or a word that announces a name."""
        folded = token.folded
        return folded in self._vocabulary or folded in self._lists.titles or folded in self._lists.announcers

    def is_english(self, words: list[Token]) -> bool:
        """Whether small words of English stand in a text: two, and one in every ten."""
        found = [token.folded for token in words if token.folded in self._lists.english]
        return len(set(found)) > 1 and len(found) >= _ENGLISH * sum(token.letters for token in words)

    def is_readable(self, token: Token) -> bool:
        """Whether the word names a law, an organisation or a place, which stay readable."""
        if token.folded in self._lists.readable:
            return not self.is_given(token)
        # "FACT-begeleider", "Lidl-flat": with a hyphen before a Dutch word the name stays what it is.
        head, hyphen, tail = token.word.rpartition("-")
        if head.lower() in self._lists.readable and (tail.lower() in self._lists.readable or tail in self._vocabulary):
            return True
        if hyphen and tail.lower() in _SIDES:
            # "Oud-Noord"
            return not self.is_given(token)
        if (
            hyphen
            and head.isupper()
            and len(head) <= _LONGEST_ABBREVIATION
            and tail.islower()
            and tail in self._vocabulary
        ):
            # "RM-zitting"
            return True
        if not hyphen or not tail.islower() or tail not in self._vocabulary.words:
            return False
        return not (self.is_given(token) or self.is_family(token))

    def is_person_after_title(self, token: Token) -> bool:
        """Whether a capitalised word behind "meneer" is somebody: a place is, a law or an organisation is not."""
        return not self.is_readable(token) or token.folded in self._lists.places

    def is_rare_place(self, token: Token) -> bool:
        """Whether the word is a place that only the large list knows: as well a family name ("Pouwels")."""
        return token.folded in self._lists.rare_places

    def skip_particles(self, words: list[Token], index: int) -> int | None:
        """Return the first token from index that is no particle of a name, or None when no word follows."""
        place = index
        while place < len(words) and place - index < 4 and words[place].folded in self._lists.particles:
            place += 1
            if place < len(words) and words[place].word == "." and words[place].touches:
                place += 1
        if place < len(words) and words[place].initials and place + 1 < len(words):
            return place
        return place if place < len(words) and words[place].letters else None
