"""A Word file (.docx): its headings, lists with their numbers, tables, notes and text boxes, in order."""

import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from ingest.readers.blocks import Block, write_blocks
from ingest.readers.errors import ScanWithoutText
from ingest.readers.phrases import remark
from ingest.readers.reading import Limits, ReadText
from ingest.readers.word_package import Package, attribute, child, children, local
from ingest.readers.word_runs import NoteNumbers, Runs, joins_next, read_runs, taken_out
from ingest.readers.word_styles import Numbering, Styles

_READER = "word 1"
_WRAPPERS = frozenset({"sdt", "sdtContent", "smartTag", "customXml", "ins", "moveTo", "AlternateContent", "Choice"})
_CONTENTS = "Table of Contents"
_LONG_CELL = 1500  # a cell with more letters than this is there for the layout
_MOST_LEVEL = 6
_MOST_COLUMNS = 64  # Word allows no more
_LONGEST_HEADING = 120
_DEFAULT_SIZE = 11.0


@dataclass
class _Seen:
    """What the maintainer must know of the file."""

    changed: bool = False
    hidden: bool = False
    contents: bool = False
    layout_table: bool = False
    boxes: int = 0
    images: int = 0


@dataclass
class _Candidate:
    """A paragraph that looks like a heading without being styled as one."""

    block: Block
    size: float


@dataclass
class _Look:
    """How paragraphs look, for a file without heading styles."""

    candidates: list[_Candidate] = field(default_factory=list)
    letters: dict[float, int] = field(default_factory=dict)


def read_word(path: Path, content: bytes, limits: Limits) -> ReadText:
    """Return the text of a Word file; raises ReadError for one that is locked, damaged, or unpacks to too much."""
    package = Package(path, content, limits)
    reader = _Reader(package)
    body = child(package.part(package.main), "body")
    blocks = list(reader.blocks(list(body) if body is not None else []))
    if not blocks and reader.sees_images:
        raise ScanWithoutText(path)
    reader.find_headings(blocks)
    return write_blocks(blocks, _READER, tuple(reader.remarks()))


