"""The conclusion card: the outcome in words, every sentence with its sources, and what would change it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from ui.markup import NOTHING, Html, action, el, fold, join, text
from ui.render.beside import terms
from ui.render.card import change_button
from ui.render.citations import Citations
from ui.render.notices import sign
from ui.render.weighing import ageing, differences, ladder
from ui.texts import PageTexts

Conclusion = Mapping[str, Any]


def conclusion_card(
    texts: PageTexts,
    citations: Citations,
    conclusion: Conclusion,
    steps: Sequence[Mapping[str, Any]],
    *,
    helpful: Html = NOTHING,
) -> Html:
    """Return everything a user reads at the end, in the order in which they need it; the steps name the facts.

    `helpful` are the links to the instruments that help to carry it out.
    """
    sentences = conclusion["zinnen"]
    back = action(text(texts.label("terug")), "terug", class_="dw-knop dw-rustig")
    again = action(text(texts.label("opnieuw")), "opnieuw", class_="dw-knop dw-hoofd")
    return el(
        "article",
        _outcome(texts, conclusion),
        _unknown(texts, conclusion["onbekend"], steps),
        _section(texts, "waarom_uitkomst", _sentences(citations, [s for s in sentences if not s.get("stap")])),
        _section(texts, "voorwaarden", _checklist(citations, conclusion["voorwaarden"])),
        el(
            "div",
            join(
                _section(texts, name, _sentences(citations, conclusion[name]))
                for name in ("informeren", "vastleggen", "evalueren")
            ),
            class_="dw-drieluik",
        ),
        helpful,
        _section(texts, "keerpunten", _turning_points(texts, conclusion["keerpunten_groepen"])),
        _section(texts, "ladder", ladder(texts, citations, conclusion["ladder"])),
        _section(texts, "per_stap", _per_step(citations, [s for s in sentences if s.get("stap")], steps)),
        _section(texts, "tegenspraak", differences(texts, citations, conclusion["tegenspraak"])),
        _section(texts, "veroudering", ageing(texts, citations, conclusion["veroudering"])),
        terms(texts, citations, conclusion["begrippen"]),
        _receipt(texts, conclusion["bewijs"]),
        el("p", sign(texts.notice_look("anders")), text(texts.label("geen_advies")), class_="dw-geen-advies"),
        el("div", back, again, class_="dw-kaart-voet"),
        class_="dw-kaart dw-conclusie",
        aria_labelledby="dw-uitkomst",
        data_code=conclusion["code"],
    )


def _outcome(texts: PageTexts, conclusion: Conclusion) -> Html:
    look = texts.outcomes[conclusion["code"]]
    facts = el(
        "dl",
        el("dt", text(texts.label("grondslag"))),
        el("dd", text(conclusion["grondslag_naam"])),
        el("dt", text(texts.label("omvang"))),
        el("dd", text(conclusion["omvang_naam"])),
    )
    return el(
        "div",
        sign(look),
        el(
            "div",
            el("p", text(texts.label("conclusie")), class_="dw-stap-nr"),
            el("h2", text(conclusion["titel"]), id="dw-uitkomst", tabindex=-1, data_focus=True),
            facts,
        ),
        class_=f"dw-uitkomst dw-vorm-{look.form}",
    )


def _section(texts: PageTexts, label: str, content: Html) -> Html:
    if not content:
        return NOTHING
    return el("section", el("h3", text(texts.label(label))), content, class_=f"dw-deel dw-deel-{label}")


def _sentences(citations: Citations, said: Iterable[Mapping[str, Any]]) -> Html:
    lines = join(el("li", text(item["tekst"]), citations.marks(item["bronnen"])) for item in said)
    return el("ul", lines, class_="dw-zinnen", role="list") if lines else NOTHING


def _checklist(citations: Citations, said: Sequence[Mapping[str, Any]]) -> Html:
    lines = join(
        el(
            "li",
            el("input", type="checkbox", id=f"dw-vink-{number}"),
            el("div", el("label", text(item["tekst"]), for_=f"dw-vink-{number}"), citations.marks(item["bronnen"])),
        )
        for number, item in enumerate(said)
    )
    return el("ul", lines, class_="dw-vinklijst", role="list") if lines else NOTHING


def _per_step(citations: Citations, said: Iterable[Mapping[str, Any]], steps: Sequence[Mapping[str, Any]]) -> Html:
    titles = {step["stap"]: step["titel"] for step in steps}
    lines = join(
        el(
            "li",
            el("strong", text(titles[item["stap"]]), class_="dw-kort-naam"),
            el("span", text(item["tekst"]), citations.marks(item["bronnen"])),
        )
        for item in said
    )
    return el("ol", lines, class_="dw-per-stap", role="list") if lines else NOTHING


def _turning_points(texts: PageTexts, groups: Sequence[Mapping[str, Any]]) -> Html:
    """Return the groups in the assistant's order: what the user can do is in sight, the others open on a click."""
    if not groups:
        return NOTHING
    first, *rest = groups
    return join(
        [
            el("p", text(texts.label("keerpunten_uitleg")), class_="dw-stil"),
            el("h4", text(first["titel"])),
            _turning_lines(texts, first["regels"]),
            *(
                fold(text(f"{group['titel']} ({len(group['regels'])})"), _turning_lines(texts, group["regels"]))
                for group in rest
            ),
        ]
    )


def _turning_lines(texts: PageTexts, lines: Sequence[Mapping[str, Any]]) -> Html:
    items = [
        el(
            "li",
            el("span", text(line["tekst"])),
            # Answers of one line differ in value alone, so one button opens the question they belong to.
            action(
                text(texts.label("keerpunt_wijzig")),
                "wijzig",
                class_="dw-knop dw-klein",
                data_feit=line["antwoorden"][0]["feit"],
            ),
        )
        for line in lines
    ]
    return el("ul", join(items), class_="dw-keerpunten", role="list")


def _unknown(texts: PageTexts, unknown: Sequence[str], steps: Sequence[Mapping[str, Any]]) -> Html:
    """Return what was answered with "weet ik niet" and still makes a difference, each to be answered yet."""
    given = {answer["feit"]: answer for step in steps for answer in step["antwoorden"]}
    named = [given[fact] for fact in unknown if fact in given]
    if not named:
        return NOTHING
    items = join(el("li", el("span", text(answer["kort"])), change_button(texts, answer)) for answer in named)
    heading = el("h3", text(texts.label("onbekend")))
    return el("section", heading, el("ul", items, class_="dw-keerpunten", role="list"), class_="dw-deel dw-onbekend")


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
