"""Numbers of citations, and quotes that read well and stay word for word."""

from tests.ui.markup_reader import read
from tests.ui.turns import source
from ui.render.citations import Citations, copied, place, standing
from ui.texts import PageTexts


def test_the_same_citation_keeps_its_number(texts: PageTexts) -> None:
    citations = Citations(texts)
    numbers = [citations.number(item) for item in (source("a"), source("b"), source("a"), source("a", (1, 2)))]
    assert numbers == [1, 2, 1, 3]
    assert [number for number, _ in citations.sources] == [1, 2, 3]


def test_a_mark_is_a_button_with_a_name_that_says_which_source(texts: PageTexts) -> None:
    mark = read(Citations(texts).marks([source()])).one(name="button")
    assert mark.attributes["data-toon-bron"] == "1"
    assert "Handreiking" in mark.attributes["aria-label"]


def test_a_mark_of_an_old_document_or_with_a_note_says_so_in_sight_and_in_its_name(texts: PageTexts) -> None:
    for changes, words in (({"status": "verouderd"}, "bron_oud"), ({"opmerkingen": ["Let op."]}, "bron_let_op")):
        mark = read(Citations(texts).marks([source(**changes)])).one(name="button")
        assert texts.label(words) in mark.attributes["aria-label"]
        assert mark.one(cls="dw-noot-let-op").text == "!"
    assert read(Citations(texts).marks([source()])).all(cls="dw-noot-let-op") == []


def test_a_copied_citation_holds_what_is_needed_to_find_it_back(texts: PageTexts) -> None:
    words = copied(texts, source())
    for part in ("“Over bemoeizorg.”", "Handreiking (002)", "2021-05", "mei 2021", "10", "11", "12"):
        assert part in words


def test_no_sources_give_no_marks(texts: PageTexts) -> None:
    assert Citations(texts).marks([]) == ""


def test_a_place_names_lines_and_page_when_known(texts: PageTexts) -> None:
    assert "12" in place(texts, source())
    assert "12" not in place(texts, source(page=None))
    assert place(texts, source(lines=(10, 10))).count("10") == 1


def test_a_document_of_ones_own_and_a_text_that_changed_are_said_in_words(texts: PageTexts) -> None:
    shown = read(standing(texts, source() | {"lokaal": True, "wijziging": "gewijzigd"})).text
    assert texts.label("bron_eigen") in shown and texts.label("bron_gewijzigd") in shown
    gone = read(standing(texts, source() | {"lokaal": False, "wijziging": "vervallen"})).text
    assert texts.label("bron_vervallen") in gone and texts.label("bron_eigen") not in gone
