"""Numbers of citations, and quotes that read well and stay word for word."""

from tests.ui.markup_reader import read
from tests.ui.turns import source
from ui.render.citations import Citations, place
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
    assert "bemoei" in mark.attributes["title"]


def test_no_sources_give_no_marks(texts: PageTexts) -> None:
    assert Citations(texts).marks([]) == ""


def test_a_place_names_lines_and_page_when_known(texts: PageTexts) -> None:
    assert "12" in place(texts, source())
    assert "12" not in place(texts, source(page=None))
    assert place(texts, source(lines=(10, 10))).count("10") == 1
