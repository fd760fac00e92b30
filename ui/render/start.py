"""The start of the page: what to do, six examples, and the way in without typing."""

from __future__ import annotations

from ui.markup import Html, action, el, join, text
from ui.texts import PageTexts


def header(texts: PageTexts) -> Html:
    """Return the title, what the assistant does and does not do, and what happens to what is typed."""
    mark = el("span", text("?"), class_="dw-beeldmerk", aria_hidden="true")
    words = el("div", el("h1", text(texts.label("titel"))), el("p", text(texts.label("ondertitel"))))
    lock = el("span", text("i"), class_="dw-teken", aria_hidden="true")
    privacy = el("p", lock, text(texts.label("privacy")), class_="dw-privacy")
    skip = el("a", text(texts.label("naar_inhoud")), href="#dw-gesprek", class_="dw-sla-over")
    # Empty until something takes long: a screen reader says what is put into it.
    busy, gone = texts.label("even_geduld"), texts.label("verbinding_weg")
    waiting = el("p", role="status", class_="dw-wacht", data_bezig=busy, data_weg=gone)
    # Filled in by the browser with the quote behind the mark that is pointed at.
    tip = el("div", role="tooltip", id="dw-tip", class_="dw-tip", hidden=True, data_tik=texts.label("bron_tik"))
    return el("header", skip, el("div", mark, words, class_="dw-kop-binnen"), privacy, waiting, tip, class_="dw-kop")


def welcome(texts: PageTexts) -> Html:
    """Return the words above the text box."""
    return el(
        "section",
        el("h2", text(texts.label("begin_kop")), tabindex=-1, data_focus=True),
        el("p", text(texts.label("begin_uitleg"))),
        class_="dw-welkom",
    )


def examples(texts: PageTexts) -> Html:
    """Return the examples and the button that begins at step I."""
    cards = join(
        el(
            "li",
            action(
                join(
                    [
                        el("span", text(example.title), class_="dw-optie-label"),
                        el("span", text(example.text), class_="dw-optie-uitleg"),
                    ]
                ),
                "voorbeeld",
                class_="dw-optie",
                data_nummer=number,
            ),
        )
        for number, example in enumerate(texts.examples)
    )
    begin = action(text(texts.label("begin_stap_een")), "begin")
    return el(
        "section",
        el("div", begin, el("span", text(texts.label("begin_stap_een_uitleg"))), class_="dw-begin"),
        el("h2", text(texts.label("voorbeelden_kop"))),
        el("ul", cards, class_="dw-voorbeelden", role="list"),
        class_="dw-start",
    )
