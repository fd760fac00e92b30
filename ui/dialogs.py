"""Dialogs: what is shown over or beside the page and leaves the conversation as it is."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import count
from typing import Any

from assistant import Assistant
from ui.faults import log_fault
from ui.markup import Html
from ui.panels.document import document_dialog, missing_document
from ui.panels.report import no_file, saved_file
from ui.render.feedback import feedback_told
from ui.texts import PageTexts

Click = Mapping[str, Any]


class Dialogs:
    """Opens sources, takes feedback and makes papers; whatever a browser sends, the page stays whole."""

    def __init__(self, assistant: Assistant, texts: PageTexts) -> None:
        """Take the assistant and the words of the page."""
        self._assistant = assistant
        self._texts = texts
        # What is the same twice is not drawn again; a number makes it new.
        self._numbers = count(1)

    def opened_source(self, click: Click) -> Html:
        """Return the dialog with the passage of a source in its document, or one that says it cannot be shown."""
        try:
            view = self._assistant.document_view(str(click["passage"]))
            first, last, quote = int(click["van"]), int(click["tot"]), str(click.get("citaat", ""))
            return document_dialog(self._texts, view, first=first, last=last, quote=quote)
        except Exception as error:
            log_fault(error)
            return missing_document(self._texts)

    def reported(self, click: Click) -> Html:
        """Store what a user finds wrong with a claim, and return what is said about that."""
        try:
            self._assistant.feedback(
                str(click["soort"]),
                str(click["waarover"]),
                str(click["id"]),
                passages=str(click.get("passages", "")).split(),
                remark=str(click.get("opmerking", "")),
            )
        except Exception as error:
            log_fault(error)
            return feedback_told(self._texts, stored=False, number=next(self._numbers))
        return feedback_told(self._texts, stored=True, number=next(self._numbers))

    def file(self, session: str, click: Click) -> Html:
        """Return a paper of the walk for the browser to save, or what is said when it cannot be made."""
        number = next(self._numbers)
        try:
            made = self._assistant.verslag(session, str(click["soort"]), str(click["vorm"]))
            return saved_file(self._texts, made, number)
        except Exception as error:
            log_fault(error)
            return no_file(self._texts, number)
