"""Makes the two large word lists of the masking from the OpenTaal word list and the names that Faker carries.

Run it by hand when one of the two changes: python scripts/make_masking_lists.py /usr/share/dict/dutch
The word list is that of the Debian package wdutch (OpenTaal, BSD); Faker (MIT) must be installed for the run only.
"""

import importlib
import pkgutil
import re
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from assistant.masking.lists import read_lists
from assistant.masking.view import fold
from assistant.masking.vocabulary import Vocabulary

FOLDER = Path(__file__).parents[1] / "assistant" / "masking"
# Names are seldom longer, and the longer words are compounds that the vocabulary takes apart itself.
LONGEST_WORD = 10
DUTCH = ("nl_NL", "nl_BE")
_WORD = re.compile(r"[^\W\d_]+")
_NAME = re.compile(r"[a-z]{2,}(?:-[a-z]{2,})*")
_NO_NAME = re.compile(
    r"(?:straat|weg|laan|plein|dijk|kade|land|dam|burg|dorp|park|polder|fractie|jongen|strijder|ier)$"
)
_ADJECTIVE = ("isch", "aans", "ees", "eins", "s")
_INHABITANT = ("er", "ers", "aar", "aars")


def main(word_list: Path) -> None:
    """Read both sources and write the data files."""
    entries = word_list.read_text("utf-8").split("\n")
    words = {fold(word) for word in entries if _WORD.fullmatch(word) and word.islower()}
    proper = {fold(word) for word in entries if _WORD.fullmatch(word) and word[0].isupper() and word[1:].islower()}
    owned = {fold(word[:-2]) for word in entries if word.endswith("'s") and word[0].isupper()}
    known = Vocabulary.load(dictionary=False)
    hand = set(read_lists("namen.yaml", ("voornamen",))["voornamen"])
    given = {name for name, _ in _faker("first_")} | set(_given(proper, owned)) | hand
    family = {name for name, locale in _faker("last_") if name not in words or locale in DUTCH}
    places = sorted(set(_geography(proper)) - given - known.words)
    _write(
        "woordenboek.yaml",
        "Dutch words of at most ten letters (OpenTaal, BSD licence; see LICENTIES.md), the other lists aside.",
        {"woorden": _underivable(words, known)},
    )
    _write(
        "namenlijst.yaml",
        "Names from many languages (Faker, MIT licence; OpenTaal, BSD licence; see LICENTIES.md), and names of places.",
        {
            "voornamen": sorted(given - words),
            "voornamen_ook_woord": sorted(given & words),
            "achternamen": sorted(family),
            "aardrijkskunde": places,
        },
    )


def _faker(kind: str) -> Iterator[tuple[str, str]]:
    """Yield every name of a kind in Latin letters, with the locale that carries it."""
    person = importlib.import_module("faker.providers.person")
    for locale in (module.name for module in pkgutil.iter_modules(person.__path__)):
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        for key, value in vars(provider).items():
            if key.startswith(kind) and isinstance(value, (tuple, list, dict, set)):
                names = (fold(item[0] if isinstance(item, tuple) else item).strip() for item in value)
                yield from ((name, locale) for name in names if _NAME.fullmatch(name))


def _given(proper: set[str], owned: set[str]) -> Iterator[str]:
    """Yield the proper names that have a genitive and no adjective or inhabitant: those are people."""
    for name in proper:
        derived = any(name + ending in proper for ending in ("se", "er", "e", "ers"))
        if len(name) > 2 and (name + "s" in proper or name in owned) and not derived and not _NO_NAME.search(name):
            yield name


def _geography(proper: set[str]) -> Iterator[str]:
    """Yield the proper names with an adjective (places), these adjectives, languages and inhabitants."""
    for name in proper:
        place = name + "se" in proper
        adjective = name.endswith(("se", "sche")) and (name[:-2] in proper or name[:-1] in proper)
        language = name.endswith(_ADJECTIVE) and (name + "e" in proper or name[:-3] + "ese" in proper)
        inhabitant = name.endswith(_INHABITANT) and any(name[:-cut] + "se" in proper for cut in (2, 3))
        if place or adjective or language or inhabitant:
            yield name


def _underivable(words: set[str], known: Vocabulary) -> list[str]:
    """Return the words that are no inflection of a shorter one."""
    kept: set[str] = set()
    grown = Vocabulary(known.words, known.dictionary)
    for word in sorted((word for word in words if 2 <= len(word) <= LONGEST_WORD), key=lambda word: (len(word), word)):
        if not grown.simple(word):
            kept.add(word)
            grown = Vocabulary(grown.words, kept)
    return sorted(kept)


def _write(name: str, about: str, lists: dict[str, list[str]]) -> None:
    lines = [
        f"# {about}",
        "# Made by scripts/make_masking_lists.py; do not edit, put a word of your own in woorden.yaml.",
    ]
    for key, words in lists.items():
        lines += [f"{key}: |", *textwrap.wrap(" ".join(words), 118, initial_indent="  ", subsequent_indent="  ")]
    (FOLDER / name).write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 2 or not Path(sys.argv[1]).is_file():
        sys.exit("usage: python scripts/make_masking_lists.py WORD_LIST, a file with a Dutch word per line")
    main(Path(sys.argv[1]))
