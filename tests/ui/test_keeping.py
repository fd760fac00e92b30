"""Keeping on the page: the tab, the code, the form to come back, and what who looks along can do."""

import pytest

from assistant import InputError, KeepingError
from tests.ui.markup_reader import Node, read
from tests.ui.scripted import ScriptedAssistant
from tests.ui.turns import Json, conclusion, given, line, question, steps, tick, tick_list, turn
from ui.desk import Desk
from ui.markup import Html
from ui.page import turn_page
from ui.panels.keep import keep_ahead, keep_tab
from ui.render.keep import for_looking_along, keep_bar, remarks, resume_form, spoken_date
from ui.texts import PageTexts

CODE = "8E65-AC9R-5XXA-PAVJ-67EJ-X5C4"
KEPT = {"code": CODE, "tot": "2026-12-22", "kijkt_mee": False}
LOOKING = KEPT | {"kijkt_mee": True}
# What who looks along may click: it shows something else, or is about their own window.
HARMLESS = {"opnieuw", "ververs", "opmerking", "wis_alles", "bron", "wat_als", "annuleer", "sluit", "leg_anders_uit"}


def actions(html: Html) -> set[str]:
    buttons = [node for node in read(html).all(name="button") if "disabled" not in node.attributes]
    return {node.attributes["data-actie"] or "" for node in buttons if "data-actie" in node.attributes}


def remark(words: str = "Bel eerst zelf.", by: str = "huisarts") -> Json:
    return {"tekst": words, "door": by, "datum": "2026-11-22"}


def test_a_date_is_written_as_it_is_said(texts: PageTexts) -> None:
    assert spoken_date(texts, "2026-03-01") == "1 maart 2026"


def test_before_a_walk_there_is_nothing_to_keep(texts: PageTexts) -> None:
    assert actions(keep_ahead(texts)) == set()
    assert actions(keep_tab(texts, turn(volgende_vraag=None))) == {"wis_alles"}
    assert keep_bar(texts, turn(volgende_vraag=None)) == ""


def test_a_walk_that_is_not_kept_can_be_kept_or_wiped(texts: PageTexts) -> None:
    assert actions(keep_tab(texts, turn())) == {"bewaar", "wis_alles"}
    assert actions(keep_bar(texts, turn())) == {"bewaar"}


def test_a_kept_walk_shows_its_code_and_until_when(texts: PageTexts) -> None:
    shown = read(keep_tab(texts, turn(bewaard=KEPT)))
    assert shown.one(cls="dw-code").text == CODE
    assert "22 december 2026" in shown.text
    assert actions(keep_tab(texts, turn(bewaard=KEPT))) == {"ververs", "opmerking", "bewaar_niet", "wis_alles"}


def test_wiping_stands_behind_a_fold(texts: PageTexts) -> None:
    for kept in (None, KEPT):
        folds = read(keep_tab(texts, turn(bewaard=kept))).all(name="details")
        (wipe,) = [fold for fold in folds if fold.all(data_actie="wis_alles")]
        assert "open" not in wipe.attributes


def test_who_looks_along_sees_no_code_and_cannot_wipe_the_walk(texts: PageTexts) -> None:
    shown = keep_tab(texts, turn(bewaard=LOOKING))
    assert CODE not in shown
    assert actions(shown) == {"ververs", "opmerking", "wis_alles"}
    assert texts.label("stop_meekijken_knop") in shown and texts.label("wis_kop") not in shown


@pytest.mark.parametrize(
    "walk",
    [
        turn(),
        turn(volgende_vraag=question(regels=[line()], vorm="kaart", opties=question()["opties"][:2])),
        turn(volgende_vraag=tick_list(tick("gewetensnood"))),
        turn(volgende_vraag=None, conclusie=conclusion(), stappen=steps(I=[given("rol", "Politie")])),
    ],
)
def test_who_looks_along_can_click_nothing_that_changes_the_walk(texts: PageTexts, walk: Json) -> None:
    about = ScriptedAssistant().about()
    page = turn_page(texts, about, walk | {"bewaard": LOOKING}, (), instruments={}, papers=())
    before = actions(page.conversation) | actions(page.panel)
    assert before - HARMLESS
    assert actions(for_looking_along(page.conversation)) | actions(for_looking_along(page.panel)) <= HARMLESS
    boxes = read(for_looking_along(page.conversation)).all(name="input")
    assert all("disabled" in box.attributes for box in boxes if "data-afvink" in box.attributes)


