"""What would change the outcome: the "wat als" buttons, what is not known yet, and the preview behind a button."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ui.markup import NOTHING, Html, action, el, fold, join, text, when
from ui.render.card import change_button
from ui.texts import PageTexts


def turning_points(texts: PageTexts, groups: Sequence[Mapping[str, Any]]) -> Html:
    """Return the groups in the assistant's order: what the user can do is in sight, the others open on a click."""
    if not groups:
        return NOTHING
    first, *rest = groups
    return join(
        [
            el("p", text(texts.label("keerpunten_uitleg")), class_="dw-stil"),
            el("h4", text(first["titel"])),
            _lines(texts, first["regels"]),
            *(
                fold(text(f"{group['titel']} ({len(group['regels'])})"), _lines(texts, group["regels"]))
                for group in rest
            ),
        ]
    )


def unknown(texts: PageTexts, facts: Sequence[str], steps: Sequence[Mapping[str, Any]]) -> Html:
    """Return what was answered with "weet ik niet" and still makes a difference, each to be answered yet."""
    given = {answer["feit"]: answer for step in steps for answer in step["antwoorden"]}
    named = [given[fact] for fact in facts if fact in given]
    if not named:
        return NOTHING
    items = join(el("li", el("span", text(answer["kort"])), change_button(texts, answer)) for answer in named)
    heading = el("h3", text(texts.label("onbekend")))
    return el("section", heading, el("ul", items, class_="dw-keerpunten", role="list"), class_="dw-deel dw-onbekend")


def preview_head(texts: PageTexts, preview: Mapping[str, Any]) -> Html:
    """Return what is looked at, the two outcomes beside each other, and the two ways on."""
    take = action(
        text(texts.label("wat_als_neem_over")),
        "zet",
        class_="dw-knop",
        data_feit=preview["feit"],
        data_waarde=preview["waarde"],
    )
    back = action(
        text(texts.label("wat_als_terug")), "annuleer", class_="dw-knop dw-hoofd", data_terug_naar_keerpunt=""
    )
    asked = texts.label("wat_als_kop", kort=preview["kort"], label=preview["label"])
    outcomes = (("wat_als_nu", preview["nu"]), ("wat_als_dan", preview["dan"] or texts.label("wat_als_open")))
    compared = join(
        el("div", el("dt", text(texts.label(label))), el("dd", text(title)), class_="dw-wat-als-kant")
        for label, title in outcomes
    )
    return el(
        "div",
        el("p", text(texts.label("wat_als_kop_klein")), class_="dw-stap-nr"),
        el("h2", text(asked), id="dw-wat-als-kop", tabindex=-1, data_focus=True),
        el("dl", compared, class_="dw-wat-als-kanten"),
        # With a conclusion under it the line would say the same again.
        when(not preview["conclusie"] or preview["nu"] == preview["dan"], el("p", text(preview["tekst"]))),
        el("div", back, take, class_="dw-bevestig"),
        class_="dw-wat-als-hoofd",
    )


def _lines(texts: PageTexts, lines: Sequence[Mapping[str, Any]]) -> Html:
    items = join(
        el("li", el("span", text(line["tekst"])), el("div", _buttons(texts, line), class_="dw-wat-als-knoppen"))
        for line in lines
    )
    return el("ul", items, class_="dw-keerpunten", role="list")


def _buttons(texts: PageTexts, line: Mapping[str, Any]) -> Html:
    """Return one button, or one per answer when several answers of one line do the same."""
    answers = line["antwoorden"]
    alone = len(answers) == 1
    return join(
        action(
            text(texts.label("wat_als") if alone else texts.label("wat_als_een", antwoord=answer["label"])),
            "wat_als",
            class_="dw-knop dw-klein",
            data_feit=answer["feit"],
            data_waarde=answer["waarde"],
            aria_label=texts.label("wat_als_naam", tekst=line["tekst"]) if alone else None,
        )
        for answer in answers
    )
