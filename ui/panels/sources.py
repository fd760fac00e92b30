"""The tab with the sources: every quote with its number, where it stands, and how old its document is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ui.markup import Html, action, el, join, text, when
from ui.render.citations import OUTDATED, copied, place, standing
from ui.texts import PageTexts


def sources_tab(texts: PageTexts, sources: Sequence[tuple[int, Mapping[str, Any]]]) -> Html:
    """Return the quotes in the order of their numbers, or a line that says when they come."""
    if not sources:
        return el("p", text(texts.label("nog_geen_bronnen")), class_="dw-stil")
    items = join(_source(texts, number, source) for number, source in sources)
    explanation = el("p", text(texts.label("bronnen_uitleg")), class_="dw-stil")
    return join([explanation, el("ol", items, class_="dw-bronnen", role="list")])


def remarks(texts: PageTexts, notes: Sequence[str]) -> Html:
    """Return the notes that belong beside a quote."""
    name = el("strong", text(texts.label("opmerking") + ": "))
    return join(el("p", name, text(note), class_="dw-opmerking") for note in notes)


def copy_button(texts: PageTexts, words: str, name: str) -> Html:
    """Return a button that puts these words on the clipboard; the browser says whether that worked."""
    return el(
        "button",
        text(texts.label("kopieer")),
        type="button",
        class_="dw-knop dw-klein",
        data_kopieer=words,
        data_gelukt=texts.label("gekopieerd"),
        data_mislukt=texts.label("kopieer_mislukt"),
        aria_label=name,
    )


def _source(texts: PageTexts, number: int, source: Mapping[str, Any]) -> Html:
    section = " › ".join(source["heading_path"])
    return el(
        "li",
        el("span", text(number), class_="dw-bron-nr"),
        el(
            "div",
            el("p", text("“"), text(source["leescitaat"]), text("”"), class_="dw-bron-citaat"),
            el("p", el("strong", text(source["titel"])), text(f" ({source['nummer']})"), class_="dw-bron-titel"),
            when(section, el("p", text(section), class_="dw-bron-plek")),
            el(
                "p",
                text(f"{place(texts, source)} · {texts.label('versie')} {source['version']} · {source['datum']} "),
                standing(texts, source),
                class_="dw-bron-plek",
            ),
            remarks(texts, source["opmerkingen"]),
            action(
                text(texts.label("open_document")),
                "bron",
                class_="dw-knop dw-klein",
                data_passage=source["passage_id"],
                data_citaat=" ".join(source["leescitaat"].split()),
                data_van=source["citaat_regels"][0],
                data_tot=source["citaat_regels"][1],
                aria_label=texts.label("open_document_naam", nummer=number),
            ),
            copy_button(texts, copied(texts, source), texts.label("kopieer_naam", nummer=number)),
            el(
                "button",
                text(texts.label("naar_tekst")),
                type="button",
                class_="dw-knop dw-klein dw-naar-tekst",
                data_naar_tekst=True,
            ),
        ),
        class_="dw-bron" + (" dw-bron-verouderd" if source["status"] == OUTDATED else ""),
        id=f"dw-bron-{number}",
        tabindex=-1,
    )
