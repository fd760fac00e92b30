"""The tab with the five steps: where you are, and every answer, each to be changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ui.markup import NOTHING, Html, el, join, text, when
from ui.render.card import change_button
from ui.texts import PageTexts


def steps_tab(texts: PageTexts, steps: Sequence[Mapping[str, Any]]) -> Html:
    """Return every step with its state in words, what it is for, and the answers in it."""
    return el("ol", join(_step(texts, step) for step in steps), class_="dw-stappen", role="list")


def _step(texts: PageTexts, step: Mapping[str, Any]) -> Html:
    before = step["stap"] == "vooraf"
    number = "0" if before else step["stap"]
    state = el("span", text(texts.label("stand_" + step["stand"])), class_="dw-merk")
    return el(
        "li",
        el("span", text("✓" if step["stand"] == "klaar" else number), class_="dw-stip", aria_hidden="true"),
        el(
            "div",
            el("div", el("h3", _name(texts, step, before=before)), state, class_="dw-stap-kop"),
            el("p", text(step["uitleg"]), class_="dw-stil"),
            _answers(texts, step["antwoorden"]),
        ),
        class_=f"dw-stap dw-stand-{step['stand']}",
        aria_current="step" if step["stand"] == "huidig" else None,
    )


def _name(texts: PageTexts, step: Mapping[str, Any], *, before: bool) -> Html:
    return text(step["titel"] if before else f"{texts.label('stap', nummer=step['stap'])}: {step['titel']}")


def _answers(texts: PageTexts, answers: Sequence[Mapping[str, Any]]) -> Html:
    if not answers:
        return NOTHING
    items = join(
        el(
            "li",
            el(
                "div",
                el("span", text(given["kort"]), class_="dw-kort-naam"),
                el("strong", text(given["label"])),
                when(given["hoe"] == "afgeleid", el("span", text(texts.label("afgeleid")), class_="dw-uit")),
            ),
            change_button(texts, given),
            data_feit=given["feit"],
            data_waarde=given["waarde"],
        )
        for given in answers
    )
    return el("ul", items, class_="dw-gegeven-lijst", role="list")
