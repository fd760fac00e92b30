"""The decision diagrams, compared with the obvious slow way: trying every combination."""

import itertools
from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from assistant.kader.conditions import Condition, Either, Every, Member, Not
from assistant.kader.diagram import Diagrams

DOMAINS = {"a": ("0", "1"), "b": ("0", "1", "2"), "c": ("0", "1"), "d": ("0", "1", "2")}

members = st.sampled_from(sorted(DOMAINS)).flatmap(
    lambda fact: st.builds(
        Member, st.just(fact), st.frozensets(st.sampled_from(DOMAINS[fact]), min_size=1), st.booleans()
    )
)
conditions = st.recursive(
    members,
    lambda parts: st.one_of(
        st.builds(Not, parts),
        st.lists(parts, min_size=1, max_size=3).map(lambda found: Every(tuple(found))),
        st.lists(parts, min_size=1, max_size=3).map(lambda found: Either(tuple(found))),
    ),
    max_leaves=8,
)


def combinations(fixed: dict[str, str]) -> Iterator[dict[str, str]]:
    for values in itertools.product(*DOMAINS.values()):
        combination = dict(zip(DOMAINS, values, strict=True))
        if all(combination[fact] == value for fact, value in fixed.items()):
            yield combination


@given(conditions, st.dictionaries(st.sampled_from(sorted(DOMAINS)), st.just("1")))
def test_results_are_those_of_every_combination(condition: Condition, fixed: dict[str, str]) -> None:
    diagrams = Diagrams(DOMAINS)
    left = diagrams.restrict(diagrams.condition(condition), fixed)
    assert diagrams.results(left) == {condition.holds(combination) for combination in combinations(fixed)}


@given(conditions, st.dictionaries(st.sampled_from(sorted(DOMAINS)), st.just("1")))
def test_facts_are_exactly_those_that_can_change_the_result(condition: Condition, fixed: dict[str, str]) -> None:
    diagrams = Diagrams(DOMAINS)
    left = diagrams.restrict(diagrams.condition(condition), fixed)
    changing = {
        fact
        for combination in combinations(fixed)
        for fact in DOMAINS.keys() - fixed.keys()
        for value in DOMAINS[fact]
        if condition.holds(combination) != condition.holds({**combination, fact: value})
    }
    assert diagrams.facts(left) == changing


@given(conditions, st.sets(st.sampled_from(sorted(DOMAINS)), min_size=1, max_size=3))
def test_joining_over_facts_fills_them_in_every_way(condition: Condition, unknown: set[str]) -> None:
    diagrams = Diagrams(DOMAINS)
    as_words = diagrams.map_results(diagrams.condition(condition), str)
    joined = diagrams.join_over(as_words, unknown, lambda a, b: a if a == b else "open", absorbing="open")
    for combination in combinations({}):
        known = {fact: value for fact, value in combination.items() if fact not in unknown}
        possible = {str(condition.holds(filled)) for filled in combinations(known)}
        expected = possible if len(possible) == 1 else {"open"}
        assert diagrams.results(diagrams.restrict(joined, known)) == expected


@given(conditions)
def test_a_question_leaves_no_nodes_behind(condition: Condition) -> None:
    diagrams = Diagrams(DOMAINS)
    node = diagrams.condition(condition)
    before = diagrams.results(node)
    with diagrams.temporary():
        diagrams.combine(node, diagrams.condition(Member("d", frozenset({"2"}))), lambda a, b: (a, b))
    assert diagrams.results(node) == before
    assert diagrams.condition(condition) == node


def test_equal_parts_are_stored_once() -> None:
    diagrams = Diagrams(DOMAINS)
    one = diagrams.condition(Member("a", frozenset({"1"})))
    other = diagrams.condition(Not(Member("a", frozenset({"1"}), negated=True)))
    assert one == other
    assert diagrams.count() == 2 * 3 * 2 * 3
