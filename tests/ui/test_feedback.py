"""Feedback on the page: a button beside each claim that knows what it is about, and one dialog."""

import pytest

from tests.ui.markup_reader import read
from tests.ui.scripted import ScriptedAssistant
from tests.ui.turns import conclusion, question, said, source, turn
from ui.desk import Desk
from ui.page import turn_page
from ui.render.feedback import KINDS, claim_flag, feedback_dialog, question_flag
from ui.texts import PageTexts

CLICK = {"soort": "bron_klopt_niet", "waarover": "zin", "id": "zin-1", "passages": "p-1 p-2", "opmerking": "Oud."}


def test_a_question_knows_its_own_name_and_passages(texts: PageTexts) -> None:
    asked = question(bronnen=[source("p-1"), source("p-1", (3, 4)), source("p-2")])
    button = read(question_flag(texts, asked)).one(name="button").attributes
    assert (button["data-melden"], button["data-id"]) == ("vraag", asked["feit"])
    assert button["data-passages"] == "p-1 p-2"


def test_every_claim_of_a_conclusion_that_has_a_name_can_be_reported(texts: PageTexts) -> None:
    claims = conclusion(zinnen=[said("Het past.", id="zin-1")], voorwaarden=[said("Niet meer.", id="voorwaarde-1")])
    page = turn_page(
        texts, ScriptedAssistant().about(), turn(volgende_vraag=None, conclusie=claims), (), instruments={}, papers=()
    )
    flags = [node.attributes for node in read(page.conversation).all(name="button") if "data-melden" in node.attributes]
    assert {flag["data-id"] for flag in flags} == {"zin-1", "voorwaarde-1", "R13"}
    assert all(flag.get("aria-label") or flag["data-melden"] == "conclusie" for flag in flags)


def test_a_sentence_without_a_name_has_no_button(texts: PageTexts) -> None:
    assert claim_flag(texts, said("Zonder naam.")) == ""


def test_the_dialog_offers_every_kind(texts: PageTexts) -> None:
    boxes = read(feedback_dialog(texts)).all(type="radio")
    assert [box.attributes["value"] for box in boxes] == list(KINDS)


def test_what_is_sent_reaches_the_assistant_and_is_thanked_for(
    texts: PageTexts, monkeypatch: pytest.MonkeyPatch
) -> None:
    assistant = ScriptedAssistant()
    stored: list[object] = []
    monkeypatch.setattr(assistant, "feedback", lambda *about, **more: stored.append((about, more)))
    desk = Desk(assistant, texts)
    told = desk.reported(CLICK)
    assert texts.label("melden_dank") in told and read(told).all(role="status")
    assert told != desk.reported(CLICK), "what is the same is not drawn again"
    assert stored[:1] == [(("bron_klopt_niet", "zin", "zin-1"), {"passages": ["p-1", "p-2"], "remark": "Oud."})]


@pytest.mark.parametrize("click", [{}, {"soort": "x"}, CLICK])
def test_what_cannot_be_stored_is_told_kindly(
    texts: PageTexts, monkeypatch: pytest.MonkeyPatch, click: dict[str, str]
) -> None:
    assistant = ScriptedAssistant()

    def full(*about: str, **more: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(assistant, "feedback", full)
    assert texts.label("melden_mislukt") in Desk(assistant, texts).reported(click)
