"""A conclusion on the real documents: complete, cited, and honest about what would change it."""

import json
from typing import Any

import pytest

from assistant import Assistant, InputError
from assistant.kader.codes import FIVE_STEPS
from tests.assistant.casus import QUESTION, TILBURG_3


@pytest.fixture(scope="module")
def conclusion(assistant: Assistant) -> dict[str, Any]:
    found: dict[str, Any] = assistant.walk(TILBURG_3, QUESTION).to_json()["conclusie"]
    return found


def test_tilburg_casus_3_is_decided_as_the_document_decides_it(conclusion: dict[str, Any]) -> None:
    assert (conclusion["code"], conclusion["grondslag"], conclusion["omvang"]) == (
        "ja_mits",
        "eigen_taak",
        "inhoudelijk",
    )
    assert conclusion["bewijs"]["regel"] == "R13-eigen-taak"


def test_every_sentence_carries_a_source(conclusion: dict[str, Any]) -> None:
    for part in ("zinnen", "voorwaarden", "vastleggen", "informeren", "evalueren"):
        assert conclusion[part], part
        assert all(sentence["bronnen"] for sentence in conclusion[part])
    assert conclusion["weggelaten"] == 0


def test_every_step_is_cited(conclusion: dict[str, Any]) -> None:
    assert {sentence.get("stap") for sentence in conclusion["zinnen"]} >= set(map(str, FIVE_STEPS))


def test_informing_comes_first_when_the_person_does_not_know(conclusion: dict[str, Any]) -> None:
    assert conclusion["voorwaarden"][0]["id"] == "eerst-informeren"


def test_the_ladder_shows_why_each_rung_fell_away(conclusion: dict[str, Any]) -> None:
    states = {rung["trede"]: rung["stand"] for rung in conclusion["ladder"]}
    assert states == {
        **dict.fromkeys(("plicht", "anoniem", "meldrecht", "b"), "gesloten"),
        "c": "open",
        **dict.fromkeys(("d", "e"), "niet_nodig"),
    }
    assert all(rung["uitleg"] for rung in conclusion["ladder"] if rung["stand"] != "niet_nodig")


def test_a_law_reference_that_does_not_fit_is_noted(conclusion: dict[str, Any]) -> None:
    notes = {note["verwijzing"]: note for note in conclusion["veroudering"]}
    assert any("18a" in reference for reference in notes)
    assert all(note["bronnen"] and note["zekerheid"] for note in notes.values())


def test_turning_points_are_what_recomputing_gives(assistant: Assistant, conclusion: dict[str, Any]) -> None:
    current = tuple(conclusion[key] for key in ("code", "grondslag", "omvang"))
    listed = {(point["feit"], point["waarde"]): point for point in conclusion["keerpunten"]}
    assert listed
    given = assistant._agenda.complete_with_derived(TILBURG_3)
    for fact, value in given.items():
        for other in assistant._agenda.facts.by_id[fact].values:
            if other == value:
                continue
            again = assistant.walk({**TILBURG_3, fact: other}).to_json()["conclusie"]
            point = listed.get((fact, other))
            if again is None:
                assert point is not None and point["conclusie"] is None
            elif tuple(again[key] for key in ("code", "grondslag", "omvang")) != current:
                assert point is not None and point["conclusie"] == again["code"]
            else:
                assert point is None


def test_what_is_missing_is_named_and_nothing_is_concluded(assistant: Assistant) -> None:
    result = assistant.walk({"rol": "woningcorporatie"}).to_json()
    assert result["conclusie"] is None
    assert {"gaat_over_delen", "ontvanger", "doel"} <= set(result["ontbreekt"])
    assert result["stappen_voltooid"] == []


def test_a_step_without_any_answer_keeps_the_conclusion_away(assistant: Assistant) -> None:
    answers = {"gaat_over_delen": "ja", "acuut_gevaar": "nee", "doel": "handig_of_nieuwsgierig"}
    result = assistant.walk(answers).to_json()
    assert result["conclusie"] is None
    assert result["ontbreekt"] == ["situatie", "ontvanger", "anoniem_voldoende", "gegevens_omvang"]


def test_facts_that_were_not_needed_are_listed(assistant: Assistant) -> None:
    result = assistant.walk({**TILBURG_3, "gewetensnood": "ja", "dreigende_crisis": "nee"}).to_json()
    assert set(result["niet_gebruikt"]) >= {"gewetensnood", "dreigende_crisis"}
    assert not set(result["niet_gebruikt"]) & {line["feit"] for line in result["transcript"]}


def test_an_answer_that_is_not_known_is_named(assistant: Assistant) -> None:
    result = assistant.walk({**TILBURG_3, "past_bij_taak": "weet_ik_niet"}).to_json()["conclusie"]
    assert (result["code"], result["onbekend"]) == ("eerst_overleg_nodig", ["past_bij_taak"])


def test_unknown_danger_shows_112_and_goes_on(assistant: Assistant) -> None:
    result = assistant.walk({**TILBURG_3, "acuut_gevaar": "weet_ik_niet"}).to_json()
    assert [notice["soort"] for notice in result["meldingen"]] == ["acuut"]
    assert result["conclusie"]["code"] == "ja_mits"


def test_suspected_violence_always_names_veilig_thuis(assistant: Assistant) -> None:
    result = assistant.walk({**TILBURG_3, "vermoeden_geweld": "weet_ik_niet"}).to_json()
    assert [notice["soort"] for notice in result["meldingen"]] == ["veilig_thuis"]
    assert "Veilig Thuis" in json.dumps(result["conclusie"]["voorwaarden"], ensure_ascii=False)


@pytest.mark.parametrize(
    ("facts", "named"), [({"rol": "astronaut"}, "astronaut"), ({"kleur": "rood"}, "kleur"), ({"rol": True}, "True")]
)
def test_an_unknown_fact_or_value_is_one_line_that_names_it(
    assistant: Assistant, facts: dict[str, Any], named: str
) -> None:
    with pytest.raises(InputError, match=named) as error:
        assistant.walk(facts, where="casus.yaml")
    assert str(error.value).startswith("casus.yaml: ")
    assert "toegestaan zijn" in str(error.value)
    assert "\n" not in str(error.value)
