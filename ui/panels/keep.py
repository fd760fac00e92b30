"""The tab about keeping: whether this walk is kept, under which code and until when, remarks, and how to wipe it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ui.markup import Html, action, el, fold, text
from ui.render.keep import code_shown, looks_along, spoken_date
from ui.texts import PageTexts

Turn = Mapping[str, Any]
_LONGEST_REMARK = 1000
_LONGEST_NAME = 60


def keep_ahead(texts: PageTexts) -> Html:
    """Return what stands in the tab before there is anything to keep."""
    return el("div", *_paragraphs(texts, "bewaar_niets", "bewaar_uitleg", "bewaar_wat"), class_="dw-over")


def keep_tab(texts: PageTexts, turn: Turn) -> Html:
    """Return the tab of a conversation."""
    if looks_along(turn):
        return _looking_along(texts)
    if turn["bewaard"]:
        return _kept(texts, turn["bewaard"])
    walking = turn["volgende_vraag"] or turn["conclusie"]
    keep = [action(text(texts.label("bewaar_knop")), "bewaar", class_="dw-knop dw-hoofd")] if walking else []
    return el(
        "div",
        *_paragraphs(texts, "bewaar_niets", "bewaar_uitleg"),
        *keep,
        *_paragraphs(texts, "bewaar_wat"),
        _wipe(texts, "wis_uitleg"),
        class_="dw-over",
    )


def _kept(texts: PageTexts, kept: Mapping[str, Any]) -> Html:
    until = texts.label("bewaard_tot", datum=spoken_date(texts, kept["tot"]))
    return el(
        "div",
        code_shown(texts, kept),
        *_paragraphs(texts, "bewaard_schrijf_op"),
        el("p", text(until)),
        *_paragraphs(texts, "bewaard_vanzelf"),
        action(text(texts.label("ververs_knop")), "ververs", class_="dw-knop dw-klein"),
        _remark_form(texts, "opmerking_eigen"),
        fold(
            text(texts.label("bewaar_niet_kop")),
            *_paragraphs(texts, "bewaar_niet_uitleg"),
            action(text(texts.label("bewaar_niet_knop")), "bewaar_niet", class_="dw-knop dw-rustig"),
        ),
        _wipe(texts, "wis_bewaard_uitleg"),
        class_="dw-over",
    )


def _looking_along(texts: PageTexts) -> Html:
    return el(
        "div",
        el("h3", text(texts.label("meekijk_kop"))),
        *_paragraphs(texts, "meekijk_nu"),
        action(text(texts.label("ververs_knop")), "ververs", class_="dw-knop dw-klein"),
        _remark_form(texts, "opmerking_hulp", shown=True),
        action(text(texts.label("stop_meekijken_knop")), "wis_alles", class_="dw-knop dw-rustig"),
        class_="dw-over dw-kijkt-mee",
    )


def _remark_form(texts: PageTexts, help_label: str, *, shown: bool = False) -> Html:
    words = el("textarea", id="dw-opmerking", rows=4, maxlength=_LONGEST_REMARK, class_="dw-veld", data_veld="tekst")
    by = el("input", type="text", id="dw-opmerking-door", maxlength=_LONGEST_NAME, class_="dw-veld", data_veld="door")
    return fold(
        text(texts.label("opmerking_plaats")),
        el("p", text(texts.label(help_label)), class_="dw-stil"),
        el("label", text(texts.label("opmerking_veld")), for_="dw-opmerking"),
        words,
        el("label", text(texts.label("opmerking_door")), for_="dw-opmerking-door"),
        by,
        action(text(texts.label("opmerking_knop")), "opmerking", class_="dw-knop dw-hoofd"),
        class_="dw-vouw dw-opmerking-formulier",
        open=shown,
        data_formulier=True,
    )


def _wipe(texts: PageTexts, label: str) -> Html:
    """Return the way to wipe everything; it takes two clicks, for it cannot be undone."""
    return fold(
        text(texts.label("wis_kop")),
        *_paragraphs(texts, label),
        action(text(texts.label("wis_knop")), "wis_alles", class_="dw-knop dw-rustig dw-wis"),
    )


def _paragraphs(texts: PageTexts, *labels: str) -> list[Html]:
    return [el("p", text(texts.label(label))) for label in labels]
