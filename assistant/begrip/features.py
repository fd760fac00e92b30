"""What the classifiers look at: words, pieces of words, parties and phrases, and what stands around a party.

A feature is a text with its group before the first colon. Within a group the weight of each feature is shared
(see linear.py), so that a long message counts no more than a short one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, pairwise

from assistant.begrip.constructions import Constructions
from assistant.begrip.mentions import Mention, Parties
from assistant.begrip.phrases import Phrase
from assistant.begrip.sentences import Sentence

# Longer than any message about one casus; what comes after it is not looked at.
_SENTENCES = 60
# More parties than anybody names in one question; the ways to combine them grow with the square.
PARTIES_AT_MOST = 14
_WINDOW = 4
_FIRST_PERSON = frozenset(["ik", "wij", "we", "mij", "me", "ons", "mijn", "mn", "onze"])
_DIGITS = re.compile(r"\d+")
_PIECES = (3, 4, 5)
_SHORT = 5


@dataclass(frozen=True)
class Reading:
    """A text cut into sentences (as written, and as meant), with the parties named in each.

    `built` holds the constructions each of the first parties stands in, `talk` those of asking for and giving data.
    """

    sentences: tuple[Sentence, ...]
    mentions: tuple[tuple[Mention, ...], ...]
    built: tuple[tuple[str, ...], ...] = ()
    talk: tuple[str, ...] = ()

    @classmethod
    def of(cls, sentences: Sequence[Sentence], parties: Parties, constructions: Constructions) -> Reading:
        """Return the reading of the first sentences of a text."""
        kept = tuple(sentences[:_SENTENCES])
        mentions = tuple(tuple(parties.in_sentence(sentence)) for sentence in kept)
        built = (constructions.of(mention, found) for found in mentions for mention in found)
        return cls(kept, mentions, tuple(islice(built, PARTIES_AT_MOST)), constructions.in_talk(kept))

    @cached_property
    def every_mention(self) -> tuple[tuple[int, Mention], ...]:
        """All mentions, each with the number of its sentence."""
        return tuple((i, mention) for i, found in enumerate(self.mentions) for mention in found)


def words_of(sentence: Sentence) -> list[str]:
    """Return the words with numbers and placeholders made alike."""
    return [_alike(word) for word in sentence.words]


def text_features(reading: Reading, signals: Iterable[str] = ()) -> Iterator[str]:
    """Yield the features of a whole text; `signals` names the phrases that were recognised in it."""
    yield from (f"frase:{name}" for name in signals)
    for i, sentence in enumerate(reading.sentences):
        words = words_of(sentence)
        yield from (f"woord:{word}" for word in words if word != ",")
        joined = ["^", *words, "$"]
        yield from (f"paar:{a} {b}" for a, b in pairwise(joined))
        for word in words:
            yield from pieces(word)
        if sentence.is_question:
            yield "zin:vraag"
        named = _with_parties(reading, i)
        yield from (f"rond:{a} {b}" for a, b in pairwise(named) if "<" in a + b)
        yield from (f"partij:{mention.party.name}" for mention in reading.mentions[i])
    for (_, mention), names in zip(reading.every_mention, reading.built, strict=False):
        for name in names:
            yield f"zins:{name}"
            yield f"zins:{name} {mention.party.name}"


def pieces(word: str) -> Iterator[str]:
    """Yield the pieces of a word of three to five letters, its ends marked."""
    marked = f"<{word}>"
    for size in _PIECES:
        for place in range(len(marked) - size + 1):
            yield f"stuk:{marked[place : place + size]}"


def mention_features(reading: Reading, place: int, groups: Mapping[str, Sequence[Phrase]]) -> Iterator[str]:
    """Yield the features of a mention by its place among all; `groups` are kinds of words looked for around it."""
    number, mention = reading.every_mention[place]
    yield from (f"bouw:{name}" for name in reading.built[place])
    sentence = mention.sentence
    party = mention.party.name
    words = words_of(sentence)
    before, after = _around(reading.mentions[number], mention, words)
    yield f"wie:{party}"
    yield from (f"naam:{word}" for word in words[mention.first : mention.last + 1])
    previous, following = ["^", *before][-1:], [*after, "$"][:1]
    for steps, word in enumerate(reversed(["^", *before][-3:])):
        yield f"plek:-{steps + 1} {word}"
    for steps, word in enumerate([*after, "$"][:3]):
        yield f"plek:+{steps + 1} {word}"
    yield f"naast:{' '.join(['^', *before][-2:])}"
    yield f"naast:{' '.join([*after, '$'][:2])} +"
    yield f"naast:{' '.join(['^', *before][-3:])}"
    yield f"naast:{' '.join([*after, '$'][:3])} +"
    yield f"naast:{' '.join(previous)} _ {' '.join(following)}"
    yield from (f"dicht:- {word}" for word in before[-_WINDOW:])
    yield from (f"dicht:+ {word}" for word in after[:_WINDOW])
    yield from (f"zin:- {word}" for word in before)
    yield from (f"zin:+ {word}" for word in after)
    yield from _shape(reading, number, mention, before, after)
    for side, first, last in (("-", 0, mention.first - 1), ("+", mention.last + 1, len(words) - 1)):
        if first > last:
            continue
        part = sentence.part(first, last)
        clause_first, clause_last = _clause(words, mention)
        near = (
            sentence.part(max(first, clause_first), min(last, clause_last))
            if _overlap(first, last, clause_first, clause_last)
            else None
        )
        for name, entries in groups.items():
            if any(any(phrase.hits(part)) for phrase in entries):
                yield f"soort:{side} {name}"
            if near is not None and any(any(phrase.hits(near)) for phrase in entries):
                yield f"soort:{side}{side} {name}"
    for i, other in enumerate(reading.sentences):
        if i != number:
            yield from (f"elders:{word}" for word in words_of(other) if word != ",")


def _shape(
    reading: Reading, number: int, mention: Mention, before: Sequence[str], after: Sequence[str]
) -> Iterator[str]:
    party = mention.party
    if not before:
        yield "vorm:begin"
    if not after:
        yield "vorm:eind"
    if len(before) + len(after) <= _SHORT:
        yield "vorm:kort"
    if not before and not after:
        yield "vorm:alleen"
    yield f"vorm:zin {min(number, 2)}"
    if number == len(reading.sentences) - 1:
        yield "vorm:laatste zin"
    if mention.sentence.is_question:
        yield "vorm:vraag"
    for side, words in (("-", before), ("+", after)):
        # In a fixed order, so that learning twice gives the same.
        near = sorted(_FIRST_PERSON.intersection(words[-_WINDOW:] if side == "-" else words[:_WINDOW]))
        yield from (f"vorm:{side} {word}" for word in near)
        if _FIRST_PERSON.intersection(words):
            yield f"vorm:{side} ik"
    others = [other for _, other in reading.every_mention if other.party is not party]
    yield from (f"ander:{other.party.name}" for other in others)
    with_role = {other.party.role for other in others if other.party.role} - {party.role}
    yield f"ander:rollen {min(len(with_role), 3)}"
    same = [other for _, other in reading.every_mention if other.party is party]
    if len(same) > 1:
        yield "vorm:vaker"
    place = [other for _, other in reading.every_mention].index(mention)
    yield f"vorm:als {min(place, 3)}e"


def _around(found: Sequence[Mention], mention: Mention, words: list[str]) -> tuple[list[str], list[str]]:
    """Return the words before and after a mention, other parties replaced by what they are."""
    before: list[str] = []
    after: list[str] = []
    skip = {place: other for other in found if other is not mention for place in range(other.first, other.last + 1)}
    for place, word in enumerate(words):
        if mention.first <= place <= mention.last:
            continue
        side = before if place < mention.first else after
        other = skip.get(place)
        if other is None:
            side.append(word)
        elif place == other.first:
            side.append(f"<{other.party.name}>")
    return before, after


def _with_parties(reading: Reading, number: int) -> list[str]:
    words = words_of(reading.sentences[number])
    for mention in reversed(reading.mentions[number]):
        words[mention.first : mention.last + 1] = [f"<{mention.party.name}>"]
    return ["^", *words, "$"]


def _clause(words: Sequence[str], mention: Mention) -> tuple[int, int]:
    first, last = mention.first, mention.last
    while first > 0 and words[first - 1] not in (",", "maar", "want", "omdat", "dus"):
        first -= 1
    while last + 1 < len(words) and words[last + 1] not in (",", "maar", "want", "omdat", "dus"):
        last += 1
    return first, last


def _overlap(first: int, last: int, other_first: int, other_last: int) -> bool:
    return max(first, other_first) <= min(last, other_last)


def _alike(word: str) -> str:
    if word.startswith("["):
        return word.split("-")[0].lower() + "]"
    return _DIGITS.sub("#", word)
