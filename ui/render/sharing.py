"""What is shared and what is not, beside each other, and the conditions as a list to tick."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from ui.markup import NOTHING, Html, el, join, text
from ui.render.citations import Citations
from ui.texts import PageTexts

Said = Sequence[Mapping[str, Any]]


def sharing_columns(texts: PageTexts, citations: Citations, sharing: Mapping[str, Said], code: str) -> Html:
    """Return the two columns; the sign before each line says the same as its heading.

    An outcome that allows nothing yet has a heading of its own (`delen_wel_CODE`) and its own sign.
    """
    if not any(sharing.values()):
        return NOTHING
    later = f"delen_wel_{code}"
    first = (later, texts.outcomes[code].sign) if later in texts.labels else ("delen_wel", "✓")
    columns = (("wel", *first), ("niet", "delen_niet", "✕"))
    return el(
        "div",
        join(_column(texts, citations, name, label, mark, sharing[name]) for name, label, mark in columns),
        class_="dw-delen",
    )


def checklist(texts: PageTexts, citations: Citations, said: Said, ticked: Collection[int]) -> Html:
    """Return the conditions with a box each; what is ticked stays ticked as long as the condition holds."""
    if not said:
        return NOTHING
    lines = join(
        el(
            "li",
            el("input", type="checkbox", id=f"dw-vink-{number}", data_afvink=number, checked=number in ticked),
            el("div", el("label", text(item["tekst"]), for_=f"dw-vink-{number}"), citations.behind(item)),
        )
        for number, item in enumerate(said)
    )
    state = texts.label("voorwaarden_stand", aantal=len(ticked), totaal=len(said))
    return join(
        [
            el("p", text(texts.label("voorwaarden_uitleg")), class_="dw-stil"),
            el("ul", lines, class_="dw-vinklijst", role="list"),
            # The browser counts on with the same words, so that a tick needs no new page.
            el("p", text(state), class_="dw-stil dw-vinkstand", data_stand=texts.label("voorwaarden_stand")),
        ]
    )


def _column(texts: PageTexts, citations: Citations, name: str, label: str, mark: str, said: Said) -> Html:
    lines = join(
        el(
            "li",
            el("span", text(mark), class_="dw-delen-teken", aria_hidden="true"),
            el("span", text(item["tekst"]), citations.behind(item)),
        )
        for item in said
    )
    heading = el("h3", text(texts.label(label)))
    return el("section", heading, el("ul", lines, role="list"), class_=f"dw-delen-kolom dw-delen-{name}")
