"""Learns who is who from labels that tell only who gives and gets: all ways to read the parties are weighed at once.

Which party is "me" was never labelled. So what is made most probable is all casts together that agree with the labels
of an example, against all others: a log-linear model with the cast as what is hidden.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.begrip.examples import Example
from assistant.begrip.linear import values
from assistant.begrip.whois import PARENT, Cast, Named, casts, giver, receiver, together

_MINORS = frozenset(["kind_tot_12", "jongere_12_tot_16", "jongere_vanaf_16"])
# How well a cast agrees when what it says is allowed though something else is expected, and where nothing is.
_BESIDE, _ALLOWED = 0.05, 0.5
# How strongly weights are held back to zero, and which are too small to keep. Tried by cross-validation.
_HOLD, _SMALLEST, _ROUNDS = 2.0, 0.05, 150
_ME, _OTHER, _ASKED = "ik", "ander", "gevraagd"
# Before anything is learned: what usually stands beside the one who writes, and beside the one who is asked.
_FIRST_GUESS = {
    (_ME, "vorm:kort"): 1.0, (_ME, "vorm:alleen"): 2.0, (_ME, "dicht:- ben"): 2.0, (_ME, "dicht:- werk"): 2.0,
    (_ME, "dicht:+ hier"): 2.0, (_ME, "dicht:- als"): 1.0, (_ME, "vorm:- wij"): 1.0, (_ME, "vorm:+ wij"): 1.0,
    (_ASKED, "dicht:+ vragen"): 1.0, (_ASKED, "soort:++ opvragen"): 1.0, (_ASKED, "dicht:+ mij"): -1.0,
    (_ASKED, "dicht:+ ons"): -1.0, ("", "ik vraag"): -1.0,
}  # fmt: skip

Key = tuple[str, str]


@dataclass(frozen=True)
class Scene:
    """An example with the parties named in it."""

    example: Example
    named: Named


def learned_casts(scenes: Sequence[Scene], rarity: Mapping[str, float], digits: int) -> dict[str, Any]:
    """Return what was learned as plain data; `rarity` holds the features of parties seen often enough."""
    seen = Counter(
        feature for scene in scenes for cast in casts(scene.named.mentions) for feature in together(scene.named, cast)
    )
    pairs = frozenset(feature for feature, number in seen.items() if number > 1)
    weights = _fitted(scenes, rarity, pairs)
    # What hardly counts is left out, and the rest learned again, for a value depends on which features there are.
    kept = {
        feature: each
        for feature, each in rarity.items()
        if max(abs(weights.get((part, feature), 0.0)) for part in (_ME, _OTHER, _ASKED)) >= _SMALLEST
    }
    weights = _fitted(scenes, kept, pairs)
    parts = {
        feature: [each, *(round(weights.get((part, feature), 0.0), digits) for part in (_ME, _OTHER, _ASKED))]
        for feature, each in kept.items()
    }
    return {
        "partij": parts,
        "samen": {name: round(weight, digits) for (part, name), weight in weights.items() if not part},
    }


def _fitted(scenes: Sequence[Scene], rarity: Mapping[str, float], pairs: frozenset[str]) -> dict[Key, float]:
    import numpy as np
    from scipy.optimize import minimize
    from scipy.sparse import csr_matrix

    columns: dict[Key, int] = {}
    data: list[float] = []
    where: tuple[list[int], list[int]] = ([], [])
    starts: list[int] = []
    agreement: list[float] = []
    for scene in scenes:
        agreeing = [(cast, _agreement(scene, cast)) for cast in casts(scene.named.mentions)]
        if not any(how_well for _, how_well in agreeing):
            # Whom the labels mean is not named in words that are known: nothing to learn here.
            continue
        starts.append(len(agreement))
        shares = [values(features, rarity) for features in scene.named.features]
        for cast, how_well in agreeing:
            for key, value in _row(scene.named, cast, shares, pairs):
                where[0].append(len(agreement))
                where[1].append(columns.setdefault(key, len(columns)))
                data.append(value)
            agreement.append(math.log(how_well) if how_well else -1e9)
    matrix = csr_matrix((data, where), shape=(len(agreement), len(columns)))
    agree, begin = np.array(agreement), np.array(starts)
    scene_of = np.repeat(np.arange(len(begin)), np.diff([*starts, len(agreement)]))

    def softmax(scores: Any) -> tuple[Any, Any]:
        top = np.maximum.reduceat(scores, begin)
        powers = np.exp(scores - top[scene_of])
        total = np.add.reduceat(powers, begin)
        return np.log(total) + top, powers / total[scene_of]

    def loss(weights: Any) -> tuple[float, Any]:
        scores = matrix @ weights
        all_casts, chance = softmax(scores)
        right_casts, right = softmax(scores + agree)
        slope = matrix.T @ (chance - right) + _HOLD * weights
        return float((all_casts - right_casts).sum() + _HOLD / 2 * (weights @ weights)), slope

    first = np.zeros(len(columns))
    for key, guess in _FIRST_GUESS.items():
        if key in columns:
            first[columns[key]] = guess
    found = minimize(loss, first, jac=True, method="L-BFGS-B", options={"maxiter": _ROUNDS}).x
    return {key: float(found[column]) for key, column in columns.items()}


def _row(
    named: Named, cast: Cast, shares: Sequence[Mapping[str, float]], pairs: frozenset[str]
) -> list[tuple[Key, float]]:
    row = [(("", feature), 1.0) for feature in together(named, cast) if feature in pairs]
    if cast.me is not None:
        row += [((_ME, feature), value) for feature, value in shares[cast.me].items()]
    if cast.other is not None:
        for part in (_OTHER, _ASKED) if cast.i_ask else (_OTHER,):
            row += [((part, feature), value) for feature, value in shares[cast.other].items()]
    return row


def _agreement(scene: Scene, cast: Cast) -> float:
    """Return how well a cast agrees with the labels: 1 is entirely, 0 not at all."""
    given, got = giver(scene.named.mentions, cast), receiver(scene.named.mentions, cast)
    return _agrees(scene.example, "rol", given[1] if given else None) * _agrees(
        scene.example, "ontvanger", _resolved(scene.example, got[1]) if got else None
    )


def _agrees(example: Example, fact: str, value: str | None) -> float:
    expected, allowed = example.facts.get(fact), example.permits(fact)
    if expected is not None:
        return 1.0 if value == expected else _BESIDE if value in allowed else 0.0
    if value is None:
        return 1.0
    return _ALLOWED if value in allowed else 0.0


def _resolved(example: Example, code: str) -> str:
    if code != PARENT:
        return code
    return "wettelijk_vertegenwoordiger" if example.permits("betrokkene") & _MINORS else "naaste"
