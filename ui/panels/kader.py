"""The page about the afwegingskader: the decision table in readable Dutch, rule by rule, with the quotes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from ui.markup import NOTHING, Html, el, fold, join, text, when
from ui.panels.instruments import place_button
from ui.texts import PageTexts

Row = Mapping[str, Any]
_STRONG = re.compile(r"\*\*(.+?)\*\*")


def kader_page(texts: PageTexts, kader: Mapping[str, Any]) -> Html:
    """Return the rules in order, the rows of step V, and the named conditions they use."""
    stand = texts.label("kader_stand", versie=kader["versie"], vingerafdruk=kader["vingerafdruk"][:12])
    return el(
        "div",
        el("h3", text(texts.label("kader_kop"))),
        el("p", text(texts.label("kader_uitleg")), class_="dw-stil"),
        el("p", text(stand), class_="dw-bron-plek"),
        _group(texts, "kader_regels", kader["regels"], _rule),
        _group(texts, "kader_omvang", kader["omvang"], _size),
        _group(texts, "kader_begrippen", kader["definities"], _definition),
        class_="dw-over",
    )


def _group(texts: PageTexts, label: str, rows: Sequence[Row], draw: Any) -> Html:
    made = el("ol", join(el("li", draw(texts, row)) for row in rows), class_="dw-kader", role="list")
    return join([el("h4", text(texts.label(label))), made])


def _rule(texts: PageTexts, row: Row) -> Html:
    title = join([el("span", text(row["nummer"]), class_="dw-bron-nr"), text(" "), el("strong", text(row["titel"]))])
    ground = el("p", text(texts.label("kader_grondslag", naam=row["grondslag_naam"])), class_="dw-bron-plek")
    return join([el("p", title), _when(texts, row), ground, _sources(texts, row)])


def _size(texts: PageTexts, row: Row) -> Html:
    outcome = el("p", text(texts.label("kader_uitkomst", naam=row["titel"])), class_="dw-bron-plek")
    named = el("p", el("strong", text(row["omvang_naam"])))
    return join([named, _when(texts, row), when(row["conclusie"], outcome), _sources(texts, row)])


def _definition(texts: PageTexts, row: Row) -> Html:
    return join([el("p", el("strong", text(row["naam"]))), _when(texts, row), _sources(texts, row)])


def _when(texts: PageTexts, row: Row) -> Html:
    parts = join(el("li", _words(part)) for part in row["als"])
    name = el("p", text(texts.label("kader_als")), class_="dw-kort-naam")
    return join([name, el("ul", parts, class_="dw-kader-als")])


def _words(part: str) -> Html:
    """Return a condition; the assistant sets its and, or and not between double stars."""
    pieces = _STRONG.split(part)
    return join(el("em", text(piece)) if number % 2 else text(piece) for number, piece in enumerate(pieces))


def _sources(texts: PageTexts, row: Row) -> Html:
    if not row["bronnen"]:
        return NOTHING
    quotes = join(
        el("blockquote", el("p", text(source["leescitaat"])), place_button(texts, source), class_="dw-citaat")
        for source in row["bronnen"]
    )
    return fold(text(texts.label("kader_bronnen", plaatsen=", ".join(row["plaatsen"]))), quotes)
