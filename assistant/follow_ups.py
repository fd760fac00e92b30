"""Follow-ups: what is asked about the walk itself while a question is open; the question stays open."""

from __future__ import annotations

from typing import Any

from assistant.answer import Answer, Librarian
from assistant.cite import Citer
from assistant.errors import InputError
from assistant.llm.aide import Aide
from assistant.replies import Replies
from assistant.report.statements import Statement
from assistant.sessions import Session
from assistant.turns import notice
from assistant.understand import FollowUp
from assistant.walk import Position


class FollowUps:
    """Explains the open question, and refuses to answer before it is answered."""

    def __init__(self, replies: Replies, citer: Citer, librarian: Librarian, aide: Aide) -> None:
        """Take the parts."""
        self._replies = replies
        self._citer = citer
        self._librarian = librarian
        self._aide = aide

    def reply(self, position: Position, asks: FollowUp) -> tuple[Answer | None, list[dict[str, Any]]]:
        """Return the answer and the messages to what is asked; neither when no question is open."""
        if asks in (FollowUp.ABOUT, FollowUp.WORKINGS):
            return None, [self._replies.house_notice(str(asks))]
        question = self._replies.writer.question(position)
        if question is None:
            return None, []
        if asks is FollowUp.VERDICT:
            return None, [self._replies.notice("eerst_vijf_stappen")]
        places = self._replies.writer.places(position)
        explained = Statement("uitleg", question["toelichting"], self._citer.cite(places))
        return self._librarian.explain(explained), [notice("uitleg", explained)]

    def explain(self, session: Session, position: Position | None) -> dict[str, Any]:
        """Return the explanation of the open question in other words, with the same passages.

        Without a model, or when what it wrote fails a check, the explanation is as it was and `verwoord_door` is empty.
        Raises InputError when no question is open.
        """
        question = self._replies.writer.question(position) if position else None
        if question is None:
            raise InputError("er is geen vraag open om uit te leggen")
        reworded = self._aide.reword(question["toelichting"], session.model_use)
        return {
            "feit": question["feit"],
            "tekst": reworded or question["toelichting"],
            "verwoord_door": (self._aide.label or "") if reworded else "",
            "meldingen": self._replies.model_notices(session),
            "bronnen": question["bronnen"],
        }
