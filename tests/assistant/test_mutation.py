"""The checks of the decision model, checked: every row of regels.yaml is broken in every simple way, and it is noticed.

Of each row the outcome, the grondslag or the omvang is changed, the row is removed or put after the next, and every
atom of its condition is negated, dropped, or loses a value; so are the atoms of the definitions.
"""

from pathlib import Path

import pytest
import yaml

from assistant.kader.facts import load_facts
from assistant.kader.proposals import load_proposals
from assistant.kader.table import DecisionTable, load_table
from tests.assistant.mutants import Examination, Mutant, every_mutant, spoiled, verdict_of
from tests.assistant.rule_probes import filled, known_casussen, rule_probes

KADER = Path(__file__).parents[2] / "assistant" / "kader"
SURVIVORS = yaml.safe_load((Path(__file__).parent / "data" / "overlevende_mutanten.yaml").read_text("utf-8"))
DOMAINS = load_facts(KADER / "feiten.yaml").domains
CASES = {
    **filled(known_casussen(load_proposals(KADER / "voorstellen.yaml", DOMAINS)), set(DOMAINS)),
    **rule_probes(),
}


@pytest.fixture(scope="module")
def table() -> DecisionTable:
    return load_table(KADER / "regels.yaml", DOMAINS)


@pytest.mark.parametrize("name", CASES)
def test_the_table_decides_every_probe_and_casus_as_the_text_says(table: DecisionTable, name: str) -> None:
    facts, expected = CASES[name]
    found = verdict_of(Mutant("none", table.rows, table.size_rows, table.definitions), facts)
    assert tuple(got if wanted is not None else None for wanted, got in zip(expected, found, strict=True)) == expected
    verdict = table.decide(facts).verdict
    assert found[:3] == (verdict.outcome, verdict.grondslag, verdict.omvang)


def test_at_least_95_of_100_broken_tables_are_caught_and_the_others_are_listed(table: DecisionTable) -> None:
    examination = Examination(table, CASES)
    caught = {mutant.name: examination.caught_by(mutant) for mutant in every_mutant(table)}
    survivors = {name: how for name, how in caught.items() if how in ("", "gelijk")}
    assert len(survivors) <= 0.05 * len(caught), survivors
    assert len(caught) > 600
    # Both ways: none that is not listed, none listed that is caught by now.
    assert survivors == {name: entry["soort"] for name, entry in SURVIVORS.items()}
    assert all(len(entry["reden"]) > 20 for entry in SURVIVORS.values())


def test_an_atom_is_negated_dropped_and_loses_a_value() -> None:
    found = dict(spoiled("rol in [politie, school] of niet (doel = andere)"))
    assert found["rol in [politie, school] [1] omgekeerd"] == "niet (rol in [politie, school]) of niet (doel = andere)"
    assert found["rol in [politie, school] [1] weg"] == "niet (altijd) of niet (doel = andere)"
    assert found["rol [1] zonder politie"] == "rol in [school] of niet (doel = andere)"
    assert len(found) == 6
