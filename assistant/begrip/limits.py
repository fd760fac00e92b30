"""Chooses from which probability on a fact is filled in; start it as `python -m assistant.begrip.limits evals/suites`.

Every author (a file of examples) is read with what was learned from the others, so that the limits hold for people who
never wrote for us. Per fact a curve tells how often a probability is right; each value may shift it a little. The
limits are where the curve is so high that what lies above is right often enough, all together.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.begrip.examples import CASUS, DANGER, Example, load_examples
from assistant.begrip.learned import SURE, SUREST, load_learned
from assistant.begrip.phrases import PhraseBook
from assistant.begrip.reader import TextReader
from assistant.begrip.training import learn
from assistant.errors import AssistantError
from assistant.masking import Masker
from assistant.triage import Triager
from assistant.understand import Understander

FACTS = ("rol", "ontvanger", "situatie", "toestemming")
# What must be right of what is filled in, with a little room: the limits are chosen on what they are measured on.
_RIGHT = 0.956
# How strongly a value is held to the curve of its fact: of many values there are few examples.
_HOLD = 3.0
_STEP, _LOWEST, _HIGHEST = 0.01, 0.5, 0.98
# Certainties that phrases set, whatever the probability: they tell nothing about it.
_SET = (0.6, 0.75, SURE)
_USAGE = "usage: python -m assistant.begrip.limits SUITES   (the folder evals/suites)"


@dataclass(frozen=True)
class Guess:
    """A value that was found in a message of an author who was not learned from."""

    value: str
    probability: float
    right: bool


def guesses(examples: Sequence[Example], book: PhraseBook) -> Iterator[tuple[str, Guess]]:
    """Yield, per fact, what is found in the messages of each author after learning from all others."""
    reader, masker, kept = TextReader.load(book), Masker.load(), load_learned(book)
    for author in sorted({example.author for example in examples} - {""}):
        others = [example for example in examples if example.author != author]
        learned = load_learned(book, data=learn(others, reader, book, masker))
        # With one limit for all, a certainty is a probability in another dress.
        learned = replace(learned, limits={**kept.limits, **dict.fromkeys(kept.limits, SURE)})
        understander = Understander.load(triager=Triager(reader, learned, frozenset()))
        for example in examples:
            if example.author != author or not example.facts or example.kind not in (CASUS, DANGER):
                continue
            found = understander.recognise(masker.mask(example.text).text)
            for fact in FACTS:
                if fact in found and (fact in example.facts or found[fact].value not in example.permits(fact)):
                    value, certainty = found[fact].value, found[fact].certainty
                    if all(abs(certainty - fixed) > 1e-9 for fixed in _SET):
                        yield fact, Guess(value, _probability(certainty), value in example.permits(fact))


def limits_of(found: Sequence[Guess]) -> dict[str, float]:
    """Return the limit of each value, and under "" of every other one."""
    slope, begin, shifts = _curve(found)
    level = _LOWEST
    while True:
        odds = math.log(level / (1 - level))
        limits = {
            value: 1 / (1 + math.exp(-(odds - begin - shift) / slope)) for value, shift in [("", 0.0), *shifts.items()]
        }
        above = [guess.right for guess in found if guess.probability >= limits[guess.value]]
        if level >= _HIGHEST or (above and sum(above) >= _RIGHT * len(above)):
            return limits
        level += _STEP


def _curve(found: Sequence[Guess]) -> tuple[float, float, dict[str, float]]:
    import numpy as np
    from scipy.optimize import minimize

    values = sorted({guess.value for guess in found})
    odds = np.array([_odds(guess.probability) for guess in found])
    place = np.array([values.index(guess.value) for guess in found])
    right = np.array([float(guess.right) for guess in found])

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        chance = 1 / (1 + np.exp(-(flat[0] * odds + flat[1] + flat[2:][place])))
        off = chance - right
        slope = np.concatenate(
            [
                [(off * odds).sum(), off.sum()],
                np.bincount(place, off, len(values)) + _HOLD * flat[2:],
            ]
        )
        surprise = -np.log(np.where(right > 0, chance, 1 - chance) + 1e-12).sum()
        return float(surprise + _HOLD / 2 * (flat[2:] ** 2).sum()), slope

    start = np.concatenate([[1.0], np.zeros(len(values) + 1)])
    flat = minimize(loss, start, jac=True, method="L-BFGS-B").x
    return float(flat[0]), float(flat[1]), dict(zip(values, map(float, flat[2:]), strict=True))


def _odds(probability: float) -> float:
    held = min(max(probability, 1e-3), 1 - 1e-3)
    return math.log(held / (1 - held))


def _probability(certainty: float) -> float:
    """Turn a certainty with the limit SURE back into the probability it was made of."""
    return certainty if certainty < SURE else SURE + (certainty - SURE) * (1 - SURE) / (SUREST - SURE)


def main(arguments: list[str]) -> int:
    """Print the limits as lines of grenzen.yaml; return the exit code."""
    if len(arguments) != 1:
        print(_USAGE, file=sys.stderr)
        return 2
    found: dict[str, list[Guess]] = {fact: [] for fact in FACTS}
    try:
        for fact, guess in guesses(load_examples(Path(arguments[0])), PhraseBook.load()):
            found[fact].append(guess)
    except AssistantError as error:
        print(error, file=sys.stderr)
        return 2
    for fact, each in found.items():
        for value, limit in sorted(limits_of(each).items()):
            print(f"  {fact}{'=' if value else ''}{value}: {limit:.2f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
