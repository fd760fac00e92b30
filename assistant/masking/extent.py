"""How far a name reaches: initials, given names, the small words of names, family names."""

from __future__ import annotations

from assistant.masking.known import NameLists
from assistant.masking.tokens import Token
from assistant.masking.wordsense import WordSense

_MAX_NAME_WORDS = 6
_BEFORE_FAMILY = frozenset(["oude", "olde", "groot", "groote", "klein", "kleine", "lutje", "nije", "nieuwe"])


class NameExtent:
    """Finds the end of a name whose start is known."""

    def __init__(self, lists: NameLists, sense: WordSense) -> None:
        self._particles = lists.particles
        self._suffixes = lists.suffixes
        self._also_word = lists.given_also_word
        self._sense = sense

    def end(self, words: list[Token], start: int) -> int:
        """Return the end of the name that starts here: initials, given names, small words, family names."""
        place = start
        while place < len(words) and (words[place].folded in self._particles and place - start < 4):
            if self._sense.skip_particles(words, place) is None:
                break
            place += 1
        place += 1
        if place < len(words) and len(words[place - 1].word) == 1 and not words[place - 1].capital:
            place += 1
        while place < len(words) and place - start < _MAX_NAME_WORDS:
            token = words[place]
            if words[place - 1].word.endswith((",", ";")) or (token.opens and not words[place - 1].initials):
                break
            if words[place - 1].folded.rpartition("-")[2] in self._particles and "-" in words[place - 1].word:
                # "Van der Berg-de Vries"
                place += 1
                continue
            if token.folded in _BEFORE_FAMILY and self._family_of_two(words, place):
                place += 2
                continue
            if token.letters and (token.initials or self._continues(words, place)):
                place += 1
                continue
            core = self._sense.skip_particles(words, place) if token.folded in self._particles else None
            if core is None or core == place or not self._ends_family_name(words, start, core):
                break
            place = core + 1
        return self._after(words, min(place, len(words)))

    def _family_of_two(self, words: list[Token], place: int) -> bool:
        """Whether "Oude Nijhuis" stands here, behind initials or a given name."""
        if place + 1 >= len(words) or words[place + 1].opens or not words[place + 1].letters:
            return False
        before, token, family = words[place - 1 : place + 2]
        named = before.initials or len(before.word) == 1 or self._sense.is_given(before)
        return named and token.capital == family.capital and not self._sense.is_word(family)

    def _after(self, words: list[Token], end: int) -> int:
        """Return the end of what may stand behind a family name: "jr.", or initials after a comma."""
        if end < len(words) and words[end].folded.rstrip(".") in self._suffixes:
            return end + 1
        initials = words[end - 1].capital and not words[end - 1].initials
        if initials and end + 1 < len(words) and words[end].word == "," and words[end + 1].initials:
            named = end + 2 < len(words) and words[end + 2].letters and words[end + 2].capital
            return end if named else end + 2
        return end

    def _continues(self, words: list[Token], index: int) -> bool:
        token = words[index]
        given = self._sense.is_given(words[index - 1]) or words[index - 1].folded in self._also_word
        if token.folded in self._particles:
            return False
        if self._sense.is_readable(token) and not (given and self._sense.is_rare_place(token)):
            return False
        if token.capital and not token.shouted and given:
            # After a given name "Groothuis" is no big house, and "Slot" is no lock.
            return True
        unknown = words[index - 1].capital and not self._sense.is_word(words[index - 1])
        if token.capital and not token.shouted and unknown and self._sense.is_rare_word(token):
            # "Xander Pouwels": behind a capitalised word that nobody knows, a rare word is a family name.
            return True
        if token.capital and not token.shouted:
            return not self._sense.is_word(token) or self._sense.is_family(token) or token.folded in self._also_word
        # "kevin jansen": a family name in lower case right after a given name.
        previous = words[index - 1]
        named = self._sense.is_given(previous) or previous.initials
        if named and (self._sense.is_only_given(token) or token.folded == "jan"):
            # "gerrit jan", "jan willem"
            return True
        return named and (self._sense.is_family(token) or len(token.word) > 4) and not self._sense.is_word(token)

    def _ends_family_name(self, words: list[Token], start: int, core: int) -> bool:
        token = words[core]
        if self._sense.is_family(token) and (token.capital or not self._sense.is_word(token)):
            return True
        if not token.capital or token.shouted:
            return False
        if self._sense.is_given(words[start]) and not self._sense.is_readable(token):
            # "Ineke van 't Veer": behind a given name and a small word a capital is enough.
            return True
        if words[start].initials:
            return not token.shouted and len(token.word) > 2
        return not self._sense.is_word(token) and not self._sense.is_readable(token)

    def family_follows(self, words: list[Token], index: int) -> bool:
        """Whether a capitalised family name comes right after this token, without small words between."""
        if index + 1 == len(words):
            return False
        token = words[index + 1]
        return token.capital and not token.shouted and not token.opens and self._sense.is_family(token)

    def next_is_name(self, words: list[Token], index: int) -> bool:
        """Whether a family name, or an unknown capitalised word, comes right after this token."""
        core = self._sense.skip_particles(words, index + 1)
        if core is None or core - index > 4 or words[core].opens:
            return False
        token = words[core]
        if not token.capital or token.shouted or self._sense.is_readable(token):
            return False
        return self._sense.is_family(token) or not self._sense.is_word(token)
