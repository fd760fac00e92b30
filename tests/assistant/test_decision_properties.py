"""P1-P11 of the decision model, over all combinations of facts: proved on the diagram, not sampled."""

import random
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.kader.codes import Grondslag, Omvang, Outcome
from assistant.kader.conditions import parse
from assistant.kader.facts import load_facts
from assistant.kader.table import DecisionTable, load_table
from assistant.kader.verdict import Verdict, join
from tests.assistant.mutants import Mutant, Variant, verdict_of
from tests.assistant.properties import (
    PROPERTIES,
    count_per_result,
    p6_unknown_never_opens,
    p10_other_values_are_told_apart,
    pairs,
    rank,
)
from tests.assistant.second_reading import disagreements

KADER = Path(__file__).parents[2] / "assistant" / "kader"
COMBINATIONS = 26_300_661_733_785_600
"""The product of the number of values of all facts; docs/afwegingskader.md names it, and says why it is all of them."""


@pytest.fixture(scope="module")
def table() -> DecisionTable:
    return load_table(KADER / "regels.yaml", load_facts(KADER / "feiten.yaml").domains)


@pytest.mark.parametrize("name", PROPERTIES)
def test_the_property_holds_for_every_combination(table: DecisionTable, name: str) -> None:
    assert PROPERTIES[name](table) == []


def test_every_combination_is_counted_once(table: DecisionTable) -> None:
    product = 1
    for values in load_facts(KADER / "feiten.yaml").domains.values():
        product *= len(values)
    assert sum(count_per_result(table.diagrams, table.root).values()) == product == COMBINATIONS


def test_the_page_about_the_proof_names_the_number() -> None:
    page = (KADER.parents[1] / "docs" / "afwegingskader.md").read_text("utf-8")
    assert f"{COMBINATIONS:,}" in page


def test_the_diagram_says_what_the_rows_say_for_every_combination(table: DecisionTable) -> None:
    faults, steps = disagreements(table)
    assert faults == []
    assert steps > 10_000


def test_a_diagram_that_differs_from_the_rows_is_noticed(table: DecisionTable) -> None:
    broken = load_table(KADER / "regels.yaml", load_facts(KADER / "feiten.yaml").domains)
    broken.rows = tuple(
        replace(row, outcome=Outcome.YES_PROVIDED) if row.row_id == "R17-overleg" else row for row in table.rows
    )
    assert disagreements(broken)[0]


def test_a_sample_read_row_by_row_agrees_too(table: DecisionTable) -> None:
    """The plainest reading of all, so that the exact one is not the only witness."""
    as_it_is = Mutant("none", table.rows, table.size_rows, table.definitions)
    draw = random.Random(3)
    for _ in range(2000):
        facts = {fact: draw.choice(table.diagrams.values(fact)) for fact in table.diagrams._facts}
        verdict = table.decide(facts).verdict
        assert verdict_of(as_it_is, facts)[:3] == (verdict.outcome, verdict.grondslag, verdict.omvang)


def changed(table: DecisionTable, row_id: str, condition: str | None = None, **codes: object) -> DecisionTable:
    """Return the table with one row broken: another condition, outcome, grondslag or omvang."""
    fields: dict[str, object] = dict(codes)
    if condition is not None:
        fields |= {"when": parse(condition, {d.name: d.when for d in table.definitions}), "when_text": condition}
    rows = tuple(replace(row, **fields) if row.row_id == row_id else row for row in table.rows)  # type: ignore[arg-type]
    sizes = tuple(replace(row, **fields) if row.row_id == row_id else row for row in table.size_rows)  # type: ignore[arg-type]
    return Variant(table, Mutant(row_id, rows, sizes, table.definitions))


BROKEN: dict[str, tuple[str, dict[str, object]]] = {
    "P1": ("R13-eigen-taak", {"grondslag": Grondslag.GEEN}),
    "P2": ("R02-acuut", {"condition": "acuut_gevaar = ja of dreigende_crisis = ja"}),
    "P4": ("R13-eigen-taak", {"condition": "past_bij_taak = ja en beroepsgeheim = ja"}),
    "P5": ("R14-toestemming", {"condition": "toestemming in [gegeven, geweigerd]"}),
    "P7": ("R14-toestemming", {"grondslag": Grondslag.EIGEN_TAAK}),
    "P8": ("V-woningcorporatie-ontvangt", {"omvang": Omvang.DAT_INFORMATIE}),
    "P9": ("R16-conflict-overleg", {"outcome": Outcome.YES_PROVIDED}),
    "P11": ("R13-eigen-taak", {"condition": "trede_c_open of past_bij_taak = nee"}),
}
"""For each property one rule that breaks it; P6 and P10 are no matter of rules and are broken below."""


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_rule_is_caught_by_its_property(table: DecisionTable, name: str) -> None:
    row_id, what = BROKEN[name]
    with table.diagrams.temporary():
        assert PROPERTIES[name](changed(table, row_id, **what)) != []  # type: ignore[arg-type]


def test_p6_catches_a_join_that_takes_the_hopeful_side(table: DecisionTable) -> None:
    def hopeful(one: Verdict, other: Verdict) -> Verdict:
        return max(one, other, key=rank)

    assert p6_unknown_never_opens(table, hopeful) != []
    assert p6_unknown_never_opens(table, join) == []


def test_p10_catches_a_diagram_that_names_a_fact_without_effect() -> None:
    broken = load_table(KADER / "regels.yaml", load_facts(KADER / "feiten.yaml").domains)
    diagrams = broken.diagrams
    values = diagrams.values("betrokkene_geinformeerd")
    level = diagrams._facts.index("betrokkene_geinformeerd")
    # Not reduced: a node whose children are all the same.
    useless = diagrams._add(level, (diagrams.terminal("x"),) * len(values), None)
    broken.root = diagrams.choose(diagrams.condition(broken.rows[0].when), useless, broken.root)
    assert p10_other_values_are_told_apart(broken) != []


def test_the_check_can_fail(table: DecisionTable) -> None:
    """The opposite direction of P4 must not hold, or the comparison would prove nothing."""
    assert any(rank(a) < rank(b) for a, b in pairs(table, {"beroepsgeheim": "ja"}, {"beroepsgeheim": "nee"}))
