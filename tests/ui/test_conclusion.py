"""The conclusion card shows every part of the conclusion, each sentence with its sources."""

import json
from urllib.parse import unquote

import pytest

from tests.ui.markup_reader import Node, read
from tests.ui.turns import conclusion, given, preview, rung, said, steps
from ui.render.citations import Citations
from ui.render.conclusion import conclusion_card, preview_card
from ui.texts import PageTexts

EMPTY: dict[str, object] = dict.fromkeys(
    (
        "voorwaarden",
        "vastleggen",
        "informeren",
        "evalueren",
        "tegenspraak",
        "veroudering",
        "keerpunten_groepen",
        "ladder",
    ),
    (),
) | {"delen": {"wel": [], "niet": []}}


def card(texts: PageTexts, **changes: object) -> Node:
    return read(conclusion_card(texts, Citations(texts), conclusion(**changes), steps(I=[given("rol", "Politie")])))


@pytest.mark.parametrize(
    "words",
    [
        "Ja, mits je zorgvuldig deelt",
        "Je eigen taak",
        "Buitenkant-informatie",
        "Het past bij je taak.",
        "Je keek naar de ontvanger.",
        "Deel niet meer dan nodig.",
        "Leg vast wat je deelt.",
        "Informeer de persoon.",
        "Kijk later opnieuw.",
        "Meldpunt",
        "De buitenkant.",
        "De inhoud.",
        "De ene kant.",
        "De andere kant.",
        "Deelwijzer volgt de andere kant.",
        "De AVG geldt.",
        "Er is geen bepaling.",
    ],
)
def test_every_part_is_on_the_card(texts: PageTexts, words: str) -> None:
    assert words in card(texts).text


def test_every_sentence_carries_a_mark(texts: PageTexts) -> None:
    lines = [
        line
        for part in ("dw-zinnen", "dw-vinklijst", "dw-per-stap")
        for ul in card(texts).all(cls=part)
        for line in ul.all(name="li")
    ]
    assert lines
    assert [line.text for line in lines if not line.all(cls="dw-noot")] == []


def test_conditions_can_be_ticked_by_their_words(texts: PageTexts) -> None:
    listed = card(texts).one(cls="dw-vinklijst")
    boxes = [box.attributes["id"] for box in listed.all(name="input", type="checkbox")]
    assert boxes == [label.attributes["for"] for label in listed.all(name="label")] == ["dw-vink-0"]


def test_what_the_user_can_do_is_in_sight_and_the_rest_behind_a_click_with_its_number(texts: PageTexts) -> None:
    section = card(texts).one(cls="dw-deel-keerpunten")
    assert section.one(name="h4").text == "Dit kun je zelf doen"
    folded = section.one(name="details")
    assert folded.one(name="summary").text == "Als de situatie anders is (2)"
    assert [line.one(name="span").text for line in folded.all(name="li")] == ["Keerpunt 1.", "Keerpunt 2."]
    assert section.all(data_actie="wat_als")[0].attributes["data-feit"] == "toestemming"


def test_answers_that_do_the_same_get_a_button_each_with_their_words(texts: PageTexts) -> None:
    answers = [{"feit": "ontvanger", "waarde": w, "label": w.title()} for w in ("politie", "school")]
    groups = [{"id": "a", "titel": "Groep", "regels": [{"tekst": "Deel je met een ander.", "antwoorden": answers}]}]
    buttons = card(texts, keerpunten_groepen=groups).all(data_actie="wat_als")
    assert [button.text for button in buttons] == ["Wat als: Politie", "Wat als: School"]


def test_what_is_shared_and_what_is_not_stand_beside_each_other_before_all_else(texts: PageTexts) -> None:
    columns = card(texts).one(cls="dw-delen").all(name="section")
    headings = [column.one(name="h3").text for column in columns]
    assert headings == [texts.label("delen_wel"), texts.label("delen_niet")]
    assert [len(column.all(cls="dw-noot")) for column in columns] == [1, 1]
    assert card(texts).all(name="h3")[0].text == headings[0]


def test_what_needs_consent_first_is_not_told_as_shared(texts: PageTexts) -> None:
    column = card(texts, code="alleen_met_toestemming").one(cls="dw-delen-wel")
    assert column.one(name="h3").text == texts.label("delen_wel_alleen_met_toestemming")
    assert "✓" not in column.text


def test_ticks_are_shown_as_they_are_remembered(texts: PageTexts) -> None:
    conditions = [said("Een."), said("Twee."), said("Drie.")]
    made = conclusion_card(texts, Citations(texts), conclusion(voorwaarden=conditions), steps(), ticked=[0, 2])
    listed = read(made).one(cls="dw-deel-voorwaarden")
    boxes = listed.all(name="input", type="checkbox")
    assert ["checked" in box.attributes for box in boxes] == [True, False, True]
    assert "2 van 3" in listed.one(cls="dw-vinkstand").text


