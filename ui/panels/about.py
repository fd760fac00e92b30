"""The tab about this version: the documents, the models, how well it does, and what the assistant does not do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ui.markup import Html, el, join, text, when
from ui.panels.sources import remarks
from ui.render.citations import standing
from ui.render.keep import spoken_date
from ui.texts import PageTexts

About = Mapping[str, Any]

_VERSIONS = (
    ("over_product", "productversie"),
    ("over_tabel", "tabelversie"),
    ("over_regels", "regels"),
    ("over_index", "generatie"),
    ("over_passages", "passages"),
)
_MODELS = (("over_zoekmodel", "model"), ("over_herordenaar", "herordenaar"), ("over_taalmodel", "taalmodel"))


def about_tab(texts: PageTexts, about: About) -> Html:
    """Return what this version rests on and where it ends."""
    documents = join(_document(texts, document) for document in about["documenten"])
    made = spoken_date(texts, str(about["gemaakt"])[:10])
    versions = [_row(texts, label, about[key]) for label, key in _VERSIONS]
    models = [_row(texts, label, about[key] or texts.label("over_geen_model")) for label, key in _MODELS]
    return el(
        "div",
        el("h3", text(texts.label("over_niet_kop"))),
        el("ul", join(el("li", text(limit)) for limit in texts.limits), class_="dw-niet"),
        el("h3", text(texts.label("over_documenten"))),
        el("ul", documents, class_="dw-documenten", role="list"),
        el("h3", text(texts.label("over_kop"))),
        el("dl", join(versions), _row(texts, "over_gemaakt", made)),
        el("h3", text(texts.label("over_modellen"))),
        el("dl", join(models)),
        el("h3", text(texts.label("over_cijfers"))),
        _figures(texts, about["cijfers"]),
        class_="dw-over",
    )


def _figures(texts: PageTexts, figures: Mapping[str, Any] | None) -> Html:
    if figures is None:
        return el("p", text(texts.label("over_niet_gemeten")), class_="dw-stil")
    told = texts.label("over_gemeten", datum=spoken_date(texts, figures["datum"]), index=figures["generatie"])
    heads = join(el("th", text(texts.label(label)), scope="col") for label in ("over_suite", "over_goed"))
    rows = join(
        el(
            "tr",
            el("th", text(texts.labels.get(f"suite_{suite['naam']}", suite["naam"])), scope="row"),
            el("td", text(texts.label("over_van", goed=suite["goed"], totaal=suite["totaal"]))),
        )
        for suite in figures["suites"]
    )
    table = el("table", el("thead", el("tr", heads)), el("tbody", rows), class_="dw-cijfers")
    return join([el("p", text(told), class_="dw-stil"), table])


def _remark(texts: PageTexts, document: About) -> Html:
    """A document that is outdated warns; what is merely worth knowing of another one is said quietly."""
    if document["status"] == "verouderd":
        return remarks(texts, [document["opmerking"]])
    return el("p", text(document["opmerking"]), class_="dw-stil")


def _document(texts: PageTexts, document: About) -> Html:
    origin = f"{document['uitgever']} · {document['datum']} · {texts.label('versie')} {document['version']} "
    return el(
        "li",
        el("p", el("strong", text(document["titel"])), text(f" ({document['nummer']})")),
        el("p", text(origin), standing(texts, document), class_="dw-bron-plek"),
        when(document["opmerking"], _remark(texts, document)),
    )


def _row(texts: PageTexts, label: str, value: object) -> Html:
    return join([el("dt", text(texts.label(label))), el("dd", text(value))])
