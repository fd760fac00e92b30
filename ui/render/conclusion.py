"""The conclusion card: the outcome in words, every sentence with its sources, and what would change it."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from ui.markup import NOTHING, Html, action, el, fold, join, text
from ui.render.beside import terms
from ui.render.card import again, to_tab
from ui.render.citations import Citations
from ui.render.feedback import outcome_flag
from ui.render.notices import sign
from ui.render.reasons import said_once
from ui.render.sharing import checklist, sharing_columns
from ui.render.turning import preview_head, turning_points, unknown
from ui.render.weighing import ageing, differences, ladder
from ui.texts import PageTexts

Conclusion = Mapping[str, Any]
Steps = Sequence[Mapping[str, Any]]


def conclusion_card(
    texts: PageTexts,
    citations: Citations,
    conclusion: Conclusion,
    steps: Steps,
    *,
    ticked: Collection[int] = (),
    helpful: Html = NOTHING,
    kept: bool = False,
) -> Html:
    """Return everything a user reads at the end, in the order in which they need it; the steps name the facts.

    `ticked` are the conditions that are ticked, `helpful` the links to the instruments that help to carry it out.
    Of a walk that is `kept`, beginning again loses nothing.
    """
    back = action(text(texts.label("terug")), "terug", class_="dw-knop dw-rustig")
    to_papers = to_tab(texts, "naar_verslag", "verslag", class_="dw-knop dw-hoofd")
    return el(
        "article",
        _outcome(texts, conclusion, focus=True),
        unknown(texts, conclusion["onbekend"], steps),
        _what_to_do(texts, citations, conclusion, ticked=ticked),
        helpful,
        _section(texts, "keerpunten", turning_points(texts, conclusion["keerpunten_groepen"])),
        _weighing(texts, citations, conclusion, steps),
        _receipt(texts, conclusion["bewijs"]),
        _no_advice(texts),
        el(
            "div",
            to_papers,
            back,
            again(texts, loses=not kept),
            outcome_flag(texts, conclusion),
            class_="dw-kaart-voet",
        ),
        class_="dw-kaart dw-conclusie",
        aria_labelledby="dw-uitkomst",
        data_code=conclusion["code"],
    )


def preview_card(texts: PageTexts, citations: Citations, preview: Mapping[str, Any], steps: Steps) -> Html:
    """Return the conclusion that another answer would give, marked as only looked at; the user's own walk stays."""
    conclusion = preview["conclusie"]
    content = NOTHING
    if conclusion:
        content = join(
            [
                _outcome(texts, conclusion, focus=False),
                _what_to_do(texts, citations, conclusion, ticked=None),
                _weighing(texts, citations, conclusion, steps),
                _no_advice(texts),
            ]
        )
    return el(
        "article",
        preview_head(texts, preview),
        content,
        class_="dw-kaart dw-conclusie dw-wat-als",
        aria_labelledby="dw-wat-als-kop",
    )


def _what_to_do(
    texts: PageTexts, citations: Citations, conclusion: Conclusion, *, ticked: Collection[int] | None
) -> Html:
    """Return what is shared, why, under which conditions, and what to tell, record and look at again.

    Without `ticked` the conditions are only read. The parts are made in their order: it gives the marks their numbers.
    """
    conditions = conclusion["voorwaarden"]
    reasons = said_once(texts, [said for said in conclusion["zinnen"] if not said.get("stap")], conditions)
    return join(
        [
            sharing_columns(texts, citations, conclusion["delen"], conclusion["code"]),
            _section(texts, "waarom_uitkomst", _sentences(citations, reasons)),
            _section(
                texts,
                "voorwaarden",
                _sentences(citations, conditions)
                if ticked is None
                else checklist(texts, citations, conditions, ticked),
            ),
            el(
                "div",
                join(
                    _section(texts, name, _sentences(citations, conclusion[name]))
                    for name in ("informeren", "vastleggen", "evalueren")
                ),
                class_="dw-drieluik",
            ),
        ]
    )


