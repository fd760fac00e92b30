"""A document as PDF: tagged (PDF/UA-1), to keep (PDF/A-3a), with the receipt inside as a file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, cast

from assistant.datafiles import read_yaml
from assistant.verslag.pieces import Document, Line, shown_mark

MEDIA_TYPE = "application/pdf"
_HERE = Path(__file__).resolve().parent
_TEMPLATE = _HERE / "document.typ"
_FONTS = _HERE / "lettertype"
_STANDARDS = ["ua-1", "a-3a"]
_UNKNOWN_SIGN = "\ufffd"
_OF_ANOTHER_FONT = frozenset("☐☒\n")
"""The boxes come from a font that is inside the compiler."""


def write_pdf(document: Document, words: Mapping[str, str]) -> bytes:
    """Return the document as PDF. Words enter the template as data, so nothing in them can become an instruction."""
    import typst

    plain = _as_data(document)
    known = known_signs()
    written = json.dumps(plain, ensure_ascii=False)
    shown = "".join(char if char in known else _UNKNOWN_SIGN for char in written)
    told = {**words, "teken_ontbreekt": words["onbekend_teken"] if shown != written else ""}
    compiler = typst.Compiler(
        font_paths=typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(_FONTS)]),
        ignore_system_fonts=True,
    )
    inputs = {"document": shown, "woorden": json.dumps(told, ensure_ascii=False)}
    made = compiler.compile(
        _TEMPLATE.read_bytes(), format="pdf", sys_inputs=inputs, pdf_standards=cast(Any, _STANDARDS)
    )
    return cast(bytes, made)


@cache
def known_signs() -> frozenset[str]:
    """Return the characters that the font of the PDF can show; another one would make the PDF no PDF/A."""
    path = _FONTS / "tekens.yaml"
    ranges = (found.split("-") for found in read_yaml(path, required=("tekens",))["tekens"])
    return (
        frozenset(chr(code) for first, last in ranges for code in range(int(first, 16), int(last, 16) + 1))
        | _OF_ANOTHER_FONT
    )


def _as_data(part: Any) -> Any:
    """Return dataclasses as mappings that name their kind, for the template to tell them apart."""
    if is_dataclass(part) and not isinstance(part, type):
        held = {item.name: _as_data(getattr(part, item.name)) for item in fields(part)}
        marks = {"marks": [[mark[0], shown_mark(mark)] for mark in part.marks]} if isinstance(part, Line) else {}
        return {"kind": type(part).__name__, **held, **marks}
    if isinstance(part, tuple):
        return [_as_data(item) for item in part]
    if isinstance(part, date):
        return {"year": part.year, "month": part.month, "day": part.day}
    return part
