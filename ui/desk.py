"""The desk: takes what a user types or clicks to the assistant, and whatever happens there comes back with a page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from assistant import Assistant, InputError, KeepingError
from ui.clicks import Clicks
from ui.dialogs import Dialogs
from ui.drawing import Drawing
from ui.faults import log_fault
from ui.markup import Html
from ui.page import Page
from ui.render.feedback import feedback_dialog
from ui.texts import PageTexts
from ui.windows import Reply, Windows, told_by_page

Served = TypeVar("Served")


class Desk:
    """Serves every window; each hands in the id of its own conversation and sees nothing of the others."""

    def __init__(self, assistant: Assistant, texts: PageTexts) -> None:
        """Take the assistant and the words of the page."""
        self._assistant = assistant
        self._texts = texts
        self._drawing = Drawing(assistant, texts)
        self._windows = Windows(assistant, self._drawing)
        self._clicks = Clicks(assistant, texts, self._drawing, self._windows)
        dialogs = Dialogs(assistant, texts)
        self.opened_source = dialogs.opened_source
        self.reported = dialogs.reported
        self.file = dialogs.file

    def start(self) -> Page:
        """Return the page before anything is asked."""
        return self._drawing.start()

    def book(self) -> Html:
        """Return the pages that are the same for everybody: the instruments, and about the afwegingskader."""
        return self._drawing.book

    def feedback_dialog(self) -> Html:
        """Return the dialog that asks what is wrong."""
        return feedback_dialog(self._texts)

    def typed(self, session: str, message: str, *, on_screen: str = "") -> Reply:
        """Take a typed message; the first one begins a conversation.

        `on_screen` is the conversation that the browser shows. When this window no longer has it (the program was
        started anew) it is taken up again, or the page says that it is gone; a message is never taken for a new casus.
        """
        if on_screen and not session:
            found = self.clicked("", {"soort": "hervat", "sessie": on_screen})
            if not found.session:
                return found
            session = found.session
        # An empty message must not read as "begin without a text".
        words = message if message.strip() else " "
        if session:
            return self._guarded(session, lambda: self._said(session, words))
        return self._guarded("", lambda: self._windows.shown("", self._assistant.start(words)))

    def clicked(self, session: str, click: Mapping[str, Any]) -> Reply:
        """Take a click; `soort` says which, the other keys what it is about."""
        said = {key: str(value) for key, value in click.items()}
        return self._guarded(session, lambda: self._clicks.act(session, said))

    def ticked(self, session: str, click: Mapping[str, Any]) -> Reply | None:
        """Tick a condition or take the tick away; returns a page only when that did not work."""

        def tick() -> Reply | None:
            number, on = int(click["nummer"]), str(click["aan"]) == "true"
            turn = self._assistant.tick(session, number, on)
            # Another window was first, or the walk is only looked at: the page shows how it stands.
            return self._windows.shown(session, turn) if (number in turn.ticked) != on else None

        return self._guarded(session, tick)

    def _said(self, session: str, words: str) -> Reply:
        turn = self._assistant.say(session, words)
        # A conclusion rests on answers alone; who types that something is otherwise must hear that nothing changed.
        unused = turn.conclusion and not turn.answer
        told = [told_by_page("uitkomst_blijft", self._texts.label("uitkomst_blijft"))] if unused else []
        return self._windows.shown(session, turn, told=told)

    def left(self, session: str) -> None:
        """Forget a conversation when the last window that shows it is gone."""
        self._windows.left(session)

    def _guarded(self, session: str, serve: Callable[[], Served]) -> Served | Reply:
        gone = self._texts.errors["verlopen"]
        try:
            return serve()
        except KeepingError as error:
            return self._windows.still_there(session, str(error), if_gone=str(error))
        except InputError:
            problem = self._texts.errors["past_niet"] if session else gone
            return self._windows.still_there(session, problem, if_gone=gone)
        except Exception as error:  # a fault of ours may not cost the user their page
            log_fault(error)
            return self._windows.still_there(session, self._texts.errors["mislukt"], if_gone=gone)
