"""Numbers of citations, and quotes that read well and stay word for word."""

import re

from hypothesis import given
from hypothesis import strategies as st

from tests.ui.markup_reader import read
from tests.ui.turns import source
from ui.render.citations import Citations, place, quote
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


def test_part_of_a_passage_is_quoted_without_the_hyphens_of_line_ends() -> None:
    part = source(
        lines=(2, 3),
        start_line=1,
        end_line=4,
        citaat="over bemoei-\nzorg (002).",
        leestekst="Dit gaat over bemoeizorg (002). En verder.",
    )
    assert quote(part) == "over bemoeizorg (002)."


def test_a_part_that_is_not_in_the_reading_text_is_quoted_as_stored() -> None:
    assert quote(source(lines=(2, 3), citaat="heel\nanders", leestekst="iets")) == "heel anders"


@given(st.text(min_size=1), st.text())
def test_a_quote_has_the_letters_of_the_source_and_no_others(cited: str, reading: str) -> None:
    shown = quote(source(lines=(2, 3), citaat=cited, leestekst=reading + cited))
    assert "".join(re.findall(r"[^\W_]", shown)) == "".join(re.findall(r"[^\W_]", cited))
