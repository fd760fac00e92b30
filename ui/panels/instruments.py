"""The page with the documents' own instruments: questions, rules, schemes and checklists, each line with its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ui.markup import Html, action, el, fold, join, text, when
from ui.render.citations import status_mark
from ui.texts import PageTexts


def instruments_page(texts: PageTexts, instruments: Sequence[Mapping[str, Any]]) -> Html:
    """Return every instrument, folded; a link elsewhere in the page opens one."""
    return el(
        "div",
        el("h3", text(texts.label("instrumenten_kop"))),
        el("p", text(texts.label("instrumenten_uitleg")), class_="dw-stil"),
        join(_instrument(texts, one) for one in instruments),
        class_="dw-over",
    )


def place_button(texts: PageTexts, source: Mapping[str, Any]) -> Html:
    """Return a small button that opens a passage in its document, with the quote beside it."""
    first, last = source["citaat_regels"]
    lines = texts.label("regel_kort", van=first) if first == last else texts.label("regels_kort", van=first, tot=last)
    return action(
        text(f"{source['nummer']}, {lines}"),
        "bron",
        class_="dw-noot",
        data_passage=source["passage_id"],
        data_van=first,
        data_tot=last,
        data_citaat=" ".join(source["leescitaat"].split()),
    )


def _instrument(texts: PageTexts, one: Mapping[str, Any]) -> Html:
    source = one["bronnen"][0]
    origin = f"{source['titel']} ({source['nummer']}), {source['datum']} "
    steps = texts.label("instrument_stappen", stappen=", ".join(one["stappen"]))
    return fold(
        text(one["titel"]),
        el("p", text(one["waarvoor"])),
        el("p", text(origin), status_mark(texts, source["status"]), class_="dw-bron-plek"),
        el("p", text(steps), class_="dw-bron-plek"),
        join(_part(texts, part, checklist=one["soort"] == "afvinklijst") for part in one["delen"]),
        class_="dw-vouw dw-instrument",
        id=f"dw-instrument-{one['id']}",
        tabindex=-1,
    )


def _part(texts: PageTexts, part: Mapping[str, Any], *, checklist: bool) -> Html:
    lines = join(_line(texts, line) for line in part["punten"])
    heading = el("p", text(part["kop"]), class_="dw-tussenkop")
    marked = " dw-afvinken" if checklist else ""
    return join([when(part["kop"], heading), el("ul", lines, class_=f"dw-punten{marked}", role="list")])


def _line(texts: PageTexts, line: Mapping[str, Any]) -> Html:
    step = el("span", text(texts.label("stap", nummer=line["stap"])), class_="dw-merk")
    places = join(place_button(texts, source) for source in line["bronnen"])
    return el("li", el("p", text(line["tekst"])), el("p", step, places, class_="dw-noten"))
