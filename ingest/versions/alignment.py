"""Which word of one version is which word of another, also where a stretch of text was moved."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

NOWHERE = -1
_SURE = 4  # so many words in a row are no coincidence
_NEAR = 8  # fewer count when they stand so close to ones that are sure
_MOVED = 6  # so many words in a row show that a stretch was moved


@dataclass(frozen=True)
class Alignment:
    """Per word of the old version its place in the new one, or NOWHERE; and which of those were moved out of order."""

    to_new: tuple[int, ...]
    moved: frozenset[int]


@dataclass
class _Run:
    """Words that stand in both versions in the same order."""

    old: int
    new: int
    size: int

    @property
    def old_end(self) -> int:
        return self.old + self.size

    @property
    def new_end(self) -> int:
        return self.new + self.size


def align(old: Sequence[str], new: Sequence[str]) -> Alignment:
    """Return how the words of two versions correspond.

    First what kept its order, longest stretches first; then, among what is left, stretches that stand elsewhere.
    """
    to_new = [NOWHERE] * len(old)
    in_order = _sure(_in_order(old, new))
    for run in in_order:
        to_new[run.old : run.old_end] = range(run.new, run.new_end)
    _same_letters(old, new, in_order, to_new)
    taken = set(to_new)
    moved: set[int] = set()
    for run in _elsewhere(old, new, to_new, taken):
        to_new[run.old : run.old_end] = range(run.new, run.new_end)
        moved.update(range(run.old, run.old_end))
    return Alignment(tuple(to_new), frozenset(moved))


def _in_order(old: Sequence[str], new: Sequence[str]) -> list[_Run]:
    shortest = min(len(old), len(new))
    head = next((place for place in range(shortest) if old[place] != new[place]), shortest)
    tail = next((n for n in range(shortest - head) if old[len(old) - 1 - n] != new[len(new) - 1 - n]), shortest - head)
    # What both have in front and at the end needs no search. Frequent words are no starting point (autojunk).
    matcher = SequenceMatcher(None, old[head : len(old) - tail], new[head : len(new) - tail])
    middle = [_Run(block.a + head, block.b + head, block.size) for block in matcher.get_matching_blocks()]
    found = [_Run(0, 0, head), *middle, _Run(len(old) - tail, len(new) - tail, tail)]
    return [run for run in found if run.size]


def _sure(runs: list[_Run]) -> list[_Run]:
    """Leave out the few words that two other texts happen to share: "van de" is no trace of a paragraph."""
    kept = []
    for place, run in enumerate(runs):
        around = [other for other in runs[max(0, place - 1) : place + 2] if other.size >= _SURE and other is not run]
        near = any(
            max(run.old - other.old_end, other.old - run.old_end) <= _NEAR
            and max(run.new - other.new_end, other.new - run.new_end) <= _NEAR
            for other in around
        )
        if run.size >= _SURE or near:
            kept.append(run)
    return kept


def _same_letters(old: Sequence[str], new: Sequence[str], runs: list[_Run], to_new: list[int]) -> None:
    """Match what was cut into words otherwise: "samen-" "werking" at a line end is "samenwerking"."""
    edges = [_Run(0, 0, 0), *runs, _Run(len(old), len(new), 0)]
    for before, after in pairwise(edges):
        ours, theirs = range(before.old_end, after.old), range(before.new_end, after.new)
        if not ours or "".join(old[i] for i in ours) != "".join(new[i] for i in theirs):
            continue
        ends = [(i, end) for i, end in zip(theirs, _ends(new, theirs), strict=True)]
        begin = 0
        for place, end in zip(ours, _ends(old, ours), strict=True):
            to_new[place] = next(i for i, their_end in ends if their_end > begin)
            begin = end


def _ends(words: Sequence[str], span: range) -> Iterator[int]:
    end = 0
    for place in span:
        end += len(words[place])
        yield end


def _elsewhere(old: Sequence[str], new: Sequence[str], to_new: Sequence[int], taken: set[int]) -> list[_Run]:
    """Return the stretches that stand in both and were not matched yet, longest first, none twice."""
    free_new = [place not in taken for place in range(len(new))]
    at: dict[tuple[str, ...], list[int]] = {}
    for place in range(len(new) - _MOVED + 1):
        if all(free_new[place : place + _MOVED]):
            at.setdefault(tuple(new[place : place + _MOVED]), []).append(place)
    free_old = [place == NOWHERE for place in to_new]
    found = []
    for place in range(len(old) - _MOVED + 1):
        if all(free_old[place : place + _MOVED]):
            for there in at.get(tuple(old[place : place + _MOVED]), ()):
                fresh = not (place and there and free_old[place - 1] and free_new[there - 1])
                if fresh or old[place - 1] != new[there - 1]:  # else it is the tail of one that was seen
                    size = _MOVED
                    while _goes_on(old, new, place + size, there + size, free_old, free_new):
                        size += 1
                    found.append(_Run(place, there, size))
    chosen = []
    for run in sorted(found, key=lambda run: -run.size):
        if all(free_old[run.old : run.old_end]) and all(free_new[run.new : run.new_end]):
            free_old[run.old : run.old_end] = [False] * run.size
            free_new[run.new : run.new_end] = [False] * run.size
            chosen.append(run)
    return chosen


def _goes_on(
    old: Sequence[str], new: Sequence[str], place: int, there: int, free_old: list[bool], free_new: list[bool]
) -> bool:
    inside = place < len(old) and there < len(new)
    return inside and free_old[place] and free_new[there] and old[place] == new[there]
