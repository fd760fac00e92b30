"""A PDF with a text layer: its lines in the order in which people read them, with pages, headings, notes and tables."""

import importlib.metadata
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

from ingest.readers.errors import FileDamaged, FileEmpty, FileEncrypted, LimitExceeded, ScanWithoutText, TextUnreadable
from ingest.readers.pdf_cells import JoinCell, JoinsHyphenated
from ingest.readers.pdf_columns import reading_order
from ingest.readers.pdf_furniture import FurnishedPage, without_furniture
from ingest.readers.pdf_lines import Piece, pieces_of
from ingest.readers.pdf_page import PageContent, page_content
from ingest.readers.pdf_style import (
    HEADING_STEP,
    PageLine,
    body_size,
    bookmark_key,
    lines_of,
    mark_headings,
    mark_notes,
)
from ingest.readers.pdf_tables import ruled_tables
from ingest.readers.phrases import measure, page_list, reason, remark
from ingest.readers.reading import Limits, ReadText, setting_of

_TAIL = 2048  # the end of a whole file is marked in its last bytes
_WORDLESS = 20  # a page with a picture and fewer letters than this is a picture of a page
_UNKNOWN_SHARE = 0.3
_NOTE_NUMBER = re.compile(r"^(\d{1,3})(?=[^\W\d])")
_BULLET = re.compile(r"^[•▪◦▶·]\s*")


@dataclass
class _Seen:
    """What the maintainer must know of the pages."""

    columns: list[int] = field(default_factory=list)
    unruled: list[int] = field(default_factory=list)


def read_pdf(path: Path, content: bytes, limits: Limits) -> ReadText:
    """Return the text of a PDF; raises ReadError for one that is locked, damaged, a scan, or has too many pages."""
    if b"%%EOF" not in content[-_TAIL:]:
        raise FileDamaged(path, reason("einde_ontbreekt"))
    pages, bookmarks = _read_pages(path, content, limits)
    _check_text(path, pages)
    remarks = _page_remarks(pages)
    read = [pieces_of(page.glyphs) for page in pages]
    kept, removed = without_furniture(
        [
            FurnishedPage(number=page.number, pieces=own, height=page.height, size=_usual_size(own))
            for own, page in zip(read, pages, strict=True)
        ]
    )
    if removed:
        remarks.append(remark("kop_en_voet", aantal=removed))
    join = JoinCell(JoinsHyphenated([word.text for own in kept for piece in own for word in piece.words[:-1]]))
    seen = _Seen()
    lines: list[PageLine] = []
    for own, page in zip(kept, pages, strict=True):
        lines.extend(_page_lines(ruled_tables(own, page.rules, join), page, join, seen, len(lines)))
    body = body_size([line for line in lines if not line.rows])
    mark_notes(lines, body, {page.number: page.height for page in pages})
    mark_headings(lines, body, bookmarks)
    if seen.columns:
        remarks.append(remark("kolommen", paginas=page_list(seen.columns)))
    if seen.unruled:
        remarks.append(remark("tabel_zonder_lijnen", paginas=page_list(seen.unruled)))
    version = importlib.metadata.version("pypdfium2")
    return _write(_notes_last(lines), f"pdf 1 (pypdfium2 {version})", tuple(remarks))


def _read_pages(path: Path, content: bytes, limits: Limits) -> tuple[list[PageContent], dict[str, int]]:
    import pypdfium2 as pdfium  # type: ignore[import-untyped]
    import pypdfium2.raw as raw  # type: ignore[import-untyped]

    try:
        document = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
            raise FileEncrypted(path) from None
        raise FileDamaged(path, reason("pdf_onleesbaar")) from None
    try:
        if len(document) > limits.pages:
            raise LimitExceeded(path, measure("pages"), len(document), limits.pages, setting_of("pages"))
        if len(document) == 0:
            raise FileDamaged(path, reason("geen_paginas"))
        pages = [_read_page(path, document, number, pdfium) for number in range(1, len(document) + 1)]
        return pages, _bookmarks(document)
    finally:
        document.close()


def _read_page(path: Path, document: Any, number: int, pdfium: Any) -> PageContent:
    try:
        page = document[number - 1]
        try:
            return page_content(page, number)
        finally:
            page.close()
    except pdfium.PdfiumError:
        raise FileDamaged(path, reason("pagina_onleesbaar", pagina=number)) from None


def _bookmarks(document: Any) -> dict[str, int]:
    """Return the levels of the titles in the bookmarks; a title that stands there on two levels says nothing."""
    levels: dict[str, set[int]] = {}
    for bookmark in document.get_toc(max_depth=6):
        title = bookmark.get_title()
        levels.setdefault(bookmark_key(title or ""), set()).add(bookmark.level + 1)
    return {key: level.pop() for key, level in levels.items() if key and len(level) == 1}


