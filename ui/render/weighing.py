"""The parts of a conclusion that show the weighing: the ladder, where the sources differ, and what is out of date."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ui.markup import NOTHING, Html, el, join, text, when
from ui.render.citations import Citations, status_mark
from ui.texts import PageTexts

_CERTAIN = "hoog"


def ladder(texts: PageTexts, citations: Citations, rungs: Sequence[Mapping[str, Any]]) -> Html:
    """Return the rungs from the top down, with why each fell away."""
    if not rungs:
        return NOTHING
    items = join(
        el(
            "li",
            el(
                "div",
                el("strong", text(rung["naam"])),
                el("span", text(texts.label("trede_" + rung["stand"])), class_="dw-merk"),
                class_="dw-trede-kop",
            ),
            _explanation(citations, rung["uitleg"]),
            class_=f"dw-trede dw-trede-{rung['stand']}",
        )
        for rung in rungs
    )
    return join(
        [
            el("p", text(texts.label("ladder_uitleg")), class_="dw-stil"),
            el("ol", items, class_="dw-ladder", role="list"),
        ]
    )


def differences(texts: PageTexts, citations: Citations, conflicts: Iterable[Mapping[str, Any]]) -> Html:
    """Return each difference with its sides beside each other, dated, and which one is followed."""
    return join(
        el(
            "div",
            el("h4", text(conflict["titel"])),
            el("div", join(_side(citations, side) for side in conflict["kanten"]), class_="dw-kanten"),
            el("p", text(conflict["volgt"]), class_="dw-volgt"),
            class_="dw-verschil",
            data_id=conflict["id"],
        )
        for conflict in conflicts
    )


def ageing(texts: PageTexts, citations: Citations, references: Iterable[Mapping[str, Any]]) -> Html:
    """Return the references to law that changed; only what is certain is told as a fact."""
    items = join(
        el(
            "li",
            el("strong", text(item["verwijzing"])),
            el("p", text(f"{texts.label('in_document')}: {item['in_document']}"), citations.marks(item["bronnen"])),
            el("p", text(_present(texts, item))),
        )
        for item in references
    )
    return el("ul", items, class_="dw-verouderd-lijst", role="list") if items else NOTHING


def _present(texts: PageTexts, item: Mapping[str, Any]) -> str:
    label = "hoe_het_is" if item["zekerheid"] == _CERTAIN else "hoe_het_is_onzeker"
    return f"{texts.label(label)}: {item['hoe_het_is'] if item['zekerheid'] == _CERTAIN else item['tekst']}"


def _side(citations: Citations, side: Mapping[str, Any]) -> Html:
    dated = {f"{s['titel']} ({s['nummer']}), {s['datum']}": s["status"] for s in side["bronnen"]}
    origins = join(
        el("li", text(f"{origin} "), status_mark(citations.texts, status)) for origin, status in dated.items()
    )
    return el(
        "div",
        el("p", text(side["tekst"]), citations.behind(side)),
        when(origins, el("ul", origins, class_="dw-herkomst", role="list")),
        class_="dw-kant",
    )


def _explanation(citations: Citations, statement: Mapping[str, Any] | None) -> Html:
    return el("p", text(statement["tekst"]), citations.behind(statement)) if statement else NOTHING
