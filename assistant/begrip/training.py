"""Trains the classifiers on the examples; needs scikit-learn, which reading a message does not."""

from __future__ import annotations

import hashlib
import math
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from assistant.begrip.casting import Scene, learned_casts
from assistant.begrip.danger_training import learned_danger
from assistant.begrip.examples import CASUS, DANGER, NOT_SAID, Example
from assistant.begrip.learned import surroundings
from assistant.begrip.linear import values
from assistant.begrip.phrases import PhraseBook
from assistant.begrip.reader import TextReader
from assistant.begrip.stating import Told, learned_statements
from assistant.begrip.whois import Named, casts, together
from assistant.masking import Masker

FACTS = (
    "situatie", "toestemming", "doel", "betrokkene", "bijzondere_gegevens", "vermoeden_geweld", "gegevens_omvang",
    "betrokkene_geinformeerd", "anoniem_voldoende", "collega_geraadpleegd", "gegevens_derden", "rechtstreeks_betrokken",
)  # fmt: skip
# Facts that one clause tells, wherever it stands; the others are told by a message as a whole.
CLAUSE_FACTS = ("situatie", "toestemming")
# A feature in fewer examples says nothing; a weight this small changes nothing.
_SEEN_AT_LEAST = 2
_PIECES_AT_LEAST = 5
_SMALLEST = 0.06
_DIGITS = 2
# One example in so many is read for the stamp.
_STAMPED = 20
_STRENGTH = {"feit": 1.0, "soort": 4.0}
# A loose sentence is no message: it counts for half of one.
_LOOSE = 0.5
# Where a value is only allowed, the example says little about whether it should be found.
_HALF = 0.3

Sample = tuple[Sequence[str], str, float]


def learn(examples: Sequence[Example], reader: TextReader, book: PhraseBook, masker: Masker) -> dict[str, Any]:
    """Return everything learned as plain data, ready to be written."""
    # The matrices are small: more threads only wait for each other. This is read when scikit-learn is loaded.
    for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
        os.environ.setdefault(name, "1")
    return _learn(examples, reader, book, masker)


def _learn(examples: Sequence[Example], reader: TextReader, book: PhraseBook, masker: Masker) -> dict[str, Any]:
    masked = [(example, masker.mask(example.text).text) for example in examples]
    readings = [(example, reader.read(text)) for example, text in masked]
    groups = surroundings(book)
    scenes = [
        Scene(example, Named.of(reading, groups))
        for example, reading in readings
        if example.facts and (not example.only or "rol" in example.only)
    ]
    seen = [(example, reader.features(reading)) for example, reading in readings]
    lessons = [
        (reader.danger_features(reading), example.danger) for example, reading in readings if example.danger is not None
    ]
    clauses = [
        (example, [clause.features for clause in reader.clauses.clauses(reading)])
        for example, reading in readings
        if example.facts
    ]
    return {
        "stempel": stamp(examples, reader, book, masker),
        "wie": learned_casts(scenes, _rarity([each for scene in scenes for each in scene.named.features]), _DIGITS),
        "feiten": {fact: trained(samples(seen, fact), _STRENGTH["feit"]) for fact in FACTS},
        "gezegd": {fact: _statements(clauses, fact) for fact in CLAUSE_FACTS},
        "soort": trained(
            [(features, example.kind, 1.0) for example, features in seen if example.kind not in (None, DANGER)],
            _STRENGTH["soort"],
        ),
        "gevaar": learned_danger(lessons, _rarity([features for features, _ in lessons]), _DIGITS),
    }


def stamp(examples: Sequence[Example], reader: TextReader, book: PhraseBook, masker: Masker) -> dict[str, str]:
    """Return what was learned from and how it was read, each as a checksum.

    How it was read is the features of some of the examples: they change with the masking, the phrases and the code,
    and not when the code only looks different.
    """
    groups = surroundings(book)
    read = hashlib.sha256()
    for example in examples[::_STAMPED]:
        reading = reader.read(masker.mask(example.text).text)
        named = Named.of(reading, groups)
        clauses = [clause.features for clause in reader.clauses.clauses(reading)]
        parts = (named.features, [*map(list, _pairs(named))])
        seen = (reader.features(reading), reader.danger_features(reading), clauses, *parts)
        read.update(repr(seen).encode())
    labelled = [
        (each.text, each.kind, each.danger, sorted(each.only), sorted(each.facts.items()), sorted(each.allowed.items()))
        for each in examples
    ]
    return {"voorbeelden": hashlib.sha256(repr(labelled).encode()).hexdigest(), "gelezen": read.hexdigest()}


