"""Joining verdicts for facts that are not known: what the diagram relies on, and P6."""

import itertools
from functools import reduce

from hypothesis import given
from hypothesis import strategies as st

from assistant.kader.codes import PERMISSIVENESS, Grondslag, Omvang, Outcome
from assistant.kader.verdict import UNDECIDED, Verdict, join, settle

verdicts = st.builds(Verdict, st.sampled_from(Outcome), st.sampled_from(Grondslag), st.sampled_from(Omvang))
RANK = {outcome: rank for rank, outcome in enumerate(PERMISSIVENESS)}


@given(verdicts, verdicts, verdicts)
def test_the_order_of_joining_does_not_matter(one: Verdict, two: Verdict, three: Verdict) -> None:
    results = {reduce(join, order) for order in itertools.permutations([one, two, three])}
    assert len(results) == 1
    assert join(one, one) == one


@given(verdicts)
def test_undecided_absorbs_every_verdict(verdict: Verdict) -> None:
    assert join(verdict, UNDECIDED) == UNDECIDED


@given(st.lists(verdicts.filter(lambda v: v.outcome in RANK), min_size=1, max_size=6))
def test_p6_unknown_never_ranks_above_consult_first_and_the_strictest_answer(found: list[Verdict]) -> None:
    strictest = min(RANK[verdict.outcome] for verdict in found)
    assert RANK[settle(found).outcome] <= max(RANK[Outcome.CONSULT_FIRST], strictest)


@given(verdicts)
def test_one_outcome_stays_that_outcome(verdict: Verdict) -> None:
    assert settle([verdict]) == verdict


def test_yes_and_dat_informatie_together_become_dat_informatie() -> None:
    yes = Verdict(Outcome.YES_PROVIDED, Grondslag.EIGEN_TAAK, Omvang.INHOUDELIJK)
    less = Verdict(Outcome.ONLY_DAT_INFORMATIE, Grondslag.EIGEN_TAAK, Omvang.DAT_INFORMATIE)
    assert settle([yes, less]) == less
