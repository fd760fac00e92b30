"""Phrases of words, groups and gaps, as they stand in the data files, and where they occur in a sentence.

A phrase is words with spaces between them:
  huurder        the word itself          vervuil*      a word that begins so       *achterstand   a word that ends so
  {meldpunt}     a group of woordgroepen  mag|kan       one of these words          dit?   may be absent
  ..3            at most three words, no sign of division and no denial among them
  ...5           at most five words of any kind
  ~schokken      the forms of a regular verb: schokt, schokte, geschokt, schokkend
  #              a number                     ^ $ only at the start, only at the end of the sentence
  one / another  two phrases on one line
A question mark after a choice is for the whole choice: "het|ons?" is "het", "ons" or neither.
The bar joins single words only: "in brand|vlammen" is "in brand" or "in vlammen"; for longer choices use " / ".
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.begrip.sentences import Sentence
from assistant.datafiles import read_yaml
from assistant.errors import DataFileError
from assistant.masking.view import fold
from assistant.masking.vocabulary import verb_forms

FOLDER = Path(__file__).parent
_PART = re.compile(r"\{[a-z_]+\}\??|\.{2,3}\d{1,2}|[^\s{}]+")
_GROUP = re.compile(r"\{([a-z_]+)\}")
DENIALS = ("niet", "geen", "nooit", "niemand", "nergens", "zonder", "nauwelijks", "evenmin")


@dataclass(frozen=True, kw_only=True)
class Hit:
    """A phrase found in a sentence, from word `first` to word `last`."""

    sentence: Sentence
    first: int
    last: int

    @property
    def text(self) -> str:
        """The words as they stand in the text."""
        return self.sentence.quote(self.first, self.last)


@dataclass(frozen=True)
class Phrase:
    """One compiled phrase."""

    pattern: re.Pattern[str]

    def hits(self, sentence: Sentence) -> Iterator[Hit]:
        """Yield where the phrase occurs in the sentence."""
        place = 0
        while (match := self.pattern.search(sentence.line, place)) is not None:
            first = bisect_left(sentence.offsets, match.start() + 1)
            last = bisect_right(sentence.offsets, match.end() - 2) - 1
            yield Hit(sentence=sentence, first=first, last=last)
            # The space after a phrase is the space before the next.
            place = max(match.end() - 1, match.start() + 1)


class PhraseBook:
    """The word groups, and the compiler of phrases that use them."""

    def __init__(self, groups: Mapping[str, str]) -> None:
        self._groups = groups

    @classmethod
    def load(cls, folder: Path = FOLDER) -> PhraseBook:
        """Return the book over woordgroepen.yaml. Raises DataFileError when a group is damaged or unknown."""
        data = read_yaml(folder / "woordgroepen.yaml")
        groups: dict[str, str] = {}
        book = cls(groups)
        for name, entries in data.items():
            # A group may use the groups above it, so no group can contain itself.
            groups[name] = book._alternation(_texts(entries, "woordgroepen.yaml", name), "woordgroepen.yaml", name)
        return book

    def with_group(self, name: str, entries: Any, file: str, key: str) -> PhraseBook:
        """Return a book that knows one group more."""
        return PhraseBook({**self._groups, name: self._alternation(_texts(entries, file, key), file, key)})

    def phrase(self, source: str, file: str, key: str) -> Phrase:
        """Return one phrase compiled. Raises DataFileError when it is empty or uses an unknown group."""
        body = source.strip()
        start, end = body.startswith("^"), body.endswith("$")
        compiled = self._sequence(body.removeprefix("^").removesuffix("$"), file, key)
        return Phrase(re.compile(("^ " if start else " ") + compiled + ("$" if end else "")))

    def phrases(self, entries: Any, file: str, key: str) -> tuple[Phrase, ...]:
        """Return a list of phrases compiled. Raises DataFileError when it is no list of texts."""
        return tuple(self.phrase(entry, file, key) for entry in _texts(entries, file, key))

    def _sequence(self, source: str, file: str, key: str) -> str:
        parts = _PART.findall(source)
        if not parts:
            raise DataFileError(file, key, "an empty phrase; expected are words")
        return "".join(self._part(part, file, key) for part in parts)

    def _part(self, part: str, file: str, key: str) -> str:
        if part.startswith(".."):
            number = int(part.lstrip("."))
            closed = "" if part.startswith("...") else rf"(?!(?:{'|'.join(DENIALS)}|,) )"
            return rf"(?:{closed}[^ ]+ ){{0,{number}}}"
        optional = part.endswith("?")
        core = part.removesuffix("?")
        if group := _GROUP.fullmatch(core):
            if group[1] not in self._groups:
                raise DataFileError(file, key, f"unknown group {core}; add it to woordgroepen.yaml")
            compiled = self._groups[group[1]]
        else:
            compiled = "|".join(form for word in fold(core).split("|") for form in _forms(word))
        return (
            f"(?:(?:{compiled}) )?"
            if optional and not group
            else f"(?:{compiled})?"
            if optional
            else (compiled if group else f"(?:{compiled}) ")
        )

    def _alternation(self, entries: Iterable[str], file: str, key: str) -> str:
        return f"(?:{'|'.join(self._sequence(entry, file, key) for entry in entries)})"


def _forms(word: str) -> tuple[str, ...]:
    if not word.startswith("~"):
        return (_word(word),)
    infinitive = word[1:]
    stems = {verb_forms(infinitive)[1]}
    if infinitive.endswith(("elen", "eren")):
        # "wankelen" has "wankelt", "balanceren" has "balanceert"; the spelling does not tell which it is.
        stems.add(infinitive.removesuffix("en"))
    forms = {*verb_forms(infinitive), f"{infinitive}d", f"{infinitive}de"}
    for stem in stems:
        # "bedreigd" has no "ge".
        forms.update((stem, f"{stem}t", f"{stem}d", f"{stem}de", f"{stem}den", f"ge{stem}d"))
    return tuple(re.escape(form) for form in sorted(forms))


def _word(word: str) -> str:
    if word == "[persoon]":
        return r"\[PERSOON-\d+\]"
    # "#" is a number: "#" itself, "#-jarige".
    escaped = re.escape(word.strip("*")).replace(r"\#", r"\d{1,3}")
    return ("[^ ]*" if word.startswith("*") else "") + escaped + ("[^ ]*" if word.endswith("*") and word != "*" else "")


def _texts(entries: Any, file: str, key: str) -> list[str]:
    if isinstance(entries, str):
        # A short list may stand on one line, with commas.
        entries = [part for part in entries.replace("\n", ",").split(",") if part.strip()]
    if not isinstance(entries, list) or not entries or not all(isinstance(entry, str) for entry in entries):
        raise DataFileError(file, key, f"a list of phrases was expected, found {entries!r:.60}")
    return [phrase.strip() for entry in entries for phrase in entry.split(" / ")]
