"""Every rule with every rule of step V that it can meet, reached by facts, ends in a cited conclusion (P2, P3)."""

import itertools
from dataclasses import replace
from typing import Any

import pytest

from assistant import Assistant, DataFileError
from assistant.cite import Place
from assistant.errors import IncompleteWalk
from assistant.kader.codes import FIVE_STEPS, STOPS_THE_WALK, Outcome, Step
from assistant.kader.conditions import Always
from assistant.kader.diagram import Diagrams, Node
from assistant.kader.facts import load_facts
from assistant.kader.table import DecisionTable, load_table
from assistant.report.conclusion import CompletedWalk
from assistant.report.wording import load_texts
from tests.assistant.mutants import deciding_rows
from tests.assistant.rule_probes import PROBES
from tests.assistant.test_decision_properties import KADER

TABLE = load_table(KADER / "regels.yaml", load_facts(KADER / "feiten.yaml").domains)
AGED = "001"


def row_and_size_row(table: DecisionTable) -> Node:
    """Return the diagram whose result is (deciding row, deciding row of step V), for every combination of facts."""
    diagrams = table.diagrams
    per_row: Node = diagrams.terminal(None)
    for row, when in zip(reversed(table.rows), reversed(table._conditions), strict=True):
        codes = {"conclusie": str(row.outcome), "grondslag": str(row.grondslag)}
        sized: Node = diagrams.terminal(None)
        for size in reversed(table.size_rows):
            then = diagrams.terminal((row.row_id, size.row_id))
            sized = diagrams.choose(diagrams.condition(size.when.given(codes)), then, sized)
        per_row = diagrams.choose(when, sized, per_row)
    return per_row


def path_to(diagrams: Diagrams, node: Node, result: object) -> dict[str, str]:
    """Return a complete set of facts that ends in this result."""
    facts = {}
    for fact in diagrams._facts:
        for value in diagrams.values(fact):
            left = diagrams.restrict(node, {fact: value})
            if result in diagrams.results(left):
                facts[fact], node = value, left
                break
        else:
            raise AssertionError(f"no facts lead to {result}: the rule is dead")
    return facts


BOTH = row_and_size_row(TABLE)
PAIRS = sorted(" × ".join(pair) for pair in TABLE.diagrams.results(BOTH) if isinstance(pair, tuple))


def test_every_rule_and_every_rule_of_step_v_can_decide() -> None:
    assert TABLE.diagrams.results(deciding_rows(TABLE)) == {row.row_id for row in TABLE.rows}
    met = [pair.split(" × ") for pair in PAIRS]
    assert {row for row, _ in met} == {row.row_id for row in TABLE.rows}
    assert {size for _, size in met} == {size.row_id for size in TABLE.size_rows}


@pytest.mark.parametrize("pair", PAIRS)
def test_p3_every_rule_with_every_rule_of_step_v_cites_a_passage_for_each_step(assistant: Assistant, pair: str) -> None:
    row_id, size_id = pair.split(" × ")
    result = assistant.walk(path_to(TABLE.diagrams, BOTH, (row_id, size_id))).to_json()
    conclusion = result["conclusie"]
    assert (conclusion["bewijs"]["regel"], conclusion["bewijs"]["omvangregel"]) == (row_id, size_id)
    assert conclusion["weggelaten"] == 0
    assert all(sentence["bronnen"] for sentence in conclusion["zinnen"])
    for passage in conclusion["bewijs"]["passages"]:
        assert assistant.document_view(passage["passage_id"])["text"]
    if conclusion["code"] not in STOPS_THE_WALK:
        steps = {sentence.get("stap") for sentence in conclusion["zinnen"]}
        assert steps >= {str(step) for step in FIVE_STEPS}
        assert result["stappen_voltooid"] == [str(step) for step in Step if step is not Step.BEFORE]
        assert [rung["trede"] for rung in conclusion["ladder"]] == [
            "plicht",
            "anoniem",
            "meldrecht",
            "b",
            "c",
            "d",
            "e",
        ]
        for rung in conclusion["ladder"]:
            assert (rung["uitleg"] is None) == (rung["stand"] == "niet_nodig"), rung["trede"]
            assert all(part["uitleg"] for part in rung.get("onderdelen", []) if part["stand"] == "gesloten")


