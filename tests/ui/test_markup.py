"""Text becomes markup only escaped."""

from hypothesis import given
from hypothesis import strategies as st

from tests.ui.markup_reader import read
from ui.markup import action, el, fold, join, text

ANYTHING = st.text(st.characters(exclude_categories=["Cs", "Cc"]))


@given(ANYTHING)
def test_any_text_is_shown_as_it_was_written(words: str) -> None:
    assert read(el("p", text(words))).one(name="p").text == words


@given(ANYTHING)
def test_any_text_fits_in_an_attribute_and_stays_there(words: str) -> None:
    node = read(el("button", text("x"), title=words))
    assert [(found.name, found.attributes) for found in node.walk()] == [("button", {"title": words})]


def test_attributes_without_a_value_are_bare_or_absent() -> None:
    made = el("div", class_="a", data_feit="b", hidden=True, title=None, open=False)
    assert made == '<div class="a" data-feit="b" hidden></div>'


def test_an_input_has_no_end() -> None:
    assert el("input", type="checkbox") == '<input type="checkbox">'


def test_an_action_is_a_real_button_that_says_what_it_does() -> None:
    button = read(action(text("Ja"), "antwoord", data_feit="rol", data_waarde="ja")).one(name="button")
    assert button.attributes["type"] == "button"
    assert button.attributes["data-actie"] == "antwoord"


def test_folded_content_has_a_summary() -> None:
    details = read(join([fold(text("Kop"), el("p", text("Inhoud")))])).one(name="details")
    assert details.one(name="summary").text == "Kop"
