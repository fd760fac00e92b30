"""The tab about this version: models, figures, and plain words where there are none."""

from tests.ui.markup_reader import read
from tests.ui.turns import ABOUT
from ui.panels.about import about_tab
from ui.texts import PageTexts

FIGURES = {
    "datum": "2026-11-22",
    "generatie": "g-0",
    "suites": [{"naam": "casussen", "goed": 206, "totaal": 207}, {"naam": "zoeken", "goed": 150, "totaal": 170}],
}


def test_models_and_the_day_of_the_index_are_named(texts: PageTexts) -> None:
    shown = read(about_tab(texts, ABOUT | {"taalmodel": "x:y"})).text
    for words in ("22 november 2026", "eigen-model (128)", "x:y", "0.1.0", "t-7"):
        assert words in shown


def test_a_model_that_is_not_used_is_told(texts: PageTexts) -> None:
    shown = read(about_tab(texts, ABOUT))
    values = [node.text for node in shown.all(name="dd")]
    assert values.count(texts.label("over_geen_model")) == 2


def test_the_figures_stand_in_a_table_with_headings(texts: PageTexts) -> None:
    shown = read(about_tab(texts, ABOUT | {"cijfers": FIGURES}))
    assert [node.text for node in shown.all(scope="row")] == ["Casussen", "De juiste plek vinden"]
    assert [node.text for node in shown.all(name="td")] == ["206 van 207", "150 van 170"]
    assert "22 november 2026" in shown.text and "g-0" in shown.text


def test_without_figures_the_page_says_not_measured(texts: PageTexts) -> None:
    assert "Niet gemeten." in read(about_tab(texts, ABOUT)).text
