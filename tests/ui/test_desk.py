"""The desk: clicks and typed words reach the right conversation, and nothing a browser sends breaks the page."""

import logging
from dataclasses import replace

import pytest

from assistant import InputError
from tests.ui.markup_reader import Node, read
from tests.ui.scripted import ScriptedAssistant
from tests.ui.turns import Json, conclusion, said
from ui.desk import Desk
from ui.texts import PageTexts
from ui.windows import Reply


@pytest.fixture
def assistant() -> ScriptedAssistant:
    return ScriptedAssistant()


@pytest.fixture
def desk(assistant: ScriptedAssistant, texts: PageTexts) -> Desk:
    made = Desk(assistant, texts)
    assistant.calls.clear()
    return made


def shown(reply: Reply) -> Node:
    return read(reply.page.conversation)


def is_start(reply: Reply) -> bool:
    return reply.session == "" and bool(read(reply.page.start).all(data_actie="voorbeeld"))


def test_making_the_desk_leaves_no_conversation_behind(texts: PageTexts) -> None:
    assistant = ScriptedAssistant()
    Desk(assistant, texts)
    assert assistant.alive == set()


def test_a_first_message_begins_a_conversation_and_shows_what_was_kept_of_it(desk: Desk) -> None:
    reply = desk.typed("", "BSN 111222333")
    assert reply.session
    assert "[BSN-1]" in shown(reply).text
    assert "111222333" not in reply.page.conversation + reply.page.panel


def test_a_later_message_goes_to_the_same_conversation(desk: Desk, assistant: ScriptedAssistant) -> None:
    first = desk.typed("", "een")
    second = desk.typed(first.session, "twee")
    assert assistant.calls[-1] == ("say", first.session, "twee")
    assert [node.one(name="p").text for node in shown(second).all(cls="dw-ballon")] == ["een", "twee"]


def test_a_message_from_a_page_of_before_a_restart_begins_no_other_conversation(
    desk: Desk, assistant: ScriptedAssistant, texts: PageTexts
) -> None:
    reply = desk.typed("", "meer over mijn casus", on_screen="van voor de herstart")
    assert is_start(reply)
    assert texts.errors["verlopen"] in shown(reply).text
    assert [call[0] for call in assistant.calls] == []


def test_a_message_to_a_conversation_that_this_window_lost_sight_of_goes_there(
    desk: Desk, assistant: ScriptedAssistant
) -> None:
    session = desk.typed("", "een").session
    assert desk.typed("", "twee", on_screen=session).session == session
    assert assistant.calls[-1] == ("say", session, "twee")
    desk.left(session)
    assert assistant.alive == {session}, "both windows count"


@pytest.mark.parametrize(("answer", "told"), [(None, True), ({"zinnen": [said("Dat iemand bekend is.")]}, False)])
def test_what_is_typed_after_the_conclusion_and_changes_nothing_is_told(
    desk: Desk,
    assistant: ScriptedAssistant,
    monkeypatch: pytest.MonkeyPatch,
    answer: Json | None,
    told: bool,
) -> None:
    session = desk.typed("", "een").session
    over = replace(assistant.turn(session), question=None, conclusion=conclusion(), answer=answer)
    monkeypatch.setattr(assistant, "say", lambda session_id, text: over)
    page = shown(desk.typed(session, "Hij is trouwens 15 jaar."))
    assert bool(page.all(data_soort="uitkomst_blijft")) == told
    assert page.one(cls="dw-conclusie")


@pytest.mark.parametrize("message", ["", "   ", "\n"])
def test_an_empty_message_does_not_begin_the_questions(desk: Desk, assistant: ScriptedAssistant, message: str) -> None:
    desk.typed("", message)
    assert assistant.calls[-1][2] != ""


def test_an_example_begins_with_its_own_text(desk: Desk, assistant: ScriptedAssistant, texts: PageTexts) -> None:
    desk.clicked("", {"soort": "voorbeeld", "nummer": "2"})
    assert assistant.calls[-1][2] == texts.examples[2].text


def test_beginning_at_step_one_hands_in_no_text(desk: Desk, assistant: ScriptedAssistant) -> None:
    desk.clicked("", {"soort": "begin"})
    assert assistant.calls[-1][2] == ""


