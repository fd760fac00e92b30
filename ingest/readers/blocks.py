"""Blocks: what a format without pages holds, in order, and how they become lines of the citable text."""

import textwrap
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.readers.reading import ReadText

WIDTH = 100  # as wide as printed lines are: a citation by line stays short, and so does what a change moves
_GROUPED = frozenset({"lijst", "tabel"})


@dataclass
class Block:
    """A heading, paragraph, list item, table row or note; a line break in its text stays one."""

    text: str
    kind: str = ""  # voetnoot, tabel, lijst, citaat, kader; empty for a paragraph or heading
    level: int = 0  # of a heading; 0 for what is none
    group: int = 0  # items of one list and rows of one table stand together
    notes: list["Block"] = field(default_factory=list)


def write_blocks(blocks: Sequence[Block], reader: str, remarks: tuple[str, ...] = ()) -> ReadText:
    """Return blocks as lines, with an empty line between those that do not belong together.

    Notes come after the block that refers to them, or after its whole list or table.
    """
    page = _Page()
    waiting: list[Block] = []
    before: Block | None = None
    for block in blocks:
        together = (
            before is not None
            and block.kind in _GROUPED
            and (block.kind, block.group)
            == (
                before.kind,
                before.group,
            )
        )
        if not together:
            for note in waiting:
                page.put(note, apart=True)
            waiting = []
        page.put(block, apart=not together)
        waiting.extend(block.notes)
        before = block
    for note in waiting:
        page.put(note, apart=True)
    return ReadText(lines=tuple(page.lines), headings=page.headings, kinds=page.kinds, reader=reader, remarks=remarks)


class _Page:
    """The lines written so far."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.headings: dict[int, int] = {}
        self.kinds: dict[int, str] = {}

    def put(self, block: Block, *, apart: bool) -> None:
        lines = [line for part in block.text.split("\n") for line in _wrapped(part, block)]
        if not lines:
            return
        if apart and self.lines:
            self.lines.append("")
        for position, line in enumerate(lines):
            self.lines.append(line)
            if block.level:
                self.headings[len(self.lines)] = block.level
            elif block.kind and (block.kind != "lijst" or position == 0):
                self.kinds[len(self.lines)] = block.kind


def _wrapped(text: str, block: Block) -> list[str]:
    text = " ".join(unicodedata.normalize("NFC", text).split())
    if block.kind == "tabel":
        return [text] if text.strip(" |") else []
    return textwrap.wrap(text, WIDTH, break_long_words=False, break_on_hyphens=False)
