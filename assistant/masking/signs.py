"""What around a word tells that it is a name: initials before it, a capital nobody else has, what it does."""

from __future__ import annotations

from assistant.masking.extent import NameExtent
from assistant.masking.known import NameLists
from assistant.masking.tokens import Token
from assistant.masking.wordsense import WordSense

_NO_ARTICLE_BEFORE = frozenset(["het", "een", "dit", "deze", "elk", "elke", "ieder", "iedere", "geen", "ons", "onze"])
_GREETINGS = frozenset(["hoi", "hallo", "hallo,", "hey", "hee", "beste", "dag", "ha", "hi", "lieve", "geachte"])
_SIGNING_OFF = frozenset(["groet", "groeten", "groetjes", "gr", "grtjs", "mvg", "liefs"])
_MONTHS_AND_NAMES = frozenset(["jan"])
_HIS = frozenset(["haar", "zijn", "z'n", "d'r"])
# The dictionary has every word up to this length, so that another is a name ("Zwartjes"), and no compound.
_SHORT = 10


class NameSigns:
    """Judges a word by its neighbours."""

    def __init__(self, lists: NameLists, sense: WordSense, extent: NameExtent) -> None:
        self._lists = lists
        self._sense = sense
        self._extent = extent

    def follows_initials(self, words: list[Token], index: int, core: int) -> bool:
        """Whether the word at core is a family name behind these initials."""
        token = words[core]
        if not token.capital or len(token.word) < 2 or self._sense.is_readable(token):
            return False
        if words[core].opens and not words[core - 1].initials:
            return False
        # "A. Algemeen" at the start of a line is a heading.
        return not (
            words[index].opens
            and len(words[index].word) == 2
            and self._sense.is_word(token)
            and not self._sense.is_family(token)
        )

    def is_unknown_capital(self, words: list[Token], index: int) -> bool:
        """Whether a capitalised word that is in no list of given names is a name all the same."""
        token = words[index]
        if any(char.isupper() for char in token.word[1:]) and "-" not in token.word and "'" not in token.word:
            return self._sense.is_family(token)
        before = words[index - 1] if index else None
        family = self._sense.is_family(token)
        if token.opens:
            if token.folded.endswith(self._lists.noun_endings) and not family:
                return False
            likely = family or token.folded.endswith(self._lists.family_endings)
            if family and self._beside_family(words, index):
                return True
            if family and index + 1 < len(words) and words[index + 1].word == ",":
                # "Brouwer, van de woningbouw, vroeg ..."
                return True
            if self.acts(words, index) and len(token.word) <= _SHORT and not self._sense.is_plain_word(token):
                return True
            if self._sense.is_rare_word(token) and self._extent.family_follows(words, index):
                # "Ömer Şahin loopt bij de ggz": a rare word before a family name.
                return True
            if self._sense.is_word(token):
                return False
            return likely or self._extent.next_is_name(words, index) or self.in_dutch(words)
        if before is not None and before.letters and not family:
            if before.folded in self._lists.institutions or before.folded in _NO_ARTICLE_BEFORE:
                return False
            if before.folded in self._lists.place_prepositions and not token.folded.endswith(
                self._lists.family_endings
            ):
                return False
        return family or not self._sense.is_word(token)

    def _beside_family(self, words: list[Token], index: int) -> bool:
        """Whether a stroke and another family name come next: "Dekkers/Yildirim"."""
        if index + 2 >= len(words) or words[index + 1].word != "/":
            return False
        return words[index + 2].capital and self._sense.is_family(words[index + 2])

    def named_like_abbreviation(self, words: list[Token], index: int) -> bool:
        """Whether a short given name stands here that is an abbreviation in capitals: "Mo wil", but not "MO wil"."""
        token = words[index]
        if not token.capital or token.shouted or len(token.word) > 3 or token.opens:
            return False
        # "Mo" for two letters is a name anyhow: who means the abbreviation writes "MO".
        return token.folded in self._lists.given_also_word and (len(token.word) == 2 or self.acts(words, index))

    def is_greeted(self, words: list[Token], index: int) -> bool:
        """Whether a message begins with a greeting of this person: "hoi storm, heb jij"."""
        if not 0 < index < 4 or index + 1 >= len(words) or words[index + 1].word not in ",!":
            return False
        before, token = words[index - 1], words[index]
        named = token.folded in self._lists.given_also_word or self._sense.is_family(token)
        return before.folded in _GREETINGS and (named or not self._sense.is_word(token)) and not self._is_thing(token)

    def signs_off(self, words: list[Token], index: int, core: int) -> bool:
        """Whether a message is signed here: "gr. mo", "groetjes Storm"."""
        token = words[core]
        last = core + 1 == len(words) or words[core + 1].opens
        if words[index].folded not in _SIGNING_OFF or not last or len(token.word) < 2 or token.initials:
            return False
        named = token.folded in self._lists.given_also_word or self._sense.is_given(token)
        return named or (not self._sense.is_word(token) and not self._is_thing(token))

    def is_no_month(self, words: list[Token], index: int) -> bool:
        """Whether "jan" in lower case is somebody: no number stands beside it."""
        if words[index].folded not in _MONTHS_AND_NAMES:
            return False
        beside = words[max(0, index - 1) : index] + words[index + 1 : index + 2]
        return not any(token.word[:1].isdigit() or token.word in ("'", "/", "-") for token in beside)

    def _is_thing(self, token: Token) -> bool:
        return self._sense.is_readable(token) and token.folded not in self._lists.given_also_word

    def before_given(self, words: list[Token], index: int) -> bool:
        """Whether a given name comes next."""
        if index + 1 == len(words):
            return False
        after = words[index + 1]
        return after.capital and (self._sense.is_given(after) or after.folded in self._lists.given_also_word)

    def is_called(self, words: list[Token], index: int) -> bool:
        """Whether "Ommen heet" or "van Ommen heet" stands here: whatever it is elsewhere, here it is a name."""
        core = self._sense.skip_particles(words, index)
        if core is None or core + 1 >= len(words) or words[core].opens or not words[core].capital:
            return False
        return words[core + 1].folded in ("heet", "heette", "heten")

    def spoken_of(self, words: list[Token], index: int) -> bool:
        """Whether somebody is meant by this word in lower case: "volgens mees", "roos haar moeder", "@bram"."""
        before = words[index - 1] if index else None
        if before is not None and before.word == "@" and before.end == words[index].start:
            return True
        if before is not None and before.folded == "volgens":
            return self.acts(words, index)
        if index + 2 >= len(words):
            return False
        return words[index + 1].folded in _HIS and words[index + 2].folded in self._lists.announcers

    def shows_age(self, words: list[Token], index: int) -> bool:
        """Whether the word does something or has an age: "zoë van 15", "tim (8)", "eva belt"."""
        after = words[index + 1 : index + 3]
        return self.acts(words, index) or (
            len(after) == 2 and after[0].word in ("van", "(") and after[1].word.isdigit()
        )

    def owns(self, words: list[Token], index: int) -> bool:
        """Whether the word stands in the genitive with an apostrophe: "Hans' schulden"."""
        if index + 2 >= len(words) or words[index].folded[-1] not in "sxz":
            return False
        sign, noun = words[index + 1 : index + 3]
        return sign.word in ("'", "’") and sign.touches and noun.letters and not noun.touches

    def lists_names(self, words: list[Token], index: int) -> bool:
        """Whether a list of names starts here: "Jan, Piet en Klaas"."""
        return (
            index + 2 < len(words)
            and words[index + 1].word in (",", "en", "of", "&")
            and self.before_given(words, index + 1)
        )

    def name_follows(self, words: list[Token], index: int) -> bool:
        """Whether initials are followed by a family name."""
        core = self._sense.skip_particles(words, index + 1)
        if core is None or words[core].initials:
            return False
        token = words[core]
        return (token.capital and len(token.word) > 1) or self._sense.is_family(token)

    def in_dutch(self, words: list[Token]) -> bool:
        """Whether most words around are Dutch; in another language every word is unknown, and none is a name for it."""
        spoken = [token for token in words if token.letters and not token.capital]
        return sum(self._sense.is_word(token) for token in spoken) * 3 > len(spoken) * 2

    def acts(self, words: list[Token], index: int) -> bool:
        """Whether the next word is what a person does."""
        return index + 1 < len(words) and words[index + 1].folded in self._lists.person_verbs
