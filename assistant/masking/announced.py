"""Recognises names behind a title ("mevrouw") or behind the word for a person or a field ("buurman", "naam:")."""

from __future__ import annotations

from assistant.masking.extent import NameExtent
from assistant.masking.known import NameLists
from assistant.masking.signs import NameSigns
from assistant.masking.tokens import Token
from assistant.masking.wordsense import WordSense

# Also small words of names ("in 't Veld"), but mostly not.
PREPOSITIONS = frozenset(["bij", "aan", "uit", "op", "in"])
_NAME_FIELDS = frozenset(["naam", "voornaam", "achternaam", "roepnaam", "betreft", "betr", "inzake"])


class AnnouncedNames:
    """Finds where a name starts that the word before it announces."""

    def __init__(self, lists: NameLists, sense: WordSense, extent: NameExtent, signs: NameSigns) -> None:
        self._lists = lists
        self._sense = sense
        self._extent = extent
        self._signs = signs

    def after_title(self, words: list[Token], index: int) -> int | None:
        """Return where the name behind the title at index starts, or None."""
        after = index + 1
        while (
            after < len(words)
            and (words[after].word == "." or words[after].folded in self._lists.titles)
            and after - index < 4
        ):
            after += 1
        first = after
        while (
            after + 2 < len(words) and len(words[after].word) == 1 and words[after].letters and words[after + 1].letters
        ):
            # "mevrouw t. kramer": initials in lower case.
            after += 1
        core = self._sense.skip_particles(words, after)
        if core is None or words[index + 1].opens:
            return None
        after = first
        token = words[core]
        if token.initials or (token.capital and len(token.word) == 1):
            # "Gezin T." tells nobody who that is; "mw. T. Kramer" does.
            return after if self._signs.name_follows(words, core) else None
        from_there = core > after and words[after].folded in PREPOSITIONS and not words[after].capital
        person = self._sense.is_person_after_title(token) and not (from_there and self._sense.is_readable(token))
        if token.capital and not token.shouted and person:
            # "Mevrouw Wil niet" is rare; "Mevrouw Roos" is not.
            return after if token.folded not in self._lists.person_verbs else None
        if core > after and words[after].folded in PREPOSITIONS:
            # "het gezin uit de wijk"
            return None
        if core > after and self._sense.is_family(token):
            return after
        if self._sense.is_given(token) or (
            self._sense.is_family(token) and token.folded not in self._lists.person_verbs
        ):
            return after
        unknown = not self._sense.is_word(token) and not self._sense.is_readable(token) and 2 < len(token.word) <= 12
        if token.folded.endswith(("t", "de", "te")) and not self._signs.acts(words, core):
            # "Meneer ademt zwaar": a verb we do not know, unless somebody called so does something.
            return None
        return after if unknown and not token.folded.endswith("tje") else None

    def after_announcer(self, words: list[Token], index: int) -> int | None:
        """Return where the name behind the announcing word at index starts, or None."""
        after = index + 1
        while after < len(words) and words[after].word in ",:(\"'" and after - index < 3:
            after += 1
        if after < len(words) and words[after].folded == "is" and words[index].folded == "naam":
            after += 1
        core = self._sense.skip_particles(words, after)
        if core is None or (after == index + 1 and words[after].opens):
            return None
        token = words[core]
        if token.folded in self._lists.titles:
            return None
        if self._signs.signs_off(words, index, core):
            return after
        whole = words[index].folded in self._lists.name_announcers
        if core == after + 1 and words[after].folded in ("van", "aan", "in", "op") and not words[after].capital:
            # "de moeder van Tim": the small word belongs to the sentence; "hij heet van Ommen": it belongs to the name.
            if not whole:
                known = self._sense.is_given(token) or (
                    # "de burgemeester van Tilburg"
                    token.capital and not self._sense.is_readable(token) and self._signs.is_unknown_capital(words, core)
                )
                return core if known else None
        elif core > after and self._sense.is_given(token):
            return core
        if core > after and words[after].capital and not words[after].opens and token.capital and not token.shouted:
            return after
        if token.initials and not self._signs.name_follows(words, core):
            return None
        if token.initials or (token.capital and self._extent.next_is_name(words, core)):
            return after
        if len(token.word) == 1 and core + 1 < len(words) and words[core + 1].start > token.end:
            # "clt b. akkerman": initials in lower case.
            family = words[core + 1]
            return after if self._sense.is_family(family) or not self._sense.is_word(family) else None
        known = self._sense.is_given(token) or token.folded in self._lists.given_also_word
        if core > after and not token.capital:
            # "een man op de rand"
            return None
        if known and (token.capital or self._sense.is_rare_word(token)):
            return after
        unknown = not self._sense.is_word(token) and token.folded not in self._lists.announcers
        if token.shouted and words[index + 1].word == ":" and not self._sense.is_readable(token):
            # "Betrokkene: TESFAY, Abrehet"
            return after if unknown and len(token.word) > 3 else None
        if words[index + 1].word == ":" and words[index].folded in _NAME_FIELDS and not self._sense.is_readable(token):
            # "naam:berkhout,t"
            return after if unknown else None
        if token.capital and not token.shouted and not words[after].opens and not self._sense.is_readable(token):
            return after if unknown or self._sense.is_family(token) or self._sense.is_rare_word(token) else None
        return None
