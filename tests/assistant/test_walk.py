"""The walk as a state machine: order, interrupts, changes, and the two locks on the conclusion."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from langgraph.checkpoint.memory import InMemorySaver

from assistant.errors import IncompleteWalk, InputError
from assistant.kader.agenda import Agenda
from assistant.kader.checks import CHECK, load_checks
from assistant.kader.codes import FIVE_STEPS, UNKNOWN, Step
from assistant.kader.facts import load_facts
from assistant.kader.proposals import load_proposals
from assistant.kader.table import load_table
from assistant.report.conclusion import CompletedWalk, Conclusion
from assistant.screens import CARD, NO, NOTHING, YES, Screens
from assistant.walk import Position, Walk

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
    proposals = load_proposals(KADER / "voorstellen.yaml", facts.domains)
    return Agenda(facts, table, proposals, checks=load_checks(KADER / "controlevragen.yaml", facts.domains))


@pytest.fixture(scope="module")
def walk(agenda: Agenda) -> Walk:
    def concluded(answers: Mapping[str, str]) -> dict[str, Any]:
        completed = CompletedWalk(agenda, answers)
        verdict = agenda.table.decide(agenda.complete_with_derived(completed.answers)).verdict
        return {"code": str(verdict.outcome), "grondslag": str(verdict.grondslag)}

    return Walk(agenda, concluded, InMemorySaver())


def options(walk: Walk, position: Position) -> list[str]:
    """Return every value that the open question takes (of a list: nothing, all, and all unknown)."""
    assert position.fact is not None
    agenda = walk._agenda
    if position.fact.startswith((CARD, CHECK)):
        return [YES, NO]
    if position.fact in agenda.proposals.forms.compounds:
        return [option.value for option in agenda.proposals.forms.compounds[position.fact].options]
    if position.fact in agenda.proposals.forms.lists:
        screen = Screens(agenda).current(position.state)
        assert screen is not None
        facts = [tick.fact for tick in screen.ticks]
        return [NOTHING, ",".join(facts), ",".join(f"{fact}?" for fact in facts), facts[0]]
    return [*agenda.facts.by_id[position.fact].values, UNKNOWN]


def first_values(walk: Walk, thread: str, chosen: Mapping[str, str]) -> list[str]:
    """Answer every question with the chosen value, else the first option; return the questions in order."""
    asked = []
    while (position := walk.position(thread)).fact is not None:
        asked.append(position.fact)
        walk.answer(thread, position.fact, chosen.get(position.fact, options(walk, position)[0]))
    return asked


def lines(walk: Walk, position: Position) -> dict[str, str]:
    """Return what stands above the open question, to be confirmed with it."""
    screen = Screens(walk._agenda).current(position.state)
    return {line.fact: line.value for line in screen.lines} if screen and position.step is not Step.BEFORE else {}


BEFORE = {"acuut_gevaar": "nee", "vermoeden_geweld": "nee"}


def to_step_one(walk: Walk, thread: str) -> Position:
    position = walk.start(thread, question="q", recognised=RECOGNISED)
    for fact, value in BEFORE.items():
        position = walk.answer(thread, fact, value)
    return position


def test_danger_is_asked_before_what_was_understood(walk: Walk) -> None:
    position = walk.start("t-order", question="q", recognised=RECOGNISED)
    assert (position.fact, position.step) == ("acuut_gevaar", Step.BEFORE)
    position = walk.answer("t-order", "acuut_gevaar", "nee")
    assert position.fact == "vermoeden_geweld"
    position = walk.answer("t-order", "vermoeden_geweld", "nee")
    assert position.step is Step.SITUATION


def test_what_was_understood_stands_above_the_first_question_and_counts_with_its_answer(walk: Walk) -> None:
    position = to_step_one(walk, "t-lines")
    assert lines(walk, position) == {fact: RECOGNISED[fact]["waarde"] for fact in RECOGNISED if fact != "doel"}
    assert set(position.state["answers"]) == set(BEFORE)
    assert position.fact == "meervoudig"
    position = walk.answer("t-lines", "meervoudig", "ja")
    assert position.state["answers"]["rol"] == "woningcorporatie"
    assert lines(walk, position) == {}


def test_what_is_not_certain_is_no_line(walk: Walk) -> None:
    assert "doel" not in lines(walk, to_step_one(walk, "t-uncertain"))
    asked = first_values(walk, "t-uncertain", {"zonder_delen_oplosbaar": "nee"})
    assert "doel" in asked
    assert "rol" not in asked


def test_a_line_that_is_wrong_is_changed_and_what_follows_from_it_too(walk: Walk) -> None:
    to_step_one(walk, "t-wrong")
    position = walk.change("t-wrong", {"situatie": "overlast_of_verward_gedrag"})
    assert position.state["answers"]["situatie"] == "overlast_of_verward_gedrag"
    assert "situatie" not in lines(walk, position)
    assert position.fact == "zonder_delen_oplosbaar"  # I.a and I.b are criteria of bemoeizorg


def test_a_line_that_is_taken_back_gets_its_own_question(walk: Walk) -> None:
    to_step_one(walk, "t-taken")
    position = walk.change("t-taken", {"rol": None})
    assert position.fact == "rol"
    assert "rol" not in lines(walk, position)


def test_rejecting_a_card_asks_its_lines(walk: Walk) -> None:
    thread = "t-reject"
    walk.start(thread, question="q", recognised={})
    report = {**BEFORE, "rol": "woningcorporatie", "situatie": "bemoeizorg", "zonder_delen_oplosbaar": "nee"}
    report |= {"ernstige_schade": "nee", "ontvanger": "verwijsindex", "doel": "hulp_op_gang_brengen"}
    while (position := walk.position(thread)).fact is not None and not position.fact.startswith(CARD):
        walk.answer(thread, position.fact, report.get(position.fact, options(walk, position)[0]))
    assert position.fact is not None
    waiting = lines(walk, position)
    assert "wettelijke_bepaling" in waiting
    position = walk.answer(thread, position.fact, NO)
    assert position.fact in waiting
    assert not set(waiting) & set(lines(walk, position))


def test_a_list_gives_what_is_not_ticked_its_closed_value(walk: Walk) -> None:
    thread = "t-list"
    walk.start(thread, question="q", recognised={})
    refused = {
        **BEFORE,
        "rol": "zorgverlener",
        "situatie": "overlast_of_verward_gedrag",
        "zonder_delen_oplosbaar": "nee",
        "ontvanger": "politie",
        "anoniem_voldoende": "nee",
        "toestemming": "geweigerd",
        "ernstige_schade": "ja",
    }
    while (position := walk.position(thread)).fact != "lijst_trede_e":
        assert position.fact is not None
        walk.answer(thread, position.fact, refused.get(position.fact, options(walk, position)[0]))
    with pytest.raises(InputError, match="doel"):
        walk.answer(thread, "lijst_trede_e", "doel")
    position = walk.answer(thread, "lijst_trede_e", "gewetensnood,geen_andere_weg?")
    answers = position.state["answers"]
    assert (answers["gewetensnood"], answers["geen_andere_weg"], answers["alles_geprobeerd"]) == ("ja", UNKNOWN, "nee")


def test_serious_harm_is_asked_first_for_bemoeizorg_and_elsewhere_at_rung_e(walk: Walk) -> None:
    bemoeizorg = {**BEFORE, "rol": "woningcorporatie", "situatie": "bemoeizorg", "zonder_delen_oplosbaar": "nee"}
    walk.start("t-harm-i", question="q", recognised={})
    asked = first_values(walk, "t-harm-i", bemoeizorg)
    assert asked.index("ernstige_schade") < asked.index("ontvanger")
    walk.start("t-harm-iv", question="q", recognised={})
    refused = {**bemoeizorg, "situatie": "andere", "ontvanger": "wijkteam", "anoniem_voldoende": "nee"}
    refused |= {"past_bij_taak": "nee", "toestemming": "geweigerd"}
    asked = first_values(walk, "t-harm-iv", refused)
    assert asked.index("ernstige_schade") > asked.index("toestemming")


def test_steps_are_walked_in_order_and_each_asks_something(walk: Walk) -> None:
    walk.start("t-steps", question="q", recognised={})
    steps = []
    while (position := walk.position("t-steps")).fact is not None:
        steps.append(position.step)
        value = "nee" if position.fact == "acuut_gevaar" else options(walk, position)[0]
        walk.answer("t-steps", position.fact, value)
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
    walk.start("t-melder", question="de buurvrouw heeft het gemeld", recognised={})
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


def found(fact: str, values: Sequence[str]) -> st.SearchStrategy[tuple[str, dict[str, Any]]]:
    """Draw a fact that was read in a text, more or less surely."""
    return st.tuples(st.sampled_from(values), st.sampled_from([0.5, 0.65, 0.9])).map(
        lambda drawn: (fact, {"waarde": drawn[0], "zekerheid": drawn[1], "tekst": "woorden"})
    )


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_sequence_of_answers_and_changes_gives_an_early_conclusion(walk: Walk, data: st.DataObject) -> None:
    thread = f"t-any-{data.draw(st.uuids())}"
    facts = walk._agenda.facts.by_id
    understood = st.lists(st.sampled_from(sorted(facts)).flatmap(lambda fact: found(fact, facts[fact].values))).map(
        dict
    )
    text = data.draw(st.sampled_from(["", "ik zie dat een huurder niet opendoet", "de buren en de huisarts bellen"]))
    position = walk.start(thread, question=text, recognised=data.draw(understood))
    for _ in range(data.draw(st.integers(1, 40))):
        act = data.draw(st.integers(0, 9))
        if act == 0:
            fact = data.draw(st.sampled_from(sorted(facts)))
            value = data.draw(st.sampled_from([None, UNKNOWN, *facts[fact].values]))
            position = walk.change(thread, {fact: value})
            assert value is None or position.state["answers"][fact] == value
        elif act == 1:
            before = position.state["answers"]
            position = walk.back(thread)
            assert set(position.state["answers"]) <= set(before)
        elif act == 2:
            new = data.draw(understood)
            position = walk.recognise(thread, new)
            assert not set(new) & set(position.state["answers"])
        elif position.fact is not None:
            waiting = lines(walk, position)
            value = data.draw(st.sampled_from(options(walk, position)))
            position = walk.answer(thread, position.fact, value)
            if value != NO or not waiting:
                assert position.state["answers"].items() >= waiting.items()
        answers = position.state["answers"]
        if position.fact is not None:
            assert position.state.get("conclusion") is None
            continue
        # The conclusion is the one that the same answers give in a walk of a file; only what was confirmed counts.
        assert position.state["conclusion"] == walk._conclude(answers)
        if not walk._agenda.stopped(answers):
            assert walk._agenda.steps_done(answers) == list(FIVE_STEPS)
            assert walk._agenda.missing(answers) == []
            assert all(any(fact.fact_id in answers for fact in walk._agenda.facts.of_step(step)) for step in FIVE_STEPS)
    walk.forget(thread)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_question_is_asked_that_can_change_nothing(walk: Walk, data: st.DataObject) -> None:
    thread = f"t-useful-{data.draw(st.uuids())}"
    position = walk.start(thread, question="q", recognised={})
    agenda = walk._agenda
    while position.fact is not None:
        answers = position.state["answers"]
        if position.step is not Step.BEFORE and position.fact in agenda.facts.by_id:
            assumed = {**answers, **lines(walk, position)}
            open_facts = agenda.table.open_facts(agenda.complete_with_derived(assumed))
            of_step = {fact.fact_id for fact in agenda.facts.of_step(position.step)}
            assert position.fact in open_facts or not of_step & set(answers)
        position = walk.answer(thread, position.fact, data.draw(st.sampled_from(options(walk, position))))
    walk.forget(thread)
