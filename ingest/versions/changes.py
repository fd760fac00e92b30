"""What differs between two versions of a document: passages added, gone, changed or moved, word by word."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from ingest.records import Passage
from ingest.versions.alignment import NOWHERE, Alignment
from ingest.versions.words import Words

Kind = Literal["toegevoegd", "vervallen", "gewijzigd", "verplaatst"]
KINDS: tuple[Kind, ...] = ("toegevoegd", "vervallen", "gewijzigd", "verplaatst")
_TRACE = 0.3  # a passage that shares less than this of its words with the other version is not there
_LAYOUT = re.compile(r"[\s•|\u00ad-]")


@dataclass(frozen=True, kw_only=True)
class Edit:
    """A stretch of a changed passage: words that stayed, went or came."""

    kind: Literal["gelijk", "weg", "nieuw"]
    text: str


@dataclass(frozen=True, kw_only=True)
class Change:
    """One passage that differs, as it was and as it is; `edits` is empty when no word of it changed."""

    kind: Kind
    old: Passage | None
    new: Passage | None
    edits: tuple[Edit, ...] = ()

    @property
    def section(self) -> tuple[str, ...]:
        """The headings it stands under, in the new version where it is there."""
        passage = self.new or self.old
        return passage.heading_path if passage else ()


@dataclass
class _Side:
    """The words of one passage: how many stand in the other version, in and out of order, and in which passages."""

    total: int = 0
    in_order: int = 0
    moved: int = 0

    def __post_init__(self) -> None:
        self.there: Counter[int] = Counter()

    @property
    def gone(self) -> bool:
        return self.in_order + self.moved < _TRACE * self.total

    @property
    def main(self) -> int:
        return self.there.most_common(1)[0][0]


def compare(
    old: Sequence[Passage], new: Sequence[Passage], old_words: Words, new_words: Words, alignment: Alignment
) -> tuple[Change, ...]:
    """Return what differs, in the order of the new version; nothing when only the layout is another."""
    ours, theirs = _sides(old, new, old_words, new_words, alignment)
    changes: list[tuple[float, Change]] = []
    pairs: dict[tuple[int, int], Kind] = {}
    place = -1.0
    for number, side in enumerate(ours):
        if not side.total:
            continue
        if side.gone:
            place += 0.001  # what is gone stands behind what it followed
            changes.append((place, Change(kind="vervallen", old=old[number], new=None)))
            continue
        there = side.main
        if side.moved > side.in_order:
            pairs[number, there] = "verplaatst"
        else:
            place = there + 0.5
            if side.in_order < side.total:
                pairs.setdefault((number, there), "gewijzigd")
    for number, side in enumerate(theirs):
        if side.total and side.gone:
            changes.append((number, Change(kind="toegevoegd", old=None, new=new[number])))
        elif side.total:
            alone = len(side.there) == len(ours[side.main].there) == 1
            incomplete = side.in_order + side.moved < side.total
            joined = side.moved > 0 and not alone
            if incomplete or joined or (alone and _other_signs(old[side.main], new[number])):
                pairs.setdefault((side.main, number), "gewijzigd")
    for (ours_at, theirs_at), kind in pairs.items():
        edits = tuple(word_edits(old[ours_at].reading_text, new[theirs_at].reading_text))
        if all(edit.kind == "gelijk" for edit in edits):
            edits = ()
        changes.append((theirs_at, Change(kind=kind, old=old[ours_at], new=new[theirs_at], edits=edits)))
    return tuple(change for _, change in sorted(changes, key=lambda item: item[0]))


def _sides(
    old: Sequence[Passage], new: Sequence[Passage], old_words: Words, new_words: Words, alignment: Alignment
) -> tuple[list[_Side], list[_Side]]:
    ours, theirs = [_Side() for _ in old], [_Side() for _ in new]
    for place in new_words.passages:
        theirs[place].total += 1
    seen: set[int] = set()
    for place, there in enumerate(alignment.to_new):
        side = ours[old_words.passages[place]]
        side.total += 1
        if there == NOWHERE:
            continue
        moved = place in alignment.moved
        other = theirs[new_words.passages[there]]
        side.there[new_words.passages[there]] += 1
        other.there[old_words.passages[place]] += 1
        side.moved, side.in_order = side.moved + moved, side.in_order + (not moved)
        if there not in seen:  # two halves of a word that a line end broke are one word on the other side
            seen.add(there)
            other.moved, other.in_order = other.moved + moved, other.in_order + (not moved)
    _count_joined(old_words, new_words, alignment, theirs, seen)
    return ours, theirs


def _count_joined(old: Words, new: Words, alignment: Alignment, theirs: list[_Side], seen: set[int]) -> None:
    """Count the second half of a word that is broken in the new version and was whole in the old one."""
    for place, there in enumerate(alignment.to_new):
        rest = old.words[place][len(new.words[there]) :] if there != NOWHERE else ""
        following = there + 1
        while rest and following < len(new.words) and following not in seen and rest.startswith(new.words[following]):
            seen.add(following)
            theirs[new.passages[following]].in_order += 1
            rest = rest[len(new.words[following]) :]
            following += 1


def _other_signs(old: Passage, new: Passage) -> bool:
    """Whether two passages with the same words differ in their punctuation, which can turn a sentence around."""
    return _LAYOUT.sub("", old.reading_text).casefold() != _LAYOUT.sub("", new.reading_text).casefold()


def word_edits(old: str, new: str) -> Iterator[Edit]:
    """Yield how the words of one text become those of another, in order."""
    before, after = old.split(), new.split()
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Edit(kind="gelijk", text=" ".join(before[i1:i2]))
            continue
        if i1 < i2:
            yield Edit(kind="weg", text=" ".join(before[i1:i2]))
        if j1 < j2:
            yield Edit(kind="nieuw", text=" ".join(after[j1:j2]))
