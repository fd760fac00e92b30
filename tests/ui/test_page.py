"""The page as a function of the turn: what stands where, and in which order."""

import pytest
from hypothesis import given as hypothesis_given
from hypothesis import strategies as st

from assistant import Said
from tests.ui.markup_reader import Node, read
from tests.ui.turns import ABOUT, Json, conclusion, given, line, question, said, source, steps, turn
from ui.page import start_page, turn_page
from ui.texts import PageTexts, load_page_texts


def conversation(texts: PageTexts, *messages: Said, change: dict[str, object] | None = None, **changes: object) -> Node:
    return read(
        turn_page(texts, ABOUT, turn(**changes), messages, instruments={}, papers=(), change=change).conversation
    )


def test_the_start_offers_six_examples_and_the_way_in_without_typing(texts: PageTexts) -> None:
    shown = read(start_page(texts, ABOUT, steps(), papers=()).start)
    assert len(shown.all(data_actie="voorbeeld")) == 6
    assert shown.one(data_actie="begin")


def test_the_start_shows_the_steps_ahead(texts: PageTexts) -> None:
    assert len(read(start_page(texts, ABOUT, steps(), papers=()).panel).all(cls="dw-stap")) == 6


def test_messages_stand_before_the_question(texts: PageTexts) -> None:
    fresh = conversation(texts, meldingen=[said("Bericht.", soort="veilig_thuis")]).one(cls="dw-nieuw")
    kinds = [node.attributes["class"] for node in fresh.children if isinstance(node, Node)]
    assert [name.split()[0] for name in kinds] == ["dw-melding", "dw-kaart", "dw-bewaar-balk"]


def test_danger_comes_first_and_interrupts_a_screen_reader(texts: PageTexts) -> None:
    notices = [said("Onleesbaar.", soort="gemaskeerd"), said("Bel dan nu 112.", soort="acuut")]
    shown = conversation(texts, meldingen=notices).all(cls="dw-melding")
    assert [node.attributes["data-soort"] for node in shown] == ["acuut", "gemaskeerd"]
    assert ["data-spoed" in node.attributes for node in shown] == [True, False]
    assert shown[0].one(name="a").attributes["href"] == "tel:112"


def test_what_was_masked_is_listed_once_each(texts: PageTexts) -> None:
    masked = [{"soort": "bsn", "plaatshouder": "[BSN-1]"}, {"soort": "bsn", "plaatshouder": "[BSN-1]"}]
    shown = conversation(texts, meldingen=[said("Weg.", soort="gemaskeerd")], gemaskeerd=masked)
    assert shown.one(cls="dw-melding").text.count("[BSN-1]") == 1


def test_what_was_masked_by_mistake_can_be_shown_by_the_screen_that_typed_it(texts: PageTexts) -> None:
    masked = [
        {"soort": "PERSOON", "plaatshouder": "[PERSOON-1]", "getypt": [4, 9]},
        {"soort": "BSN", "plaatshouder": "[BSN-1]", "getypt": [12, 21]},
        {"soort": "PERSOON", "plaatshouder": "[PERSOON-1]", "getypt": [30, 35]},
    ]
    shown = conversation(texts, meldingen=[said("Weg.", soort="gemaskeerd")], gemaskeerd=masked).one(cls="dw-melding")
    found = (node.attributes.get("data-toon-weer") for node in shown.all(name="button"))
    buttons = [name for name in found if name]
    assert buttons == ["[PERSOON-1]", "[BSN-1]"]
    (offer,) = [node for node in shown.all(name="details") if "data-getypt" in node.attributes]
    assert offer.attributes["data-getypt"] == "[PERSOON-1],4,9;[BSN-1],12,21;[PERSOON-1],30,35"
    assert "hidden" in offer.attributes


def test_a_message_of_an_unknown_kind_is_shown_all_the_same(texts: PageTexts) -> None:
    assert "Iets nieuws." in conversation(texts, meldingen=[said("Iets nieuws.", soort="nieuw")]).text


def test_what_was_typed_is_shown_and_the_answer_gets_the_focus(texts: PageTexts) -> None:
    answer = {"tekst": "Kort.", "zinnen": [said("Lang antwoord.")], "zie_ook": [source("p-5")]}
    shown = conversation(texts, Said("Wat is dat?", answer), tekst_gemaskeerd="Wat is dat?", antwoord=answer)
    assert "Wat is dat?" in shown.one(cls="dw-ballon").text
    assert "data-focus" in shown.one(cls="dw-antwoord").one(name="h2").attributes
    assert shown.all(data_focus="")[0].text == texts.label("antwoord_kop")


def test_an_answer_that_a_model_phrased_says_so_and_shows_the_literal_quote_under_it(texts: PageTexts) -> None:
    answer = {"tekst": "Kort.", "zinnen": [said("Vrij verteld.", source())], "zie_ook": [], "verwoord_door": "x:y"}
    shown = conversation(texts, Said("Wat is dat?", answer)).one(cls="dw-antwoord")
    assert "x:y" in shown.text and "“Vrij verteld.”" not in shown.text
    assert source()["leescitaat"] in shown.one(name="blockquote").text


