"""The names that must stay readable (laws, organisations, places) and the lists that tell a person's name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.masking.finding import alternatives
from assistant.masking.lists import read_lists
from assistant.masking.vocabulary import DOCUMENT_WORDS, Vocabulary

_READABLE = ("wetten", "organisaties", "plaatsen", "woorden")
_TITLES = {
    "aanspreekvormen_man": "m",
    "aanspreekvormen_vrouw": "v",
    "aanspreekvormen_gezin": None,
    "aanspreekvormen_beroep": None,
}
_NAME_KEYS = (
    "voornamen",
    "voornamen_ook_woord",
    "achternamen",
    "uitgangen",
    "zaakuitgangen",
    "persoonswerkwoorden",
    "tussenvoegsels",
    "aankondigers",
)


@dataclass(frozen=True, kw_only=True)
class NameLists:
    """Folded word lists about names, and one pattern for the names that stay readable."""

    given: frozenset[str]
    given_also_word: frozenset[str]
    family: frozenset[str]
    family_endings: tuple[str, ...]
    noun_endings: tuple[str, ...]
    person_verbs: frozenset[str]
    particles: frozenset[str]
    titles: dict[str, str | None]
    announcers: frozenset[str]
    readable: frozenset[str]
    readable_phrase: re.Pattern[str]
    institutions: frozenset[str]
    place_prepositions: frozenset[str]

    @classmethod
    def load(cls, vocabulary: Vocabulary) -> NameLists:
        """Return the lists of namen.yaml and bekend.yaml. Raises DataFileError when one is damaged."""
        names = read_lists("namen.yaml", (*_NAME_KEYS, *_TITLES))
        known = read_lists("bekend.yaml", (*_READABLE, "instellingswoorden", "plaatsvoorzetsels"))
        readable = [entry for key in _READABLE for entry in known[key]]
        phrases = [entry for entry in readable if " " in entry]
        things = read_lists(DOCUMENT_WORDS, ("namen",))["namen"]
        given = frozenset(names["voornamen"])
        # A given name that the documents use as a word ("elke") needs context, like those listed so.
        also_word = frozenset(names["voornamen_ook_woord"]) | (given & vocabulary.words)
        return cls(
            given=given - also_word,
            given_also_word=also_word,
            family=frozenset(names["achternamen"]),
            family_endings=names["uitgangen"],
            noun_endings=names["zaakuitgangen"],
            person_verbs=frozenset(names["persoonswerkwoorden"]),
            particles=frozenset(word.rstrip(".") for entry in names["tussenvoegsels"] for word in entry.split()),
            titles={word.split()[-1]: gender for key, gender in _TITLES.items() for word in names[key]},
            announcers=frozenset(names["aankondigers"]),
            readable=frozenset((*things, *(entry for entry in readable if " " not in entry))),
            readable_phrase=re.compile(rf"(?<![\w])(?:{alternatives(phrases)})(?![\w])", re.I),
            institutions=frozenset(known["instellingswoorden"]),
            place_prepositions=frozenset(known["plaatsvoorzetsels"]),
        )


def persons() -> frozenset[str]:
    """Return every folded name of a person in namen.yaml, those in the documents included."""
    names = read_lists("namen.yaml", ("voornamen", "voornamen_ook_woord", "achternamen", "personen_in_documenten"))
    return frozenset(name for entries in names.values() for name in entries)
