"""The right-hand side: four tabs for this walk, and below them the pages that are the same for everybody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ui.markup import Html, el, join, text
from ui.panels.about import about_tab
from ui.panels.sources import sources_tab
from ui.panels.steps import steps_tab
from ui.texts import PageTexts


def panel(
    texts: PageTexts,
    *,
    steps: Sequence[Mapping[str, Any]],
    sources: Sequence[tuple[int, Mapping[str, Any]]],
    about: Mapping[str, Any],
    report: Html,
    keep: Html,
) -> Html:
    """Return the tabs with their contents; which tab is open is the browser's business."""
    tabs = {
        "stappen": steps_tab(texts, steps),
        "bronnen": sources_tab(texts, sources),
        "verslag": report,
        "bewaren": keep,
        "over": about_tab(texts, about),
    }
    # The pages that are the same for everybody stand in a place of their own (book.py): they are sent once.
    tab_names = ["stappen", "bronnen", "verslag", "bewaren", "instrumenten", "kader", "over"]
    counted = {"bronnen": f" ({len(sources)})"} if sources else {}
    names = join(
        el(
            "button",
            text(texts.label("tab_" + name) + counted.get(name, "")),
            type="button",
            role="tab",
            id=f"dw-tab-{name}",
            aria_controls=f"dw-vlak-{name}",
            aria_selected="true" if name == "stappen" else "false",
            data_tab=name,
        )
        for name in tab_names
    )
    areas = join(
        el(
            "div",
            content,
            role="tabpanel",
            id=f"dw-vlak-{name}",
            aria_labelledby=f"dw-tab-{name}",
            tabindex=0,
            hidden=name != "stappen",
            class_="dw-vlak",
        )
        for name, content in tabs.items()
    )
    toggle = el(
        "button",
        text(texts.label("paneel_dicht")),
        type="button",
        class_="dw-knop dw-klein dw-inklap",
        data_inklap=True,
        data_open=texts.label("paneel_open"),
        data_dicht=texts.label("paneel_dicht"),
        aria_expanded="true",
        aria_controls="dw-paneel-inhoud",
    )
    tablist = el("div", names, role="tablist", aria_label=texts.label("paneel"), class_="dw-tabs")
    return el(
        "aside",
        toggle,
        el("div", tablist, areas, id="dw-paneel-inhoud", class_="dw-paneel-inhoud"),
        class_="dw-paneel",
        aria_label=texts.label("paneel"),
    )
