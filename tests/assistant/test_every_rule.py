"""Every rule of the table, reached by facts that make it decide, ends in a cited conclusion (P2, P3)."""

import pytest

from assistant import Assistant
from assistant.kader.codes import FIVE_STEPS, STOPS_THE_WALK, Step
from assistant.kader.diagram import Diagrams, Node
from assistant.kader.facts import load_facts
from assistant.kader.table import DecisionTable, load_table
from tests.assistant.test_decision_properties import KADER

TABLE = load_table(KADER / "regels.yaml", load_facts(KADER / "feiten.yaml").domains)


def facts_that_reach(table: DecisionTable, row_id: str) -> dict[str, str]:
    """Return a complete set of facts for which this row is the first that holds."""
    diagrams = table.diagrams
    reached = diagrams.terminal("nobody")
    for row in reversed(table.rows):
        reached = diagrams.choose(diagrams.condition(row.when), diagrams.terminal(row.row_id), reached)
    return path_to(diagrams, reached, row_id)


def path_to(diagrams: Diagrams, node: Node, result: str) -> dict[str, str]:
    facts = {}
    for fact in (fact for fact in diagrams._facts):
        for value in diagrams.values(fact):
            left = diagrams.restrict(node, {fact: value})
            if result in diagrams.results(left):
                facts[fact], node = value, left
                break
        else:
            raise AssertionError(f"no facts lead to {result}: the rule is dead")
    return facts


@pytest.mark.parametrize("row_id", [row.row_id for row in TABLE.rows])
def test_every_rule_can_decide_and_says_so_with_a_passage_for_each_step(assistant: Assistant, row_id: str) -> None:
    facts = facts_that_reach(TABLE, row_id)
    result = assistant.walk(facts).to_json()
    conclusion = result["conclusie"]
    assert conclusion["bewijs"]["regel"] == row_id
    assert conclusion["weggelaten"] == 0
    assert all(sentence["bronnen"] for sentence in conclusion["zinnen"])
    if conclusion["code"] not in STOPS_THE_WALK:
        steps = {sentence.get("stap") for sentence in conclusion["zinnen"]}
        assert steps >= {str(step) for step in FIVE_STEPS}
        assert result["stappen_voltooid"] == [str(step) for step in Step if step is not Step.BEFORE]
    assert {source["document"] for sentence in conclusion["zinnen"] for source in sentence["bronnen"]} != {
        "aa-en-hunze-privacybeleid"
    }
