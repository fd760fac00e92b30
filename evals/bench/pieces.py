"""What the peers search: raw documents cut by LangChain's splitter, or our own passages; the lines kept for scoring."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from evals.corpus import Corpus, Stretch
from evals.errors import EvalError

SIZE = 900
OVERLAP = 100


@dataclass(frozen=True)
class Piece:
    """A piece of text and the lines it comes from."""

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


def our_passages(generation: Path, corpus: Corpus) -> list[Piece]:
    """Return the passages of our index with their headings, as our own search reads them.

    They are read from the folder of the generation, for the assistant's door shows passages one by one.
    Raises EvalError when they are not there.
    """
    file = generation / "passages.jsonl"
    try:
        rows = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
        return [
            Piece(
                "\n".join([*row["heading_path"], row["reading_text"]]),
                Stretch(corpus.numbers[row["document"]], row["start_line"], row["end_line"]),
            )
            for row in rows
        ]
    except (OSError, ValueError, KeyError) as error:
        raise EvalError(f"{file}: our passages cannot be read ({error}); run `python -m ingest build`") from error


def generation_folder(data_dir: Path) -> Path:
    """Return the folder of the active index. Raises EvalError when there is none."""
    pointer = data_dir / "index" / "active"
    if not pointer.is_file():
        raise EvalError(f"{data_dir}: there is no index to measure with; run `python -m ingest build`")
    return data_dir / "index" / "generations" / pointer.read_text("utf-8").strip()
