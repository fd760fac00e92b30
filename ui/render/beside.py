"""What stands beside an answer or a text: examples, the bar, the terms of law explained, and instruments that help."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ui.markup import NOTHING, Html, el, fold, join, text, when
from ui.render.citations import Citations
from ui.texts import PageTexts


def illustrations(texts: PageTexts, citations: Citations, shown: Mapping[str, Any], *, of: str) -> Html:
    """Return the bar of an answer, and its examples folded away until they are wanted, each with its sources.

    `of` is the answer in words, for who hears the summary without seeing what stands above it.
    """
    examples = example_list(citations, shown["voorbeelden"])
    if not examples and not shown["drempel"]:
        return NOTHING
    whose = el("span", text(texts.label("voorbeelden_bij", antwoord=of)), class_="dw-lees")
    name = join([text(texts.label("voorbeelden_aantal", aantal=len(shown["voorbeelden"]))), whose])
    return el(
        "div",
        bar(texts, citations, shown["drempel"]),
        when(examples, fold(name, examples, class_="dw-vouw dw-voorbeeld")),
        class_="dw-naast",
    )


def example_list(citations: Citations, examples: Iterable[Mapping[str, Any]]) -> Html:
    """Return examples, each with its sources, or nothing."""
    listed = join(el("li", text(example["tekst"]), citations.marks(example["bronnen"])) for example in examples)
    return when(listed, el("ul", listed, class_="dw-voorbeeld-lijst"))


def bar(texts: PageTexts, citations: Citations, shown: Mapping[str, Any] | None) -> Html:
    """Return the sentence of a document that says when an answer fits, or nothing."""
    if not shown:
        return NOTHING
    name = el("strong", text(texts.label("drempel")), class_="dw-kort-naam")
    return el("p", name, text(" "), text(shown["tekst"]), citations.marks(shown["bronnen"]), class_="dw-drempel")


def instrument_links(texts: PageTexts, label: str, ids: Iterable[str], titles: Mapping[str, str]) -> Html:
    """Return buttons that show instruments on their own page, folded away until they are wanted."""
    buttons = [
        el("li", el("button", text(titles[one]), type="button", class_="dw-knop dw-klein", data_toon_instrument=one))
        for one in ids
        if one in titles
    ]
    if not buttons:
        return NOTHING
    listed = el("ul", *buttons, class_="dw-hulpmiddelen", role="list")
    return fold(text(texts.label(label, aantal=len(buttons))), listed)


def terms(texts: PageTexts, citations: Citations, explained: Iterable[Mapping[str, Any]]) -> Html:
    """Return the terms of law, each opening its explanation with its source, or nothing."""
    made = join(
        fold(
            text(term["term"]),
            el("p", text(term["uitleg"]), citations.marks(term["bronnen"])),
            class_="dw-vouw dw-begrip",
        )
        for term in explained
    )
    if not made:
        return NOTHING
    return el("div", el("p", text(texts.label("begrippen")), class_="dw-tussenkop"), made, class_="dw-begrippen")
