"""Tells who gives and who gets: weighs every way in which the parties can be me, the other, and the one who asks."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.begrip.features import Reading, mention_features
from assistant.begrip.linear import Linear
from assistant.begrip.mentions import Mention
from assistant.begrip.phrases import Phrase

PARENT = "ouder"
# Of these kinds there are often two in one message, each with their own task.
_TWO_OF_A_KIND = frozenset({"zorg", "begeleiding", "school"})
# More parties than anybody names in one question; the ways to combine them grow with the square.
_MOST = 14
# Who is put aside in so many words, within so many words, is hardly ever the other.
_REPLACED = 3.0
_NEAR = 4


@dataclass(frozen=True)
class Cast:
    """One way to read the parties: who I am, who the other is, and whether I ask the other for data."""

    me: int | None
    other: int | None
    i_ask: bool


@dataclass(frozen=True)
class Part:
    """A party in its part: the code it counts as, how probable, and where it is named."""

    value: str
    probability: float
    mention: Mention


def casts(mentions: Sequence[Mention]) -> Iterator[Cast]:
    """Yield every way to read the parties."""
    places = range(len(mentions))
    givers = [None, *(i for i in places if mentions[i].party.role is not None)]
    others = [None, *(i for i in places if mentions[i].party.receiver is not None)]
    for me in givers:
        for other in others:
            if other is not None and me is not None and (other == me or _alike(mentions[me], mentions[other])):
                continue
            yield Cast(me, other, False)
            if other is not None and mentions[other].party.role is not None:
                yield Cast(me, other, True)


def giver(mentions: Sequence[Mention], cast: Cast) -> tuple[int, str] | None:
    """Return who gives in a cast: place and role."""
    place = cast.other if cast.i_ask else cast.me
    role = mentions[place].party.role if place is not None else None
    return (place, role) if place is not None and role is not None else None


def receiver(mentions: Sequence[Mention], cast: Cast) -> tuple[int, str] | None:
    """Return who gets in a cast: place and receiver; a parent is PARENT, whoever that is."""
    place = cast.me if cast.i_ask else cast.other
    code = mentions[place].party.receiver if place is not None else None
    return (place, code) if place is not None and code is not None else None


@dataclass(frozen=True)
class WhoIsWho:
    """The trained weights: of being me, of being the other, and of being asked by me."""

    me: Linear
    other: Linear
    asked: Linear
    groups: Mapping[str, Sequence[Phrase]]

    def parts(self, reading: Reading) -> dict[str, list[Part]]:
        """Return under rol and ontvanger the readings, most probable first."""
        numbered = reading.every_mention[:_MOST]
        mentions = [mention for _, mention in numbered]
        seen = [list(mention_features(reading, number, mention, self.groups)) for number, mention in numbered]
        me = [_odds(self.me, features) for features in seen]
        other = [
            _odds(self.other, features) + (_REPLACED if _comes_instead(mention) else 0.0) - _put_aside(mention)
            for features, mention in zip(seen, mentions, strict=True)
        ]
        asked = [_odds(self.asked, features) for features in seen]
        weighed = {cast: _weight(cast, mentions, me, other, asked) for cast in casts(mentions)}
        top = max(weighed.values())
        total = sum(math.exp(weight - top) for weight in weighed.values())
        found: dict[str, dict[str, dict[int, float]]] = {"rol": {}, "ontvanger": {}}
        for cast, weight in weighed.items():
            probability = math.exp(weight - top) / total
            for fact, named in (("rol", giver(mentions, cast)), ("ontvanger", receiver(mentions, cast))):
                if named is not None:
                    places = found[fact].setdefault(named[1], {})
                    places[named[0]] = places.get(named[0], 0.0) + probability
        return {
            fact: sorted(
                (
                    Part(value, sum(places.values()), mentions[max(places, key=lambda place: places[place])])
                    for value, places in values.items()
                ),
                key=lambda part: -part.probability,
            )
            for fact, values in found.items()
        }


def _odds(linear: Linear, features: Sequence[str]) -> float:
    probability = min(max(linear.probabilities(features)[linear.labels[0]], 1e-9), 1 - 1e-9)
    return math.log(probability / (1 - probability))


def _weight(
    cast: Cast, mentions: Sequence[Mention], me: Sequence[float], other: Sequence[float], asked: Sequence[float]
) -> float:
    weight = 0.0 if cast.me is None else me[cast.me]
    if cast.other is None:
        return weight
    weight += other[cast.other]
    if mentions[cast.other].party.role is not None:
        weight -= math.log1p(math.exp(-asked[cast.other] if cast.i_ask else asked[cast.other]))
    return weight


def _put_aside(mention: Mention) -> float:
    """Return what it costs that somebody else is named in its place: "niet aan het meldpunt maar aan de politie"."""
    words = mention.sentence.words
    before, after = words[max(0, mention.first - _NEAR) : mention.first], words[mention.last + 1 :]
    return _REPLACED if "niet" in before and "maar" in after[:_NEAR] else 0.0


def _comes_instead(mention: Mention) -> bool:
    """Say whether it is named in the place of somebody else."""
    before = mention.sentence.words[: mention.first]
    return "maar" in before[-_NEAR:] and "niet" in before[: before.index("maar")]


def _alike(me: Mention, other: Mention) -> bool:
    return me.party is other.party and me.party.name not in _TWO_OF_A_KIND
