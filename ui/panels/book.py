"""The tabs that are the same for everybody and for every turn: the instruments, and about the afwegingskader."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ui.markup import Html, el, join
from ui.panels.instruments import instruments_page
from ui.panels.kader import kader_page
from ui.texts import PageTexts


def reference_book(texts: PageTexts, instruments: Sequence[Mapping[str, Any]], kader: Mapping[str, Any]) -> Html:
    """Return both areas, hidden until their tab is chosen; the tabs themselves stand in the panel."""
    pages = {"instrumenten": instruments_page(texts, instruments), "kader": kader_page(texts, kader)}
    areas = join(
        el(
            "div",
            content,
            role="tabpanel",
            id=f"dw-vlak-{name}",
            aria_labelledby=f"dw-tab-{name}",
            tabindex=0,
            hidden=True,
            class_="dw-vlak",
        )
        for name, content in pages.items()
    )
    return el("div", areas, class_="dw-boek")