def _check_text(path: Path, pages: Sequence[PageContent]) -> None:
    letters = sum(len(page.glyphs) + page.skewed for page in pages)
    if letters == 0 and not any(page.has_picture for page in pages):
        raise FileEmpty(path)
    if letters == 0 or all(_is_picture(page) for page in pages):
        raise ScanWithoutText(path)
    if sum(page.unknown for page in pages) > _UNKNOWN_SHARE * letters:
        raise TextUnreadable(path, reason("letters_ontbreken"))


def _is_picture(page: PageContent) -> bool:
    return page.has_picture and len(page.glyphs) < _WORDLESS


def _page_remarks(pages: Sequence[PageContent]) -> list[str]:
    found = {
        "pagina_is_beeld": [page.number for page in pages if _is_picture(page)],
        "tekstherkenning": [page.number for page in pages if page.invisible > len(page.glyphs) / 2],
        "scheve_tekst": [page.number for page in pages if page.skewed],
        "tekens_onbekend": [page.number for page in pages if page.unknown],
    }
    return [remark(name, paginas=page_list(numbers)) for name, numbers in found.items() if numbers]


def _page_lines(
    pieces: list[Piece], page: PageContent, join: JoinCell, seen: _Seen, first_region: int
) -> list[PageLine]:
    reading = reading_order(pieces, page.width, _usual_size(pieces), join)
    if reading.columns:
        seen.columns.append(page.number)
    if reading.unruled:
        seen.unruled.append(page.number)
    return lines_of(reading.regions, page.number, first_region)


def _usual_size(pieces: Sequence[Piece]) -> float:
    sizes: Counter[float] = Counter()
    for piece in pieces:
        sizes[piece.size] += len(piece.text)
    return max(sizes, key=lambda size: sizes[size], default=10.0)


def _notes_last(lines: Sequence[PageLine]) -> list[PageLine]:
    """Return the lines with the notes of each page below its text: those of the first of two columns too."""
    return sorted(lines, key=lambda line: (line.page, line.kind == "voetnoot"))


def _write(lines: Sequence[PageLine], reader: str, remarks: tuple[str, ...]) -> ReadText:
    leading = _leading(lines)
    stored: list[str] = []
    pages: list[int] = []
    headings: dict[int, int] = {}
    kinds: dict[int, str] = {}
    before: PageLine | None = None
    for line in lines:
        if before is not None and _apart(before, line, leading):
            stored.append("")
            pages.append(before.page)
        for text in line.rows or (line.text,):
            stored.append(_stored(text, line.kind))
            pages.append(line.page)
            if line.level:
                headings[len(stored)] = line.level
            elif line.rows:
                kinds[len(stored)] = "tabel"
            elif line.kind:
                kinds[len(stored)] = line.kind
            elif _BULLET.match(text):
                kinds[len(stored)] = "lijst"
        before = line
    return ReadText(
        lines=tuple(stored), pages=tuple(pages), headings=headings, kinds=kinds, reader=reader, remarks=remarks
    )


def _stored(text: str, kind: str) -> str:
    text = unicodedata.normalize("NFC", text.replace("\ufffd", "□"))
    text = " ".join("".join(character for character in text if character >= " ").split())
    if kind == "voetnoot":
        return _NOTE_NUMBER.sub(r"\1 ", text)
    return _BULLET.sub("• ", text)


def _leading(lines: Sequence[PageLine]) -> float:
    """Return how far apart the base lines of running text mostly are."""
    steps: Counter[float] = Counter()
    for above, below in pairwise(lines):
        if above.region == below.region and above.size == below.size and below.y > above.y and not below.rows:
            steps[round(below.y - above.y, 1)] += 1
    return max(steps, key=lambda step: (steps[step], -step), default=14.0)


def _apart(above: PageLine, below: PageLine, leading: float) -> bool:
    """Whether an empty line belongs between two lines."""
    if bool(above.rows) != bool(below.rows) or (above.rows and above is not below):
        return True
    if below.kind == "voetnoot":
        return above.kind != "voetnoot" or bool(re.match(r"^(?:\d{1,3}|\*)\D", below.text))
    if above.kind == "voetnoot":
        return False
    if bool(above.level) != bool(below.level):
        return bool(below.level)
    if above.level != below.level:
        return True
    if above.region != below.region and (above.page != below.page or below.y < above.y):
        return False  # the text goes on in the next column, or on the next page
    if above.level:
        return below.y - above.y > HEADING_STEP * below.size
    return below.y - above.y > 1.3 * max(leading, 1.1 * min(above.size, below.size))
