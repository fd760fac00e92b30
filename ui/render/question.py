"""The card with the open question, and the same card for changing an earlier answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ui.markup import NOTHING, Html, action, el, fold, join, text, when
from ui.render.beside import bar, illustrations, instrument_links, terms
from ui.render.card import LINES, again, by_language_model, confirmation, lines, tick_list
from ui.render.citations import Citations, quotation
from ui.render.feedback import question_flag
from ui.texts import PageTexts

Question = Mapping[str, Any]
_BEFORE = "vooraf"


def question_card(
    texts: PageTexts,
    citations: Citations,
    question: Question,
    *,
    can_go_back: bool,
    instruments: Mapping[str, str],
    kept: bool = False,
) -> Html:
    """Return the open question with its options, its reason and its sources.

    Above it stands what the assistant takes to be so, to be confirmed by the answer; a card has only that. The titles
    of instruments are by their id. Of a walk that is `kept`, beginning again loses nothing.
    """
    back = action(text(texts.label("terug")), "terug", class_="dw-knop dw-rustig")
    card = question["vorm"] == "kaart"
    confirmed = lines(texts, citations, question)
    return el(
        "section",
        _place(texts, question),
        when(not card, confirmed),
        _heading(question, described=bool(question["regels"])),
        when(card, confirmed),
        _table(texts, question["tabel"]),
        _answers(texts, citations, question),
        el(
            "div",
            _why(texts, citations, question),
            terms(texts, citations, question["begrippen"]),
            instrument_links(texts, "instrumenten_stap", question["instrumenten"], instruments),
            class_="dw-erbij",
        ),
        el(
            "div",
            when(can_go_back, back),
            again(texts, loses=can_go_back and not kept),
            question_flag(texts, question),
            class_="dw-kaart-voet",
        ),
        class_=f"dw-kaart dw-vraag dw-vorm-{question['vorm']}",
        aria_labelledby="dw-vraag-kop",
        data_feit=question["feit"],
    )


def change_card(
    texts: PageTexts,
    citations: Citations,
    question: Question,
    *,
    current: str | None,
    effects: Mapping[str, str],
) -> Html:
    """Return the question of an earlier answer, with the present answer marked, and a way back without a change.

    Under every other answer stands what choosing it would change (`effects`, by value).
    """
    fact = question["feit"]
    cancel = action(text(texts.label("annuleer")), "annuleer", class_="dw-knop dw-rustig")
    take_back = action(text(texts.label("haal_weg")), "haal_weg", class_="dw-knop dw-rustig", data_feit=fact)
    return el(
        "section",
        el("p", el("strong", text(texts.label("wijzig_kop"))), text(" "), text(texts.label("wijzig_uitleg"))),
        _place(texts, question),
        _heading(question),
        _table(texts, question["tabel"]),
        _options(texts, citations, question, kind="zet", current=current, effects=effects),
        el(
            "div",
            _why(texts, citations, question),
            terms(texts, citations, question["begrippen"]),
            class_="dw-erbij",
        ),
        el("div", cancel, when(current is not None, take_back), class_="dw-kaart-voet"),
        class_="dw-kaart dw-vraag dw-wijzigen",
        aria_labelledby="dw-vraag-kop",
        data_feit=fact,
    )


def _place(texts: PageTexts, question: Question) -> Html:
    step = question["stap"]
    number = texts.label("stap_vooraf") if step == _BEFORE else texts.label("vraag_nummer", nummer=step)
    title = NOTHING if step == _BEFORE else el("span", text(question["stap_titel"]), class_="dw-stap-titel")
    return el("p", el("span", text(number), class_="dw-stap-nr"), title, class_="dw-stap-regel")


def _heading(question: Question, *, described: bool = False) -> Html:
    # tabindex -1: the page moves the focus here, so that a screen reader says the new question, once; and with it the
    # lines above it, for the answer confirms them.
    about = LINES if described else None
    words = text(question["vraag"])
    return el("h2", words, id="dw-vraag-kop", tabindex=-1, data_focus=True, aria_describedby=about)


def _answers(texts: PageTexts, citations: Citations, question: Question) -> Html:
    if question["vorm"] == "kaart":
        checked = bar(texts, citations, question["drempel"])
        return join([when(checked, el("p", text(question["toelichting"]))), checked, confirmation(question)])
    if question["vorm"] == "lijst":
        return tick_list(texts, citations, question)
    return _options(texts, citations, question, kind="antwoord", current=None, effects={})


def _options(
    texts: PageTexts,
    citations: Citations,
    question: Question,
    *,
    kind: str,
    current: str | None,
    effects: Mapping[str, str],
) -> Html:
    suggestion = question["voorstel"]
    made = []
    for option in question["opties"]:
        value = option["waarde"]
        suggested = suggestion if suggestion and suggestion["waarde"] == value and current is None else None
        made.append(
            el(
                "li",
                action(
                    join(
                        [
                            el("span", text(option["label"]), class_="dw-optie-label"),
                            when(option["uitleg"], el("span", text(option["uitleg"]), class_="dw-optie-uitleg")),
                            when(suggested, el("span", text(texts.label("voorstel")), class_="dw-merk")),
                            when(value in effects, el("span", text(effects.get(value, "")), class_="dw-optie-gevolg")),
                            when(value == current, el("span", text(texts.label("nu_gekozen")), class_="dw-merk")),
                        ]
                    ),
                    kind,
                    class_="dw-optie" + (" dw-voorgesteld" if suggested else ""),
                    data_feit=question["feit"],
                    data_waarde=value,
                    aria_pressed="true" if value == current else None,
                ),
                citations.marks(option["bronnen"]),
                illustrations(texts, citations, option, of=option["label"]),
            )
        )
    few = " dw-kort" if not effects and all(not option["uitleg"] for option in question["opties"]) else ""
    listed = el("ul", join(made), class_=f"dw-opties{few}", role="list")
    return join([listed, _suggestion(texts, citations, suggestion)]) if current is None else listed


def _suggestion(texts: PageTexts, citations: Citations, suggestion: Mapping[str, Any] | None) -> Html:
    if not suggestion:
        return NOTHING
    if suggestion["tekst"]:
        because = texts.label("voorstel_tekst", tekst=suggestion["tekst"])
    elif suggestion["noot"]:
        because = texts.label("voorstel_noot", noot=suggestion["noot"])
    else:
        because = texts.label("voorstel_bron")
    return el(
        "p",
        el("span", text(texts.label("voorstel")), class_="dw-merk"),
        when(by_language_model(suggestion), el("span", text(texts.label("voorstel_taalmodel")), class_="dw-merk")),
        text(" "),
        el("strong", text(suggestion["label"])),
        text(", "),
        text(because),
        citations.marks(suggestion["bronnen"]),
        class_="dw-voorstel",
    )


def _why(texts: PageTexts, citations: Citations, question: Question) -> Html:
    reworded = question.get("verwoord_door", "")
    told = el("p", text(texts.label("anders_uitgelegd", model=reworded)), class_="dw-stil") if reworded else NOTHING
    ask = action(text(texts.label("leg_anders_uit")), "leg_anders_uit", class_="dw-knop dw-rustig")
    explanation = join([el("p", text(question["toelichting"])), told, when(question.get("uit_te_leggen"), ask)])
    quotes = join(quotation(citations, source) for source in question["bronnen"])
    return fold(
        text(texts.label("waarom")),
        explanation,
        when(quotes, el("p", text(texts.label("uit_de_bron")), class_="dw-tussenkop")),
        quotes,
        class_="dw-vouw dw-waarom",
        open="uit_te_leggen" in question and not question["uit_te_leggen"],
    )


def _table(texts: PageTexts, table: Mapping[str, Any] | None) -> Html:
    if not table:
        return NOTHING
    columns = (("geldig", "tabel_geldig", "✓ "), ("niet_geldig", "tabel_niet_geldig", "✕ "))
    return el("div", join(_column(texts, table, *column) for column in columns), class_="dw-redenen")


def _column(texts: PageTexts, table: Mapping[str, Any], name: str, label: str, mark: str) -> Html:
    heading = join([el("span", text(mark), aria_hidden="true"), text(texts.label(label))])
    rows = join(el("li", text(row)) for row in table[name])
    # Beside each other both are open; below each other they would put the answers two screens down (pagina.js).
    return fold(heading, el("ul", rows), class_=f"dw-reden dw-reden-{name}", data_open_naast=True)
