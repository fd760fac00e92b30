"""The desk: takes what a user types or clicks to the assistant, and turns the reply into a page."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import Any, TypeVar

from assistant import Assistant, AssistantError, InputError, KeepingError, Said, Turn
from ui.conversations import Conversations
from ui.errors import UiError
from ui.markup import NOTHING, Html
from ui.page import Page, start_page, turn_page
from ui.panels.book import reference_book
from ui.panels.document import document_dialog, missing_document
from ui.panels.report import no_file, saved_file
from ui.render.feedback import feedback_dialog, feedback_told
from ui.render.keep import for_looking_along, kept_card, looks_along
from ui.texts import PageTexts

Served = TypeVar("Served")
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class Reply:
    """The conversation that is now on screen ("" at the start), and its page."""

    session: str
    page: Page


class Desk:
    """Serves every window; each hands in the id of its own conversation and sees nothing of the others."""

    def __init__(self, assistant: Assistant, texts: PageTexts) -> None:
        """Take the assistant and the words of the page."""
        self._assistant = assistant
        self._texts = texts
        self._conversations = Conversations()
        self._reports = count(1)
        self._about = assistant.about()
        instruments = assistant.instruments()
        self._instruments = {str(one["id"]): str(one["titel"]) for one in instruments}
        self._book = reference_book(texts, instruments, assistant.kader())
        self._steps = self._steps_ahead()
        self._papers = assistant.papers()
        self._files = count(1)

    def start(self, *, error: str = "", told: str = "", code: str = "") -> Page:
        """Return the page before anything is asked; `code` is one that was refused, to be mended."""
        return start_page(self._texts, self._about, self._steps, papers=self._papers, error=error, told=told, code=code)

    def book(self) -> Html:
        """Return the pages that are the same for everybody: the instruments, and about the afwegingskader."""
        return self._book

    def typed(self, session: str, message: str) -> Reply:
        """Take a typed message; the first one begins a conversation."""
        # An empty message must not read as "begin without a text".
        words = message if message.strip() else " "
        if session:
            return self._guarded(session, lambda: self._shown(session, self._assistant.say(session, words)))
        return self._guarded(session, lambda: self._shown(session, self._assistant.start(words)))

    def clicked(self, session: str, click: Mapping[str, Any]) -> Reply:
        """Take a click; `soort` says which, the other keys what it is about."""
        return self._guarded(session, lambda: self._act(session, {key: str(value) for key, value in click.items()}))

    def opened_source(self, click: Mapping[str, Any]) -> Html:
        """Return the dialog with the passage of a source in its document, or one that says it cannot be shown."""
        try:
            view = self._assistant.document_view(str(click["passage"]))
            first, last, quote = int(click["van"]), int(click["tot"]), str(click.get("citaat", ""))
            return document_dialog(self._texts, view, first=first, last=last, quote=quote)
        except Exception as error:  # whatever a browser sends, the page stays whole
            _log(error)
            return missing_document(self._texts)

    def ticked(self, session: str, click: Mapping[str, Any]) -> Reply | None:
        """Tick a condition or take the tick away; returns a page only when that did not work."""

        def tick() -> Reply | None:
            number, on = int(click["nummer"]), str(click["aan"]) == "true"
            turn = self._assistant.tick(session, number, on)
            # Another window was first, or the walk is only looked at: the page shows how it stands.
            return self._shown(session, turn) if (number in turn.ticked) != on else None

        return self._guarded(session, tick)

    def feedback_dialog(self) -> Html:
        """Return the dialog that asks what is wrong."""
        return feedback_dialog(self._texts)

    def reported(self, click: Mapping[str, Any]) -> Html:
        """Store what a user finds wrong with a claim, and return what is said about that."""
        try:
            self._assistant.feedback(
                str(click["soort"]),
                str(click["waarover"]),
                str(click["id"]),
                passages=str(click.get("passages", "")).split(),
                remark=str(click.get("opmerking", "")),
            )
        except Exception as error:  # whatever a browser sends, the page stays whole
            _log(error)
            return feedback_told(self._texts, stored=False, number=next(self._reports))
        return feedback_told(self._texts, stored=True, number=next(self._reports))

    def file(self, session: str, click: Mapping[str, Any]) -> Html:
        """Return a paper of the walk for the browser to save, or what is said when it cannot be made."""
        turn = next(self._files)
        try:
            made = self._assistant.verslag(session, str(click["soort"]), str(click["vorm"]))
            return saved_file(self._texts, made, turn)
        except Exception as error:  # whatever a browser sends, the page stays whole
            _log(error)
            return no_file(self._texts, turn)

    def left(self, session: str) -> None:
        """Forget a conversation when the last window that shows it is gone."""
        if session and self._conversations.leave(session):
            self._assistant.forget(session)

    def _steps_ahead(self) -> Sequence[Mapping[str, Any]]:
        """Return the steps with none of them done, as every new conversation has them."""
        turn = self._assistant.start(" ").to_json()
        self._assistant.forget(str(turn["sessie"]))
        return tuple(turn["stappen"])

    def _act(self, session: str, click: Mapping[str, str]) -> Reply:
        kind = click.get("soort", "")
        assistant = self._assistant
        if kind == "opnieuw":
            self.left(session)
            return Reply("", self.start())
        if kind == "begin":
            return self._shown(session, assistant.start())
        if kind == "voorbeeld":
            return self._shown(session, assistant.start(self._texts.examples[int(click["nummer"])].text))
        if kind == "hervat":
            return self._shown(session, assistant.turn(click["sessie"]))
        if kind in ("open_bewaard", "kijk_mee"):
            return self._opened(session, click["code"], looking_along=kind == "kijk_mee")
        if kind in ("bewaar", "bewaar_niet", "wis_alles", "opmerking"):
            return self._kept(session, kind, click)
        if kind == "wijzig":
            return self._changing(session, click["feit"])
        if kind in ("zet", "haal_weg"):
            return self._changed(session, click["feit"], None if kind == "haal_weg" else click["waarde"])
        if kind == "wat_als":
            return self._previewed(session, click["feit"], click["waarde"])
        if kind == "leg_anders_uit":
            return self._explained(session)
        steps: dict[str, Callable[[], Turn]] = {
            "antwoord": lambda: assistant.answer(session, click["feit"], click["waarde"]),
            "terug": lambda: assistant.back(session),
            "annuleer": lambda: assistant.turn(session),
            "ververs": lambda: assistant.turn(session),
        }
        if kind not in steps:
            raise UiError(f"click of kind {kind!r} is unknown; known are {', '.join(steps)}")
        return self._shown(session, steps[kind]())

    def _opened(self, session: str, code: str, *, looking_along: bool) -> Reply:
        """Show a kept walk; a code that does not open one stays in its box, to be mended."""
        try:
            return self._shown(session, self._assistant.resume(code, looking_along=looking_along))
        except KeepingError as error:
            self.left(session)
            return Reply("", self.start(error=str(error), code=code))

    def _kept(self, session: str, kind: str, click: Mapping[str, str]) -> Reply:
        """Keep a walk or stop keeping it, add a remark, or wipe everything."""
        if kind == "wis_alles":
            self._assistant.wipe(session)
            self.left(session)
            return Reply("", self.start(told=self._texts.label("gewist")))
        if kind == "opmerking":
            return self._shown(session, self._assistant.remark(session, click["tekst"], click["door"]))
        if kind == "bewaar":
            self._assistant.keep(session)
            return self._shown(session, self._assistant.turn(session), kept_now=True)
        turn = self._assistant.stop_keeping(session).to_json()
        turn["meldingen"] = [
            *turn["meldingen"],
            {"soort": "gewist", "tekst": self._texts.label("bewaar_gestopt"), "bronnen": []},
        ]
        return Reply(session, self._page(turn, self._said(session)))

    def _changing(self, session: str, fact: str) -> Reply:
        """Show the question of an earlier answer, with what each other answer would change."""
        change = {
            "vraag": self._assistant.question_for(session, fact),
            "gevolgen": self._assistant.effects(session, fact),
        }
        return self._shown(session, self._assistant.turn(session), change=change)

    def _changed(self, session: str, fact: str, value: str | None) -> Reply:
        """Change an answer, and show where that leads with a line that says what it did."""
        turn, told = self._assistant.change_with_effect(session, fact, value)
        data = turn.to_json()
        notice = {"soort": "gewijzigd", "tekst": told, "bronnen": []}
        data["meldingen"] = [*data["meldingen"], notice]
        return Reply(session, self._page(data, self._said(session)))

    def _previewed(self, session: str, fact: str, value: str) -> Reply:
        """Show what another answer would give; the walk stays as it is, and a reload shows it again."""
        preview = self._assistant.preview(session, fact, value)
        turn = self._assistant.turn(session).to_json()
        return Reply(session, self._page(turn, self._said(session), preview=preview))

    def _explained(self, session: str) -> Reply:
        """Show the open question with its explanation in other words, when the language model has any."""
        found = self._assistant.explain(session)
        turn = self._assistant.turn(session).to_json()
        told = {"toelichting": found["tekst"], "verwoord_door": found["verwoord_door"], "uit_te_leggen": False}
        turn |= {
            "volgende_vraag": {**turn["volgende_vraag"], **told},
            "meldingen": [*turn["meldingen"], *found["meldingen"]],
        }
        return Reply(session, self._page(turn, self._said(session)))

    def _shown(
        self, before: str, turn: Turn, *, change: Mapping[str, Any] | None = None, kept_now: bool = False
    ) -> Reply:
        """Put a turn on screen; another conversation than before takes its place."""
        data = turn.to_json()
        session = str(data["sessie"])
        if session != before:
            self._conversations.enter(session)
            self.left(before)
        return Reply(session, self._page(data, self._said(session), change=change, kept_now=kept_now))

    def _page(
        self,
        turn: Mapping[str, Any],
        said: Sequence[Said],
        *,
        change: Mapping[str, Any] | None = None,
        preview: Mapping[str, Any] | None = None,
        error: str = "",
        kept_now: bool = False,
    ) -> Page:
        question = turn["volgende_vraag"]
        if self._about.get("taalmodel") and question:
            turn = {**turn, "volgende_vraag": {"uit_te_leggen": True, **question}}
        page = turn_page(
            self._texts,
            self._about,
            turn,
            said,
            instruments=self._instruments,
            papers=self._assistant.papers(str(turn["sessie"])) if turn["conclusie"] else self._papers,
            change=change,
            preview=preview,
            error=error,
            first=kept_card(self._texts, turn["bewaard"]) if kept_now else NOTHING,
        )
        if not looks_along(turn):
            return page
        return replace(page, conversation=for_looking_along(page.conversation), panel=for_looking_along(page.panel))

    def _said(self, session: str) -> tuple[Said, ...]:
        return self._assistant.said(session)

    def _guarded(self, session: str, serve: Callable[[], Served]) -> Served | Reply:
        try:
            return serve()
        except KeepingError as error:
            return self._still_there(session, str(error), if_gone=str(error))
        except InputError:
            return self._still_there(session, self._texts.errors["past_niet" if session else "verlopen"])
        except Exception as error:  # a fault of ours may not cost the user their page
            _log(error)
            return self._still_there(session, self._texts.errors["mislukt"])

    def _still_there(self, session: str, problem: str, *, if_gone: str = "") -> Reply:
        """Show where the conversation stands with what went wrong, or the start when it is gone."""
        gone = if_gone or self._texts.errors["verlopen"]
        if not session:
            return Reply("", self.start(error=problem))
        try:
            turn = self._assistant.turn(session).to_json()
        except AssistantError:
            self.left(session)
            return Reply("", self.start(error=gone))
        return Reply(session, self._page(turn, self._said(session), error=problem))


def _log(error: Exception) -> None:
    # The message of an exception may quote what a user typed; its type and the lines of code never do.
    where = "".join(traceback.format_tb(error.__traceback__))
    _LOG.error("%s while serving the page\n%s", type(error).__name__, where)
