"""The right-hand side: steps with their answers, sources with their age, and the document around a passage."""

from tests.ui.markup_reader import read
from tests.ui.turns import ABOUT, document_view, given, instrument, kader, source, steps
from ui.markup import NOTHING, Html
from ui.panels.book import reference_book
from ui.panels.document import document_dialog, missing_document
from ui.panels.instruments import instruments_page
from ui.panels.kader import kader_page
from ui.panels.panel import panel
from ui.panels.sources import sources_tab
from ui.panels.steps import steps_tab
from ui.texts import PageTexts


def test_all_steps_are_in_view_with_their_state_in_words(texts: PageTexts) -> None:
    shown = read(steps_tab(texts, steps())).all(cls="dw-stap")
    states = [step.one(cls="dw-stap-kop").one(cls="dw-merk").text for step in shown]
    words = {name: texts.label(f"stand_{name}") for name in ("klaar", "huidig", "open")}
    assert states == [words[name] for name in ("klaar", "klaar", "huidig", "open", "open", "open")]


def test_only_the_step_at_work_is_the_current_one(texts: PageTexts) -> None:
    current = read(steps_tab(texts, steps())).all(aria_current="step")
    assert [node.one(name="h3").text for node in current] == ["Stap II: Aan wie"]


def test_every_answer_can_be_changed_also_one_that_follows_from_others(texts: PageTexts) -> None:
    answers = [given("rol", "Politie"), given("beroepsgeheim", "Nee", how="afgeleid")]
    shown = read(steps_tab(texts, steps(I=answers)))
    assert [b.attributes["data-feit"] for b in shown.all(data_actie="wijzig")] == ["rol", "beroepsgeheim"]
    assert len(shown.all(cls="dw-uit")) == 1


def test_a_source_shows_where_it_stands_and_opens_there(texts: PageTexts) -> None:
    shown = read(sources_tab(texts, [(1, source())])).one(name="li")
    for words in ("Over bemoeizorg.", "Handreiking", "3.2 Vijf stappen", "2021-05", "mei 2021", "002"):
        assert words in shown.text
    button = shown.one(data_actie="bron")
    kept = {name: button.attributes[name] for name in ("data-passage", "data-van", "data-tot")}
    assert kept == {"data-passage": "p-1", "data-van": "10", "data-tot": "11"}


def test_a_dated_source_and_a_note_are_marked(texts: PageTexts) -> None:
    dated = source(status="verouderd", opmerkingen=["De wet is vervangen."])
    shown = read(sources_tab(texts, [(1, dated)])).one(name="li")
    assert shown.all(cls="dw-merk-let-op")
    assert "De wet is vervangen." in shown.one(cls="dw-opmerking").text


def test_the_tabs_are_named_and_one_is_open(texts: PageTexts) -> None:
    shown = read(panel(texts, keep=NOTHING, steps=steps(), sources=[(1, source())], about=ABOUT, report=Html("")))
    tabs, areas = shown.all(role="tab"), shown.all(role="tabpanel")
    named = [tab.attributes["aria-controls"] for tab in tabs]
    static = [
        area.attributes["id"] for area in read(reference_book(texts, [instrument()], kader())).all(role="tabpanel")
    ]
    assert sorted(named) == sorted([*(area.attributes["id"] for area in areas), *static])
    assert ["hidden" in area.attributes for area in areas] == [False, True, True, True, True]


def test_about_names_the_documents_and_what_the_assistant_does_not_do(texts: PageTexts) -> None:
    about = (
        read(panel(texts, keep=NOTHING, steps=(), sources=(), about=ABOUT, report=Html(""))).one(id="dw-vlak-over").text
    )
    for words in ("Oud beleid", "Rust op de Wbp.", "g-1", "718", *texts.limits):
        assert words in about


def test_the_document_marks_exactly_the_quoted_lines(texts: PageTexts) -> None:
    shown = read(document_dialog(texts, document_view(), first=10, last=10))
    assert [mark.text for mark in shown.all(name="mark")] == ["Regel 10"]
    assert [line.one(cls="dw-regel-nr").text for line in shown.all(name="li")] == ["8", "9", "10", "11", "12", "13"]
    assert "Let hierop." in shown.text


def test_markup_in_a_document_stays_text(texts: PageTexts) -> None:
    lines = [{"nummer": 10, "tekst": "<b>vet</b>", "gemarkeerd": True}]
    shown = read(document_dialog(texts, document_view(regels=lines), first=10, last=10))
    assert shown.one(name="mark").text == "<b>vet</b>"
    assert shown.all(name="b") == []


def test_a_source_that_cannot_be_shown_says_so(texts: PageTexts) -> None:
    assert texts.errors["bron_weg"] in read(missing_document(texts)).one(name="dialog").text


def test_an_instrument_shows_its_age_and_opens_each_line_in_its_document(texts: PageTexts) -> None:
    shown = read(instruments_page(texts, [instrument()])).one(id="dw-instrument-drie-vragen")
    assert shown.all(cls="dw-merk-let-op")
    assert "Stap III" in shown.text and "Wat is je doel?" in shown.text
    assert shown.one(data_actie="bron").attributes["data-passage"] == "p-1"


def test_the_table_of_rules_reads_in_words_with_its_quotes(texts: PageTexts) -> None:
    shown = read(kader_page(texts, kader()))
    for words in ("Nee, deel niet", "Geen grondslag", "Anoniem", "de poort van bemoeizorg is open", "Over bemoeizorg."):
        assert words in shown.text
    assert [node.text for node in shown.all(name="em")] == ["of"] * 3
    assert "**" not in shown.text


def test_a_row_without_a_source_of_its_own_has_no_empty_fold(texts: PageTexts) -> None:
    assert len(read(kader_page(texts, kader())).all(name="details")) == 2