def test_a_preview_shows_both_outcomes_and_the_two_ways_on(texts: PageTexts) -> None:
    shown = read(preview_card(texts, Citations(texts), preview(), steps()))
    assert "Ja, mits je zorgvuldig deelt" in shown.one(cls="dw-wat-als-kanten").text
    assert "Nee, deel deze gegevens niet" in shown.one(cls="dw-wat-als-kanten").text
    take = shown.one(data_actie="zet")
    assert (take.attributes["data-feit"], take.attributes["data-waarde"]) == ("noodzaak", "handig")
    assert shown.one(data_actie="annuleer")
    assert shown.all(data_afvink="0") == []  # it is only looked at
    assert shown.all(data_actie="wat_als") == []


def test_a_preview_that_opens_questions_names_them_and_has_no_outcome(texts: PageTexts) -> None:
    opened = preview(conclusie=None, dan="", tekst="Dan beantwoord je nog één vraag: ‘Toestemming’.")
    shown = read(preview_card(texts, Citations(texts), opened, steps()))
    assert "‘Toestemming’" in shown.text
    assert texts.label("wat_als_open") in shown.text
    assert shown.all(cls="dw-uitkomst") == []


def test_the_receipt_can_be_kept_as_a_file(texts: PageTexts) -> None:
    link = card(texts).one(name="a", download="deelwijzer-bewijs.json")
    kind, _, content = link.attributes["href"].partition(",")
    assert kind == "data:application/json;charset=utf-8"
    assert json.loads(unquote(content)) == conclusion()["bewijs"]


def test_the_ladder_says_of_each_rung_how_it_stands(texts: PageTexts) -> None:
    rungs = [rung("b", "gesloten", "Nee."), rung("c", "in_zicht", "Bijna."), rung("d", "niet_nodig", None)]
    shown = card(texts, ladder=rungs).all(cls="dw-trede")
    states = [node.one(cls="dw-merk").text for node in shown]
    assert states == [texts.label("trede_gesloten"), texts.label("trede_in_zicht"), texts.label("trede_niet_nodig")]


def test_a_difference_names_document_date_and_status_of_each_side(texts: PageTexts) -> None:
    sides = card(texts).all(cls="dw-kant")
    assert [texts.label("verouderd") in side.text for side in sides] == [True, False]
    assert "vóór mei 2018" in sides[0].text


def test_what_is_not_certain_is_not_told_as_a_fact(texts: PageTexts) -> None:
    unsure = conclusion()["veroudering"][0] | {"zekerheid": "middel"}
    assert "De AVG geldt." not in card(texts, veroudering=[unsure]).text


def test_what_is_still_unknown_is_named_and_can_be_answered(texts: PageTexts) -> None:
    shown = card(texts, onbekend=["rol"]).one(cls="dw-onbekend")
    assert "Kort rol" in shown.text
    assert shown.one(data_actie="wijzig").attributes["data-feit"] == "rol"


def test_parts_without_content_leave_no_empty_heading(texts: PageTexts) -> None:
    shown = card(texts, **EMPTY)
    assert [node.text for node in shown.all(name="h3")] == [texts.label("waarom_uitkomst")]
    assert [node.text for node in shown.all(name="summary")] == [texts.label("per_stap"), texts.label("bewijs")]


def test_the_outcome_is_never_told_by_colour_alone(texts: PageTexts) -> None:
    for code in texts.outcomes:
        shown = card(texts, code=code, titel=f"Uitkomst {code}")
        assert shown.one(name="h2").text == f"Uitkomst {code}"
        assert shown.one(cls="dw-uitkomst").all(cls="dw-teken")[0].text.strip()


def test_the_user_decides_and_can_begin_again(texts: PageTexts) -> None:
    shown = card(texts)
    assert shown.one(cls="dw-geen-advies")
    assert shown.one(data_actie="terug")
    assert shown.one(data_actie="opnieuw").attributes["data-zeker"] == texts.label("opnieuw_zeker")


def test_beginning_again_asks_nothing_when_the_walk_is_kept(texts: PageTexts) -> None:
    shown = read(conclusion_card(texts, Citations(texts), conclusion(), steps(), kept=True))
    assert "data-zeker" not in shown.one(data_actie="opnieuw").attributes


def test_the_first_thing_to_do_with_a_conclusion_is_its_report(texts: PageTexts) -> None:
    first = card(texts).one(cls="dw-kaart-voet").all(name="button")[0]
    assert first.attributes["data-naar-tab"] == "verslag"
