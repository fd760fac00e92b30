"""A document as Markdown: readable as it is, and in every system that keeps plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from assistant.verslag.pieces import (
    Block,
    Cell,
    Document,
    Field,
    Heading,
    Line,
    Piece,
    Receipt,
    SourceEntry,
    SourceList,
    Table,
    Text,
    Tick,
    shown_mark,
)

MEDIA_TYPE = "text/markdown; charset=utf-8"
_SPECIAL = re.compile(r"[\\`*_<>\[\]|#~]")
_PLACEHOLDER = re.compile(r"\\\[([A-Z]+-\d+)\\\](?![(\[:])")
_BLANK = "____________________"
_BREAK = "<br>"


def write_markdown(document: Document, words: Mapping[str, str]) -> bytes:
    """Return the document as Markdown; what a user typed cannot become markup."""
    parts = ["---", f"title: {_quoted(document.title)}", "lang: nl-NL", "---", "", f"# {escaped(document.title)}", ""]
    if document.subtitle:
        parts += [f"**{escaped(document.subtitle)}**", ""]
    for block in document.blocks:
        parts += [*_block(block, words), ""]
    parts += ["---", "", escaped(document.footer)]
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(parts).rstrip() + "\n")
    return text.encode()


def escaped(text: str) -> str:
    """Return a text of which Markdown takes no character for a sign; placeholders such as [PERSOON-1] stay readable."""
    plain = _PLACEHOLDER.sub(r"[\1]", _SPECIAL.sub(lambda match: "\\" + match[0], text))
    # At the start of a line these begin a list, a rule or a heading.
    return re.sub(r"(?m)^(\s*)([-+=]|\d+(?=[.)]))", lambda m: f"{m[1]}\\{m[2]}" if not m[2].isdigit() else m[0], plain)


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _block(block: Block, words: Mapping[str, str]) -> Iterator[str]:
    if isinstance(block, Heading):
        yield f"{'#' * (block.level + 1)} {escaped(block.text)}"
    elif isinstance(block, Text):
        yield from _text(block)
    elif isinstance(block, Table):
        yield from _table(block)
    elif isinstance(block, SourceList):
        for entry in block.entries:
            yield from _source(entry, words)
    elif isinstance(block, Receipt):
        yield from (f"## {escaped(block.heading)}", "", "```json", block.content, "```")


def _text(block: Text) -> Iterator[str]:
    before = {"punten": "- ", "citaat": "> ", "let_op": "> "}.get(block.look, "")
    for piece in block.pieces:
        written = _piece(piece)
        if isinstance(piece, Tick):
            yield f"- {written}"
        elif before == "> ":
            yield from (f"> {line}" for line in written.split("\n"))
            yield ">"
        elif before:
            yield before + written.replace("\n", " ")
        else:
            yield written.replace("\n", "  \n")
            yield ""


def _piece(piece: Piece) -> str:
    if isinstance(piece, Tick):
        return f"[{'x' if piece.on else ' '}] {_piece(piece.line)}".rstrip()
    if isinstance(piece, Field):
        name = f"**{escaped(piece.label).rstrip(':')}:** " if piece.label else ""
        return name + (escaped(piece.value) or _BLANK)
    return _line(piece)


def _line(line: Line) -> str:
    words = escaped(line.text)
    if line.strong and words:
        words = f"**{words}**"
    elif line.quiet and words:
        words = f"*{words}*"
    marks = ", ".join(map(shown_mark, line.marks))
    return f"{words} [{marks}]" if marks else words


def _table(table: Table) -> Iterator[str]:
    yield _row([escaped(name) for name in table.header])
    yield _row(["---"] * len(table.header))
    for row in table.rows:
        yield _row([_cell(cell) for cell in row])


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(cell: Cell) -> str:
    return _BREAK.join(_piece(piece).replace("\n", _BREAK) for piece in cell)


def _source(entry: SourceEntry, words: Mapping[str, str]) -> Iterator[str]:
    yield f"**[{entry.number}]** {escaped(entry.place)}"
    yield ""
    if entry.quote:
        yield from (f"> {escaped(line)}  " for line in entry.quote.split("\n"))
        yield ""
    for remark in entry.remarks:
        yield f"*{escaped(words['opmerking'])}: {escaped(remark)}*"
        yield ""
