"""A comparison of two versions as one HTML page that needs nothing else: no script, no picture, no connection."""

from collections.abc import Iterable, Mapping
from html import escape
from itertools import groupby
from pathlib import Path
from typing import Any

from ingest.versions.changes import Change, Edit, word_edits
from ingest.versions.comparison import Comparison
from ingest.versions.screen import (
    by_place,
    first_words,
    heading,
    law_lines,
    place_line,
    shortened,
    totals,
    where,
    who_line,
)

_TAGS = {"weg": "del", "nieuw": "ins"}


def write_page(comparison: Comparison, words: Mapping[str, Any]) -> str:
    """Return the page; every word of a document in it is escaped."""
    style = Path(__file__).with_name("vergelijking.css").read_text("utf-8")
    title = escape(heading(comparison, words))
    parts = [
        "<!doctype html>",
        '<html lang="nl"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{title}</title><style>{style}</style></head><body><main>",
        f"<h1>{title}</h1><p>{escape(totals(comparison, words))}</p>",
        *_sections(comparison, words),
        *_touched(comparison, words),
        f"<h2>{escape(words['wetten'])}</h2><ul>",
        *(f"<li>{escape(line)}</li>" for line in law_lines(comparison.laws, words)),
        "</ul></main></body></html>",
    ]
    return "\n".join(parts) + "\n"


def _sections(comparison: Comparison, words: Mapping[str, Any]) -> list[str]:
    parts = []
    for section, changes in groupby(comparison.changes, key=lambda change: change.section):
        parts.append(f"<section><h2>{escape(' › '.join(section) or words['zonder_kop'])}</h2>")
        for change in changes:
            label = f"<b>{escape(words['soorten'][change.kind])}</b> {escape(where(change, words))}"
            parts.append(
                f'<article class="{change.kind}"><p class="waar">{label}</p><p>{_marked(change)}</p></article>'
            )
        parts.append("</section>")
    return parts


def _marked(change: Change) -> str:
    return _edits_marked(change.edits) if change.edits else escape(first_words(change.new or change.old))


def _edits_marked(edits: Iterable[Edit]) -> str:
    said = []
    for edit in shortened(edits):
        tag = _TAGS.get(edit.kind)
        said.append(f"<{tag}>{escape(edit.text)}</{tag}>" if tag else escape(edit.text))
    return " ".join(said)


def _touched(comparison: Comparison, words: Mapping[str, Any]) -> list[str]:
    if not comparison.touched:
        return []
    parts = [f"<h2>{escape(words['geraakt'])}</h2><ul>"]
    for fate in ("vervallen", "gewijzigd", "verplaatst"):
        for cited in by_place(comparison.touched, fate):
            changed = f"<p>{_edits_marked(word_edits(cited[0].then, cited[0].now))}</p>" if fate == "gewijzigd" else ""
            parts.append(f'<li class="{fate}">{escape(place_line(cited, words))}{changed}')
            parts.append(f'<p class="waar">{escape(who_line(cited, words))}</p></li>')
    return [*parts, "</ul>"]
