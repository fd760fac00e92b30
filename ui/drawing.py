"""Drawing: from a turn of the assistant to the page that shows it, with all that a page needs besides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from assistant import Assistant
from ui.markup import NOTHING, Html
from ui.page import Page, start_page, turn_page
from ui.panels.book import reference_book
from ui.render.keep import for_looking_along, kept_card, looks_along
from ui.texts import PageTexts


class Drawing:
    """Draws pages; what is the same for every page is asked of the assistant once."""

    def __init__(self, assistant: Assistant, texts: PageTexts) -> None:
        """Take the assistant and the words of the page."""
        self._assistant = assistant
        self._texts = texts
        self._about = assistant.about()
        instruments = assistant.instruments()
        self._instruments = {str(one["id"]): str(one["titel"]) for one in instruments}
        self.book: Html = reference_book(texts, instruments, assistant.kader())
        self._steps = self._steps_ahead()
        self._papers = assistant.papers()

    def start(self, *, error: str = "", told: str = "", code: str = "") -> Page:
        """Return the page before anything is asked; `code` is one that was refused, to be mended."""
        return start_page(self._texts, self._about, self._steps, papers=self._papers, error=error, told=told, code=code)

    def page(
        self,
        turn: Mapping[str, Any],
        *,
        change: Mapping[str, Any] | None = None,
        preview: Mapping[str, Any] | None = None,
        error: str = "",
        kept_now: bool = False,
    ) -> Page:
        """Return the page of a turn; `change`, `preview` and `error` are as in `turn_page`.

        `kept_now` shows the code of a walk that was kept this moment.
        """
        session = str(turn["sessie"])
        question = turn["volgende_vraag"]
        if self._about.get("taalmodel") and question:
            turn = {**turn, "volgende_vraag": {"uit_te_leggen": True, **question}}
        page = turn_page(
            self._texts,
            self._about,
            turn,
            self._assistant.said(session),
            instruments=self._instruments,
            papers=self._assistant.papers(session) if turn["conclusie"] else self._papers,
            change=change,
            preview=preview,
            error=error,
            first=kept_card(self._texts, turn["bewaard"]) if kept_now else NOTHING,
        )
        if not looks_along(turn):
            return page
        return replace(page, conversation=for_looking_along(page.conversation), panel=for_looking_along(page.panel))

    def _steps_ahead(self) -> Sequence[Mapping[str, Any]]:
        """Return the steps with none of them done, as every new conversation has them."""
        turn = self._assistant.start(" ").to_json()
        self._assistant.forget(str(turn["sessie"]))
        return tuple(turn["stappen"])
