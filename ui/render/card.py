"""What is confirmed or ticked: the lines above a question, the large button of a card, and a list of statements."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ui.markup import NOTHING, Html, action, el, fold, join, text, when
from ui.render.beside import bar, example_list
from ui.render.citations import Citations
from ui.texts import PageTexts

Question = Mapping[str, Any]
LINES = "dw-regels"
"""The id of the lines, so that the question can say that it confirms them."""


def by_language_model(proposed: Mapping[str, Any]) -> bool:
    """Whether a line or a proposal comes from a language model, which the user must see before confirming it."""
    return str(proposed.get("herkomst") or "").startswith("taalmodel")


def confirmation(question: Question) -> Html:
    """Return one large button that confirms, and a quiet one that opens the questions instead."""
    buttons = [
        el(
            "div",
            action(
                text(option["label"]),
                "antwoord",
                class_=f"dw-knop {form}",
                data_feit=question["feit"],
                data_waarde=option["waarde"],
            ),
            when(option["uitleg"], el("p", text(option["uitleg"]), class_="dw-stil")),
        )
        for option, form in zip(question["opties"], ("dw-hoofd dw-groot", "dw-rustig"), strict=True)
    ]
    return el("div", *buttons, class_="dw-bevestig")


def tick_list(texts: PageTexts, citations: Citations, question: Question) -> Html:
    """Return statements to tick, with one button. Nothing is ticked beforehand but what the user wrote."""
    rows = join(_tick(texts, citations, tick) for tick in question["vinkjes"])
    hand_in = action(
        text(texts.label("lijst_verder")),
        "antwoord",
        class_="dw-knop dw-hoofd dw-groot",
        data_feit=question["feit"],
        data_waarde=question["opties"][0]["waarde"],
        data_lijst="",
    )
    return join(
        [
            el("p", text(question["toelichting"]), class_="dw-stil"),
            el("ul", rows, class_="dw-vinkjes", role="list"),
            el("div", hand_in, class_="dw-bevestig"),
        ]
    )


def _tick(texts: PageTexts, citations: Citations, tick: Mapping[str, Any]) -> Html:
    fact = tick["feit"]
    box = el("input", type="checkbox", id=f"dw-vink-{fact}", data_vink=fact, checked=tick["aangevinkt"])
    checked = bar(texts, citations, tick["drempel"])
    examples = tick["voorbeelden"]
    asks = texts.label("vink_uitleg_voorbeelden", aantal=len(examples)) if examples else texts.label("vink_uitleg")
    explanation = join(
        [
            el("p", text(tick["toelichting"]), citations.marks(tick["bronnen"])),
            example_list(citations, examples),
        ]
    )
    unsure = el("input", type="checkbox", id=f"dw-onzeker-{fact}", data_vink=f"{fact}?")
    return el(
        "li",
        el("div", box, el("label", text(tick["stelling"]), for_=f"dw-vink-{fact}"), class_="dw-vink"),
        when(checked, el("div", checked, class_="dw-naast")),
        when(tick["tekst"], el("p", text(texts.label("voorstel_tekst", tekst=tick["tekst"])), class_="dw-uit")),
        el(
            "div",
            fold(text(asks), explanation),
            el("label", unsure, text(texts.label("vink_weet_niet")), class_="dw-vink-onzeker"),
            class_="dw-vink-voet",
        ),
    )


def lines(texts: PageTexts, citations: Citations, question: Question) -> Html:
    """Return what is taken to be so: each with its value, where it comes from, and a button to change it."""
    if not question["regels"]:
        return NOTHING
    card = question["vorm"] == "kaart"
    listed = el(
        "ul", join(_line(texts, citations, line, here=question["stap"]) for line in question["regels"]), role="list"
    )
    how = el("p", text(texts.label("regels_kaart" if card else "regels_vraag")), class_="dw-stil")
    return el(
        "div",
        when(not card, el("p", text(texts.label("regels_kop")), class_="dw-tussenkop")),
        listed,
        how,
        class_="dw-regels",
        id=LINES,
    )


def _line(texts: PageTexts, citations: Citations, line: Mapping[str, Any], *, here: str) -> Html:
    why = el("span", text(line["waarom"]), citations.marks(line["bronnen"]), class_="dw-uit")
    # A line of another step says so: it is confirmed here, but belongs there.
    elsewhere = line["stap"] not in (here, "vooraf")
    step = text(f" ({texts.label('stap', nummer=line['stap'])})")
    name = el("span", text(line["kort"]), when(elsewhere, step), class_="dw-kort-naam")
    mark = el("span", text(texts.label("voorstel_taalmodel")), class_="dw-merk dw-merk-let-op")
    said = el("div", name, el("strong", text(line["label"])), why, when(by_language_model(line), mark))
    return el("li", said, change_button(texts, line), data_feit=line["feit"], data_waarde=line["waarde"])


def again(texts: PageTexts, *, loses: bool) -> Html:
    """Return the button that begins anew; where it `loses` answers the browser asks first whether that is meant."""
    sure = texts.label("opnieuw_zeker") if loses else None
    return action(text(texts.label("opnieuw")), "opnieuw", class_="dw-knop dw-rustig", data_zeker=sure)


def to_tab(texts: PageTexts, label: str, tab: str, *, class_: str = "dw-knop dw-klein") -> Html:
    """Return a button that goes to a tab of the right-hand side."""
    return el("button", text(texts.label(label)), type="button", class_=class_, data_naar_tab=tab)


def change_button(texts: PageTexts, given: Mapping[str, Any]) -> Html:
    """Return the button that opens an earlier or recognised answer for change."""
    return action(
        text(texts.label("wijzig")),
        "wijzig",
        class_="dw-knop dw-klein",
        data_feit=given["feit"],
        aria_label=texts.label("wijzig_naam", kort=given["kort"]),
    )
