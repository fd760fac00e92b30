"""The question card: every option a button, its reasons and sources at hand, a suggestion that is visibly one."""

from tests.ui.markup_reader import Node, read
from tests.ui.turns import card as confirm
from tests.ui.turns import line, option, question, said, source, tick, tick_list
from ui.render.citations import Citations
from ui.render.question import change_card, question_card
from ui.texts import PageTexts

TITLES = {"drie-vragen": "Doel, verhouding, anders"}


def card(texts: PageTexts, *, back: bool = True, **changes: object) -> Node:
    return read(question_card(texts, Citations(texts), question(**changes), can_go_back=back, instruments=TITLES))


def values(node: Node, kind: str) -> list[str]:
    return [button.attributes["data-waarde"] for button in node.all(name="button", data_actie=kind)]


def test_every_option_is_a_button_in_the_order_of_the_assistant(texts: PageTexts) -> None:
    assert values(card(texts), "antwoord") == ["meldpunt", "politie", "weet_ik_niet"]


def test_the_focus_goes_to_the_question(texts: PageTexts) -> None:
    heading = card(texts).one(name="h2")
    assert heading.attributes["tabindex"] == "-1"
    assert "data-focus" in heading.attributes


def test_the_reason_holds_explanation_and_quote_behind_one_click(texts: PageTexts) -> None:
    reason = card(texts).one(name="details", cls="dw-waarom")
    assert "open" not in reason.attributes
    assert "Het maakt uit wie het krijgt." in reason.text
    assert "Over bemoeizorg." in reason.one(name="blockquote").text


def test_a_suggestion_from_the_text_shows_the_words_and_marks_one_option(texts: PageTexts) -> None:
    suggestion = {"waarde": "politie", "label": "Politie", "tekst": "de wijkagent", "noot": "", "bronnen": []}
    shown = card(texts, voorstel=suggestion)
    marked = [button.attributes["data-waarde"] for button in shown.all(cls="dw-voorgesteld")]
    assert marked == ["politie"]
    assert "de wijkagent" in shown.one(cls="dw-voorstel").text


def test_a_suggestion_from_a_rule_shows_its_note_and_source(texts: PageTexts) -> None:
    suggestion = {
        "waarde": "politie",
        "label": "Politie",
        "tekst": "",
        "noot": "De wet zegt het.",
        "bronnen": [source()],
    }
    line = card(texts, voorstel=suggestion).one(cls="dw-voorstel")
    assert "De wet zegt het." in line.text
    assert line.all(cls="dw-noot")


def test_the_table_of_valid_reasons_is_shown_where_there_is_one(texts: PageTexts) -> None:
    shown = card(texts, tabel={"geldig": ["Nodig"], "niet_geldig": ["Handig"]})
    assert "Nodig" in shown.one(cls="dw-reden-geldig").text
    assert "Handig" in shown.one(cls="dw-reden-niet_geldig").text
    assert card(texts).all(cls="dw-redenen") == []


def test_terms_open_with_their_explanation(texts: PageTexts) -> None:
    term = {"term": "meldpunt", "uitleg": "Daar meld je zorgen.", "bronnen": [source()]}
    assert "Daar meld je zorgen." in card(texts, begrippen=[term]).one(cls="dw-begrip").text


def test_a_line_shows_value_reason_and_source_and_can_be_changed(texts: PageTexts) -> None:
    shown = card(texts, regels=[line("doel", "Hulp", waarom="De bron noemt dit.", bronnen=[source()])])
    lines = shown.one(cls="dw-regels")
    assert "Hulp" in lines.text and "De bron noemt dit." in lines.text
    assert lines.all(cls="dw-noot")
    assert lines.one(name="button", data_actie="wijzig", data_feit="doel").attributes["aria-label"]


def test_lines_say_that_the_answer_confirms_them_and_stand_before_the_question(texts: PageTexts) -> None:
    markup = question_card(texts, Citations(texts), question(regels=[line()]), can_go_back=True, instruments=TITLES)
    shown = read(markup)
    assert texts.label("regels_vraag") in shown.one(cls="dw-regels").text
    assert shown.one(name="h2").attributes["aria-describedby"] == shown.one(cls="dw-regels").attributes["id"]
    assert markup.index("dw-regels") < markup.index("dw-opties")
    assert card(texts).all(cls="dw-regels") == []
    assert "aria-describedby" not in card(texts).one(name="h2").attributes


def test_a_line_of_another_step_names_its_step(texts: PageTexts) -> None:
    shown = card(texts, stap="IV", regels=[line("doel", stap="III"), line("rol", stap="IV")])
    names = [name.text for name in shown.all(cls="dw-kort-naam")]
    assert [texts.label("stap", nummer="III") in name for name in names] == [True, False]


def test_a_card_has_one_large_button_and_a_quiet_way_to_the_questions(texts: PageTexts) -> None:
    shown = read(question_card(texts, Citations(texts), confirm(), can_go_back=True, instruments=TITLES))
    assert values(shown, "antwoord") == ["ja", "nee"]
    assert shown.one(cls="dw-groot").text == "Ja, dit klopt"
    assert {item.attributes["data-feit"] for item in shown.one(cls="dw-regels").all(name="li")} == {"rol", "doel"}


def test_nothing_on_a_list_is_ticked_but_what_the_user_wrote(texts: PageTexts) -> None:
    listed = tick_list(tick("gewetensnood", aangevinkt=True, tekst="ik lig er wakker van"), tick("geen_andere_weg"))
    shown = read(question_card(texts, Citations(texts), listed, can_go_back=True, instruments=TITLES))
    boxes = {box.attributes["data-vink"]: "checked" in box.attributes for box in shown.all(name="input")}
    assert boxes == {
        "gewetensnood": True,
        "gewetensnood?": False,
        "geen_andere_weg": False,
        "geen_andere_weg?": False,
    }
    assert "ik lig er wakker van" in shown.one(cls="dw-vinkjes").text
    assert values(shown, "antwoord") == ["geen"]
    assert "data-lijst" in shown.one(cls="dw-groot").attributes


