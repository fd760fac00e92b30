"""What one word can be: a given name, a family name, a Dutch word, or the name of something that stays readable."""

from __future__ import annotations

from assistant.masking.known import NameLists
from assistant.masking.tokens import Token
from assistant.masking.vocabulary import Vocabulary


class WordSense:
    """Judges words by the name lists and the vocabulary."""

    def __init__(self, lists: NameLists, vocabulary: Vocabulary) -> None:
        self._lists = lists
        self._vocabulary = vocabulary

    def is_plain_word(self, token: Token) -> bool:
        """Whether the vocabulary has this very word, without taking it apart."""
        return token.folded in self._vocabulary.words

    def is_given(self, token: Token) -> bool:
        """Whether the word is a given name that needs no context, alone, in a genitive or with a hyphen."""
        if token.folded in self._lists.given:
            return True
        # "Kevins moeder", "Anne-Marie"
        if token.capital and token.folded.endswith("s") and token.folded[:-1] in self._lists.given:
            return True
        return "-" in token.word and token.folded.split("-")[0] in self._lists.given

    def is_family(self, token: Token) -> bool:
        """Whether the word, or a part of it, is a common family name."""
        return any(part in self._lists.family for part in token.folded.split("-"))

    def is_word(self, token: Token) -> bool:
        """Whether the word is Dutch, a title or a word that announces a name."""
        folded = token.folded
        return folded in self._vocabulary or folded in self._lists.titles or folded in self._lists.announcers

    def is_readable(self, token: Token) -> bool:
        """Whether the word names a law, an organisation or a place, which stay readable."""
        return token.folded in self._lists.readable and not self.is_given(token)

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
