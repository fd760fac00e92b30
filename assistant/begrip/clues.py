"""Reads what a text literally says of a fact: the phrases of feiten.yaml, and ages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.begrip.denial import is_denied
from assistant.begrip.factbook import CERTAIN, Clue, FactBook, stands_in
from assistant.begrip.phrases import Hit, Phrase
from assistant.begrip.sentences import Sentence

_DOUBT = 0.7
_LEAST = 0.4
_OLDEST = 115
_AGE = re.compile(r"\d{1,3}")
_PLACEHOLDER = re.compile(r"\[[A-Z]+-\d+\]")
_LIMITS = ((12, "kind_tot_12"), (16, "jongere_12_tot_16"), (18, "jongere_vanaf_16"))
_ADULT = "volwassene"
# Facts that a doubt or a rumour in the same clause makes less sure; who asks whom is no matter of doubt.
_DOUBTED = frozenset(
    ["vermoeden_geweld", "situatie", "betrokkene", "toestemming", "betrokkene_geinformeerd", "ernstige_schade"]
)


@dataclass(frozen=True, kw_only=True)
class RecognisedFact:
    """A fact the text states; `certainty` between 0 and 1, `text` as it stands in the masked text."""

    fact: str
    value: str
    certainty: float
    text: str


@dataclass(frozen=True)
class ClueReader:
    """Finds the phrases of facts; `doubts` are the phrases that make what stands beside them less sure."""

    book: FactBook
    doubts: Sequence[Phrase]

    def stated(self, parts: Sequence[Sentence]) -> list[RecognisedFact]:
        """Return every fact a phrase speaks for, with doubt and denial taken into account."""
        return [
            RecognisedFact(fact=clue.fact, value=clue.value, certainty=certainty, text=hit.text)
            for part in parts
            for clue in self.book.clues
            for hit in clue.phrase.hits(part)
            if (certainty := self._certainty(clue, hit)) >= _LEAST
        ]

    def ages(self, parts: Sequence[Sentence]) -> list[RecognisedFact]:
        """Return the age of the one the text is about; of somebody beside them it is less sure."""
        own = list(_aged_hits(self.book.own_age, parts, CERTAIN))
        # "haar zoon van 8" may or may not be the person the question is about.
        return own or list(_aged_hits(self.book.other_age, parts, 0.5))

    def signals(self, parts: Sequence[Sentence]) -> Iterator[str]:
        """Yield the names of what was found, as features for the classifiers."""
        yield from (f"{fact.fact}={fact.value}" for fact in self.stated(parts))
        yield from (
            f"leeftijd {'zelf' if age.certainty >= CERTAIN else 'ander'}={age.value}" for age in self.ages(parts)
        )
        for age in _aged_hits(self.book.any_age, parts, CERTAIN):
            yield f"leeftijd={age.value}"

    def _certainty(self, clue: Clue, hit: Hit) -> float:
        clause = hit.sentence.clause(hit.first, hit.last)
        if is_denied(hit) or stands_in(self.book.excluded.get(clue.fact, ()), clause):
            return 0.0
        doubted = clue.fact in _DOUBTED and stands_in(self.doubts, clause)
        return clue.certainty * _DOUBT if doubted else clue.certainty


def aged(age: int, text: str, certainty: float) -> RecognisedFact:
    """Return an age as the value of betrokkene."""
    value = next((name for limit, name in _LIMITS if age < limit), _ADULT)
    return RecognisedFact(fact="betrokkene", value=value, certainty=certainty, text=text)


def surest(found: Iterable[RecognisedFact]) -> dict[str, RecognisedFact]:
    """Return the surest value per fact; values that speak against each other make it unsure."""
    best: dict[str, RecognisedFact] = {}
    against: dict[str, float] = {}
    for fact in found:
        known = best.get(fact.fact)
        if known is None:
            best[fact.fact] = fact
        elif fact.value == known.value:
            if fact.certainty > known.certainty:
                best[fact.fact] = fact
        elif fact.certainty > known.certainty:
            against[fact.fact] = known.certainty
            best[fact.fact] = fact
        else:
            against[fact.fact] = max(against.get(fact.fact, 0.0), fact.certainty)
    return {
        name: replace(fact, certainty=min(fact.certainty, 0.6))
        if against.get(name, 0.0) > fact.certainty - 0.2
        else fact
        for name, fact in best.items()
    }


def _aged_hits(phrases: Sequence[Phrase], parts: Sequence[Sentence], certainty: float) -> Iterator[RecognisedFact]:
    for part in parts:
        for phrase in phrases:
            for hit in phrase.hits(part):
                # The words as they were meant: "van vijftien" is an age too.
                meant = " ".join(part.words[hit.first : hit.last + 1])
                age = _AGE.search(_PLACEHOLDER.sub("", meant))
                if age is not None and int(age[0]) < _OLDEST:
                    yield aged(int(age[0]), hit.text, certainty)
