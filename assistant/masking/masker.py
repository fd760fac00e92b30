"""Replaces what identifies a person by placeholders, before anything else happens with a text."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from assistant.masking.births import BirthFinder
from assistant.masking.codes import CodeFinder
from assistant.masking.finding import Finding, Kind
from assistant.masking.known import NameLists
from assistant.masking.mail import MailFinder
from assistant.masking.misread import repaired
from assistant.masking.names import NameFinder
from assistant.masking.numbers import NumberFinder
from assistant.masking.places import PlaceFinder
from assistant.masking.plates import PlateFinder
from assistant.masking.postcodes import PostcodeFinder
from assistant.masking.second_look import SecondLook
from assistant.masking.session import PLACEHOLDER, MaskingSession, Mention
from assistant.masking.spelled import SpelledFinder
from assistant.masking.view import fold, view
from assistant.masking.vocabulary import Vocabulary
from assistant.masking.wordsense import WordSense


@dataclass(frozen=True, kw_only=True)
class Masked:
    """A placeholder at text[start:end] of the masked text; what stood there is not kept.

    `typed` is the place in the text as it was typed, so that the screen on which it was typed can show it again.
    """

    kind: str
    placeholder: str
    start: int
    end: int
    typed: tuple[int, int]

    def to_json(self) -> dict[str, Any]:
        """Return plain data; the original is not in it."""
        return {
            "soort": self.kind,
            "plaatshouder": self.placeholder,
            "start": self.start,
            "eind": self.end,
            "getypt": list(self.typed),
        }


@dataclass(frozen=True, kw_only=True)
class MaskedText:
    """A text in which every identifier found is replaced, and the places of the replacements."""

    text: str
    masked: tuple[Masked, ...]


class Masker:
    """Finds identifiers and replaces them; holds no text and no names between calls."""

    def __init__(
        self,
        places: PlaceFinder,
        numbers: NumberFinder,
        finders: Sequence[Callable[[str], Iterable[Finding]]],
        names: NameFinder,
    ) -> None:
        """Take the finders of numbers and places, the most certain first, and that of names, which comes last."""
        self._places = places
        self._numbers = numbers
        self._finders = finders
        self._names = names

    @classmethod
    def load(cls) -> Masker:
        """Return the masker over the data files beside it. Raises DataFileError when one is damaged."""
        vocabulary = Vocabulary.load()
        places = PlaceFinder.load(vocabulary)
        lists = NameLists.load(vocabulary)
        second = SecondLook.load(lists, vocabulary, WordSense(lists, vocabulary))
        names = NameFinder(lists, vocabulary, places, second)
        numbers, plates = NumberFinder.load(), PlateFinder.load()
        finders = (
            MailFinder().find,
            numbers.find,
            plates.find,
            SpelledFinder.load().find,
            BirthFinder.load().find,
            PostcodeFinder.load().find,
            # Codes come last: "137-II, 5014NK" has their form too, and is an address.
            plates.find_bare,
            CodeFinder.load().find,
        )
        return cls(places, numbers, finders, names)

    def mask(
        self, text: str, *, known: Mapping[str, str] | None = None, session: MaskingSession | None = None
    ) -> MaskedText:
        """Return the text with every identifier replaced; masking the result again changes nothing.

        `known` maps clear names to the placeholder they must get. A `session` keeps placeholders the same over the
        messages of one conversation; without one they are the same within this text only. Never raises on any text.
        """
        session = session or MaskingSession()
        session.reserve(text)
        for name, placeholder in (known or {}).items():
            parts = fold(name).split()
            session.assign(Mention(kind=Kind.PERSOON, parts=frozenset(parts)), placeholder)
            session.remember_words(word for word in parts if len(word) > 2)
        masked: list[Masked] = []
        # What is replaced is a new neighbour for what stands beside it; the text is done when nothing is found.
        while True:
            text, fresh = self._once(text, session)
            masked = _moved(masked, fresh)
            if not fresh:
                return MaskedText(text=text, masked=tuple(masked))

    def _once(self, text: str, session: MaskingSession) -> tuple[str, list[tuple[int, int, Masked]]]:
        seen = view(text)
        spans = _Spans(match.span() for match in PLACEHOLDER.finditer(seen.plain))
        digits = repaired(seen.plain)
        found: list[Finding] = []
        # Before the public numbers: "Kerkstraat 112" has no ambulance.
        for finding in self._places.find(digits):
            found.extend(spans.claim(finding, seen.plain))
        for start, end in self._numbers.public_numbers(digits):
            spans.add(start, end)
        for find in self._finders:
            for finding in find(digits):
                found.extend(spans.claim(finding, seen.plain))
        for finding in self._names.find(seen.plain, spans.taken(), session):
            found.extend(spans.claim(finding, seen.plain))
        found.sort(key=lambda finding: finding.start)
        pieces: list[str] = []
        fresh: list[tuple[int, int, Masked]] = []
        place = length = 0
        for finding in found:
            start, end = seen.span(finding.start, finding.end)
            if start < place:
                continue
            placeholder = session.placeholder(finding.mention)
            if finding.mention.kind == Kind.PERSOON:
                session.remember_words(part for part in finding.mention.parts if len(part) > 2)
            kept = text[place:start]
            pieces += (kept, placeholder)
            length += len(kept)
            item = Masked(
                kind=finding.mention.kind,
                placeholder=placeholder,
                start=length,
                end=length + len(placeholder),
                typed=(start, end),
            )
            fresh.append((start, end, item))
            length = item.end
            place = end
        return "".join((*pieces, text[place:])), fresh


class _Spans:
    """The places that are taken; a later finding gets only what is still free of it."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._taken = sorted(spans)

    def taken(self) -> list[tuple[int, int]]:
        return list(self._taken)

    def add(self, start: int, end: int) -> None:
        insort(self._taken, (start, end))

    def claim(self, finding: Finding, plain: str) -> list[Finding]:
        first = max(0, bisect_left(self._taken, (finding.start, 0)) - 1)
        free: list[tuple[int, int]] = []
        place = finding.start
        for index in range(first, len(self._taken)):
            start, end = self._taken[index]
            if start >= finding.end:
                break
            if end <= place:
                continue
            if start > place:
                free.append((place, start))
            place = max(place, end)
        if place < finding.end:
            free.append((place, finding.end))
        parts = [(start, end) for start, end in free if any(char.isalnum() for char in plain[start:end])]
        for start, end in parts:
            self.add(start, end)
        return [replace(finding, start=start, end=end) for start, end in parts]


def _moved(masked: list[Masked], fresh: list[tuple[int, int, Masked]]) -> list[Masked]:
    """Return the placeholders of earlier rounds at their new places, together with the fresh ones, in order."""
    moved = [replace(item, typed=(_typed(start, masked), _typed(end, masked))) for start, end, item in fresh]
    shift = index = 0
    for item in masked:
        while index < len(fresh) and fresh[index][1] <= item.start:
            start, end, new = fresh[index]
            shift += (new.end - new.start) - (end - start)
            index += 1
        moved.append(replace(item, start=item.start + shift, end=item.end + shift))
    return sorted(moved, key=lambda item: item.start)


def _typed(place: int, masked: list[Masked]) -> int:
    """Return where a place outside the placeholders stood in the text as it was typed."""
    before = [item for item in masked if item.end <= place]
    return place if not before else before[-1].typed[1] + place - before[-1].end
