"""What a window shows: the start, or a conversation, which is forgotten when no window shows it any more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant import Assistant, AssistantError, Turn
from ui.conversations import Conversations
from ui.drawing import Drawing
from ui.page import Page


def told_by_page(kind: str, words: str) -> dict[str, Any]:
    """Return a message of the page itself, in the form of those of the assistant."""
    return {"soort": kind, "tekst": words, "bronnen": []}


@dataclass(frozen=True)
class Reply:
    """The conversation that is now on screen ("" at the start), and its page."""

    session: str
    page: Page


class Windows:
    """Puts conversations on screen and takes them off; a window knows only the id of its own."""

    def __init__(self, assistant: Assistant, drawing: Drawing) -> None:
        """Take what answers and what draws."""
        self._assistant = assistant
        self._drawing = drawing
        self._conversations = Conversations()

    def shown(
        self,
        before: str,
        turn: Turn,
        *,
        told: Sequence[Mapping[str, Any]] = (),
        change: Mapping[str, Any] | None = None,
        kept_now: bool = False,
    ) -> Reply:
        """Put a turn on screen, with what is told besides; another conversation than before takes its place."""
        data = turn.to_json()
        data["meldingen"] = [*data["meldingen"], *told]
        session = str(data["sessie"])
        if session != before:
            self._conversations.enter(session)
            self.left(before)
        return Reply(session, self._drawing.page(data, change=change, kept_now=kept_now))

    def at_start(self, before: str, *, error: str = "", told: str = "", code: str = "") -> Reply:
        """Put the start on screen, with why; the conversation that stood there is left."""
        self.left(before)
        return Reply("", self._drawing.start(error=error, told=told, code=code))

    def still_there(self, session: str, problem: str, *, if_gone: str) -> Reply:
        """Show where the conversation stands with what went wrong, or the start when it is gone."""
        if not session:
            return self.at_start("", error=problem)
        try:
            turn = self._assistant.turn(session).to_json()
        except AssistantError:
            return self.at_start(session, error=if_gone)
        return Reply(session, self._drawing.page(turn, error=problem))

    def left(self, session: str) -> None:
        """Forget a conversation when the last window that shows it is gone."""
        if session and self._conversations.leave(session):
            self._assistant.forget(session)
