"""What the classifier of danger looks at: the words, and the scene they make together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, pairwise

from assistant.begrip.danger_classes import NOT_SO, SO, WHAT, ClassHit, WordClasses
from assistant.begrip.features import Reading, pieces, words_of
from assistant.begrip.phrases import DENIALS
from assistant.begrip.sentences import Sentence

# How a group of classes is called in the features.
_CALLED = {WHAT: "beeld", SO: "echt", NOT_SO: "onecht"}
# More classes than this say no more than this many.
_COUNTED = {WHAT: 8, SO: 5, NOT_SO: 6}
# "Staat op het dak" and "staat boven op het dak": words near each other, by how they begin.
_NEAR = 3
_BEGIN = 6
_DENIES_BEFORE = 2
_DENIES_AFTER = 2


def danger_features(reading: Reading, classes: WordClasses) -> list[str]:
    """Return the features of a text from which danger is learned; parties and phrases of danger are left out.

    The phrases of danger are there to be checked by what is learned, so they are no part of it.
    """
    found = [(sentence, tuple(classes.hits(sentence))) for sentence in reading.sentences]
    return [*_words(reading.sentences), *_scene(found, classes), *_denied(found)]


def _words(sentences: Iterable[Sentence]) -> Iterator[str]:
    for sentence in sentences:
        words = words_of(sentence)
        spoken = [word for word in words if word != ","]
        yield from (f"woord:{word}" for word in spoken)
        yield from (f"paar:{a} {b}" for a, b in pairwise(["^", *words, "$"]))
        for word in words:
            yield from pieces(word)
        begins = [word[:_BEGIN] for word in spoken]
        for place, begin in enumerate(begins):
            yield from (f"ver:{begin} {other}" for other in begins[place + 1 : place + 1 + _NEAR])


def _scene(found: Iterable[tuple[Sentence, Sequence[ClassHit]]], classes: WordClasses) -> Iterator[str]:
    """Yield which classes there are, how many of each group, and which stand in one sentence."""
    per_sentence = [{hit.name for hit in hits} for _, hits in found]
    present = set[str]().union(*per_sentence)
    for group, called in _CALLED.items():
        names = sorted(name for name in present if classes.group[name] == group)
        yield from (f"{called}:{name}" for name in names)
        yield from (f"aantal:{called} {number}" for number in range(1, min(len(names), _COUNTED[group]) + 1))
    for names_here in per_sentence:
        what = sorted(name for name in names_here if classes.group[name] == WHAT)
        yield from (f"samen:{a} {b}" for a, b in combinations(what, 2))


def _denied(found: Iterable[tuple[Sentence, Sequence[ClassHit]]]) -> Iterator[str]:
    for sentence, hits in found:
        for hit in hits:
            before = sentence.words[max(0, hit.first - _DENIES_BEFORE) : hit.first]
            after = sentence.words[hit.last + 1 : hit.last + 1 + _DENIES_AFTER]
            if any(word in DENIALS for word in (*before, *after)):
                yield f"ontkend:{hit.name}"