def _pairs(named: Named) -> Iterator[Iterator[str]]:
    return (together(named, cast) for cast in casts(named.mentions))


def samples(seen: Iterable[tuple[Example, Sequence[str]]], fact: str) -> list[Sample]:
    """Return what the examples of casussen teach about a fact."""
    found: list[Sample] = []
    for example, features in seen:
        if fact in example.only:
            found.append((features, example.facts[fact], _LOOSE))
        if not example.facts or example.kind not in (CASUS, DANGER):
            continue
        if fact in example.facts:
            found.append((features, example.facts[fact], 1.0))
        elif allowed := example.allowed.get(fact):
            found.append((features, allowed[0], _HALF))
            found.append((features, NOT_SAID, _HALF))
        else:
            found.append((features, NOT_SAID, 1.0))
    return found


def _statements(clauses: Sequence[tuple[Example, Sequence[Sequence[str]]]], fact: str) -> dict[str, Any]:
    told = list(_told(clauses, fact))
    return learned_statements(fact, told, _rarity([features for parts, _, _ in told for features in parts]), _DIGITS)


def _told(clauses: Iterable[tuple[Example, Sequence[Sequence[str]]]], fact: str) -> Iterator[Told]:
    """Yield what the clauses of examples teach about a fact."""
    for example, parts in clauses:
        if not parts or (fact not in example.only if example.only else example.kind not in (CASUS, DANGER)):
            continue
        allowed = example.allowed.get(fact, ())
        if fact in example.facts:
            yield parts, {example.facts[fact]: 1.0}, _LOOSE if example.only else 1.0
        elif allowed:
            yield parts, {NOT_SAID: 0.5, **{value: 0.5 / len(allowed) for value in allowed}}, 2 * _HALF
        else:
            yield parts, {NOT_SAID: 1.0}, 1.0


def _rarity(features: Sequence[Sequence[str]]) -> dict[str, float]:
    """Return how rare each feature is among those seen often enough."""
    seen = Counter(feature for each in features for feature in set(each))
    return {
        feature: round(1 + math.log((1 + len(features)) / (1 + number)), _DIGITS)
        for feature, number in seen.items()
        if number >= (_PIECES_AT_LEAST if feature.startswith("stuk:") else _SEEN_AT_LEAST)
    }


def _fitted(samples: Sequence[Sample], strength: float, rarity: Mapping[str, float]) -> tuple[Any, Any]:
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    columns = DictVectorizer()
    matrix = columns.fit_transform([values(features, rarity) for features, _, _ in samples])
    model = LogisticRegression(C=strength, max_iter=300, tol=1e-3)
    model.fit(matrix, [label for _, label, _ in samples], sample_weight=[weight for _, _, weight in samples])
    return model, columns


def trained(samples: Sequence[Sample], strength: float) -> dict[str, Any]:
    """Return a classifier as plain data; of two labels only `ja` (or the first) keeps its weights."""
    rarity = _rarity([features for features, _, _ in samples])
    model, columns = _fitted(samples, strength, rarity)
    # What hardly counts is left out, and the rest learned again, for a value depends on which features there are.
    rarity = {
        feature: rarity[feature]
        for place, feature in enumerate(columns.feature_names_)
        if max(abs(float(row[place])) for row in model.coef_) >= _SMALLEST
    }
    model, columns = _fitted(samples, strength, rarity)
    labels = [str(label) for label in model.classes_]
    rows, begin = model.coef_, model.intercept_
    if len(labels) == 2:
        sign = 1.0 if labels[1] == "ja" else -1.0
        labels, rows, begin = [labels[1] if sign > 0 else labels[0]], sign * rows, sign * begin
    weights = {
        feature: [rarity[feature], *(round(float(row[place]), _DIGITS) for row in rows)]
        for place, feature in enumerate(columns.feature_names_)
    }
    return {"waarden": labels, "begin": [round(float(number), 3) for number in begin], "gewichten": weights}