def test_an_earlier_answer_stays_but_leaves_the_focus_to_the_question(texts: PageTexts) -> None:
    answer = {"tekst": "Kort.", "zinnen": [said("Lang antwoord.")], "zie_ook": []}
    shown = conversation(texts, Said("Wat is dat?", answer))
    assert "Lang antwoord." in shown.text
    assert [node.attributes.get("id") for node in shown.all(data_focus="")] == ["dw-vraag-kop"]


def test_a_dated_source_is_marked_in_an_answer(texts: PageTexts) -> None:
    answer = {"tekst": "Kort.", "zinnen": [said("Oud.", source(status="verouderd"))], "zie_ook": []}
    assert conversation(texts, Said("Vraag?", answer)).one(cls="dw-antwoord").all(cls="dw-merk-let-op")


def test_given_answers_are_listed_and_derived_ones_are_not(texts: PageTexts) -> None:
    answers = [given("rol", "Politie"), given("beroepsgeheim", "Nee", how="afgeleid")]
    assert [node.text for node in conversation(texts, stappen=steps(I=answers)).all(cls="dw-gegeven")] == ["Politie"]


def test_many_answers_fold_away(texts: PageTexts) -> None:
    few, many = [given("rol", "Politie")], [given(f"feit_{n}", "Ja") for n in range(12)]
    assert "open" in conversation(texts, stappen=steps(I=few)).one(cls="dw-antwoorden").one(name="details").attributes
    folded = conversation(texts, stappen=steps(I=many)).one(cls="dw-antwoorden").one(name="details")
    assert "open" not in folded.attributes


def test_changing_takes_the_place_of_the_open_question(texts: PageTexts) -> None:
    changing = question(feit="rol", vraag="Welke rol?")
    shown = conversation(
        texts, change={"vraag": changing, "gevolgen": {}}, stappen=steps(I=[given("rol", "Politie", "politie")])
    )
    card = shown.one(cls="dw-vraag")
    assert card.attributes["data-feit"] == "rol"
    assert [node.attributes["data-waarde"] for node in card.all(aria_pressed="true")] == ["politie"]


def test_a_recognised_fact_that_waits_for_confirmation_can_be_changed(texts: PageTexts) -> None:
    shown = conversation(
        texts, change={"vraag": question(feit="rol"), "gevolgen": {}}, volgende_vraag=question(regels=[line("rol")])
    )
    assert [node.attributes["data-waarde"] for node in shown.all(aria_pressed="true")] == ["politie"]


def test_the_conclusion_stands_alone_and_its_sources_on_the_right(texts: PageTexts) -> None:
    page = turn_page(texts, ABOUT, turn(volgende_vraag=None, conclusie=conclusion()), (), instruments={}, papers=())
    shown = read(page.conversation)
    assert shown.one(cls="dw-conclusie")
    assert shown.all(cls="dw-vraag") == []
    marks = {mark.attributes["data-toon-bron"] for mark in shown.all(cls="dw-noot")}
    assert {f"dw-bron-{number}" for number in marks} == {
        node.attributes["id"] for node in read(page.panel).all(cls="dw-bron")
    }


def test_after_an_answer_without_a_walk_the_page_offers_one(texts: PageTexts) -> None:
    answered = Said("Wat is dat-informatie?", {"zinnen": [said("Dat iemand bekend is.")]})
    shown = conversation(texts, answered, volgende_vraag=None)
    assert shown.all(cls="dw-stappenbalk") == []
    assert shown.one(data_actie="begin")
    assert shown.one(data_actie="opnieuw")


def test_when_nothing_came_of_what_was_typed_the_ways_to_begin_are_there_again(texts: PageTexts) -> None:
    page = turn_page(texts, ABOUT, turn(volgende_vraag=None), (Said("asdf", None),), instruments={}, papers=())
    assert len(read(page.start).all(data_actie="voorbeeld")) == len(texts.examples)
    assert read(page.start).one(data_actie="begin")
    assert read(page.conversation).all(data_actie="begin") == []


@pytest.mark.parametrize(
    ("now", "label"),
    [
        ({}, "invoer_naam_bij_vraag"),
        ({"volgende_vraag": None, "conclusie": conclusion()}, "invoer_naam_na_afloop"),
        ({"volgende_vraag": None}, "invoer_naam"),
    ],
)
def test_the_text_box_says_what_typing_does_now(texts: PageTexts, now: Json, label: str) -> None:
    shown = conversation(texts, **now).one(cls="dw-gesprek")
    assert shown.attributes["data-opschrift"] == texts.label(label)


def test_an_error_stands_above_the_question(texts: PageTexts) -> None:
    shown = read(turn_page(texts, ABOUT, turn(), (), instruments={}, papers=(), error="Dat lukte niet.").conversation)
    assert "Dat lukte niet." in shown.one(cls="dw-melding").text
    assert shown.one(cls="dw-vraag")


@hypothesis_given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_nothing_typed_becomes_markup(words: str) -> None:
    shown = conversation(load_page_texts(), Said(words or " ", None), tekst_gemaskeerd=words or " ")
    assert shown.one(cls="dw-ballon").one(name="p").text == (words or " ")