def test_every_box_of_a_list_has_its_words_as_label(texts: PageTexts) -> None:
    shown = read(question_card(texts, Citations(texts), tick_list(), can_go_back=True, instruments=TITLES))
    named = {label.attributes.get("for") for label in shown.all(name="label")}
    assert {box.attributes["id"] for box in shown.all(cls="dw-vink")[0].all(name="input")} <= named


def test_no_way_back_before_the_first_answer(texts: PageTexts) -> None:
    assert card(texts, back=False).all(data_actie="terug") == []
    assert len(card(texts, back=True).all(data_actie="terug")) == 1


def test_markup_in_a_question_stays_text(texts: PageTexts) -> None:
    attack = "<img src=x onerror=alert(1)>"
    shown = card(texts, vraag=attack, toelichting=attack, opties=[option("ja", attack, attack)])
    assert shown.all(name="img") == []
    assert shown.one(name="h2").text == attack


def test_changing_marks_the_present_answer_and_can_be_left(texts: PageTexts) -> None:
    shown = read(change_card(texts, Citations(texts), question(), current="politie", effects={}))
    assert values(shown, "zet") == ["meldpunt", "politie", "weet_ik_niet"]
    assert [b.attributes["data-waarde"] for b in shown.all(aria_pressed="true")] == ["politie"]
    assert shown.one(data_actie="annuleer")
    assert shown.one(data_actie="haal_weg").attributes["data-feit"] == "ontvanger"


def test_nothing_to_take_back_where_no_answer_stands(texts: PageTexts) -> None:
    assert (
        read(change_card(texts, Citations(texts), question(), current=None, effects={})).all(data_actie="haal_weg")
        == []
    )


def test_under_each_other_answer_stands_what_it_would_change(texts: PageTexts) -> None:
    effects = {"meldpunt": "De uitkomst blijft: Ja."}
    shown = read(change_card(texts, Citations(texts), question(), current="politie", effects=effects))
    told = {
        b.attributes["data-waarde"]: [e.text for e in b.all(cls="dw-optie-gevolg")] for b in shown.all(data_actie="zet")
    }
    assert told == {"meldpunt": ["De uitkomst blijft: Ja."], "politie": [], "weet_ik_niet": []}


def test_what_a_language_model_proposed_says_so(texts: PageTexts) -> None:
    proposal = {"waarde": "politie", "label": "Politie", "tekst": "agent", "noot": "", "bronnen": []}
    mark = texts.label("voorstel_taalmodel")
    assert mark not in card(texts, voorstel=proposal).text
    assert mark in card(texts, voorstel=proposal | {"herkomst": "taalmodel"}).text
    assert mark not in card(texts, regels=[line()]).text
    assert mark in card(texts, regels=[line(herkomst="taalmodel")]).text


def test_the_bar_and_the_examples_stand_beside_the_answer_with_their_sources(texts: PageTexts) -> None:
    opening = option("ja", "Ja") | {
        "voorbeelden": [said("Vier keer gebeld.", source("p-3"))],
        "drempel": said("“De lat ligt hier.”", source("p-4")),
    }
    shown = card(texts, opties=[opening, option("nee", "Nee")])
    beside = shown.one(cls="dw-naast")
    assert "“De lat ligt hier.”" in beside.one(cls="dw-drempel").text
    assert len(beside.all(cls="dw-noot")) == 2
    folded = beside.one(name="details")
    assert "open" not in folded.attributes and "Vier keer gebeld." in folded.text
    assert folded.one(name="summary").text.endswith("bij: Ja"), "who does not see it hears whose examples these are"
    assert "De lat" not in folded.text


def test_a_check_shows_why_it_asks_and_the_bar(texts: PageTexts) -> None:
    choices = [option("ja", "Ja, dat klopt", "Je kunt het uitleggen."), option("nee", "Nee, of ik twijfel")]
    checked = confirm(feit="controle_x", toelichting="Dit vragen we na.", opties=choices, drempel=said("“De lat.”"))
    shown = read(question_card(texts, Citations(texts), checked, can_go_back=True, instruments=TITLES))
    assert shown.one(cls="dw-drempel")
    assert "Dit vragen we na." in shown.text and "Je kunt het uitleggen." in shown.text


def test_a_step_links_to_the_instruments_that_help(texts: PageTexts) -> None:
    linked = card(texts, instrumenten=["drie-vragen"]).one(data_toon_instrument="drie-vragen")
    assert linked.text == "Doel, verhouding, anders"
    assert card(texts, instrumenten=[]).all(cls="dw-hulpmiddelen") == []


def test_with_a_language_model_an_explanation_can_be_asked_for_in_other_words(texts: PageTexts) -> None:
    assert not card(texts).all(data_actie="leg_anders_uit")
    assert card(texts, uit_te_leggen=True).one(data_actie="leg_anders_uit")


def test_an_explanation_in_other_words_says_who_wrote_it_and_keeps_the_quote(texts: PageTexts) -> None:
    shown = card(texts, uit_te_leggen=False, toelichting="Anders gezegd.", verwoord_door="openai:x")
    reason = shown.one(name="details", cls="dw-waarom")
    assert "open" in reason.attributes and not reason.all(data_actie="leg_anders_uit")
    assert "Anders gezegd." in reason.text and "openai:x" in reason.text
    assert "Over bemoeizorg." in reason.one(name="blockquote").text
