"""A document as Word file: real headings, table headers and content controls, so that it is read and filled in well."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from assistant.verslag.docx_parts import (
    add_bookmark,
    add_link,
    add_page_number,
    add_tick_box,
    add_to_fill_in,
    dress_table,
    set_columns,
)
from assistant.verslag.docx_styles import RULE, SOFT, prepare
from assistant.verslag.pieces import (
    Block,
    Cell,
    Document,
    Field,
    Heading,
    Line,
    PageBreak,
    Piece,
    Receipt,
    SourceList,
    Table,
    Text,
    Tick,
    shown_mark,
)

if TYPE_CHECKING:
    from docx.document import Document as Word
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_LOOKS = {"stil": "Toelichting", "citaat": "Citaat", "let_op": "Let op", "punten": "List Bullet", "klein": "Klein"}
_STAY_WITH_NEXT = ("stil", "aanloop")
_EMU_PER_CM = 360000
_NARROW = "\u202f"
"""A space at which no line ends: a number of a source never stands alone."""
_DOTS, _DOTS_IN_A_CELL = 80, 26


def write_docx(document: Document, words: Mapping[str, str]) -> bytes:
    """Return the document as DOCX."""
    import docx

    word = docx.Document()
    prepare(word, document)
    _Writer(word, document, words).write()
    made = BytesIO()
    word.save(made)
    return made.getvalue()


@dataclass
class _Writer:
    word: Word
    document: Document
    words: Mapping[str, str]
    controls: int = 0
    new_page: bool = False
    needs_room: bool = False

    def write(self) -> None:
        """Write title, blocks and footer."""
        self._footer()
        self.word.add_paragraph(self.document.title, style="Title")
        if self.document.subtitle:
            self.word.add_paragraph(self.document.subtitle, style="Subtitle")
        for block in self.document.blocks:
            self._block(block)

    def _block(self, block: Block) -> None:
        if isinstance(block, Heading):
            heading = self._below(self.word.add_heading(block.text, block.level))
            heading.paragraph_format.page_break_before = True if self.new_page else None
            self.new_page = False
        elif isinstance(block, Text):
            # The small print stands apart from what is above it, as the text below a table does.
            self.needs_room = self.needs_room or block.look == "klein"
            for piece in block.pieces:
                paragraph = self._below(self.word.add_paragraph(style=_LOOKS.get(block.look, "Normal")))
                self._piece(paragraph, piece)
                strong = isinstance(piece, Line) and piece.strong
                if block.look in _STAY_WITH_NEXT or (block.look == "gewoon" and strong):
                    paragraph.paragraph_format.keep_with_next = True
        elif isinstance(block, Table):
            self._table(block)
        elif isinstance(block, SourceList):
            self._sources(block)
        elif isinstance(block, PageBreak):
            self.new_page = True
        elif isinstance(block, Receipt):
            self.word.add_heading(block.heading, 1)
            self.word.add_paragraph(block.content, style="Bewijs")

    def _below(self, paragraph: Paragraph) -> Paragraph:
        """Keep a paragraph away from what stands above it and has no room of its own below, such as a table."""
        from docx.shared import Pt

        if self.needs_room and not str(paragraph.style.name if paragraph.style else "").startswith("Heading"):
            paragraph.paragraph_format.space_before = Pt(8)
        self.needs_room = False
        return paragraph

    def _piece(self, paragraph: Paragraph, piece: Piece, *, in_cell: bool = False) -> None:
        if isinstance(piece, Line):
            self._line(paragraph, piece)
        elif isinstance(piece, Tick):
            self.controls += 1
            if not in_cell:
                paragraph.style = "Vinkje"
            add_tick_box(paragraph, on=piece.on, name=piece.line.text, number=self.controls)
            if piece.line.text:
                paragraph.add_run(" " if in_cell else "\t")
                self._line(paragraph, piece.line)
        else:
            self._field(paragraph, piece, in_cell=in_cell)

    def _line(self, paragraph: Paragraph, line: Line) -> None:
        run = paragraph.add_run(line.text, style="Rustig" if line.quiet else None)
        run.bold = True if line.strong else None
        linked = any(isinstance(block, SourceList) for block in self.document.blocks)
        for i, mark in enumerate(line.marks):
            paragraph.add_run(", " if i else _NARROW).font.superscript = True
            if linked:
                add_link(paragraph, shown_mark(mark), anchor=f"bron-{mark[0]}")
            else:
                paragraph.add_run(shown_mark(mark)).font.superscript = True

    def _field(self, paragraph: Paragraph, piece: Field, *, in_cell: bool) -> None:
        name = piece.label.rstrip(":")
        if not in_cell:
            paragraph.style = "Invulregel"
        if name:
            paragraph.add_run(f"{name}:", style=None if in_cell else "Veldnaam")
            paragraph.add_run(" " if in_cell else "\t")
        if piece.value:
            paragraph.add_run(piece.value).bold = None if in_cell else True
            return
        self.controls += 1
        asked = self.words["vul_in"]
        dots = "." * (_DOTS_IN_A_CELL if in_cell else _DOTS)
        add_to_fill_in(paragraph, f"{asked} {dots}", name=name or asked, number=self.controls)

    def _table(self, block: Table) -> None:
        from docx.shared import Cm

        table = self.word.add_table(rows=1 + len(block.rows), cols=len(block.header))
        table.autofit = False
        for cell, name in zip(table.rows[0].cells, block.header, strict=True):
            cell.paragraphs[0].add_run(name).bold = True
            cell.paragraphs[0].style = "Tabeltekst"
        for made, row in zip(table.rows[1:], block.rows, strict=True):
            for cell, pieces in zip(made.cells, row, strict=True):
                self._cell(cell, pieces)
        share = self._text_width() / sum(block.widths)
        for column, width in zip(table.columns, block.widths, strict=True):
            column.width = Cm(width * share)
            for cell in column.cells:
                cell.width = Cm(width * share)
        dress_table(table, name=" / ".join(block.header), rule=RULE, soft=SOFT)
        self.needs_room = True

    def _cell(self, cell: _Cell, pieces: Cell) -> None:
        paragraphs = [cell.paragraphs[0], *(cell.add_paragraph() for _ in pieces[1:])]
        for paragraph in paragraphs:
            paragraph.style = "Tabeltekst"
        for paragraph, piece in zip(paragraphs, pieces, strict=False):  # a cell is never without a paragraph
            self._piece(paragraph, piece, in_cell=True)

    def _text_width(self) -> float:
        section = self.word.sections[0]
        widths = (section.page_width, section.left_margin, section.right_margin)
        page, left, right = (float(width or 0) for width in widths)
        return (page - left - right) / _EMU_PER_CM

    def _sources(self, block: SourceList) -> None:
        self._columns(1)
        for entry in block.entries:
            place = self.word.add_paragraph(style="Bronplaats")
            add_bookmark(place, f"bron-{entry.number}", entry.number)
            place.add_run(f"{entry.number}  ").bold = True
            place.add_run(entry.place)
            if entry.quote:
                self.word.add_paragraph(f"“{entry.quote}”", style="Broncitaat")
            else:
                place.paragraph_format.keep_with_next = False
            for remark in entry.remarks:
                self.word.add_paragraph(f"{self.words['opmerking']}: {remark}", style="Bronplaats")
        self._columns(2)

    def _columns(self, above: int) -> None:
        """End a part of the page that stands in so many columns."""
        from docx.enum.section import WD_SECTION

        self.word.add_section(WD_SECTION.CONTINUOUS)
        ended, begun = list(self.word.sections)[-2:]
        set_columns(ended, above)
        set_columns(begun, 1)

    def _footer(self) -> None:
        from docx.enum.text import WD_TAB_ALIGNMENT
        from docx.shared import Cm

        footer = self.word.sections[0].footer
        paragraph = footer.paragraphs[0]
        paragraph.style = "Klein"
        paragraph.add_run(self.document.footer)
        if not self.document.one_page:
            paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(self._text_width()), WD_TAB_ALIGNMENT.RIGHT)
            paragraph.add_run(f"\t{self.words['bladzijde']} ")
            add_page_number(paragraph, "PAGE")
            paragraph.add_run(f" {self.words['van']} ")
            add_page_number(paragraph, "NUMPAGES")
