"""Passages that say the same: a box that a document repeats, a chapter and its summary."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from ingest.lines import fingerprint
from ingest.records import Passage
from ingest.retrieval.analysis import content_words, stem

_ALIKE = 0.8  # the cosine of their words from which two passages say the same
_FEWEST_WORDS = 12  # two short passages share words by chance
_BLOCK = 1000  # so many passages are compared with all others at once


def groups_of(passages: Sequence[Passage]) -> list[tuple[int, ...]]:
    """Return for each passage the positions of those that say the same in its document, itself included, in order."""
    first_of = list(range(len(passages)))
    for document in dict.fromkeys(passage.document for passage in passages):
        own = [position for position, passage in enumerate(passages) if passage.document == document]
        alike = _alike([passages[position].reading_text for position in own])
        for place, position in enumerate(own):
            first_of[position] = first_of[own[alike[place]]]
    members: dict[int, list[int]] = {}
    for position, first in enumerate(first_of):
        members.setdefault(first, []).append(position)
    return [tuple(members[first]) for first in first_of]


def _alike(texts: Sequence[str]) -> list[int]:
    """Return for each text the place of the first one that says the same: its own when there is none before it."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    stems = [[stem(word) for word in content_words(text)] for text in texts]
    prints: dict[str, int] = {}
    same = [prints.setdefault(fingerprint(text), place) for place, text in enumerate(texts)]
    if not any(stems):
        return same
    rows: Any = TfidfVectorizer(analyzer=lambda given: given).fit_transform(stems)
    enough = np.array([len(own) >= _FEWEST_WORDS for own in stems])
    for begin in range(0, len(texts), _BLOCK):
        pairs = (rows[begin : begin + _BLOCK] @ rows.T).tocoo()
        ones = pairs.row + begin
        alike = (pairs.col < ones) & (pairs.data >= _ALIKE) & enough[ones] & enough[pairs.col]
        for one, other in sorted(zip(ones[alike].tolist(), pairs.col[alike].tolist(), strict=True)):
            if same[one] == one:
                same[one] = same[other]
    return same
