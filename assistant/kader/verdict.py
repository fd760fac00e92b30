"""A verdict: what the table says for one combination of facts, and how verdicts join when facts are unknown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce

from assistant.kader.codes import STOPS_THE_WALK, Grondslag, Omvang, Outcome

_LADDER = list(Grondslag)
_LEAST_FIRST = list(Omvang)
_MAY_IN_SOME_FORM = frozenset({Outcome.YES_PROVIDED, Outcome.ONLY_DAT_INFORMATIE})


@dataclass(frozen=True, order=True)
class Verdict:
    """Outcome, grondslag and omvang of one combination of facts."""

    outcome: Outcome
    grondslag: Grondslag
    omvang: Omvang


UNDECIDED = Verdict(Outcome.CONSULT_FIRST, Grondslag.GEEN, Omvang.GEEN)
"""What is left when unknown facts can lead to different outcomes; joining it with anything gives it again."""


def join(one: Verdict, other: Verdict) -> Verdict:
    """Return the verdict that holds whichever of the two is so (the rule for `weet_ik_niet`).

    One outcome stays that outcome; ja_mits and alleen_dat_informatie together become alleen_dat_informatie; danger goes
    before out of scope; anything else is eerst_overleg_nodig. Of two grondslagen the one furthest down the ladder is
    named, of two sizes the smallest: what is claimed then holds however the unknown fact turns out. The order of
    joining does not matter.
    """
    grondslag = max(one.grondslag, other.grondslag, key=_LADDER.index)
    omvang = min(one.omvang, other.omvang, key=_LEAST_FIRST.index)
    if one.outcome is other.outcome:
        return Verdict(one.outcome, grondslag, omvang)
    if {one.outcome, other.outcome} == STOPS_THE_WALK:
        # Danger goes first, also when it is not known whether the question is about sharing (004:699-700).
        return one if one.outcome is Outcome.ACUTE else other
    if {one.outcome, other.outcome} <= _MAY_IN_SOME_FORM:
        smallest = min(omvang, Omvang.DAT_INFORMATIE, key=_LEAST_FIRST.index)
        return Verdict(Outcome.ONLY_DAT_INFORMATIE, grondslag, smallest)
    return UNDECIDED


def settle(verdicts: Iterable[Verdict]) -> Verdict:
    """Return the one verdict for facts that were filled in every way; there must be at least one."""
    return reduce(join, verdicts)
