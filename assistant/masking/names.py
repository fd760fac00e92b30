"""Recognises names of persons: after a title, by initials, from lists, and by capitals that are no Dutch word."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.masking.announced import PREPOSITIONS, AnnouncedNames
from assistant.masking.extent import NameExtent
from assistant.masking.finding import Finding, Kind
from assistant.masking.known import NameLists
from assistant.masking.places import PlaceFinder
from assistant.masking.second_look import SecondLook
from assistant.masking.session import MaskingSession, Mention
from assistant.masking.signs import NameSigns
from assistant.masking.tokens import Token, tokens
from assistant.masking.vocabulary import Vocabulary
from assistant.masking.wordsense import WordSense

# Small words of names that mostly are no part of one.
_OFTEN_NO_NAME = frozenset((
    "van", "de", "den", "te", "bij", "aan", "uit", "op", "in", "la", "le", "do", "da", "af", "ben", "al", "an", "du",
    "fan",
))  # fmt: skip

# "A.M.E. (Annemarie) van den Berg": initials, the name somebody goes by, and the family name.
_WITH_CALLING_NAME = re.compile(
    r"(?<![\w.])(?:[A-Z][a-z]?\.[ -]?)+\(([A-Z][\w'-]+)\)(?: (?:van|von|de|den|der|ten|ter|te|'t|el|al|la|le))*"
    r" [A-Z][\w'-]+"
)


class NameFinder:
    """Finds names of persons in a text whose numbers and addresses are already known."""

    def __init__(
        self, lists: NameLists, vocabulary: Vocabulary, places: PlaceFinder, second: SecondLook | None
    ) -> None:
        """Take what the rules go by, and the second look, which is None while that is being learned."""
        self._second = second
        self._lists = lists
        self._places = places
        self._sense = WordSense(lists, vocabulary)
        self._extent = NameExtent(lists, self._sense)
        self._signs = NameSigns(lists, self._sense, self._extent)
        self._announced = AnnouncedNames(lists, self._sense, self._extent, self._signs)

    def find(self, plain: str, taken: list[tuple[int, int]], session: MaskingSession) -> Iterator[Finding]:
        """Yield the names outside the places already taken."""
        words = self.words(plain, taken)
        # What was learned from Dutch takes the words of another language for names.
        twice = self._second is not None and not self._sense.is_english(words)
        called = {match.start(): match.end() for match in _WITH_CALLING_NAME.finditer(plain)}
        index = 0
        while index < len(words):
            if (until := called.get(words[index].start)) is not None and words[index].letters:
                end = next((place for place in range(index, len(words)) if words[place].start >= until), len(words))
                yield self._finding(words[index:end], None)
                index = end
                continue
            start, gender = self._name_start(words, index, session)
            if start is None and twice:
                start = self._second_start(words, index)
            if start is None:
                index += 1
                continue
            end = self._extent.end(words, start)
            yield self._finding(words[start:end], gender)
            index = end

    def words(self, plain: str, taken: list[tuple[int, int]]) -> list[Token]:
        """Return the words of a text; those at a taken place, and the names of things, count as closed."""
        readable = [
            match.span()
            for pattern in (self._lists.readable_phrase, self._lists.readable_run)
            for match in pattern.finditer(plain)
        ]
        # A street without a number is where many people live, and it tells where something happens.
        readable += self._places.bare_streets(plain)
        return tokens(plain, taken + readable)

    def _second_start(self, words: list[Token], index: int) -> int | None:
        """Return where a name starts that only the second look sees; its small words ("de boer") belong to it."""
        if self._second is None:
            return None
        token = words[index]
        if token.folded not in self._lists.particles:
            return index if self._second.is_name(words, index) else None
        core = self._sense.skip_particles(words, index)
        if core is None or core == index or words[core].opens or not self._second.is_name(words, core):
            return None
        before = words[index - 1].folded if index else ""
        inside = token.capital and not token.opens
        if inside or token.folded not in _OFTEN_NO_NAME:
            return index
        # "mevrouw de wolf", "buurman van dam"; but not "de broer van kevin", "een van de Snippers".
        known = self._sense.is_only_given(words[core])
        return index if before in self._lists.titles or (before in self._lists.announcers and not known) else None

    def _name_start(self, words: list[Token], index: int, session: MaskingSession) -> tuple[int | None, str | None]:
        """Return where a name starts that is announced or begun by this token, and the gender its title tells."""
        token = words[index]
        if not token.letters:
            return None, None
        if token.folded in self._lists.titles:
            start = self._announced.after_title(words, index)
            if start is not None:
                return start, self._lists.titles[token.folded]
        if token.folded in self._lists.announcers:
            start = self._announced.after_announcer(words, index)
            if start is not None:
                return start, None
        return (index, None) if self._begins_name(words, index, session) else (None, None)

    def _begins_name(self, words: list[Token], index: int, session: MaskingSession) -> bool:
        token = words[index]
        if self._sense.is_readable(token) and not self._extent.next_is_name(words, index):
            return self._signs.named_like_abbreviation(words, index)
        if token.initials:
            core = self._sense.skip_particles(words, index + 1)
            return core is not None and self._signs.follows_initials(words, index, core)
        if len(token.word) < 2:
            return False
        if session.has_word(token.folded) and (token.capital or not self._sense.is_word(token)):
            return not (token.opens and self._sense.is_word(token))
        if self._sense.is_given(token) and (self._sense.is_only_given(token) or not self._sense.is_word(token)):
            # A short one in lower case may be a slip of the keys; one that does something is somebody.
            return token.capital or len(token.word) > 3 or self._signs.shows_age(words, index)
        if self._signs.is_called(words, index):
            return True
        if self._signs.is_greeted(words, index) or self._signs.is_no_month(words, index):
            return True
        known = token.folded in self._lists.given_also_word and self._sense.is_rare_word(token)
        if known and self._signs.spoken_of(words, index):
            return True
        if token.folded in self._lists.particles:
            return self._particle_begins_name(words, index)
        if not token.capital or token.shouted:
            return token.shouted and self._sense.is_family(token) and not self._sense.is_word(token)
        if token.folded in self._lists.given_also_word:
            # "Wil Sterre dat?" asks something of Sterre; "Wil Jansen" is somebody.
            verb = token.opens and not self._sense.is_rare_word(token) and self._signs.before_given(words, index)
            return not verb and (
                not token.opens
                or self._signs.acts(words, index)
                or self._extent.next_is_name(words, index)
                or self._signs.lists_names(words, index)
                or self._signs.shows_age(words, index)
                or self._signs.owns(words, index)
            )
        return self._signs.is_unknown_capital(words, index) or (
            self._signs.owns(words, index) and not self._sense.is_word(token)
        )

    def _particle_begins_name(self, words: list[Token], index: int) -> bool:
        """Whether "van der Berg" or "De Wit" starts here: a small word of names before a family name with a capital."""
        core = self._sense.skip_particles(words, index)
        # "Ik ben Sanne", "dat al Sanne": words that are only particles after a name, or with a capital.
        if (
            core is None
            or core == index
            or (words[index].folded in ("ben", "al", "an", "da", "du", "te", "fan") and not words[index].capital)
        ):
            return False
        token = words[core]
        if not token.capital or token.shouted:
            return False
        if self._sense.is_readable(token):
            # "die jongen van Van Dongen"
            return words[index].folded == "van" and words[index].capital and not words[index].opens
        first = self._sense.is_given(token) or token.folded in self._lists.given_also_word
        if first and core == index + 1 and words[index].folded in ("van", *PREPOSITIONS):
            # "de ouders van Noor": the name starts behind the small word.
            return False
        if self._sense.is_family(token):
            return True
        if words[index].folded in PREPOSITIONS and not words[index].capital:
            return False
        # One small word says little ("de Kredietbank"); two ("van der") or a capital inside a sentence say much.
        if core - index > 1 and words[index].capital and not words[index].opens and self._sense.is_rare_word(token):
            # "Van den Abeele": a tree as well.
            return True
        says_much = (
            core - index > 1
            or (words[index].capital and not words[index].opens)
            or words[index].folded in ("el", "al", "ait", "ben")
        )
        return says_much and not self._sense.is_word(token)

    def _finding(self, words: list[Token], gender: str | None) -> Finding:
        start, end = words[0].start, words[-1].end
        parts: set[str] = set()
        for place, token in enumerate(words):
            if token.initials:
                parts.add("~" + token.folded[0])
            elif token.letters and token.folded not in self._lists.particles:
                word = token.folded
                if word not in self._lists.given and self._sense.is_given(token) and "-" not in word:
                    word = word.removesuffix("s")
                parts.add(word)
                if place == 0 and len(words) > 1:
                    # "J. de Vries" and "Jan de Vries" may be one person; "P. de Vries" is another.
                    parts.add("~" + word[0])
        parts = parts or {token.folded for token in words}
        return Finding(start=start, end=end, mention=Mention(kind=Kind.PERSOON, parts=frozenset(parts), gender=gender))