@pytest.mark.parametrize(
    ("click", "call"),
    [
        ({"soort": "antwoord", "feit": "rol", "waarde": "politie"}, ("answer", "rol", "politie")),
        ({"soort": "zet", "feit": "rol", "waarde": "politie"}, ("change", "rol", "politie")),
        ({"soort": "haal_weg", "feit": "rol"}, ("change", "rol", None)),
        ({"soort": "terug"}, ("back",)),
    ],
)
def test_each_click_reaches_the_assistant(
    desk: Desk, assistant: ScriptedAssistant, click: dict[str, str], call: tuple[str | None, ...]
) -> None:
    session = desk.typed("", "een").session
    assert desk.clicked(session, click).session == session
    assert assistant.calls[-1] == (call[0], session, *call[1:])


def test_changing_shows_the_question_and_asks_nothing_of_the_walk(desk: Desk, assistant: ScriptedAssistant) -> None:
    session = desk.typed("", "een").session
    assistant.calls.clear()
    reply = desk.clicked(session, {"soort": "wijzig", "feit": "rol"})
    assert shown(reply).one(cls="dw-wijzigen").attributes["data-feit"] == "rol"
    assert shown(desk.clicked(session, {"soort": "annuleer"})).all(cls="dw-wijzigen") == []
    assert assistant.calls == []


def test_the_question_to_change_shows_what_another_answer_changes(desk: Desk) -> None:
    session = desk.typed("", "een").session
    reply = desk.clicked(session, {"soort": "wijzig", "feit": "rol"})
    assert shown(reply).one(cls="dw-optie-gevolg").text == "Dit verandert er bij rol."


def test_after_a_change_a_line_says_what_it_did(desk: Desk) -> None:
    session = desk.typed("", "een").session
    reply = desk.clicked(session, {"soort": "zet", "feit": "rol", "waarde": "politie"})
    assert "Je wijzigde rol." in shown(reply).one(data_soort="gewijzigd").text


def test_what_if_shows_another_outcome_and_leaves_the_walk_alone(desk: Desk, assistant: ScriptedAssistant) -> None:
    session = desk.typed("", "een").session
    assistant.calls.clear()
    reply = desk.clicked(session, {"soort": "wat_als", "feit": "noodzaak", "waarde": "handig"})
    assert shown(reply).one(cls="dw-wat-als")
    assert shown(desk.clicked(session, {"soort": "annuleer"})).all(cls="dw-wat-als") == []
    assert assistant.calls == []


def test_a_tick_needs_no_new_page(desk: Desk, assistant: ScriptedAssistant) -> None:
    session = desk.typed("", "een").session
    assert desk.ticked(session, {"nummer": "1", "aan": "true"}) is None
    assert assistant.calls[-1] == ("tick", session, "1", "True")


@pytest.mark.parametrize("click", [{}, {"nummer": "x", "aan": "true"}])
def test_a_tick_that_fails_shows_where_the_user_is(desk: Desk, click: dict[str, str]) -> None:
    session = desk.typed("", "een").session
    reply = desk.ticked(session, click)
    assert reply is not None
    assert reply.session == session


def test_starting_again_forgets_the_conversation_at_once(desk: Desk, assistant: ScriptedAssistant) -> None:
    session = desk.typed("", "een").session
    assert is_start(desk.clicked(session, {"soort": "opnieuw"}))
    assert assistant.alive == set()


def test_a_new_conversation_in_the_same_window_forgets_the_old_one(desk: Desk, assistant: ScriptedAssistant) -> None:
    first = desk.typed("", "een").session
    second = desk.clicked(first, {"soort": "begin"}).session
    assert assistant.alive == {second}


def test_conversations_do_not_see_each_other(desk: Desk) -> None:
    one, other = desk.typed("", "van mij").session, desk.typed("", "van jou").session
    assert one != other
    assert "van jou" not in shown(desk.clicked(one, {"soort": "terug"})).text
    assert "van mij" not in shown(desk.clicked(other, {"soort": "terug"})).text


