"""A verdict: what the decision table says for one combination of facts, and how verdicts join when facts are unknown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from assistant.codes import Grondslag, Omvang, Outcome

_LADDER = list(Grondslag)
_LEAST_FIRST = list(Omvang)
_MAY_IN_SOME_FORM = frozenset({Outcome.YES_PROVIDED, Outcome.ONLY_DAT_INFORMATIE})


@dataclass(frozen=True, order=True)
class Verdict:
    """Outcome, grondslag and omvang of one combination of facts."""

    outcome: Outcome
    grondslag: Grondslag
    omvang: Omvang


def settle(verdicts: Iterable[Verdict]) -> Verdict:
    """Return the one verdict for facts that were filled in every way (the rule for `weet_ik_niet`).

    One outcome stays that outcome; ja_mits and alleen_dat_informatie together become alleen_dat_informatie; anything
    else is eerst_overleg_nodig. Of several grondslagen the one furthest down the ladder is named, of several sizes the
    smallest: what is claimed then holds however the unknown fact turns out.
    """
    found = set(verdicts)
    outcomes = {verdict.outcome for verdict in found}
    if len(outcomes) > 1 and outcomes <= _MAY_IN_SOME_FORM:
        grondslag = max((verdict.grondslag for verdict in found), key=_LADDER.index)
        return Verdict(Outcome.ONLY_DAT_INFORMATIE, grondslag, Omvang.DAT_INFORMATIE)
    if len(outcomes) > 1:
        return Verdict(Outcome.CONSULT_FIRST, Grondslag.GEEN, Omvang.GEEN)
    return Verdict(
        outcomes.pop(),
        max((verdict.grondslag for verdict in found), key=_LADDER.index),
        min((verdict.omvang for verdict in found), key=_LEAST_FIRST.index),
    )
