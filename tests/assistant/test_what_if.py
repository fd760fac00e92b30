"""What another answer would change is told truly, beforehand and afterwards, and the walk stays as it is."""

from typing import Any

import pytest

from assistant import Assistant, InputError
from tests.assistant.casus import QUESTION, to_the_end


def concluded(assistant: Assistant) -> dict[str, Any]:
    turn, _ = to_the_end(assistant, assistant.start(QUESTION).to_json())
    return turn


def points(turn: dict[str, Any]) -> list[tuple[str, str]]:
    return [(point["feit"], point["waarde"]) for point in turn["conclusie"]["keerpunten"]]


def test_a_preview_is_the_conclusion_that_the_change_gives(assistant: Assistant) -> None:
    turn = concluded(assistant)
    session = turn["sessie"]
    tried = 0
    for fact, value in points(turn):
        preview = assistant.preview(session, fact, value)
        assert assistant.turn(session).to_json()["conclusie"] == turn["conclusie"]
        copy = concluded(assistant)["sessie"]
        changed = assistant.change(copy, fact, value).to_json()
        assert preview["conclusie"] == changed["conclusie"]
        if changed["conclusie"]:
            tried += 1
            assert changed["conclusie"]["titel"] == preview["dan"]
    assert tried > 3


def test_a_preview_that_opens_questions_names_them_and_has_no_conclusion(assistant: Assistant) -> None:
    turn = concluded(assistant)
    opening = [p for p in turn["conclusie"]["keerpunten"] if p["conclusie"] is None]
    assert opening
    for point in opening:
        preview = assistant.preview(turn["sessie"], point["feit"], point["waarde"])
        assert preview["conclusie"] is None
        assert preview["tekst"].startswith("Dan beantwoord je nog")


def test_before_the_conclusion_nothing_is_said_about_what_comes_out(assistant: Assistant) -> None:
    turn = assistant.start(QUESTION).to_json()
    titles = {"Ja, mits", "Nee, deel", "Alleen met", "Alleen anoniem", "Nog niet", "uitkomst"}
    while question := turn["volgende_vraag"]:
        for step in turn["stappen"]:
            for given in step["antwoorden"]:
                told = " ".join(assistant.effects(turn["sessie"], given["feit"]).values())
                assert not any(title in told for title in titles), told
        with pytest.raises(InputError, match="nog geen conclusie"):
            assistant.preview(turn["sessie"], "noodzaak", "handig")
        turn = assistant.answer(turn["sessie"], question["feit"], question["opties"][0]["waarde"]).to_json()


def test_what_is_told_beforehand_comes_true(assistant: Assistant) -> None:
    turn = concluded(assistant)
    effects = assistant.effects(turn["sessie"], "noodzaak")
    assert "zonder_gaat_het_niet" not in effects  # the present answer changes nothing
    assert effects["handig"] == "De uitkomst wordt dan: Nee, deel deze gegevens niet."
    changed, line = assistant.change_with_effect(turn["sessie"], "noodzaak", "handig")
    assert changed.to_json()["conclusie"]["code"] == "nee"
    assert "De uitkomst is nu: Nee, deel deze gegevens niet." in line
    assert turn["conclusie"]["titel"] in line


def test_an_answer_that_is_taken_away_is_told_with_the_question_it_opens(assistant: Assistant) -> None:
    turn = concluded(assistant)
    changed, line = assistant.change_with_effect(turn["sessie"], "toestemming", None)
    assert changed.to_json()["conclusie"] is None or "Toestemming" in line
    assert line.startswith("Je haalde je antwoord")


def test_a_fact_or_value_that_does_not_exist_is_refused(assistant: Assistant) -> None:
    session = concluded(assistant)["sessie"]
    for fact, value in (("bestaat_niet", "ja"), ("noodzaak", "bestaat_niet")):
        with pytest.raises(InputError, match=r"bestaat niet|bestaat_niet"):
            assistant.preview(session, fact, value)
