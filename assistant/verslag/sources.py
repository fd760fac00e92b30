"""The sources of a document: in full with their words and the receipt, or short in small print."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from assistant.verslag.labels import Labels
from assistant.verslag.notes import Notes
from assistant.verslag.pieces import (
    Block,
    Field,
    Heading,
    Line,
    PageBreak,
    Receipt,
    SourceEntry,
    SourceList,
    Table,
    Text,
)
from ingest.store import DocumentInfo

_OUTDATED = "verouderd"


def appendices(
    notes: Notes, labels: Labels, receipt: Mapping[str, Any], documents: Mapping[str, DocumentInfo]
) -> list[Block]:
    """Return the documents, every source with its place, words and notes, and the receipt of the conclusion."""
    words = labels.weighing
    return [
        PageBreak(),
        Heading(words["bijlage_documenten"]),
        _documents(notes, labels, documents),
        *_receipt(receipt, labels),
        Heading(words["bijlage_citaten"]),
        Text((Line(words["bijlage_citaten_uitleg"]),), "stil"),
        SourceList(
            tuple(
                SourceEntry(
                    number,
                    _place(source, labels),
                    str(source["leescitaat"]) if notes.is_quoted(number) else "",
                    tuple(source["opmerkingen"]) if notes.is_quoted(number) else (),
                )
                for number, source in notes.sources
            )
        ),
        Receipt(words["bijlage_bewijs"], words["bewijs_bestand"], receipt_text(receipt)),
    ]


def receipt_text(receipt: Mapping[str, Any]) -> str:
    """Return a receipt as the text of its file, close together: some documents print it."""
    return json.dumps(receipt, ensure_ascii=False)


def _receipt(receipt: Mapping[str, Any], labels: Labels) -> list[Block]:
    words = labels.weighing
    rows = (("bewijs_regel", "regel"), ("bewijs_tabel", "tabelversie"), ("bewijs_index", "generatie"))
    fields = [Field(words[label], str(receipt[key])) for label, key in rows if receipt[key]]
    digest = hashlib.sha256(receipt_text(receipt).encode()).hexdigest()
    grouped = " ".join(digest[i : i + 8] for i in range(0, len(digest), 8))
    told = Line(words["bewijs_uitleg"].format(bestand=words["bewijs_bestand"]))
    return [Heading(words["bewijs"], 2), Text((told,), "stil"), Text((*fields, Field(words["bewijs_hash"], grouped)))]


def _documents(notes: Notes, labels: Labels, documents: Mapping[str, DocumentInfo]) -> Table:
    words = labels.weighing
    cited = {source["nummer"]: source for _, source in notes.sources}
    rows = []
    for number, source in sorted(cited.items()):
        info = documents[source["document"]]
        told = [Line(text, quiet=True) for text in (info.publisher, info.remark) if text]
        title = (Line(str(source["titel"]), strong=True), *told)
        version = (Line(str(source["version"])), Line(str(source["datum"]), quiet=True))
        rows.append(((Line(number),), title, version, (Line(str(source["status"])),)))
    return Table((words["nummer"], words["titel"], words["versie"], words["status"]), tuple(rows), (8, 54, 23, 15))


def short_sources(notes: Notes, labels: Labels) -> list[Block]:
    """Return the places of the sources by document, in small print."""
    by_document: dict[str, list[tuple[int, Mapping[str, Any]]]] = {}
    for number, source in notes.sources:
        by_document.setdefault(source["nummer"], []).append((number, source))
    lines = []
    for cited in by_document.values():
        first = cited[0][1]
        places = "; ".join(f"({number}) {labels.lines(*source['citaat_regels'])}" for number, source in cited)
        lines.append(Line(f"{_document(first, labels)}: {places}."))
    return [Text((Line(labels.words["bronnen_klein"], strong=True), *lines), "klein")] if lines else []


def _document(source: Mapping[str, Any], labels: Labels) -> str:
    dated = [str(source["datum"])] + [labels.words["bron_verouderd"]] * (source["status"] == _OUTDATED)
    return f"{source['titel']} ({', '.join(dated)})"


def _place(source: Mapping[str, Any], labels: Labels) -> str:
    outdated = f" ({labels.words['bron_verouderd']})" if source["status"] == _OUTDATED else ""
    parts = [f"{source['nummer']}{outdated}", labels.lines(*source["citaat_regels"])]
    if source.get("page"):
        parts.append(labels.words["bladzijde_nummer"].format(nummer=source["page"]))
    if source["heading_path"]:
        parts.append(str(source["heading_path"][-1]))
    return ", ".join(parts)
