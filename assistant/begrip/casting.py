"""Learns who is who from labels that tell only who gives and gets: chooses the casts that fit, and learns from them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from assistant.begrip.examples import Example
from assistant.begrip.mentions import Mention
from assistant.begrip.whois import PARENT, Cast, casts, giver, receiver

_ROUNDS = 2
_MINORS = frozenset(["kind_tot_12", "jongere_12_tot_16", "jongere_vanaf_16"])
# How much a cast loses when what it says is allowed but not expected, is left open, goes too far, or is wrong.
_ALLOWED, _OPEN, _TOO_FAR, _WRONG = -50.0, -200.0, -300.0, -1000.0
# Before anything is learned: what usually stands beside the one who writes, and beside the one who is asked.
_ME = {
    "vorm:kort": 1.0, "vorm:alleen": 2.0, "dicht:- ben": 2.0, "dicht:- werk": 2.0, "dicht:+ hier": 2.0,
    "dicht:- als": 1.0, "vorm:- ik": 0.5, "vorm:- wij": 1.0, "vorm:+ wij": 1.0, "dicht:- onze": 0.5, "plek:-1 ^": 0.3,
}  # fmt: skip
_ASKED = {
    "dicht:+ vragen": 1.0, "dicht:- van": 0.3, "dicht:- bij": 0.3, "soort:++ opvragen": 1.0, "dicht:+ mij": -1.0,
    "dicht:+ ons": -1.0,
}  # fmt: skip

Fit = Callable[[Sequence[Sequence[str]], Sequence[int]], Callable[[Sequence[Sequence[str]]], Sequence[float]]]


@dataclass(frozen=True)
class Scene:
    """An example with the parties named in it and the features of each."""

    example: Example
    mentions: Sequence[Mention]
    features: Sequence[Sequence[str]]


@dataclass(frozen=True)
class Lessons:
    """What to learn from: features of parties, and whether each is it."""

    me: tuple[list[Sequence[str]], list[int]]
    other: tuple[list[Sequence[str]], list[int]]
    asked: tuple[list[Sequence[str]], list[int]]


def lessons(scenes: Sequence[Scene], fit: Fit) -> Lessons:
    """Return the parties of the scenes, labelled by the casts that fit the labels best."""
    chosen = [
        max(casts(scene.mentions), key=lambda cast: _fits(scene, cast) + _first_guess(scene, cast)) for scene in scenes
    ]
    taught = _taught(scenes, chosen)
    for _ in range(_ROUNDS):
        score = {
            name: fit(*pair) for name, pair in (("me", taught.me), ("other", taught.other), ("asked", taught.asked))
        }
        chosen = [_best(scene, score) for scene in scenes]
        taught = _taught(scenes, chosen)
    return taught


def _best(scene: Scene, score: Mapping[str, Callable[[Sequence[Sequence[str]]], Sequence[float]]]) -> Cast:
    odds = {name: list(of(scene.features)) if scene.features else [] for name, of in score.items()}

    def weight(cast: Cast) -> float:
        total = _fits(scene, cast)
        total += odds["me"][cast.me] if cast.me is not None else 0.0
        if cast.other is not None:
            total += odds["other"][cast.other] + (odds["asked"][cast.other] if cast.i_ask else 0.0)
        return total

    return max(casts(scene.mentions), key=weight)


def _taught(scenes: Sequence[Scene], chosen: Sequence[Cast]) -> Lessons:
    taught = Lessons(([], []), ([], []), ([], []))
    for scene, cast in zip(scenes, chosen, strict=True):
        for place, features in enumerate(scene.features):
            party = scene.mentions[place].party
            if party.role is not None:
                taught.me[0].append(features)
                taught.me[1].append(int(cast.me == place))
            if party.receiver is not None:
                taught.other[0].append(features)
                taught.other[1].append(int(cast.other == place))
        if cast.other is not None and scene.mentions[cast.other].party.role is not None:
            taught.asked[0].append(scene.features[cast.other])
            taught.asked[1].append(int(cast.i_ask))
    return taught


def _fits(scene: Scene, cast: Cast) -> float:
    """Return how well a cast agrees with the labels; 0 is entirely."""
    given, got = giver(scene.mentions, cast), receiver(scene.mentions, cast)
    return _agrees(scene.example, "rol", given[1] if given else None) + _agrees(
        scene.example, "ontvanger", _resolved(scene.example, got[1]) if got else None
    )


def _agrees(example: Example, fact: str, value: str | None) -> float:
    expected, allowed = example.facts.get(fact), example.permits(fact)
    if expected is not None:
        return 0.0 if value == expected else _ALLOWED if value in allowed else _OPEN if value is None else _WRONG
    if value is None:
        return 0.0
    return 0.0 if value in allowed else _WRONG if allowed else _TOO_FAR


def _resolved(example: Example, code: str) -> str:
    if code != PARENT:
        return code
    return "wettelijk_vertegenwoordiger" if example.permits("betrokkene") & _MINORS else "naaste"


def _first_guess(scene: Scene, cast: Cast) -> float:
    total = 0.0
    if cast.me is not None:
        total += sum(_ME.get(feature, 0.0) for feature in set(scene.features[cast.me]))
    if cast.other is not None:
        total += 0.5
        asked = sum(_ASKED.get(feature, 0.0) for feature in set(scene.features[cast.other]))
        total += asked if cast.i_ask else -asked
    return total
