"""Citations resolve to literal passages, and the guard lets nothing else through."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.cite import Citer, Note, Source, UnresolvedSource
from assistant.guard import Guard
from assistant.report.statements import Statement
from ingest.store import PassageId, Store


@pytest.fixture(scope="module")
def citer(store: Store) -> Citer:
    return Citer(store)


def test_a_place_is_quoted_word_for_word(citer: Citer, store: Store) -> None:
    (source,) = citer.cite(["002:520-524"])
    assert source.quote == "\n".join(store.lines("ggdghor-bemoeizorg", 520, 524))
    assert source.to_json()["citaat_regels"] == [520, 524]
    assert source.passage.start_line <= 520 <= 524 <= source.passage.end_line


def test_a_place_that_spans_passages_gives_a_citation_for_each(citer: Citer) -> None:
    sources = citer.cite(["002:1382-1392", "002:1382-1392"])
    assert [source.quote_lines for source in sources] == sorted({source.quote_lines for source in sources})


@pytest.mark.parametrize(
    ("place", "reason"),
    [
        ("2:5", "expected is"),
        ("009:1-2", "it holds 000, 001"),
        ("000:340-9999", "lines 1-"),
        ("002:1846-1848", "no passage"),
    ],
)
def test_a_place_that_does_not_resolve_says_who_cites_it_and_why(citer: Citer, place: str, reason: str) -> None:
    with pytest.raises(UnresolvedSource, match=f"R13: source '{place}' .*{reason}"):
        citer.cite([place], used_by="R13")


def test_a_note_stands_beside_every_quote_that_touches_its_lines(store: Store) -> None:
    citer = Citer(store, [Note("ggdghor-bemoeizorg", 485, 488, "Controleer dit.")])
    assert citer.cite(["002:481-488"])[0].notes == ("Controleer dit.",)
    assert citer.cite(["002:520-524"])[0].notes == ()


def test_the_guard_holds_back_what_has_no_source(store: Store, citer: Citer) -> None:
    guard = Guard(store)
    cited = Statement("ja", "Toestemming is vrij.", citer.cite(["002:520-524"]))
    assert guard.release([cited, Statement("nee", "Dat mag altijd.", ())]) == (cited,)
    assert guard.dropped == 1


@given(position=st.integers(0, 300), letter=st.sampled_from("abcdefgh0"))
def test_a_quote_with_one_letter_changed_does_not_pass(store: Store, position: int, letter: str) -> None:
    (source,) = Citer(store).cite(["002:520-524"])
    place = position % len(source.quote)
    changed = source.quote[:place] + letter + source.quote[place + 1 :]
    original = source.quote[place]
    passes = Guard(store).supported(replace(source, quote=changed))
    assert passes is (original == letter or False)


def test_a_quote_of_another_passage_or_line_range_does_not_pass(store: Store, citer: Citer) -> None:
    guard = Guard(store)
    (source,) = citer.cite(["002:520-524"])
    assert not guard.supported(replace(source, quote_lines=(1, 2)))
    assert not guard.supported(replace(source, quote=""))
    gone = replace(source.passage, passage_id=PassageId("bestaat-niet"))
    assert not guard.supported(replace(source, passage=gone))


def test_hyphens_and_white_space_do_not_matter(store: Store, citer: Citer) -> None:
    (source,) = citer.cite(["002:520-524"])
    repaired = source.quote.replace("onvol-\ndoende", "onvoldoende").replace("\n", " ")
    assert Guard(store).supported(replace(source, quote=repaired))


def test_part_of_a_passage_reads_without_the_hyphens_of_line_ends(citer: Citer) -> None:
    (source,) = citer.cite(["002:692-695"])
    assert "wordt de motivatie daarvan vastgelegd. Ook" in source.readable_quote
    assert "vastge-" in source.quote


@given(start=st.integers(1, 1842), length=st.integers(0, 12))
def test_a_readable_quote_has_the_letters_of_the_source_and_no_others(store: Store, start: int, length: int) -> None:
    for passage in store.passages_at("ggdghor-bemoeizorg", start, start + length):
        first, last = max(start, passage.start_line), min(start + length, passage.end_line)
        quote = "\n".join(store.lines(passage.document, first, last))
        source = Source(passage, store.documents[passage.document], quote, (first, last))
        if quote != passage.text:
            letters = re.findall(r"[^\W_]", source.readable_quote)
            assert letters == re.findall(r"[^\W_]", quote)