class _Reader:
    """Reads one file; lists count on and notes are numbered while the paragraphs pass by."""

    def __init__(self, package: Package) -> None:
        self._styles = Styles(package.beside_main("styles.xml"))
        self._numbering = Numbering(package.beside_main("numbering.xml"))
        self._numbers = NoteNumbers()
        self._notes = {
            (kind, attribute(note, "id") or ""): note
            for kind in ("footnote", "endnote")
            for note in children(package.beside_main(f"{kind}s.xml"), kind)
        }
        self._seen = _Seen()
        self._look = _Look()
        self._by_look = False
        self._group = 0
        self._list_id = ""

    def blocks(self, elements: Sequence[ET.Element], kind: str = "") -> Iterator[Block]:
        """Yield the blocks of a body, cell or text box."""
        held: Runs | None = None
        stack = list(reversed(elements))
        while stack:
            element = stack.pop()
            name = local(element)
            if name == "p":
                runs = read_runs(element, self._numbers)
                self._note_down(runs)
                if held is not None:
                    runs = replace(
                        runs, text=held.text + runs.text, notes=held.notes + runs.notes, boxes=held.boxes + runs.boxes
                    )
                held = runs if joins_next(element) else None
                if held is None:
                    yield from self._paragraph(element, runs, kind)
            elif name == "tbl":
                yield from self._table(element, kind)
            elif name in _WRAPPERS:
                if name == "sdt" and self._is_contents(element):
                    self._seen.contents = True
                    continue
                stack.extend(reversed(list(element)))

    def find_headings(self, blocks: Sequence[Block]) -> None:
        """Give headings their level by how they look, in a file that has no styles for them."""
        if any(block.level for block in blocks) or not self._look.candidates:
            return
        letters = self._look.letters
        usual = max(letters, key=lambda size: letters[size], default=_DEFAULT_SIZE)
        found = [own for own in self._look.candidates if own.size >= usual]
        sizes = sorted({own.size for own in found}, reverse=True)
        for own in found:
            own.block.level = min(sizes.index(own.size) + 1, _MOST_LEVEL)
            self._by_look = True

    @property
    def sees_images(self) -> bool:
        """Whether a picture went by."""
        return self._seen.images > 0

    def remarks(self) -> Iterator[str]:
        """Yield what the maintainer must know."""
        seen = self._seen
        said = {
            "wijzigingen": seen.changed,
            "verborgen": seen.hidden,
            "inhoudsopgave": seen.contents,
            "opmaaktabel": seen.layout_table,
            "koppen_naar_uiterlijk": self._by_look,
        }
        yield from (remark(name) for name, holds in said.items() if holds)
        for name, count in (("tekstvakken", seen.boxes), ("afbeeldingen", seen.images)):
            if count:
                yield remark(name, aantal=count)

    def _note_down(self, runs: Runs) -> None:
        self._seen.changed = self._seen.changed or runs.changed
        self._seen.hidden = self._seen.hidden or runs.hidden
        self._seen.boxes += len(runs.boxes)
        self._seen.images += runs.images

    def _paragraph(self, element: ET.Element, runs: Runs, kind: str) -> Iterator[Block]:
        style = attribute(child(element, "pPr", "pStyle"), "val")
        if self._styles.is_contents(style):
            self._seen.contents = True
            return
        text = runs.text.strip()
        if text:
            yield self._block(element, style, runs, text, kind)
        for box in runs.boxes:
            yield from self.blocks(list(box), kind="kader")

    def _block(self, element: ET.Element, style: str | None, runs: Runs, text: str, kind: str) -> Block:
        outline = attribute(child(element, "pPr", "outlineLvl"), "val") or ""
        level = int(outline) + 1 if outline.isdigit() and int(outline) < 9 else self._styles.heading_level(style)
        label, list_id = self._label(element, style)
        text = f"{label} {text}" if label else text
        notes = [self._note(*note) for note in runs.notes]
        if level:
            return Block(text=text.replace("\n", " "), level=min(level, _MOST_LEVEL), notes=notes)
        block = Block(text=text, kind="lijst" if label else kind, notes=notes)
        if not label or list_id != self._list_id:
            self._group += 1
        self._list_id = list_id
        block.group = self._group
        self._remember_look(block, runs)
        return block

    def _remember_look(self, block: Block, runs: Runs) -> None:
        size = runs.largest or _DEFAULT_SIZE
        self._look.letters[size] = self._look.letters.get(size, 0) + len(block.text)
        short = len(block.text) <= _LONGEST_HEADING and "\n" not in block.text
        if short and not block.kind and not block.text.endswith((".", ";", ",", ":")) and not runs.plain:
            self._look.candidates.append(_Candidate(block, size))

    def _label(self, element: ET.Element, style: str | None) -> tuple[str, str]:
        """Return the number or sign of a paragraph and the list that gives it; both are empty outside a list."""
        own = child(element, "pPr", "numPr")
        by_style = self._styles.numbering(style)
        list_id = attribute(child(own, "numId"), "val") or by_style[0]
        depth = attribute(child(own, "ilvl"), "val") or by_style[1] or "0"
        if list_id in (None, "0") or not depth.isdigit():
            return "", ""
        return self._numbering.next_label(list_id or "", int(depth)), list_id or ""

    def _note(self, kind: str, note: str) -> Block:
        element = self._notes.get((kind, note))
        parts = [read_runs(own, self._numbers).text.strip() for own in children(element, "p")]
        return Block(text=" ".join([self._numbers.of(kind, note), *parts]), kind="voetnoot")

    def _table(self, table: ET.Element, kind: str) -> Iterator[Block]:
        rows = [list(_cell_contents(row)) for row in _rows(table) if not taken_out(row)]
        cells = [cell for row in rows for cell in row]
        if not cells:
            return
        if max(len(row) for row in rows) == 1 or any(_for_layout(cell) for cell in cells):
            self._seen.layout_table = self._seen.layout_table or max(len(row) for row in rows) > 1
            for cell in cells:
                yield from self.blocks(cell, kind="kader" if len(cells) == 1 else kind)
            return
        self._group += 1
        group = self._group
        for row in rows:
            inside = [list(self.blocks(cell)) for cell in row]
            texts = [" ".join(" ".join(block.text.split()).replace("|", "/") for block in own) for own in inside]
            notes = [note for own in inside for block in own for note in block.notes]
            yield Block(text=" | ".join(texts), kind="tabel", group=group, notes=notes)

    def _is_contents(self, element: ET.Element) -> bool:
        gallery = child(element, "sdtPr", "docPartObj", "docPartGallery")
        return attribute(gallery, "val") == _CONTENTS


def _rows(table: ET.Element) -> Iterator[ET.Element]:
    for element in table:
        if local(element) == "tr":
            yield element
        elif local(element) in _WRAPPERS:
            yield from _rows(element)


def _cells(row: ET.Element) -> Iterator[ET.Element]:
    for element in row:
        if local(element) == "tc":
            yield element
        elif local(element) in _WRAPPERS:
            yield from _cells(element)


def _cell_contents(row: ET.Element) -> Iterator[list[ET.Element]]:
    """Yield what each cell of a row holds; empty ones follow a cell over several columns, so that they align."""
    for cell in _cells(row):
        yield list(cell)
        span = attribute(child(cell, "tcPr", "gridSpan"), "val") or "1"
        for _ in range(min(int(span), _MOST_COLUMNS) - 1 if span.isdigit() else 0):
            yield []


def _for_layout(cell: Sequence[ET.Element]) -> bool:
    """Say whether a cell holds so much that its table is there for the layout: a table of its own, or pages of text."""
    letters = sum(len(text.text or "") for element in cell for text in element.iter() if local(text) == "t")
    return letters > _LONG_CELL
