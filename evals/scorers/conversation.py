"""Is the walk led well: the five steps in order, all put to the user, and nothing asked for nothing?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping

from evals.clicks import Asked, Walked
from evals.guard import ENDS_EARLY
from evals.results import Score

BEFORE = "vooraf"
FIVE_STEPS = ("I", "II", "III", "IV", "V")

Facts = Mapping[str, str]
Decide = Callable[[Facts], object]
"""Returns what answers come to (to compare, no more), or None when they do not complete the steps."""


def steps_in_order(walked: Walked) -> Score:
    """Pass when every step is first met in its order and, unless the walk ends early, an answer of each was seen."""
    met = list(dict.fromkeys(question.step for question in walked.questions if question.step != BEFORE))
    if met != [step for step in FIVE_STEPS if step in met]:
        return Score("volgorde", False, f"in deze volgorde gevraagd: {', '.join(met)}")
    if walked.conclusion is None or walked.code in ENDS_EARLY:
        return Score("volgorde", True, "op volgorde, zo ver als de vragen kwamen")
    # An answer of a step is also seen on a line beside a question of another step; who corrects a line has seen it.
    shown = {fact for question in walked.questions for fact in question.lines} | set(walked.corrected)
    unfinished = [step for step, state, _ in walked.steps if step in FIVE_STEPS and state != "klaar"]
    unasked = [s for s, _, answered in walked.steps if s in FIVE_STEPS and s not in met and not shown & set(answered)]
    if unasked or unfinished:
        said = f"niets voorgelegd in stap {', '.join(unasked)}" if unasked else f"open: stap {', '.join(unfinished)}"
        return Score("volgorde", False, f"conclusie, maar {said}")
    return Score("volgorde", True, "alle vijf de stappen, op volgorde")


def needless(walked: Walked, decide: Decide, completions: Iterable[Facts]) -> list[Asked]:
    """Return the questions that could not change anything, whatever the answers that were still to come.

    It does not read how the assistant chose them: per question every answer is decided, with what had been answered
    before and, for the rest, one completion after the other, until two answers differ. The one question that a step
    always puts and those before step I are left out, for these are asked by law of the walk, and so is a card.
    """
    per_step = Counter(question.step for question in walked.questions)
    judged = [each for each in walked.questions if each.settles and each.step != BEFORE and per_step[each.step] > 1]
    return [question for question in judged if not _can_change(question, decide, completions)]


def _can_change(question: Asked, decide: Decide, completions: Iterable[Facts]) -> bool:
    return any(
        _differ(decide({**completion, **question.before, **answer}) for answer in answers)
        for completion in completions
        for answers in question.settles
    )


def _differ(decided: Iterator[object]) -> bool:
    known = (each for each in decided if each is not None)
    first = next(known, None)
    return any(each != first for each in known)
