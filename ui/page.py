"""The whole page as a pure function of the turn: conversation, start, and right-hand side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant import Said
from ui.markup import NOTHING, Html, el, join, when
from ui.panels.keep import keep_ahead, keep_tab
from ui.panels.panel import panel
from ui.panels.report import report_tab
from ui.render.beside import instrument_links
from ui.render.citations import Citations
from ui.render.conclusion import conclusion_card, preview_card
from ui.render.conversation import answers_so_far, documents_answer, said_by_user, stepper, ways_on
from ui.render.keep import keep_bar, remarks, resume_form
from ui.render.notices import notices
from ui.render.question import change_card, question_card
from ui.render.start import examples, welcome
from ui.texts import PageTexts

Turn = Mapping[str, Any]


@dataclass(frozen=True)
class Page:
    """What stands in the three places of the page."""

    conversation: Html
    start: Html
    panel: Html


def start_page(
    texts: PageTexts,
    about: Mapping[str, Any],
    steps: Sequence[Mapping[str, Any]],
    *,
    papers: Sequence[Mapping[str, Any]],
    error: str = "",
    told: str = "",
    code: str = "",
) -> Page:
    """Return the page before anything is asked, with the steps that lie ahead; an error or a message stands above it.

    `code` is the code of a kept walk that was refused.
    """
    said = [{"soort": "gewist", "tekst": told, "bronnen": []}] if told else []
    problem = notices(texts, Citations(texts), [*_problem(error), *said], ())
    hint = texts.label("invoer_begin")
    report = report_tab(texts, Citations(texts), papers)
    conversation = el(
        "div",
        problem,
        welcome(texts),
        id="dw-gesprek",
        class_="dw-gesprek",
        data_hint=hint,
        data_opschrift=texts.label("invoer_naam"),
    )
    right = panel(texts, steps=steps, sources=(), about=about, report=report, keep=keep_ahead(texts))
    return Page(conversation, join([examples(texts), resume_form(texts, code=code)]), right)


def turn_page(
    texts: PageTexts,
    about: Mapping[str, Any],
    turn: Turn,
    said: Sequence[Said],
    *,
    instruments: Mapping[str, str],
    papers: Sequence[Mapping[str, Any]],
    change: Mapping[str, Any] | None = None,
    preview: Mapping[str, Any] | None = None,
    error: str = "",
    first: Html = NOTHING,
) -> Page:
    """Return the page of a conversation; the titles of instruments are by their id.

    `change` is the question (`vraag`) of an earlier answer that the user wants to change, with what each other answer
    would change (`gevolgen`); it takes the place of the open one. `preview` takes the place of the conclusion.
    `first` stands above the open question.
    """
    citations = Citations(texts)
    walking = bool(turn["volgende_vraag"] or turn["conclusie"])
    answered = not walking and any(item.answer for item in said)
    label, hint = _typing(turn)
    # What was typed just now stands below the answers; what was typed before stands above them.
    older, newest = (said[:-1], said[-1:]) if turn["tekst_gemaskeerd"] else (said, said[:0])
    conversation = el(
        "div",
        when(walking, stepper(texts, turn["stappen"])),
        join(_exchange(texts, citations, item) for item in older),
        answers_so_far(texts, turn["stappen"]),
        join(said_by_user(texts, item.text) for item in newest if item.text),
        el(
            "div",
            notices(texts, citations, [*_problem(error), *turn["meldingen"]], turn["gemaskeerd"]),
            join(documents_answer(texts, citations, item.answer, fresh=True) for item in newest if item.answer),
            first,
            _card(texts, citations, turn, instruments, change=change, preview=preview),
            remarks(texts, turn),
            keep_bar(texts, turn),
            when(answered, ways_on(texts)),
            class_="dw-nieuw",
        ),
        id="dw-gesprek",
        class_="dw-gesprek",
        data_sessie=turn["sessie"],
        data_hint=texts.label(hint),
        data_opschrift=texts.label(label),
    )
    report = report_tab(texts, citations, papers)
    right = panel(
        texts, steps=turn["stappen"], sources=citations.sources, about=about, report=report, keep=keep_tab(texts, turn)
    )
    # Nothing came of what was typed: the ways to begin are offered again.
    return Page(conversation, NOTHING if walking or answered else examples(texts), right)


def _card(
    texts: PageTexts,
    citations: Citations,
    turn: Turn,
    instruments: Mapping[str, str],
    *,
    change: Mapping[str, Any] | None,
    preview: Mapping[str, Any] | None,
) -> Html:
    steps, question, kept = turn["stappen"], turn["volgende_vraag"], bool(turn["bewaard"])
    if change is not None:
        asked = change["vraag"]
        return change_card(texts, citations, asked, current=_current(turn, asked["feit"]), effects=change["gevolgen"])
    if preview is not None:
        return preview_card(texts, citations, preview, steps)
    if turn["conclusie"]:
        helpful = instrument_links(texts, "instrumenten_conclusie", turn["instrumenten"], instruments)
        ticked = turn["afgevinkt"]
        return conclusion_card(texts, citations, turn["conclusie"], steps, ticked=ticked, helpful=helpful, kept=kept)
    if question:
        answered = any(step["antwoorden"] for step in steps)
        return question_card(texts, citations, question, can_go_back=answered, instruments=instruments, kept=kept)
    return NOTHING


def _typing(turn: Turn) -> tuple[str, str]:
    """Return the label of the text box and the hint in it: they say what typing does at this point."""
    if turn["volgende_vraag"]:
        return "invoer_naam_bij_vraag", "invoer_bij_vraag"
    return ("invoer_naam_na_afloop", "invoer_na_afloop") if turn["conclusie"] else ("invoer_naam", "invoer_verder")


def _current(turn: Turn, fact: str) -> str | None:
    """Return the answer that a fact has now: given, derived, or on a line that waits for confirmation."""
    given = [answer for step in turn["stappen"] for answer in step["antwoorden"]]
    waiting = (turn["volgende_vraag"] or {}).get("regels") or []
    return next((item["waarde"] for item in [*given, *waiting] if item["feit"] == fact), None)


def _exchange(texts: PageTexts, citations: Citations, item: Said) -> Html:
    answer = documents_answer(texts, citations, item.answer, fresh=False) if item.answer else NOTHING
    return join([when(item.text, said_by_user(texts, item.text)), answer])


def _problem(error: str) -> list[dict[str, Any]]:
    return [{"soort": "fout", "tekst": error, "bronnen": []}] if error else []
