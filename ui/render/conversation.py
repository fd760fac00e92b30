"""The conversation: what was typed and answered so far, messages, and then the open question or the conclusion."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ui.markup import NOTHING, Html, action, el, fold, join, text, when
from ui.render.card import again
from ui.render.citations import Citations, origin, quotation
from ui.texts import PageTexts

_FEW_ANSWERS = 8
"""With more than this the answers fold away, so that the question stays near the top of the screen."""

_LONG_TEXT = 900


def said_by_user(texts: PageTexts, masked_text: str) -> Html:
    """Return what the user typed, as the assistant keeps it: masked."""
    who = el("span", text(texts.label("jij")), class_="dw-wie")
    # A long text scrolls in its own place; a screenful of it would push the question out of sight.
    long = len(masked_text) > _LONG_TEXT
    words = el("p", text(masked_text), class_="dw-lang" if long else None, tabindex=0 if long else None)
    return el("div", who, words, class_="dw-ballon dw-jij")


def documents_answer(texts: PageTexts, citations: Citations, answer: Mapping[str, Any], *, fresh: bool) -> Html:
    """Return the answer to a knowledge question: sentences, each with its source, and where to read on.

    The sentences are the documents' own, or a language model's with the literal quote under each. A fresh answer gets
    the focus.
    """
    phrased_by = answer.get("verwoord_door")
    show = _phrased if phrased_by else _literal
    quotes = join(show(texts, citations, sentence) for sentence in answer["zinnen"])
    told = texts.label("antwoord_verwoord", model=phrased_by) if phrased_by else texts.label("antwoord_uitleg")
    further = join(el("li", origin(texts, source), citations.marks([source])) for source in answer.get("zie_ook") or ())
    return el(
        "section",
        el("h2", text(texts.label("antwoord_kop")), tabindex=-1, data_focus=fresh),
        el("p", text(told), class_="dw-stil"),
        quotes,
        when(further, fold(text(texts.label("zie_ook")), el("ul", further, role="list"))),
        class_="dw-kaart dw-antwoord",
    )


def _literal(texts: PageTexts, citations: Citations, sentence: Mapping[str, Any]) -> Html:
    words = el("p", text("“"), text(sentence["tekst"]), text("”"), citations.marks(sentence["bronnen"]))
    return el("blockquote", words, join(origin(texts, one) for one in sentence["bronnen"]), class_="dw-citaat")


def _phrased(texts: PageTexts, citations: Citations, sentence: Mapping[str, Any]) -> Html:
    quotes = join(quotation(citations, source) for source in sentence["bronnen"])
    return el("div", el("p", text(sentence["tekst"])), quotes)


def answers_so_far(texts: PageTexts, steps: Iterable[Mapping[str, Any]]) -> Html:
    """Return the answers given until now as short question-and-answer lines, in the order of the steps."""
    lines = [
        el(
            "li",
            el("span", text(given["kort"]), class_="dw-kort-naam"),
            el("span", text(given["label"]), class_="dw-gegeven"),
        )
        for step in steps
        for given in step["antwoorden"]
        if given["hoe"] == "beantwoord"
    ]
    if not lines:
        return NOTHING
    listed = el("ul", join(lines), class_="dw-tot-nu", role="list")
    return el(
        "div",
        fold(text(texts.label("je_antwoorden", aantal=len(lines))), listed, open=len(lines) <= _FEW_ANSWERS),
        class_="dw-antwoorden",
    )


def stepper(texts: PageTexts, steps: Sequence[Mapping[str, Any]]) -> Html:
    """Return the five steps in one line, each with its state in words for who does not see the colour."""
    five = [step for step in steps if step["stap"] != "vooraf"]
    items = join(
        el(
            "li",
            el("span", text("✓" if step["stand"] == "klaar" else step["stap"]), class_="dw-stip", aria_hidden="true"),
            el("span", text(texts.label("stap", nummer=step["stap"]) + ": "), class_="dw-lees"),
            el("span", text(step["titel"]), class_="dw-stap-naam"),
            el("span", text(texts.label("stand_" + step["stand"])), class_="dw-stap-stand"),
            class_=f"dw-stand-{step['stand']}",
            aria_current="step" if step["stand"] == "huidig" else None,
        )
        for step in five
    )
    return el("nav", el("ol", items, role="list"), class_="dw-stappenbalk", aria_label=texts.label("stappen_in_beeld"))


def ways_on(texts: PageTexts) -> Html:
    """Return the way into the five steps and the way back to the start, for when no question is open."""
    begin = action(text(texts.label("begin_stap_een")), "begin", class_="dw-knop dw-hoofd")
    invitation = el("p", text(texts.label("casus_begin")))
    ways = el("div", begin, again(texts, loses=False), class_="dw-kaart-voet")
    return el("div", invitation, ways, class_="dw-kaart dw-verder")