def test_p3_by_construction_every_step_has_a_wording_that_always_fits_and_resolves(assistant: Assistant) -> None:
    """Whatever the facts, also unknown ones: the last wording of a step has no condition, and all of them resolve."""
    texts = assistant._texts
    for step in FIVE_STEPS:
        assert isinstance(texts.steps[step][-1].when, Always)
    for text_id, places in texts.every_wording():
        cited = assistant._citer.cite(places, used_by=text_id)
        assert cited and all(assistant._guard.supported(source) for source in cited), text_id
    for row in TABLE.rows:
        assert assistant._citer.cite(row.sources, used_by=row.row_id)


def test_p3_the_loader_refuses_a_step_that_could_stay_without_a_wording(tmp_path: Any) -> None:
    folder = KADER.parent / "teksten"
    for file in folder.glob("*.yaml"):
        text = file.read_text("utf-8")
        if file.name == "onderdelen.yaml":
            head, steps = text.split("\nstappen:", 1)
            text = head + "\nstappen:" + steps.replace("als: altijd", 'als: "ernstige_schade = ja"', 1)
        (tmp_path / file.name).write_text(text, "utf-8")
    with pytest.raises(DataFileError, match=r"stappen\.I"):
        load_texts(tmp_path, KADER / "verschillen.yaml", load_facts(KADER / "feiten.yaml").domains)


def test_p2_no_conclusion_without_an_answer_in_every_step(assistant: Assistant) -> None:
    """All 2^5 ways to have answered steps, with every early answer: only danger and out of scope need no five steps."""
    agenda = assistant._agenda
    complete = {**PROBES["basis"], "past_bij_taak": "ja"}
    of_step = {step: [fact.fact_id for fact in agenda.facts.of_step(step)] for step in FIVE_STEPS}
    early = ("gaat_over_delen", "acuut_gevaar")
    tried = 0
    for first, second in itertools.product((None, "ja", "nee", "weet_ik_niet"), repeat=2):
        settled = {fact: value for fact, value in zip(early, (first, second), strict=True) if value}
        for answered in itertools.product((True, False), repeat=len(FIVE_STEPS)):
            tried += 1
            left_out = {
                fact for step, done in zip(FIVE_STEPS, answered, strict=True) if not done for fact in of_step[step]
            }
            answers = {f: v for f, v in complete.items() if f not in left_out and f not in early} | settled
            try:
                walk = CompletedWalk(agenda, answers)
            except IncompleteWalk:
                continue
            verdict = agenda.table.decide(agenda.complete_with_derived(walk.answers)).verdict
            assert all(answered) or verdict.outcome in STOPS_THE_WALK, answers
    assert tried == 16 * 32


def test_p2_the_lock_holds_also_when_the_agenda_forgets_a_step(assistant: Assistant) -> None:
    """Two locks: what the agenda calls missing, and that every step has an answer. Either alone is enough."""

    class Forgetful(type(assistant._agenda)):  # type: ignore[misc]
        def missing(self, answers: Any) -> list[str]:
            return []

        def steps_done(self, answers: Any) -> list[Step]:
            return list(FIVE_STEPS)

    agenda = assistant._agenda
    forgetful = Forgetful(agenda.facts, agenda.table, agenda.proposals)
    for step in FIVE_STEPS:
        answers = {f: v for f, v in PROBES["basis"].items() if agenda.facts.by_id[f].step is not step}
        with pytest.raises(IncompleteWalk, match=f"step {step} "):
            CompletedWalk(forgetful, answers)


