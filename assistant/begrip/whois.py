"""Tells who gives and who gets: weighs every way in which the parties can be me, the other, and the one who asks."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.begrip.features import PARTIES_AT_MOST, Reading, mention_features
from assistant.begrip.linear import values
from assistant.begrip.mentions import Mention
from assistant.begrip.phrases import Phrase

PARENT = "ouder"
# Of these kinds there are often two in one message, each with their own task.
_TWO_OF_A_KIND = frozenset({"zorg", "begeleiding", "casemanager", "school"})
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


@dataclass(frozen=True)
class Told:
    """What a text tells of who is who: under rol and ontvanger the readings, most probable first.

    `i_ask` is how probable it is that the one who writes asks the other for data.
    """

    parts: Mapping[str, Sequence[Part]]
    i_ask: float


@dataclass(frozen=True)
class Named:
    """The parties of a text, each with its features, and what the text as a whole tells of the direction."""

    mentions: Sequence[Mention]
    numbers: Sequence[int]
    features: Sequence[Sequence[str]]
    talk: Sequence[str]

    @classmethod
    def of(cls, reading: Reading, groups: Mapping[str, Sequence[Phrase]]) -> Named:
        """Return the first parties of a reading; `groups` are kinds of words looked for around each."""
        numbered = reading.every_mention[:PARTIES_AT_MOST]
        return cls(
            mentions=[mention for _, mention in numbered],
            numbers=[number for number, _ in numbered],
            features=[list(mention_features(reading, place, groups)) for place in range(len(numbered))],
            talk=reading.talk,
        )


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


def together(named: Named, cast: Cast) -> Iterator[str]:
    """Yield what a cast as a whole looks like: who with whom, in which order, and who asks."""
    mentions = named.mentions
    me = None if cast.me is None else mentions[cast.me]
    other = None if cast.other is None else mentions[cast.other]
    yield f"samen:{me.party.name if me else '-'} {other.party.name if other else '-'}"
    if me is None or other is None or cast.me is None or cast.other is None:
        yield f"alleen:{me is None} {other is None} {min(2, len(mentions))}"
    else:
        far = named.numbers[cast.other] - named.numbers[cast.me]
        yield f"orde:{far < 0 or (far == 0 and other.first < me.first)}"
        yield f"zinnen:{max(-2, min(2, far))}"
    if cast.i_ask and other is not None:
        yield "ik vraag"
        yield f"ik vraag:{other.party.name}"
    way = "ik" if cast.i_ask else "ander" if other is not None else "-"
    yield from (f"gesprek:{name} {way}" for name in named.talk)


@dataclass(frozen=True)
class WhoIsWho:
    """The trained weights of each feature of a party: for being me, for being the other, for being asked by me."""

    rarity: Mapping[str, float]
    weights: Mapping[str, tuple[float, ...]]
    together: Mapping[str, float]
    groups: Mapping[str, Sequence[Phrase]]

    def told(self, reading: Reading) -> Told:
        """Return who gives and who gets, and whether the one who writes asks."""
        named = Named.of(reading, self.groups)
        weighed = self._weighed(named)
        top = max(weighed.values())
        total = sum(math.exp(weight - top) for weight in weighed.values())
        found: dict[str, dict[str, dict[int, float]]] = {"rol": {}, "ontvanger": {}}
        i_ask = 0.0
        for cast, weight in weighed.items():
            probability = math.exp(weight - top) / total
            i_ask += probability if cast.i_ask else 0.0
            for fact, part in (("rol", giver(named.mentions, cast)), ("ontvanger", receiver(named.mentions, cast))):
                if part is not None:
                    places = found[fact].setdefault(part[1], {})
                    places[part[0]] = places.get(part[0], 0.0) + probability
        parts = {
            fact: sorted(
                (
                    Part(value, sum(places.values()), named.mentions[max(places, key=lambda place: places[place])])
                    for value, places in values.items()
                ),
                key=lambda part: -part.probability,
            )
            for fact, values in found.items()
        }
        return Told(parts, i_ask)

    def _weighed(self, named: Named) -> dict[Cast, float]:
        odds = [self._odds(features) for features in named.features]
        aside = [(_REPLACED if _comes_instead(each) else 0.0) - _put_aside(each) for each in named.mentions]
        weighed = {}
        for cast in casts(named.mentions):
            weight = sum(self.together.get(feature, 0.0) for feature in together(named, cast))
            if cast.me is not None:
                weight += odds[cast.me][0] + min(0.0, aside[cast.me])
            if cast.other is not None:
                weight += odds[cast.other][1] + aside[cast.other] + (odds[cast.other][2] if cast.i_ask else 0.0)
            weighed[cast] = weight
        return weighed

    def _odds(self, features: Sequence[str]) -> tuple[float, float, float]:
        totals = [0.0, 0.0, 0.0]
        for feature, value in values(features, self.rarity).items():
            for place, weight in enumerate(self.weights[feature]):
                totals[place] += weight * value
        return totals[0], totals[1], totals[2]


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
