"""The tab about this version: the documents with their status, the index, and what the assistant does not do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ui.markup import Html, el, join, text, when
from ui.panels.sources import remarks
from ui.render.citations import status_mark
from ui.texts import PageTexts

_VERSIONS = (
    ("over_index", "generatie"),
    ("over_tabel", "tabelversie"),
    ("over_passages", "passages"),
    ("over_regels", "regels"),
    ("over_taalmodel", "taalmodel"),
)


def about_tab(texts: PageTexts, about: Mapping[str, Any]) -> Html:
    """Return what this version rests on and where it ends."""
    documents = join(_document(texts, document) for document in about["documenten"])
    return el(
        "div",
        el("h3", text(texts.label("over_niet_kop"))),
        el("ul", join(el("li", text(limit)) for limit in texts.limits), class_="dw-niet"),
        el("h3", text(texts.label("over_documenten"))),
        el("ul", documents, class_="dw-documenten", role="list"),
        el("h3", text(texts.label("over_kop"))),
        el(
            "dl",
            join(
                join([el("dt", text(texts.label(label))), el("dd", text(about[key]))])
                for label, key in _VERSIONS
                if about.get(key)
            ),
        ),
        class_="dw-over",
    )


def _document(texts: PageTexts, document: Mapping[str, Any]) -> Html:
    origin = f"{document['uitgever']} · {document['datum']} · {texts.label('versie')} {document['version']} "
    return el(
        "li",
        el("p", el("strong", text(document["titel"])), text(f" ({document['nummer']})")),
        el("p", text(origin), status_mark(texts, document["status"]), class_="dw-bron-plek"),
        when(document["opmerking"], remarks(texts, [document["opmerking"]])),
    )
