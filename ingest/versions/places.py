"""Where a place of one version stands in another: with the same words, with other words, or nowhere."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ingest.versions.alignment import NOWHERE, Alignment
from ingest.versions.words import Words

Fate = Literal["gelijk", "verplaatst", "gewijzigd", "vervallen"]
_RECOGNISABLE = 0.6  # less in common than this, and it is another text
_GAP = 12  # words that may lie between two parts of one place


@dataclass(frozen=True, kw_only=True)
class Located:
    """A place of an older version in a newer one.

    `start` and `end` are lines of the newer version; of the older one when the place is gone (`vervallen`). `pair`
    names the words of then and now, so that a confirmation holds for exactly these.
    """

    fate: Fate
    start: int
    end: int
    similarity: float
    pair: str

    @property
    def same_words(self) -> bool:
        """Whether what is cited still says the same, letter for letter."""
        return self.fate in ("gelijk", "verplaatst")


class PlaceMap:
    """Finds places of an older version in a newer one, by what they say."""

    def __init__(self, old: Words, new: Words, alignment: Alignment) -> None:
        self._old = old
        self._new = new
        self._alignment = alignment
        self._matched = {place for place in alignment.to_new if place != NOWHERE}

    def parts(self, start: int, end: int) -> tuple[tuple[int, int], ...]:
        """Return lines start to end of the older version cut up by passage, for each has a fate of its own."""
        lines: dict[int, list[int]] = {}
        for place in self._old.between(start, end):
            lines.setdefault(self._old.passages[place], []).append(self._old.lines[place])
        return tuple((own[0], own[-1]) for own in lines.values()) or ((start, end),)

    def locate(self, start: int, end: int) -> Located:
        """Return where lines start to end of the older version stand now."""
        span = self._old.between(start, end)
        there = sorted({place for place in self._alignment.to_new[span.start : span.stop] if place != NOWHERE})
        said = self._old.letters(span)
        if not there:
            return Located(fate="vervallen", start=start, end=end, similarity=0.0, pair=_pair(said, ""))
        window = self._window(span, _densest(there, max(_GAP, len(span))))
        says = self._new.letters(window)
        similarity = 2 * sum(place in window for place in there) / (len(span) + len(window))
        if said == says:
            similarity = 1.0
            elsewhere = sum(place in self._alignment.moved for place in span)
            fate: Fate = "verplaatst" if 2 * elsewhere > len(span) else "gelijk"
        else:
            fate = "gewijzigd" if similarity >= _RECOGNISABLE else "vervallen"
        first, last = self._new.lines[window.start], self._new.lines[window.stop - 1]
        if fate == "vervallen":
            first, last = start, end
        return Located(fate=fate, start=first, end=last, similarity=round(similarity, 3), pair=_pair(said, says))

    def _window(self, span: range, there: Sequence[int]) -> range:
        """Return the words from the first to the last that matched, and those put in the place of what did not."""
        first, last = there[0], there[-1]
        to_new = self._alignment.to_new
        before = next((n for n, place in enumerate(span) if to_new[place] == first), 0)
        after = next((n for n, place in enumerate(reversed(span)) if to_new[place] == last), 0)
        while before and first and first - 1 not in self._matched:
            first, before = first - 1, before - 1
        while after and last + 1 < len(self._new.words) and last + 1 not in self._matched:
            last, after = last + 1, after - 1
        return range(first, last + 1)


def _densest(places: Sequence[int], gap: int) -> list[int]:
    """Return the largest group of places that stand together."""
    groups = [[places[0]]]
    for place in places[1:]:
        if place - groups[-1][-1] <= gap:
            groups[-1].append(place)
        else:
            groups.append([place])
    return max(groups, key=len)


def _pair(old: str, new: str) -> str:
    return hashlib.sha256(f"{old}\n{new}".encode()).hexdigest()[:16]
