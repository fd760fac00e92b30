"""Cutting raw text for the peers: every document, nothing too long, and the lines right."""

from hypothesis import given
from hypothesis import strategies as st

from evals.bench.pieces import SIZE, cut, lines_of
from evals.corpus import Corpus


@st.composite
def places(draw: st.DrawFn) -> tuple[str, int, int]:
    text = draw(st.text(alphabet="ab\n\f", min_size=1, max_size=60))
    start = draw(st.integers(0, len(text) - 1))
    return text, start, draw(st.integers(1, len(text) - start))


def test_a_piece_stands_in_the_lines_it_names() -> None:
    corpus = Corpus()
    pieces = cut(corpus)
    assert {piece.lines.number for piece in pieces} == set(corpus.files)
    for piece in pieces:
        assert piece.text in corpus.text(piece.lines)
        assert len(piece.text) <= SIZE


@given(places())
def test_the_lines_are_those_of_the_first_and_the_last_character(place: tuple[str, int, int]) -> None:
    text, start, length = place
    # A line feed belongs to the line it ends.
    line_of_character = [line for line, words in enumerate(text.split("\n"), 1) for _ in f"{words}\n"]
    lines = lines_of("000", text, start, length)
    assert (lines.start, lines.end) == (line_of_character[start], line_of_character[start + length - 1])


def test_every_word_of_a_document_stands_in_the_lines_of_some_piece() -> None:
    corpus = Corpus()
    covered = {
        (piece.lines.number, line) for piece in cut(corpus) for line in range(piece.lines.start, piece.lines.end + 1)
    }
    for number, path in corpus.files.items():
        for line, words in enumerate(path.read_bytes().decode("utf-8").split("\n"), 1):
            assert (number, line) in covered or not words.strip(), (number, line)
