"""The names that must stay readable (laws, organisations, places) and the lists that tell a person's name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.masking.finding import alternatives
from assistant.masking.lists import read_lists

_READABLE = ("wetten", "organisaties", "plaatsen", "woorden")
_TITLES = {
    "aanspreekvormen_man": "m",
    "aanspreekvormen_vrouw": "v",
    "aanspreekvormen_gezin": None,
    "aanspreekvormen_beroep": None,
}


@dataclass(frozen=True, kw_only=True)
class NameLists:
    """Folded word lists about names, and one pattern for the names that stay readable."""

    given: frozenset[str]
    given_also_word: frozenset[str]
    family: frozenset[str]
    family_endings: tuple[str, ...]
    particles: frozenset[str]
    titles: dict[str, str | None]
    announcers: frozenset[str]
    readable: frozenset[str]
    readable_phrase: re.Pattern[str]
    institutions: frozenset[str]
    place_prepositions: frozenset[str]

    @classmethod
    def load(cls) -> NameLists:
        """Return the lists of namen.yaml and bekend.yaml. Raises DataFileError when one is damaged."""
        names = read_lists(
            "namen.yaml",
            (
                "voornamen",
                "voornamen_ook_woord",
                "achternamen",
                "uitgangen",
                "tussenvoegsels",
                "aankondigers",
                *_TITLES,
            ),
        )
        known = read_lists("bekend.yaml", (*_READABLE, "instellingswoorden", "plaatsvoorzetsels"))
        readable = [entry for key in _READABLE for entry in known[key]]
        phrases = [entry for entry in readable if " " in entry]
        also_word = frozenset(names["voornamen_ook_woord"])
        return cls(
            given=frozenset(names["voornamen"]) - also_word,
            given_also_word=also_word,
            family=frozenset(names["achternamen"]),
            family_endings=names["uitgangen"],
            particles=frozenset(word.rstrip(".") for entry in names["tussenvoegsels"] for word in entry.split()),
            titles={word.split()[-1]: gender for key, gender in _TITLES.items() for word in names[key]},
            announcers=frozenset(names["aankondigers"]),
            readable=frozenset(entry for entry in readable if " " not in entry),
            readable_phrase=re.compile(rf"(?<![\w])(?:{alternatives(phrases)})(?![\w])", re.I),
            institutions=frozenset(known["instellingswoorden"]),
            place_prepositions=frozenset(known["plaatsvoorzetsels"]),
        )
