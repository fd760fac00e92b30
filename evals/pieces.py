"""Cuts raw documents as the peers do: by LangChain's splitter, with the lines kept for scoring."""

from __future__ import annotations

from dataclasses import dataclass

from evals.corpus import Corpus, Stretch

SIZE = 900
OVERLAP = 100


@dataclass(frozen=True)
class Piece:
    """A piece of raw text and the lines it comes from."""

    text: str
    lines: Stretch


def cut(corpus: Corpus) -> list[Piece]:
    """Return every document in pieces of at most SIZE characters, by LangChain's splitter as it comes."""
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(chunk_size=SIZE, chunk_overlap=OVERLAP, add_start_index=True)
    pieces = []
    for number, path in corpus.files.items():
        text = path.read_bytes().decode("utf-8")
        for document in splitter.create_documents([text]):
            words = document.page_content
            pieces.append(Piece(words, lines_of(number, text, document.metadata["start_index"], len(words))))
    return pieces


def lines_of(number: str, text: str, start: int, length: int) -> Stretch:
    """Return the lines of document `number` in which these characters of its text stand."""
    first = text.count("\n", 0, start) + 1
    # Up to the last character and not past it: a piece that ends in a line feed does not stand in the next line.
    return Stretch(number, first, first + text.count("\n", start, start + length - 1))
