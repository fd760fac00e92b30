"""Learns which clauses tell a fact from labels of whole messages: in which clause it stands was never labelled.

What is made most probable is all ways to agree with the label together: a clause, whichever, that says the value, or
no clause that says anything.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.begrip.examples import NOT_SAID
from assistant.begrip.linear import values

# How strongly weights are held back to zero, and which are too small to keep. Tried leaving one author out at a time.
_HOLD, _SMALLEST, _ROUNDS = 0.5, 0.04, 200
# Before anything is learned: that nothing is said is likelier than any value, but for what a phrase says.
_SILENCE, _PHRASE = -2.0, 1.0
_NEVER = -30.0

Labels = Mapping[str, float]
Told = tuple[Sequence[Sequence[str]], Labels, float]


def learned_statements(fact: str, told: Sequence[Told], rarity: Mapping[str, float], digits: int) -> dict[str, Any]:
    """Return what was learned of a fact as plain data: clauses, the labels that agree, and how much each counts."""
    labels = sorted({label for _, agree, _ in told for label in agree} - {NOT_SAID})
    weights, _ = _fitted(fact, told, labels, rarity)
    # What hardly counts is left out, and the rest learned again, for a value depends on which features there are.
    kept = {
        feature: rarity[feature] for feature, row in weights.items() if max(map(abs, row), default=0.0) >= _SMALLEST
    }
    weights, bias = _fitted(fact, told, labels, kept)
    rows = {feature: [kept[feature], *(round(weight, digits) for weight in row)] for feature, row in weights.items()}
    return {"waarden": labels, "begin": [round(each, 3) for each in bias], "gewichten": rows}


def _fitted(
    fact: str, told: Sequence[Told], labels: Sequence[str], rarity: Mapping[str, float]
) -> tuple[dict[str, list[float]], list[float]]:
    import numpy as np
    from scipy.optimize import minimize
    from scipy.sparse import csr_matrix

    columns = {feature: place for place, feature in enumerate(rarity)}
    data: list[float] = []
    where: tuple[list[int], list[int]] = ([], [])
    starts: list[int] = []
    clauses = 0
    for parts, _, _ in told:
        starts.append(clauses)
        for features in parts:
            for feature, value in values(features, rarity).items():
                where[0].append(clauses)
                where[1].append(columns[feature])
                data.append(value)
            clauses += 1
    wide, high = len(columns), len(labels)
    matrix = csr_matrix((data, where), shape=(clauses, wide))
    begin = np.array(starts)
    of = np.repeat(np.arange(len(told)), np.diff([*starts, clauses]))
    counts = np.array([weight for _, _, weight in told])
    agree = np.full((len(told), high + 1), _NEVER)
    for row, (_, right, _) in enumerate(told):
        for place, label in enumerate([*labels, NOT_SAID]):
            if right.get(label):
                agree[row, place] = np.log(right[label])

    def chances(scores: Any, silent: Any) -> tuple[Any, Any]:
        top = np.maximum(np.maximum.reduceat(scores.max(axis=1), begin), silent)
        powers = np.exp(scores - top[of][:, None])
        total = np.add.reduceat(powers.sum(axis=1), begin) + np.exp(silent - top)
        return np.log(total) + top, powers / total[of][:, None]

    def loss(flat: Any) -> tuple[float, Any]:
        weights = flat[: wide * high].reshape(wide, high)
        scores = matrix @ weights + flat[wide * high :]
        every, chance = chances(scores, np.zeros(len(told)))
        right, share = chances(scores + agree[of][:, :high], agree[:, high])
        difference = (chance - share) * counts[of][:, None]
        slope = np.concatenate([(matrix.T @ difference + _HOLD * weights).ravel(), difference.sum(axis=0)])
        return float(((every - right) * counts).sum() + _HOLD / 2 * (weights**2).sum()), slope

    first = np.zeros(wide * high + high)
    first[wide * high :] = _SILENCE
    for place, label in enumerate(labels):
        if (column := columns.get(f"frase:{fact}={label}")) is not None:
            first[column * high + place] = _PHRASE
    found = minimize(loss, first, jac=True, method="L-BFGS-B", options={"maxiter": _ROUNDS}).x
    rows = found[: wide * high].reshape(wide, high)
    return {feature: [float(each) for each in rows[place]] for feature, place in columns.items()}, [
        float(each) for each in found[wide * high :]
    ]
