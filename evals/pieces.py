"""Cuts raw documents as the peers do: by size, at the largest break that fits, with lines kept for scoring."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from evals.corpus import Corpus, Stretch

SIZE = 900
OVERLAP = 100
_BREAKS = ("\n\n", "\n", " ")


@dataclass(frozen=True)
class Piece:
    """A piece of raw text and the lines it comes from."""

    text: str
    lines: Stretch


def cut(corpus: Corpus, *, size: int = SIZE, overlap: int = OVERLAP) -> list[Piece]:
    """Return every document in pieces of at most `size` characters.

    The rule is that of LangChain's RecursiveCharacterTextSplitter (paragraph, else line, else word), written out here
    because that package is not among our dependencies.
    """
    pieces = []
    for number, path in corpus.files.items():
        text = path.read_bytes().decode("utf-8")
        starts = [0, *(place + 1 for place, character in enumerate(text) if character == "\n")]
        for begin, end in spans(text, size=size, overlap=overlap):
            if words := text[begin:end].strip():
                lines = Stretch(number, bisect_right(starts, begin), bisect_right(starts, end - 1))
                pieces.append(Piece(words, lines))
    return pieces


def spans(text: str, *, size: int, overlap: int) -> Iterator[tuple[int, int]]:
    """Yield where the pieces of a text begin and end; a piece begins `overlap` before the last one ended, at a word."""
    begin = 0
    while begin < len(text):
        end = min(begin + size, len(text))
        if end < len(text):
            # The second half only: a break right after the start would make a piece of next to nothing.
            half = begin + size // 2
            end = next((place + len(mark) for mark in _BREAKS if (place := text.rfind(mark, half, end)) != -1), end)
        yield begin, end
        if end == len(text):
            return
        word = text.find(" ", max(begin + 1, end - overlap), end)
        begin = end if word == -1 else word + 1
