"""The walk as a state machine: order, interrupts, changes, and the two locks on the conclusion."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from langgraph.checkpoint.memory import InMemorySaver

from assistant.errors import IncompleteWalk, InputError
from assistant.kader.agenda import Agenda
from assistant.kader.codes import FIVE_STEPS, UNKNOWN, Step
from assistant.kader.facts import load_facts
from assistant.kader.proposals import load_proposals
from assistant.kader.table import load_table
from assistant.report.conclusion import CompletedWalk, Conclusion
from assistant.walk import CONFIRM, Walk

KADER = Path(__file__).parents[2] / "assistant" / "kader"
RECOGNISED = {
    "rol": {"waarde": "woningcorporatie", "zekerheid": 0.95, "tekst": "huurder van ons"},
    "ontvanger": {"waarde": "meldpunt", "zekerheid": 0.95, "tekst": "het meldpunt"},
    "situatie": {"waarde": "bemoeizorg", "zekerheid": 0.9, "tekst": "doet niet open"},
    "doel": {"waarde": "hulp_op_gang_brengen", "zekerheid": 0.5, "tekst": "doorgeven aan het meldpunt"},
    "gaat_over_delen": {"waarde": "ja", "zekerheid": 0.95, "tekst": "Mag ik dit doorgeven"},
}


@pytest.fixture(scope="module")
def agenda() -> Agenda:
    facts = load_facts(KADER / "feiten.yaml")
    table = load_table(KADER / "regels.yaml", facts.domains)
    return Agenda(facts, table, load_proposals(KADER / "voorstellen.yaml", facts.domains))


@pytest.fixture(scope="module")
def walk(agenda: Agenda) -> Walk:
    def concluded(answers: Mapping[str, str]) -> dict[str, Any]:
        completed = CompletedWalk(agenda, answers)
        verdict = agenda.table.decide(agenda.complete_with_derived(completed.answers)).verdict
        return {"code": str(verdict.outcome), "grondslag": str(verdict.grondslag)}

    return Walk(agenda, concluded, InMemorySaver())


def first_values(walk: Walk, thread: str, chosen: Mapping[str, str]) -> list[str]:
    """Answer every question with the chosen value, else the first option; return the questions in order."""
    asked = []
    while (position := walk.position(thread)).fact is not None:
        fact = position.fact
        asked.append(fact)
        default = "ja" if fact == CONFIRM else walk._agenda.facts.by_id[fact].values[0]
        walk.answer(thread, fact, chosen.get(fact, default))
    return asked


def test_danger_is_asked_before_what_was_understood(walk: Walk) -> None:
    position = walk.start("t-order", question="q", recognised=RECOGNISED)
    assert (position.fact, position.step) == ("acuut_gevaar", Step.BEFORE)
    position = walk.answer("t-order", "acuut_gevaar", "nee")
    assert position.fact == "vermoeden_geweld"
    position = walk.answer("t-order", "vermoeden_geweld", "nee")
    assert position.fact == CONFIRM
    position = walk.answer("t-order", CONFIRM, "ja")
    assert position.state["answers"]["rol"] == "woningcorporatie"
    assert position.step is Step.SITUATION


def test_what_is_not_certain_keeps_its_own_question(walk: Walk) -> None:
    walk.start("t-uncertain", question="q", recognised=RECOGNISED)
    asked = first_values(walk, "t-uncertain", {"acuut_gevaar": "nee", "vermoeden_geweld": "nee"})
    assert "doel" in asked
    assert "rol" not in asked


def test_rejecting_what_was_understood_asks_everything(walk: Walk) -> None:
    walk.start("t-reject", question="q", recognised=RECOGNISED)
    asked = first_values(walk, "t-reject", {"acuut_gevaar": "nee", "vermoeden_geweld": "nee", CONFIRM: "nee"})
    assert {"rol", "situatie", "ontvanger", "gaat_over_delen"} <= set(asked)


def test_steps_are_walked_in_order_and_each_asks_something(walk: Walk) -> None:
    walk.start("t-steps", question="q", recognised={})
    asked = first_values(walk, "t-steps", {"acuut_gevaar": "nee"})
    steps = [walk._agenda.facts.by_id[fact].step for fact in asked]
    assert steps == sorted(steps, key=list(Step).index)
    assert set(FIVE_STEPS) <= set(steps)


def test_what_step_five_makes_relevant_is_asked_before_the_conclusion(walk: Walk) -> None:
    own_task = {
        **dict.fromkeys(("acuut_gevaar", "vermoeden_geweld", "zonder_delen_oplosbaar", "anoniem_voldoende"), "nee"),
        "rol": "woningcorporatie",
        "situatie": "overlast_of_verward_gedrag",
        "ontvanger": "meldpunt",
        "verstrekker_akkoord": "niet_van_toepassing",
        "wettelijke_bepaling": "geen",
    }
    walk.start("t-usual", question="q", recognised={})
    assert "toestemming" not in first_values(walk, "t-usual", own_task)
    walk.start("t-melder", question="q", recognised={})
    asked = first_values(walk, "t-melder", {**own_task, "gegevens_derden": "melder"})
    assert asked.index("toestemming") > asked.index("gegevens_derden")


@pytest.mark.parametrize(
    ("answers", "code"),
    [({"acuut_gevaar": "nee", "gaat_over_delen": "nee"}, "buiten_bereik"), ({"acuut_gevaar": "ja"}, "acuut_112")],
)
def test_only_danger_and_out_of_scope_stop_the_walk(walk: Walk, answers: dict[str, str], code: str) -> None:
    thread = f"t-stop-{code}"
    walk.start(thread, question="q", recognised={})
    for fact, value in answers.items():
        position = walk.answer(thread, fact, value)
    assert position.fact is None
    assert (position.state["conclusion"] or {})["code"] == code


def test_an_earlier_answer_can_change_and_the_rest_is_recomputed(walk: Walk) -> None:
    walk.start("t-change", question="q", recognised={})
    first_values(walk, "t-change", {"acuut_gevaar": "nee", "vermoeden_geweld": "nee"})
    before = walk.position("t-change").state["conclusion"]
    assert before is not None
    position = walk.change("t-change", {"acuut_gevaar": "ja"})
    assert position.state["conclusion"] == {"code": "acuut_112", "grondslag": "vitaal_belang"}
    position = walk.change("t-change", {"acuut_gevaar": "nee"})
    assert position.state["conclusion"] == before


def test_taking_an_answer_back_reopens_its_question(walk: Walk) -> None:
    walk.start("t-back", question="q", recognised={})
    walk.answer("t-back", "acuut_gevaar", "nee")
    position = walk.change("t-back", {"acuut_gevaar": None})
    assert position.fact == "acuut_gevaar"


def test_another_question_than_the_open_one_is_refused(walk: Walk) -> None:
    walk.start("t-refuse", question="q", recognised={})
    with pytest.raises(InputError, match="doel"):
        walk.answer("t-refuse", "doel", "advies_vragen")
    with pytest.raises(InputError, match="misschien"):
        walk.answer("t-refuse", "acuut_gevaar", "misschien")


def test_the_graph_reaches_the_conclusion_only_from_step_five(walk: Walk) -> None:
    drawn = walk._graph.get_graph()
    assert {edge.source for edge in drawn.edges if edge.target == "conclusie"} == {"stap_V"}


def test_an_incomplete_walk_is_no_completed_walk(agenda: Agenda) -> None:
    with pytest.raises(IncompleteWalk, match="ontvanger"):
        CompletedWalk(agenda, {"gaat_over_delen": "ja", "acuut_gevaar": "nee", "rol": "woningcorporatie"})


def test_a_conclusion_is_not_built_from_anything_else() -> None:
    with pytest.raises((IncompleteWalk, TypeError)):
        Conclusion(*[None] * 14)  # type: ignore[arg-type]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_sequence_of_answers_and_changes_gives_an_early_conclusion(walk: Walk, data: st.DataObject) -> None:
    thread = f"t-any-{data.draw(st.uuids())}"
    position = walk.start(thread, question="q", recognised={})
    facts = walk._agenda.facts.by_id
    for _ in range(data.draw(st.integers(1, 30))):
        answers = position.state["answers"]
        if position.fact is None or (answers and data.draw(st.integers(0, 5)) == 0):
            fact = data.draw(st.sampled_from(sorted(facts)))
            value = data.draw(st.sampled_from([None, UNKNOWN, *facts[fact].values]))
            position = walk.change(thread, {fact: value})
        else:
            position = walk.answer(
                thread, position.fact, data.draw(st.sampled_from([UNKNOWN, *facts[position.fact].values]))
            )
        if position.fact is not None:
            assert position.state.get("conclusion") is None
        elif not walk._agenda.stopped(position.state["answers"]):
            assert walk._agenda.steps_done(position.state["answers"]) == list(FIVE_STEPS)
            assert walk._agenda.missing(position.state["answers"]) == []


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_question_is_asked_that_can_change_nothing(walk: Walk, data: st.DataObject) -> None:
    thread = f"t-useful-{data.draw(st.uuids())}"
    position = walk.start(thread, question="q", recognised={})
    agenda = walk._agenda
    while position.fact is not None:
        answers = position.state["answers"]
        if position.step is not Step.BEFORE:
            open_facts = agenda.table.open_facts(agenda.complete_with_derived(answers))
            of_step = {fact.fact_id for fact in agenda.facts.of_step(position.step)}
            assert position.fact in open_facts or not of_step & set(answers)
        values = agenda.facts.by_id[position.fact].values
        position = walk.answer(thread, position.fact, data.draw(st.sampled_from([UNKNOWN, *values])))
    walk.forget(thread)