def test_the_dated_document_is_never_the_only_source(assistant: Assistant) -> None:
    """Of no rule, definition, sentence, reason or step: so of no conclusion, however it is composed."""
    texts = assistant._texts
    differences = {difference.text_id for difference in texts.differences}
    said = [(text_id, places) for text_id, places in texts.every_wording() if text_id not in differences]
    said += [(row.row_id, row.sources) for row in TABLE.rows]
    said += [(size.row_id, size.sources) for size in TABLE.size_rows if size.sources]
    said += [(definition.name, definition.sources) for definition in TABLE.definitions]
    assert len(said) > 300
    alone = [name for name, places in said if {_document(place) for place in places} == {AGED}]
    assert alone == []
    for difference in texts.differences:
        assert {_document(place) for side in difference.sides for place in side.places} != {AGED}, difference.text_id


def _document(place: str) -> str:
    parsed = Place.parse(place)
    assert parsed is not None
    return parsed.number


def test_the_ladder_says_maybe_where_an_answer_is_not_known(assistant: Assistant) -> None:
    facts = {**PROBES["basis"], "past_bij_taak": "weet_ik_niet", "toestemming": "gegeven", "toestemming_geldig": "ja"}
    conclusion = assistant.walk(facts).to_json()["conclusie"]
    assert conclusion["code"] == "ja_mits"
    states = {rung["trede"]: rung["stand"] for rung in conclusion["ladder"]}
    assert states == {
        **dict.fromkeys(("plicht", "anoniem", "meldrecht", "b"), "gesloten"),
        **dict.fromkeys(("c", "d"), "in_zicht"),
        "e": "niet_nodig",
    }


@pytest.mark.parametrize(
    ("change", "rule", "reached"),
    [
        ({"doel": "handig_of_nieuwsgierig"}, "R03-nieuwsgierig", ()),
        ({"noodzaak": "handig"}, "R06-handig", ("plicht", "anoniem")),
        ({"zonder_delen_oplosbaar": "ja"}, "R09-zonder-delen", ("plicht", "anoniem", "meldrecht")),
    ],
)
def test_an_early_rule_is_the_reason_for_every_rung_it_kept_from_being_reached(
    assistant: Assistant, change: dict[str, str], rule: str, reached: tuple[str, ...]
) -> None:
    conclusion = assistant.walk({**PROBES["basis"], **change}).to_json()["conclusie"]
    assert conclusion["bewijs"]["regel"] == rule
    why = {rung["trede"]: rung["uitleg"]["tekst"] for rung in conclusion["ladder"]}
    because = {wording.text for wording in assistant._texts.rows[rule]}
    assert {name for name, text in why.items() if text not in because} == set(reached)


def test_rung_e_says_of_each_ground_why_it_fell_away(assistant: Assistant) -> None:
    facts = {**PROBES["basis"], "ernstige_schade": "ja", "gewetensnood": "ja", "geen_andere_weg": "ja"}
    rung = assistant.walk({**facts, "schade_te_voorkomen": "nee"}).to_json()["conclusie"]["ladder"][-1]
    assert [(part["trede"], part["stand"]) for part in rung["onderdelen"]] == [
        ("vitaal_belang", "gesloten"),
        ("conflict_van_plichten", "gesloten"),
        ("goed_hulpverlenerschap", "gesloten"),
    ]
    full = {**facts, "schade_te_voorkomen": "ja", "alles_geprobeerd": "ja", "minimale_inbreuk": "ja"}
    conclusion = assistant.walk({**full, "collega_geraadpleegd": "ja"}).to_json()["conclusie"]
    assert conclusion["grondslag"] == "conflict_van_plichten"
    assert [part["stand"] for part in conclusion["ladder"][-1]["onderdelen"]] == ["gesloten", "open", "niet_nodig"]


def test_a_table_with_a_dead_rule_is_noticed() -> None:
    rows = [*TABLE.rows[:-1], replace(TABLE.rows[-1], row_id="R18-dood", outcome=Outcome.NO), TABLE.rows[-1]]
    table = DecisionTable(load_facts(KADER / "feiten.yaml").domains, rows, TABLE.size_rows, "x", TABLE.definitions)
    assert "R17-nee" not in table.diagrams.results(deciding_rows(table))
