"""What is said twice under "Waarom deze uitkomst" is shown once, with every source; and its list fits the texts."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ui.turns import said, source
from ui.render.reasons import said_once
from ui.texts import PageTexts, Repeated, load_page_texts

WRITTEN = Path(__file__).resolve().parent.parent.parent / "assistant" / "teksten"
REPEATED = load_page_texts().repeated


def passages(statements: Sequence[Mapping[str, Any]]) -> set[str]:
    return {one["passage_id"] for statement in statements for one in statement["bronnen"]}


@pytest.mark.parametrize("repeated", REPEATED, ids=lambda repeated: repeated.sentence[:30])
def test_a_sentence_that_another_says_is_left_out_and_its_source_goes_there(
    texts: PageTexts, repeated: Repeated
) -> None:
    first, *others = repeated.said_by
    reasons = [said(first, source("p-1")), said("Iets anders.", source("p-2")), said(repeated.sentence, source("p-3"))]
    shown = said_once(texts, reasons, [said(other) for other in others])
    assert [one["tekst"] for one in shown] == [first, "Iets anders."]
    assert passages(shown[:1]) == {"p-1", "p-3"}


@pytest.mark.parametrize("repeated", REPEATED, ids=lambda repeated: repeated.sentence[:30])
def test_it_stays_where_one_of_the_others_is_missing(texts: PageTexts, repeated: Repeated) -> None:
    for missing in repeated.said_by:
        present = [said(other) for other in repeated.said_by if other != missing]
        assert said_once(texts, [said(repeated.sentence), *present], ())[0]["tekst"] == repeated.sentence


@given(st.lists(st.sampled_from(sorted({words for each in REPEATED for words in (each.sentence, *each.said_by)}))))
def test_whatever_is_said_no_source_is_lost_and_nothing_is_added(sentences: list[str]) -> None:
    reasons = [said(words, source(f"p-{number}")) for number, words in enumerate(dict.fromkeys(sentences))]
    shown = said_once(load_page_texts(), reasons, reasons)
    assert passages(shown) == passages(reasons)
    assert {one["tekst"] for one in shown} <= {one["tekst"] for one in reasons}
    assert bool(shown) == bool(reasons)


def test_every_sentence_of_the_list_stands_so_in_the_texts_of_the_assistant() -> None:
    written = {
        words
        for path in WRITTEN.glob("*.yaml")
        for words in re.findall(r'tekst: "((?:[^"\\]|\\.)*)"', path.read_text("utf-8"))
    }
    assert {words for each in REPEATED for words in (each.sentence, *each.said_by)} <= written


def test_what_is_left_out_never_carries_the_sources_of_another() -> None:
    assert {each.sentence for each in REPEATED}.isdisjoint(words for each in REPEATED for words in each.said_by)
