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
_AROUND = ("instellingswoorden", "instellingswoorden_zeker", "instellingswoorden_erna", "plaatsvoorzetsels")
_NUMBER_KEYS = (
    "nummerwoorden",
    "zaakwoorden",
    "telefoonwoorden",
    "rekeningwoorden",
    "bsn_woorden",
    "voertuigen",
    "geboortewoorden",
    "maanden",
    "eenheden",
)
_LARGE = "namenlijst.yaml"
_LARGE_KEYS = ("voornamen", "voornamen_ook_woord", "achternamen", "aardrijkskunde")
_SPELLINGS = str.maketrans({"y": "i", "c": "k", "q": "k", "z": "s", "v": "f", "h": None})
_DOUBLED = re.compile(r"(.)\1+")
_NAME_KEYS = (
    "voornamen",
    "voornamen_ook_woord",
    "achternamen",
    "uitgangen",
    "zaakuitgangen",
    "persoonswerkwoorden",
    "tussenvoegsels",
    "aankondigers",
    "naamaankondigers",
    "achtervoegsels",
    "engelse_woorden",
)


@dataclass(frozen=True, kw_only=True)
class NameLists:
    """Folded word lists about names, and one pattern for the names that stay readable."""

    given: frozenset[str]
    spelt: frozenset[str]
    given_also_word: frozenset[str]
    family: frozenset[str]
    family_also_rare: frozenset[str]
    family_endings: tuple[str, ...]
    noun_endings: tuple[str, ...]
    person_verbs: frozenset[str]
    particles: frozenset[str]
    suffixes: frozenset[str]
    titles: dict[str, str | None]
    announcers: frozenset[str]
    name_announcers: frozenset[str]
    readable: frozenset[str]
    rare_places: frozenset[str]
    places: frozenset[str]
    readable_phrase: re.Pattern[str]
    readable_run: re.Pattern[str]
    institutions: frozenset[str]
    number_words: frozenset[str]
    place_prepositions: frozenset[str]
    english: frozenset[str]

    @classmethod
    def load(cls, vocabulary: Vocabulary) -> NameLists:
        """Return the lists of namen.yaml and bekend.yaml. Raises DataFileError when one is damaged."""
        names = read_lists("namen.yaml", (*_NAME_KEYS, *_TITLES))
        known = read_lists("bekend.yaml", (*_READABLE, *_AROUND))
        readable = [entry for key in _READABLE for entry in known[key]]
        phrases = [entry for entry in readable if " " in entry]
        things = read_lists(DOCUMENT_WORDS, ("namen",))["namen"]
        large = read_lists(_LARGE, _LARGE_KEYS)
        given = frozenset((*names["voornamen"], *names["voornamen_ook_woord"], *large["voornamen"]))
        # A given name that the documents use as a word ("elke") needs context, like those listed so.
        hand = frozenset((*names["voornamen"], *names["voornamen_ook_woord"]))
        also_word = frozenset(name for name in hand if name in vocabulary.words or vocabulary.simple(name))
        also_word -= frozenset(names["voornamen"]) - vocabulary.words - frozenset(large["voornamen_ook_woord"])
        # Somewhere every word is a name; those of everyday speech ("ik", "dan") are left out.
        also_word |= frozenset(large["voornamen_ook_woord"]) - vocabulary.words
        named_things = frozenset(entry for key in _READABLE for entry in known[key])
        places = frozenset(large["aardrijkskunde"]) - frozenset(names["achternamen"])
        given = given - also_word - named_things - vocabulary.words
        return cls(
            given=given,
            spelt=frozenset(spelling(name) for name in given if len(name) > 4),
            given_also_word=also_word,
            family=frozenset(names["achternamen"]),
            family_also_rare=frozenset(large["achternamen"]) - named_things,
            family_endings=names["uitgangen"],
            noun_endings=names["zaakuitgangen"],
            person_verbs=frozenset(names["persoonswerkwoorden"]),
            particles=frozenset(word.rstrip(".") for entry in names["tussenvoegsels"] for word in entry.split()),
            suffixes=frozenset(names["achtervoegsels"]),
            titles={word.split()[-1]: gender for key, gender in _TITLES.items() for word in names[key]},
            announcers=frozenset((*names["aankondigers"], *names["naamaankondigers"])),
            name_announcers=frozenset(names["naamaankondigers"]),
            readable=frozenset((*things, *places, *(entry for entry in readable if " " not in entry))),
            rare_places=places - named_things,
            places=places | frozenset(known["plaatsen"]),
            readable_phrase=re.compile(rf"(?<![\w])(?:{alternatives(phrases)})(?![\w])", re.I),
            readable_run=_runs(known["instellingswoorden_zeker"], known["instellingswoorden_erna"]),
            number_words=_number_words(),
            institutions=frozenset((*known["instellingswoorden"], *known["instellingswoorden_zeker"])),
            place_prepositions=frozenset(known["plaatsvoorzetsels"]),
            english=frozenset(names["engelse_woorden"]),
        )


def _number_words() -> frozenset[str]:
    """Return the single words that announce a number, a date, a plate or a street."""
    lists = read_lists("nummers.yaml", _NUMBER_KEYS)
    return frozenset(word.strip(".") for entries in lists.values() for entry in entries for word in entry.split())


def spelling(name: str) -> str:
    """Return a key that a name shares with its usual misspellings: doubled letters, c and k, y and i, a silent h."""
    return _DOUBLED.sub(r"\1", name.replace("ph", "f").translate(_SPELLINGS))


def _runs(before: tuple[str, ...], after: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern for names of institutions: "Rechtbank Zeeland-West-Brabant", "Jeroen Bosch Ziekenhuis"."""
    capital = r"[A-Z][\w'-]*"
    named = alternatives(word.capitalize() for word in after)
    return re.compile(
        rf"(?<!\w)(?i:{alternatives(before)})(?: (?:van|de|der|den))*(?: {capital})+"
        rf"|(?<!\w)(?:{capital} (?:(?:van|de|der|den|en) )?){{1,3}}(?:{named})(?!\w)"
        rf"|(?<!\w){capital}-(?i:{alternatives(after)})(?!\w)"
    )


def persons() -> frozenset[str]:
    """Return every folded name of a person in namen.yaml, those in the documents included."""
    names = read_lists("namen.yaml", ("voornamen", "voornamen_ook_woord", "achternamen", "personen_in_documenten"))
    return frozenset(name for entries in names.values() for name in entries)
