"""Cutting raw text for the peers: nothing lost, nothing too long, and the lines right."""

from hypothesis import given
from hypothesis import strategies as st

from evals.corpus import Corpus
from evals.pieces import cut, spans

texts = st.text(alphabet="ab \n", max_size=400)


@given(texts)
def test_the_pieces_together_are_the_text_and_none_is_too_long(text: str) -> None:
    reached = 0
    for begin, end in spans(text, size=40, overlap=8):
        assert begin <= reached < end
        assert end - begin <= 40
        reached = end
    assert reached == len(text)


def test_a_piece_stands_in_the_lines_it_names() -> None:
    corpus = Corpus()
    pieces = cut(corpus)
    assert {piece.lines.number for piece in pieces} == set(corpus.files)
    for piece in pieces:
        assert piece.text in corpus.text(piece.lines)
        assert len(piece.text) <= 900
