"""Recognises the names of persons: after a title, by initials, from lists of names, and capitals that are no Dutch word."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.masking.finding import Finding, Kind
from assistant.masking.known import NameLists
from assistant.masking.places import PlaceFinder
from assistant.masking.session import MaskingSession, Mention
from assistant.masking.tokens import Token, tokens
from assistant.masking.vocabulary import Vocabulary

# After a name at the start of a sentence: somebody does something.
_PERSON_VERBS = frozenset(
    [
        "is",
        "was",
        "heeft",
        "had",
        "wil",
        "wilde",
        "kan",
        "kon",
        "moet",
        "moest",
        "mag",
        "zegt",
        "zei",
        "belt",
        "belde",
        "woont",
        "woonde",
        "doet",
        "deed",
        "gaat",
        "ging",
        "komt",
        "kwam",
        "krijgt",
        "kreeg",
        "weigert",
        "weigerde",
        "drinkt",
        "blijft",
        "bleef",
        "ligt",
        "lag",
        "zit",
        "zat",
        "slaapt",
        "eet",
        "vertelt",
        "vertelde",
        "vraagt",
        "vroeg",
        "werkt",
        "werkte",
        "leeft",
        "reageert",
        "reageerde",
        "heet",
        "schreeuwt",
        "dreigt",
        "dreigde",
        "vindt",
        "denkt",
        "weet",
        "staat",
        "stond",
        "loopt",
        "liep",
        "slikt",
        "gebruikt",
        "mijdt",
        "zorgt",
    ]
)
_NO_ARTICLE_BEFORE = frozenset(
    ["het", "een", "dit", "dat", "deze", "elk", "elke", "ieder", "iedere", "geen", "ons", "onze"]
)
# Also small words of names ("in 't Veld"), but mostly not.
_PREPOSITIONS = frozenset(["bij", "aan", "uit", "op", "in"])
_MAX_NAME_WORDS = 6


class NameFinder:
    """Finds names of persons in a text whose numbers and addresses are already known."""

    def __init__(self, lists: NameLists, vocabulary: Vocabulary, places: PlaceFinder) -> None:
        self._lists = lists
        self._vocabulary = vocabulary
        self._places = places

    def find(self, plain: str, taken: list[tuple[int, int]], session: MaskingSession) -> Iterator[Finding]:
        """Yield the names (and bare street names) outside the places already taken."""
        readable = [match.span() for match in self._lists.readable_phrase.finditer(plain)]
        words = tokens(plain, taken + readable)
        index = 0
        while index < len(words):
            start, gender = self._name_start(words, index, session)
            if start is None:
                index += 1
                continue
            end = self._name_end(words, start)
            yield self._finding(words[start:end], gender)
            index = end

    def _name_start(self, words: list[Token], index: int, session: MaskingSession) -> tuple[int | None, str | None]:
        """Return where a name starts that is announced or begun by this token, and the gender its title tells."""
        token = words[index]
        if not token.letters:
            return None, None
        if token.folded in self._lists.titles:
            start = self._after_title(words, index)
            if start is not None:
                return start, self._lists.titles[token.folded]
        if token.folded in self._lists.announcers:
            start = self._after_announcer(words, index)
            if start is not None:
                return start, None
        if self._places.is_street(token.word) and not self._is_given(token):
            return index, None
        return (index, None) if self._begins_name(words, index, session) else (None, None)

    def _after_title(self, words: list[Token], index: int) -> int | None:
        after = index + 1
        while (
            after < len(words)
            and (words[after].word == "." or words[after].folded in self._lists.titles)
            and after - index < 4
        ):
            after += 1
        core = self._skip_particles(words, after)
        if core is None:
            return None
        token = words[core]
        if token.initials or (token.capital and len(token.word) == 1):
            return after
        if token.capital and not token.shouted and not self._is_readable(token):
            # "Mevrouw Wil niet" is rare; "Mevrouw Roos" is not.
            return after if token.folded not in _PERSON_VERBS else None
        if core > after and self._is_family(token):
            return after
        if self._is_given(token) or (self._is_family(token) and token.folded not in _PERSON_VERBS):
            return after
        unknown = not self._is_word(token) and not self._is_readable(token) and len(token.word) > 2
        return after if unknown and not token.folded.endswith(("eert", "eerde", "elt", "tje")) else None

    def _after_announcer(self, words: list[Token], index: int) -> int | None:
        after = index + 1
        while after < len(words) and words[after].word in ",:(\"'" and after - index < 3:
            after += 1
        if after < len(words) and words[after].folded == "is" and words[index].folded == "naam":
            after += 1
        core = self._skip_particles(words, after)
        if core is None:
            return None
        token = words[core]
        if core > after and self._is_given(token):
            # "de moeder van Tim": the small word belongs to the sentence.
            return core
        if core > after and words[after].capital and not words[after].opens and token.capital and not token.shouted:
            return after
        if token.initials or (token.capital and self._next_is_name(words, core)):
            return after
        known = self._is_given(token) or token.folded in self._lists.given_also_word
        if known and (token.capital or not self._is_word(token)):
            return after
        unknown = not self._is_word(token) and token.folded not in self._lists.announcers
        if token.capital and not token.shouted and not words[after].opens and not self._is_readable(token):
            return after if unknown or self._is_family(token) else None
        return None

    def _begins_name(self, words: list[Token], index: int, session: MaskingSession) -> bool:
        token = words[index]
        if self._is_readable(token) and not self._next_is_name(words, index):
            return False
        if token.initials:
            core = self._skip_particles(words, index + 1)
            return core is not None and words[core].capital and not self._is_readable(words[core])
        if len(token.word) < 2:
            return False
        if session.has_word(token.folded) and (token.capital or not self._is_word(token)):
            return not (token.opens and self._is_word(token))
        if self._is_given(token) and (not self._is_word(token) or token.capital):
            return token.capital or len(token.word) > 3
        if token.folded in self._lists.particles:
            return self._particle_begins_name(words, index)
        if not token.capital or token.shouted:
            return token.shouted and self._is_family(token) and not self._is_word(token)
        if token.folded in self._lists.given_also_word:
            return not token.opens or self._acts(words, index) or self._next_is_name(words, index)
        return self._is_unknown_capital(words, index)

    def _is_unknown_capital(self, words: list[Token], index: int) -> bool:
        token = words[index]
        if any(char.isupper() for char in token.word[1:]) and "-" not in token.word and "'" not in token.word:
            return self._is_family(token)
        before = words[index - 1] if index else None
        family = self._is_family(token)
        if token.opens:
            likely = family or token.folded.endswith(self._lists.family_endings)
            unknown = not self._is_word(token)
            return unknown and (likely or self._acts(words, index) or self._next_is_name(words, index))
        if before is not None and before.letters and not family:
            if before.folded in self._lists.institutions or before.folded in _NO_ARTICLE_BEFORE:
                return False
            if before.folded in self._lists.place_prepositions and not token.folded.endswith(
                self._lists.family_endings
            ):
                return False
        return family or not self._is_word(token)

    def _particle_begins_name(self, words: list[Token], index: int) -> bool:
        """Whether "van der Berg" or "De Wit" starts here: a small word of names before a family name with a capital."""
        core = self._skip_particles(words, index)
        # "Ik ben Sanne", "dat al Sanne": words that are only particles after a name, or with a capital.
        if (
            core is None
            or core == index
            or (words[index].folded in ("ben", "al", "an", "da", "du", "te") and not words[index].capital)
        ):
            return False
        token = words[core]
        if not token.capital or token.shouted or self._is_readable(token):
            return False
        if self._is_family(token):
            return True
        if words[index].folded in _PREPOSITIONS and not words[index].capital:
            return False
        # One small word says little ("de Kredietbank"); two ("van der") or a capital inside a sentence say much.
        says_much = (
            core - index > 1
            or (words[index].capital and not words[index].opens)
            or words[index].folded in ("el", "al", "ait", "ben")
        )
        return says_much and not self._is_word(token)

    def _skip_particles(self, words: list[Token], index: int) -> int | None:
        """Return the first token from index that is no particle of a name, or None when no word follows."""
        place = index
        while place < len(words) and place - index < 4 and words[place].folded in self._lists.particles:
            place += 1
            if place < len(words) and words[place].word == "." and words[place].touches:
                place += 1
        if place < len(words) and words[place].initials and place + 1 < len(words):
            return place
        return place if place < len(words) and words[place].letters else None

    def _name_end(self, words: list[Token], start: int) -> int:
        """Return the end of the name that starts here: initials, given names, small words, family names."""
        place = start
        while place < len(words) and (words[place].folded in self._lists.particles and place - start < 4):
            if self._skip_particles(words, place) is None:
                break
            place += 1
        place += 1
        while place < len(words) and place - start < _MAX_NAME_WORDS:
            token = words[place]
            if words[place - 1].word.endswith((",", ";")) or (token.opens and not words[place - 1].initials):
                break
            if token.letters and (token.initials or self._continues(words, place)):
                place += 1
                continue
            core = self._skip_particles(words, place) if token.folded in self._lists.particles else None
            if core is None or core == place or not self._ends_family_name(words, start, core):
                break
            place = core + 1
        return min(place, len(words))

    def _continues(self, words: list[Token], index: int) -> bool:
        token = words[index]
        if token.folded in self._lists.particles or self._is_readable(token):
            return False
        if token.capital and not token.shouted:
            return not self._is_word(token) or self._is_family(token) or token.folded in self._lists.given_also_word
        # "kevin jansen": a family name in lower case right after a given name.
        previous = words[index - 1]
        named = self._is_given(previous) or previous.initials
        return named and self._is_family(token) and not self._is_word(token)

    def _ends_family_name(self, words: list[Token], start: int, core: int) -> bool:
        token = words[core]
        if self._is_family(token) and (token.capital or not self._is_word(token)):
            return True
        if not token.capital or token.shouted:
            return False
        if words[start].initials:
            return not token.shouted and len(token.word) > 2
        return not self._is_word(token) and not self._is_readable(token)

    def _next_is_name(self, words: list[Token], index: int) -> bool:
        """Whether a family name, or an unknown capitalised word, comes right after this token."""
        core = self._skip_particles(words, index + 1)
        if core is None or core - index > 4 or words[core].opens:
            return False
        token = words[core]
        if not token.capital or token.shouted or self._is_readable(token):
            return False
        return self._is_family(token) or not self._is_word(token)

    def _acts(self, words: list[Token], index: int) -> bool:
        return index + 1 < len(words) and words[index + 1].folded in _PERSON_VERBS

    def _is_given(self, token: Token) -> bool:
        if token.folded in self._lists.given:
            return True
        # "Kevins moeder", "Anne-Marie"
        if token.capital and token.folded.endswith("s") and token.folded[:-1] in self._lists.given:
            return True
        return "-" in token.word and token.folded.split("-")[0] in self._lists.given

    def _is_family(self, token: Token) -> bool:
        return any(part in self._lists.family for part in token.folded.split("-"))

    def _is_word(self, token: Token) -> bool:
        folded = token.folded
        return folded in self._vocabulary or folded in self._lists.titles or folded in self._lists.announcers

    def _is_readable(self, token: Token) -> bool:
        return token.folded in self._lists.readable and not self._is_given(token)

    def _finding(self, words: list[Token], gender: str | None) -> Finding:
        start, end = words[0].start, words[-1].end
        if len(words) == 1 and self._places.is_street(words[0].word) and not self._is_given(words[0]):
            return Finding.number(Kind.ADRES, start, end, words[0].folded)
        parts: set[str] = set()
        for place, token in enumerate(words):
            if token.initials:
                parts.add("~" + token.folded[0])
            elif token.letters and token.folded not in self._lists.particles:
                word = token.folded
                if word not in self._lists.given and self._is_given(token) and "-" not in word:
                    word = word.removesuffix("s")
                parts.add(word)
                if place == 0 and len(words) > 1:
                    # "J. de Vries" and "Jan de Vries" may be one person; "P. de Vries" is another.
                    parts.add("~" + word[0])
        parts = parts or {token.folded for token in words}
        return Finding(start=start, end=end, mention=Mention(kind=Kind.PERSOON, parts=frozenset(parts), gender=gender))
