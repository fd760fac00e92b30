"""The documents as evals read them: stretches of lines, and what is no stretch."""

from types import SimpleNamespace
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant import Assistant
from evals.corpus import Corpus, Stretch
from evals.errors import CorpusError
from evals.generation import GenerationCorpus, documents_of

stretches = st.builds(lambda start, more: Stretch("002", start, start + more), st.integers(1, 500), st.integers(0, 50))


def test_a_source_is_read_with_or_without_a_last_line() -> None:
    assert Stretch.parse("002:515-518") == Stretch("002", 515, 518)
    assert Stretch.parse("000:43") == Stretch("000", 43, 43)


def test_the_text_of_a_stretch_is_the_stored_text() -> None:
    assert Corpus().text(Stretch.parse("004:699-700")).split("\n")[0].strip() == "112"


@pytest.mark.parametrize("place", ["009:1-2", "000:400-401", "000:0-3", "000:350-349", "000:35-37"])
def test_a_stretch_without_text_is_refused(place: str) -> None:
    with pytest.raises(CorpusError):
        Corpus().text(Stretch.parse(place))


@given(stretches, stretches)
def test_overlap_is_the_same_from_both_sides_and_never_more_than_either(one: Stretch, other: Stretch) -> None:
    shared = set(range(one.start, one.end + 1)) & set(range(other.start, other.end + 1))
    assert one.overlap(other) == other.overlap(one) == len(shared)


def test_stretches_of_different_documents_share_nothing() -> None:
    assert Stretch("000", 1, 10).overlap(Stretch("001", 1, 10)) == 0


@pytest.mark.integration
def test_documents_are_read_apart_from_the_assistant_as_long_as_it_holds_the_same(assistant: Assistant) -> None:
    assert type(documents_of(assistant)) is Corpus
    newer = {number: lines[:-1] for number, lines in assistant.generation.lines().items()}
    changed = SimpleNamespace(
        citations=assistant.citations,
        generation=SimpleNamespace(
            lines=lambda: newer, documents=assistant.generation.documents, locate=assistant.generation.locate
        ),
    )
    assert type(documents_of(cast(Assistant, changed))) is GenerationCorpus
