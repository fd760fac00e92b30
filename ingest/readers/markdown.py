"""A Markdown file: the text it stands for, with its headings, lists, tables and notes."""

import importlib.metadata
import re
from pathlib import Path

from ingest.readers.blocks import Block, write_blocks
from ingest.readers.plain import decode
from ingest.readers.reading import ReadText
from ingest.readers.web import markup_blocks

_DEFINITION = re.compile(r"^\[\^([^\]\s]+)\]:[ \t]*(.*(?:\n(?:[ \t]+\S.*))*)$", re.M)
_REFERENCE = re.compile(r"\[\^([^\]\s]+)\]")
_FRONT_MATTER = re.compile(r"\A---\n.*?\n(?:---|\.\.\.)\n", re.S)
_OPEN, _CLOSE = "\ue000", "\ue001"  # private characters, which no document holds, around the name of a note
_PLACED = re.compile(rf"\s?{_OPEN}([^{_CLOSE}]*){_CLOSE}")


def read_markdown(path: Path, content: bytes) -> ReadText:
    """Return the text of a Markdown file; raises TextUnreadable. What stands above the text about the file goes."""
    from markdown_it import MarkdownIt

    text, remarks = decode(path, content)
    text = _FRONT_MATTER.sub("", text.replace("\r\n", "\n").replace(_OPEN, "").replace(_CLOSE, ""))
    notes = {match[1]: " ".join(match[2].split()) for match in _DEFINITION.finditer(text)}
    text = _DEFINITION.sub("", text)
    text = _REFERENCE.sub(lambda match: f"{_OPEN}{match[1]}{_CLOSE}" if match[1] in notes else match[0], text)
    markup = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(text)
    blocks, _ = markup_blocks(path, markup, page=False)
    _place_notes(blocks, notes)
    version = importlib.metadata.version("markdown-it-py")
    return write_blocks(blocks, f"markdown 1 (markdown-it-py {version})", remarks)


def _place_notes(blocks: list[Block], notes: dict[str, str]) -> None:
    """Number the notes in the order of the text, and put each with the block that first refers to it."""
    numbers: dict[str, int] = {}
    for block in blocks:
        for name in _PLACED.findall(block.text):
            if name not in numbers:
                numbers[name] = len(numbers) + 1
                block.notes.append(Block(text=f"{numbers[name]} {notes[name]}", kind="voetnoot"))
        block.text = _PLACED.sub(lambda match: str(numbers[match[1]]), block.text)