def test_remarks_are_shown_with_who_and_when_and_stay_text(texts: PageTexts) -> None:
    shown = read(remarks(texts, turn(opmerkingen_collega=[remark("<b>vet</b>"), remark(by="")])))
    assert shown.all(name="b") == [] and "<b>vet</b>" in shown.text
    assert "huisarts, 22 november 2026" in shown.text
    assert remarks(texts, turn()) == ""


def test_a_remark_sets_no_answer_but_shows_the_user_where_to_look(texts: PageTexts) -> None:
    asked = steps(IV=[given("collega_geraadpleegd", "Nee", "nee")])
    shown = remarks(texts, turn(opmerkingen_collega=[remark()], stappen=asked))
    assert actions(shown) == {"wijzig"}
    assert actions(remarks(texts, turn(opmerkingen_collega=[remark()]))) == set()


def test_the_form_keeps_a_code_that_was_refused(texts: PageTexts) -> None:
    assert "open" not in read(resume_form(texts)).one(name="details").attributes
    shown = read(resume_form(texts, code='A"B')).one(name="details")
    assert "open" in shown.attributes and shown.one(name="input").attributes["value"] == 'A"B'


@pytest.fixture
def assistant() -> ScriptedAssistant:
    return ScriptedAssistant()


@pytest.fixture
def desk(assistant: ScriptedAssistant, texts: PageTexts) -> Desk:
    return Desk(assistant, texts)


def first(desk: Desk) -> str:
    return desk.typed("", "een").session


def test_keeping_shows_the_code_first(desk: Desk) -> None:
    session = first(desk)
    shown: Node = read(desk.clicked(session, {"soort": "bewaar"}).page.conversation)
    fresh = shown.one(cls="dw-nieuw")
    assert fresh.all(data_focus="")[0].text == "Je afweging is bewaard"
    assert shown.one(cls="dw-code").text == CODE
    assert read(desk.clicked(session, {"soort": "ververs"}).page.conversation).all(cls="dw-bewaard") == []


def test_a_code_opens_the_walk_or_comes_back_with_the_reason(desk: Desk, assistant: ScriptedAssistant) -> None:
    opened = desk.clicked("", {"soort": "kijk_mee", "code": CODE})
    assert opened.session and assistant.calls[-1] == ("resume", opened.session, CODE, "kijkt mee")
    assistant.raises = KeepingError("Bij deze code vind ik geen afweging.")
    refused = desk.clicked("", {"soort": "open_bewaard", "code": "weg"})
    assert refused.session == ""
    assert "Bij deze code vind ik geen afweging." in refused.page.conversation
    assert read(refused.page.start).one(id="dw-code").attributes["value"] == "weg"


def test_wiping_ends_the_conversation_and_says_so(desk: Desk, assistant: ScriptedAssistant) -> None:
    session = first(desk)
    reply = desk.clicked(session, {"soort": "wis_alles"})
    assert ("wipe", session) in assistant.calls
    assert reply.session == "" and "Alles is gewist." in reply.page.conversation


def test_no_longer_keeping_goes_on(desk: Desk, assistant: ScriptedAssistant) -> None:
    session = first(desk)
    reply = desk.clicked(session, {"soort": "bewaar_niet"})
    assert reply.session == session and "gewist" in reply.page.conversation


def test_a_remark_travels_with_its_author(desk: Desk, assistant: ScriptedAssistant) -> None:
    session = first(desk)
    desk.clicked(session, {"soort": "opmerking", "tekst": "Bel eerst.", "door": "arts"})
    assert assistant.calls[-1] == ("remark", session, "Bel eerst.", "arts")


def test_a_reason_of_the_keeper_is_shown_in_its_own_words(desk: Desk, assistant: ScriptedAssistant) -> None:
    session = first(desk)
    assistant.raises = KeepingError("Schrijf eerst je opmerking.")
    reply = desk.clicked(session, {"soort": "opmerking", "tekst": "", "door": ""})
    assert "Schrijf eerst je opmerking." in reply.page.conversation


def test_a_click_after_a_restart_says_that_the_conversation_is_gone(
    desk: Desk, assistant: ScriptedAssistant, texts: PageTexts
) -> None:
    assistant.raises = InputError("dit gesprek bestaat niet (meer)")
    reply = desk.clicked("", {"soort": "antwoord", "feit": "rol", "waarde": "politie"})
    assert texts.errors["verlopen"] in read(reply.page.conversation).text
