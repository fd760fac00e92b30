"""The scorer of masking: what counts as found, what as hidden for nothing, and what a damaged file says."""

from collections.abc import Callable
from pathlib import Path

import pytest

from evals.errors import SuiteError
from evals.masking import Find, Sentence, load_sentences, measure_masking

MARKED = "Mw. {{PERSOON:J. de Vries}} belt met {{TELEFOON:06-12345678}} op {{PERSOON:Sanne}}'s kamer"


def covering(*pieces: str) -> Find:
    """Return a finder that masks the first occurrence of each piece."""
    return lambda text: [(text.index(piece), text.index(piece) + len(piece)) for piece in pieces]


def test_a_sentence_is_read_without_its_braces() -> None:
    sentence = Sentence.parse("a", MARKED)
    assert sentence.text == "Mw. J. de Vries belt met 06-12345678 op Sanne's kamer"
    assert [(kind, sentence.text[start:end]) for kind, start, end in sentence.marks] == [
        ("PERSOON", "J. de Vries"),
        ("TELEFOON", "06-12345678"),
        ("PERSOON", "Sanne"),
    ]


@pytest.mark.parametrize(
    ("find", "names", "numbers", "hidden"),
    [
        (covering(), 0.0, 0.0, 0),
        (covering("J. de Vries", "06-12345678", "Sanne"), 1.0, 1.0, 0),
        (covering("Mw. J. de Vries", "06-12345678", "Sanne's kamer"), 1.0, 1.0, 3),
        # The dot and the spaces of a name may stay, a letter of it may not.
        (covering("J", "de", "Vries", "Sann"), 0.5, 0.0, 0),
        (covering("06-1234567"), 0.0, 0.0, 0),
        (covering("belt met"), 0.0, 0.0, 2),
    ],
)
def test_half_a_name_is_not_found_and_a_word_beside_it_is_lost(
    find: Callable[[str], list[tuple[int, int]]], names: float, numbers: float, hidden: int
) -> None:
    measure = measure_masking([Sentence.parse("a", MARKED)], find)
    assert (measure.names, measure.numbers, measure.hidden) == (names, numbers, hidden)
    assert measure.words == 6


def test_figures_carry_no_word_of_the_sentences() -> None:
    figures = measure_masking([Sentence.parse("a", MARKED)], covering()).to_json()
    assert "Vries" not in str(figures) and figures["per_soort"] == {"PERSOON": [0, 2], "TELEFOON": [0, 1]}


@pytest.mark.parametrize(
    ("content", "reason"),
    [("tekst: a", "a list"), ("- {id: a}", "a.tekst"), ("- {id: a, tekst: 3}", "a.tekst"), ("[", "YAML")],
)
def test_a_damaged_part_is_refused(tmp_path: Path, content: str, reason: str) -> None:
    (tmp_path / "privacy").mkdir()
    (tmp_path / "privacy" / "leer.yaml").write_text(content, "utf-8")
    with pytest.raises(SuiteError, match=reason):
        load_sentences("leer", tmp_path)
    with pytest.raises(SuiteError, match="known are leer"):
        load_sentences("weg", tmp_path)


@pytest.mark.parametrize("part", ["leer", "ontwikkel"])
def test_the_parts_that_may_be_read_are_whole(part: str) -> None:
    assert len(load_sentences(part)) > 90
