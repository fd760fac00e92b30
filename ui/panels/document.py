"""A passage in its surroundings: the stored lines of the document, with the quoted ones marked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ui.markup import Html, action, el, join, text, when
from ui.panels.sources import copy_button, remarks
from ui.render.citations import copied, place, standing
from ui.texts import PageTexts


def document_dialog(texts: PageTexts, view: Mapping[str, Any], *, first: int, last: int, quote: str = "") -> Html:
    """Return the dialog with the document around a passage; lines first to last are the quoted ones.

    `quote` is what stands on these lines as it reads, without the hyphens of line ends; with it the citation can be
    copied.
    """
    section = " › ".join(view["heading_path"])
    close = action(text(texts.label("sluit")), "sluit", class_="dw-knop")
    shown = {**view, "citaat_regels": [first, last], "leescitaat": quote}
    copy = copy_button(texts, copied(texts, shown), texts.label("kopieer"))
    notes = [note for note in (view["opmerking"], *view["opmerkingen"]) if note]
    return el(
        "dialog",
        el(
            "div",
            el("h2", text(view["titel"]), text(f" ({view['nummer']})"), id="dw-document-kop"),
            el("div", when(quote, copy), close, class_="dw-bevestig"),
            class_="dw-document-kop",
        ),
        el("p", role="status", class_="dw-gekopieerd"),
        when(section, el("p", text(section), class_="dw-bron-plek")),
        el("p", text(place(texts, shown)), class_="dw-bron-plek"),
        el(
            "p",
            text(f"{view['uitgever']} · {texts.label('versie')} {view['version']} · {view['datum']} "),
            standing(texts, view),
            class_="dw-bron-plek",
        ),
        remarks(texts, notes),
        el("p", text(texts.label("document_uitleg")), class_="dw-stil"),
        el(
            "ol",
            join(_line(texts, line, first, last) for line in view["regels"]),
            class_="dw-document-regels",
            role="list",
            # A region that scrolls must be reachable with the keyboard.
            tabindex=0,
            aria_label=texts.label("document_kop"),
        ),
        class_="dw-document",
        aria_labelledby="dw-document-kop",
        data_document=True,
    )


def missing_document(texts: PageTexts) -> Html:
    """Return the dialog for a source that cannot be shown."""
    close = action(text(texts.label("sluit")), "sluit", class_="dw-knop")
    return el("dialog", el("p", text(texts.errors["bron_weg"])), close, class_="dw-document", data_document=True)


def _line(texts: PageTexts, line: Mapping[str, Any], first: int, last: int) -> Html:
    quoted = first <= line["nummer"] <= last
    words = el("mark", text(line["tekst"])) if quoted else text(line["tekst"])
    return el(
        "li",
        el("span", text(line["nummer"]), class_="dw-regel-nr"),
        el("span", words, class_="dw-regel-tekst"),
        class_="dw-regel-gemarkeerd" if quoted else None,
    )