def test_a_reload_finds_the_conversation_and_what_was_typed(desk: Desk, assistant: ScriptedAssistant) -> None:
    session = desk.typed("", "een").session
    again = desk.clicked("", {"soort": "hervat", "sessie": session})
    assert again.session == session
    assert "een" in shown(again).one(cls="dw-ballon").text
    desk.left(session)  # the page from before the reload is given up
    assert assistant.alive == {session}
    desk.left(session)
    assert assistant.alive == set()


def test_a_reload_after_the_conversation_is_gone_starts_anew(desk: Desk) -> None:
    assert is_start(desk.clicked("", {"soort": "hervat", "sessie": "weg"}))


def test_a_click_that_does_not_fit_keeps_the_user_where_they_are(
    desk: Desk, assistant: ScriptedAssistant, texts: PageTexts
) -> None:
    session = desk.typed("", "een").session
    assistant.raises = InputError("vraag 'rol' staat niet open")
    reply = desk.clicked(session, {"soort": "antwoord", "feit": "rol", "waarde": "politie"})
    assert reply.session == session
    assert texts.errors["past_niet"] in shown(reply).one(cls="dw-melding").text
    assert shown(reply).one(cls="dw-vraag")


def test_a_conversation_that_expired_leads_to_the_start_with_a_kind_line(
    desk: Desk, assistant: ScriptedAssistant, texts: PageTexts
) -> None:
    session = desk.typed("", "een").session
    assistant.alive.clear()
    assistant.raises = InputError("gone")
    reply = desk.typed(session, "twee")
    assert is_start(reply)
    assert texts.errors["verlopen"] in shown(reply).text


def test_a_fault_is_told_kindly_and_logged_without_what_was_typed(
    desk: Desk, assistant: ScriptedAssistant, texts: PageTexts, caplog: pytest.LogCaptureFixture
) -> None:
    session = desk.typed("", "een").session
    assistant.raises = RuntimeError("kapot bij: geheime woorden")
    with caplog.at_level(logging.ERROR):
        reply = desk.typed(session, "geheime woorden")
    assert texts.errors["mislukt"] in shown(reply).text
    assert "geheime woorden" not in reply.page.conversation
    assert "RuntimeError" in caplog.text
    assert "geheime woorden" not in caplog.text


def test_a_fault_at_the_very_first_message_shows_the_start(desk: Desk, assistant: ScriptedAssistant) -> None:
    assistant.raises = RuntimeError("kapot")
    assert is_start(desk.typed("", "een"))


@pytest.mark.parametrize(
    "click",
    [{}, {"soort": "maak_koffie"}, {"soort": "voorbeeld", "nummer": "99"}, {"soort": "antwoord"}, {"soort": ["a"]}],
)
def test_a_click_that_makes_no_sense_shows_a_page_all_the_same(desk: Desk, click: dict[str, object]) -> None:
    session = desk.typed("", "een").session
    assert shown(desk.clicked(session, click)).one(cls="dw-vraag")
    assert is_start(desk.clicked("", click))


def test_a_source_opens_in_its_document_with_the_quoted_lines_marked(desk: Desk) -> None:
    dialog = read(desk.opened_source({"passage": "p-1", "van": "10", "tot": "10"}))
    assert [mark.text for mark in dialog.all(name="mark")] == ["Regel 10"]


@pytest.mark.parametrize("click", [{}, {"passage": "weg", "van": "1", "tot": "2"}, {"passage": "p-1", "van": "x"}])
def test_a_source_that_does_not_exist_is_told_kindly(desk: Desk, texts: PageTexts, click: dict[str, str]) -> None:
    assert texts.errors["bron_weg"] in desk.opened_source(click)


def test_an_explanation_in_other_words_takes_the_place_of_the_old_one(
    desk: Desk, assistant: ScriptedAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = desk.typed("", "een").session
    notice = {"soort": "taalmodel_niet_bereikbaar", "tekst": "Ik ga verder zonder.", "bronnen": []}
    found = {"tekst": "Anders gezegd.", "verwoord_door": "x:y", "meldingen": [notice], "bronnen": []}
    monkeypatch.setattr(assistant, "explain", lambda session_id: found)
    page = shown(desk.clicked(session, {"soort": "leg_anders_uit"}))
    assert "Anders gezegd." in page.text and "x:y" in page.text and "Ik ga verder zonder." in page.text
