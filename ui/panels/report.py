"""The tab with the papers of a walk: what each is for, and a button per form to save it in."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping, Sequence
from typing import Any

from assistant import Download
from ui.markup import Html, el, join, text, when
from ui.render.citations import Citations
from ui.texts import PageTexts

Paper = Mapping[str, Any]


def report_tab(texts: PageTexts, citations: Citations, papers: Sequence[Paper]) -> Html:
    """Return every paper, with buttons as soon as there is a conclusion; before it, what will come."""
    ahead = not any(paper["beschikbaar"] for paper in papers)
    return el(
        "div",
        el("h3", text(texts.label("verslag_kop"))),
        el("p", text(texts.label("verslag_straks" if ahead else "verslag_uitleg")), class_="dw-stil"),
        el(
            "ul",
            join(_paper(texts, citations, paper, ahead=ahead) for paper in papers),
            class_="dw-papieren",
            role="list",
        ),
        class_="dw-over",
    )


def saved_file(texts: PageTexts, file: Download, turn: int) -> Html:
    """Return a file for the browser to save, with what is said about it; `turn` makes the same file asked twice new."""
    content = b64encode(file.content).decode("ascii")
    link = el("a", text(file.name), href=f"data:{file.media_type};base64,{content}", download=file.name, data_keer=turn)
    told = el("p", text(texts.label("verslag_gemaakt", naam=file.name)), role="status", class_="dw-dank")
    return join([el("div", link, hidden=True), told])


def no_file(texts: PageTexts, turn: int) -> Html:
    """Return what is said when a file could not be made."""
    return el("p", text(texts.label("verslag_mislukt")), role="status", class_="dw-dank", data_keer=turn)


def _paper(texts: PageTexts, citations: Citations, paper: Paper, *, ahead: bool) -> Html:
    warnings = join(
        el("p", text(said["tekst"]), citations.marks(said["bronnen"]), class_="dw-opmerking")
        for said in paper["let_op"]
    )
    buttons = join(_button(texts, paper, form) for form in paper["formaten"])
    return el(
        "li",
        el("h4", text(paper["titel"])),
        el("p", text(paper["uitleg"])),
        warnings,
        when(paper["beschikbaar"], el("div", buttons, class_="dw-knoppen")),
        when(not paper["beschikbaar"] and not ahead, el("p", text(paper["waarom_niet"]), class_="dw-stil")),
        data_papier=paper["soort"],
    )


def _button(texts: PageTexts, paper: Paper, form: Mapping[str, str]) -> Html:
    name = texts.label("verslag_knop_naam", titel=paper["titel"], vorm=form["naam"])
    return el(
        "button",
        text(form["naam"]),
        type="button",
        class_="dw-knop",
        data_bestand=paper["soort"],
        data_vorm=form["formaat"],
        aria_label=name,
    )