def _weighing(texts: PageTexts, citations: Citations, conclusion: Conclusion, steps: Steps) -> Html:
    """Return what the outcome rests on: the two longest parts open on a click."""
    weighed = [said for said in conclusion["zinnen"] if said.get("stap")]
    return join(
        [
            _section(texts, "tegenspraak", differences(texts, citations, conclusion["tegenspraak"])),
            _section(texts, "veroudering", ageing(texts, citations, conclusion["veroudering"])),
            _folded(texts, "ladder", ladder(texts, citations, conclusion["ladder"])),
            _folded(texts, "per_stap", _per_step(citations, weighed, steps)),
            terms(texts, citations, conclusion["begrippen"]),
        ]
    )


def _no_advice(texts: PageTexts) -> Html:
    return el("p", sign(texts.notice_look("anders")), text(texts.label("geen_advies")), class_="dw-geen-advies")


def _folded(texts: PageTexts, label: str, content: Html) -> Html:
    return fold(text(texts.label(label)), content, class_=f"dw-vouw dw-deel-{label}") if content else NOTHING


def _outcome(texts: PageTexts, conclusion: Conclusion, *, focus: bool) -> Html:
    look = texts.outcomes[conclusion["code"]]
    rows = (("grondslag", "grondslag_naam"), ("omvang", "omvang_naam"), ("aan_wie", "ontvanger_naam"))
    facts = el("dl", join(_row(texts.label(label), conclusion[key]) for label, key in rows if conclusion[key]))
    heading = el("h2", text(conclusion["titel"]), id="dw-uitkomst", tabindex=-1, data_focus=focus)
    return el(
        "div",
        sign(look),
        el(
            "div",
            el("p", text(texts.label("conclusie")), class_="dw-stap-nr"),
            heading,
            facts,
        ),
        class_=f"dw-uitkomst dw-vorm-{look.form}",
    )


def _section(texts: PageTexts, label: str, content: Html) -> Html:
    if not content:
        return NOTHING
    return el("section", el("h3", text(texts.label(label))), content, class_=f"dw-deel dw-deel-{label}")


def _sentences(citations: Citations, said: Iterable[Mapping[str, Any]]) -> Html:
    lines = join(el("li", text(item["tekst"]), citations.behind(item)) for item in said)
    return el("ul", lines, class_="dw-zinnen", role="list") if lines else NOTHING


def _per_step(citations: Citations, said: Iterable[Mapping[str, Any]], steps: Steps) -> Html:
    titles = {step["stap"]: step["titel"] for step in steps}
    lines = join(
        el(
            "li",
            el("strong", text(titles[item["stap"]]), class_="dw-kort-naam"),
            el("span", text(item["tekst"]), citations.behind(item)),
        )
        for item in said
    )
    return el("ol", lines, class_="dw-per-stap", role="list") if lines else NOTHING


def _receipt(texts: PageTexts, receipt: Mapping[str, Any]) -> Html:
    """Return what the conclusion rests on, and the receipt itself as a file: it holds nothing that was typed."""
    rows = (("bewijs_regel", "regel"), ("bewijs_tabel", "tabelversie"), ("bewijs_index", "generatie"))
    listed = el("dl", join(_row(texts.label(label), receipt[key]) for label, key in rows if receipt[key]))
    content = quote(json.dumps(receipt, ensure_ascii=False, indent=1))
    keep = el(
        "a",
        text(texts.label("bewijs_bewaar")),
        class_="dw-knop dw-rustig",
        href=f"data:application/json;charset=utf-8,{content}",
        download=texts.label("bewijs_bestand"),
    )
    told = el("p", text(texts.label("bewijs_uitleg")), class_="dw-stil")
    return fold(text(texts.label("bewijs")), listed, told, keep, class_="dw-vouw dw-bewijs")


def _row(label: str, value: object) -> Html:
    return join([el("dt", text(label)), el("dd", text(value))])
