"""Keeping on the page: the code, the way back in, what colleagues remarked, and the page of who only looks along."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ui.markup import NOTHING, Html, action, el, fold, join, text
from ui.render.card import change_button, to_tab
from ui.texts import PageTexts

Turn = Mapping[str, Any]

CONSULTED = "collega_geraadpleegd"
"""The fact that says a colleague was consulted; a remark never sets it, the user does."""

_CHANGES = ("antwoord", "zet", "haal_weg", "wijzig", "terug")
_CHANGING = re.compile(f' data-(?:actie="(?:{"|".join(_CHANGES)})"|afvink=)')


def spoken_date(texts: PageTexts, written: str) -> str:
    """Return a date (2026-12-22) as it is said: 22 december 2026."""
    year, month, day = written.split("-")
    return f"{int(day)} {texts.label('maanden').split()[int(month) - 1]} {year}"


def resume_form(texts: PageTexts, *, code: str = "") -> Html:
    """Return the form to open a kept walk; a code that was refused stands in it, to be mended."""
    name = el("label", text(texts.label("verder_code")), for_="dw-code")
    box = el(
        "input",
        type="text",
        id="dw-code",
        value=code,
        class_="dw-veld dw-code-veld",
        data_veld="code",
        aria_describedby="dw-code-hulp",
        autocomplete="off",
        autocapitalize="characters",
        spellcheck="false",
        maxlength=80,
    )
    buttons = [
        action(text(texts.label("verder_knop")), "open_bewaard", class_="dw-knop dw-hoofd"),
        action(text(texts.label("meekijk_knop")), "kijk_mee", class_="dw-knop dw-rustig"),
    ]
    return fold(
        text(texts.label("verder_kop")),
        el("p", text(texts.label("verder_uitleg"))),
        el("div", name, box, el("p", text(texts.label("verder_code_hulp")), id="dw-code-hulp", class_="dw-stil")),
        el("div", *buttons, class_="dw-knoppen"),
        el("p", text(texts.label("meekijk_uitleg")), class_="dw-stil"),
        class_="dw-vouw dw-hervat",
        open=bool(code),
        data_formulier=True,
    )


def code_shown(texts: PageTexts, kept: Mapping[str, Any]) -> Html:
    """Return the code in large signs, with a button that copies it."""
    code = str(kept["code"])
    return el(
        "div",
        el("span", text(texts.label("bewaard_code")), class_="dw-kort-naam"),
        el("strong", text(code), class_="dw-code"),
        el(
            "button",
            text(texts.label("kopieer_code")),
            type="button",
            class_="dw-knop dw-klein",
            data_kopieer=code,
            data_gelukt=texts.label("code_gekopieerd"),
            data_mislukt=texts.label("code_niet_gekopieerd"),
        ),
        class_="dw-code-blok",
    )


def kept_card(texts: PageTexts, kept: Mapping[str, Any]) -> Html:
    """Return what the user sees at the moment of keeping; it gets the focus."""
    until = texts.label("bewaard_tot", datum=spoken_date(texts, kept["tot"]))
    return el(
        "section",
        el("h2", text(texts.label("bewaard_kop")), id="dw-bewaard-kop", tabindex=-1, data_focus=True),
        code_shown(texts, kept),
        el("p", text(texts.label("bewaard_schrijf_op"))),
        el("p", text(until), class_="dw-stil"),
        class_="dw-kaart dw-bewaard",
        aria_labelledby="dw-bewaard-kop",
    )


def keep_bar(texts: PageTexts, turn: Turn) -> Html:
    """Return one line below the card: kept or not, and the button that goes with it."""
    if not (turn["volgende_vraag"] or turn["conclusie"]):
        return NOTHING
    kept = turn["bewaard"]
    if kept is None:
        told = texts.label("bewaar_nog_niet")
        button = action(text(texts.label("bewaar_knop")), "bewaar", class_="dw-knop dw-klein")
    elif kept["kijkt_mee"]:
        told = texts.label("meekijk_kop")
        button = to_tab(texts, "opmerking_naar", "bewaren")
    else:
        told = texts.label("bewaard_balk", datum=spoken_date(texts, kept["tot"]))
        button = to_tab(texts, "bewaard_naar", "bewaren")
    return el("div", el("span", text(told)), button, class_="dw-bewaar-balk")


def remarks(texts: PageTexts, turn: Turn) -> Html:
    """Return what colleagues remarked, and for the user the way to say that they consulted one."""
    if not turn["opmerkingen_collega"]:
        return NOTHING
    items = join(_remark(texts, remark) for remark in turn["opmerkingen_collega"])
    answers = [answer for step in turn["stappen"] for answer in step["antwoorden"] if answer["feit"] == CONSULTED]
    asked = join(
        el("p", text(texts.label("opmerking_verwerk", kort=answer["kort"])), text(" "), change_button(texts, answer))
        for answer in answers
    )
    return el(
        "section",
        el("h3", text(texts.label("opmerking_kop"))),
        el("ul", items, role="list"),
        asked,
        class_="dw-kaart dw-opmerkingen",
    )


def for_looking_along(html: Html) -> Html:
    """Return a page on which every button that would change the walk is switched off."""
    return Html(_CHANGING.sub(lambda found: f" disabled{found[0]}", html))


def looks_along(turn: Turn) -> bool:
    """Say whether this window only looks along."""
    return bool(turn["bewaard"] and turn["bewaard"]["kijkt_mee"])


def _remark(texts: PageTexts, remark: Mapping[str, Any]) -> Html:
    said_on = spoken_date(texts, remark["datum"])
    who = texts.label("opmerking_van", door=remark["door"], datum=said_on) if remark["door"] else said_on
    return el("li", el("p", text(remark["tekst"])), el("p", text(who), class_="dw-stil"), class_="dw-opmerking-collega")
