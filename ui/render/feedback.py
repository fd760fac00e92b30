"""Feedback on the page: a small button beside a claim, and one dialog that asks what is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ui.markup import NOTHING, Html, action, el, join, text
from ui.texts import PageTexts

KINDS = ("bron_klopt_niet", "vraag_onduidelijk", "uitkomst_onjuist")
_OF_QUESTION = ("vraag_onduidelijk", "bron_klopt_niet")
_OF_CLAIM = ("bron_klopt_niet", "uitkomst_onjuist")
_LONGEST = 300


def question_flag(texts: PageTexts, question: Mapping[str, Any]) -> Html:
    """Return the button below a question."""
    words = text(texts.label("melden_knop"))
    return _button(
        words,
        _OF_QUESTION,
        "vraag",
        question["feit"],
        question["bronnen"],
        class_="dw-knop dw-rustig dw-melden",
        data_over=question["vraag"],
    )


def outcome_flag(texts: PageTexts, conclusion: Mapping[str, Any]) -> Html:
    """Return the button below a conclusion; it is about the rule that decided, when one did."""
    about = conclusion["bewijs"]["regel"] or conclusion["code"]
    words = text(texts.label("melden_knop"))
    return _button(
        words,
        tuple(reversed(_OF_CLAIM)),
        "conclusie",
        about,
        (),
        class_="dw-knop dw-rustig dw-melden",
        data_over=conclusion["titel"],
    )


def claim_flag(texts: PageTexts, claim: Mapping[str, Any]) -> Html:
    """Return the small button behind a sentence; one without an id of its own has none."""
    if "id" not in claim:
        return NOTHING
    name = f"{texts.label('melden_knop')} {claim['tekst']}"
    return _button(
        el("span", text("⚑"), aria_hidden="true"),
        _OF_CLAIM,
        "zin",
        claim["id"],
        claim["bronnen"],
        class_="dw-vlag dw-melden",
        data_over=claim["tekst"],
        aria_label=name,
        title=texts.label("melden_knop"),
    )


def feedback_dialog(texts: PageTexts) -> Html:
    """Return the dialog; the browser fills in what it is about and shows the kinds that fit."""
    kinds = join(
        el(
            "label",
            el("input", type="radio", name_="dw-melden-soort", value=kind),
            text(texts.label(f"melden_soort_{kind}")),
            class_="dw-keuze",
        )
        for kind in KINDS
    )
    line = el("input", type="text", id="dw-melden-regel", maxlength=_LONGEST, class_="dw-veld", autocomplete="off")
    return el(
        "dialog",
        el("h2", text(texts.label("melden_kop")), id="dw-melden-kop"),
        el("p", text(texts.label("melden_over")), text(" "), el("q", class_="dw-melden-over")),
        el("fieldset", el("legend", text(texts.label("melden_wat"))), kinds, class_="dw-keuzes"),
        el("label", text(texts.label("melden_regel")), for_="dw-melden-regel"),
        line,
        el("p", text(texts.label("melden_regel_hulp")), class_="dw-stil"),
        el("p", text(texts.label("melden_uitleg")), class_="dw-stil"),
        el(
            "div",
            el(
                "button",
                text(texts.label("melden_verstuur")),
                type="button",
                class_="dw-knop dw-hoofd",
                data_melden_verstuur=True,
            ),
            action(text(texts.label("sluit")), "sluit"),
            class_="dw-knoppen",
        ),
        id="dw-melden",
        class_="dw-document dw-melden-venster",
        aria_labelledby="dw-melden-kop",
    )


def feedback_told(texts: PageTexts, *, stored: bool, number: int) -> Html:
    """Return what is said after sending; a screen reader hears it.

    The number makes each of them new: what is the same is not drawn again.
    """
    told = texts.label("melden_dank" if stored else "melden_mislukt")
    return el("p", text(told), role="status", class_="dw-dank", data_nummer=number)


def _button(
    label: Html,
    kinds: tuple[str, ...],
    sort: str,
    about: str,
    sources: Iterable[Mapping[str, Any]],
    **attributes: str,
) -> Html:
    passages = dict.fromkeys(str(source["passage_id"]) for source in sources)
    return el(
        "button",
        label,
        type="button",
        data_melden=sort,
        data_id=about,
        data_passages=" ".join(passages),
        data_soorten=" ".join(kinds),
        **attributes,
    )
