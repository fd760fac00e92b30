"""Replies: the turn of a conversation as it stands, with the messages that belong to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.answer import Answer
from assistant.cite import Citer
from assistant.hearing import Heard
from assistant.instruments import Instruments
from assistant.kader.agenda import Agenda
from assistant.kader.codes import UNKNOWN, Step
from assistant.report.statements import Statement, say
from assistant.report.wording import Texts
from assistant.sessions import Session
from assistant.ticks import ticked_in
from assistant.turns import Turn, TurnWriter, notice
from assistant.walk import Position


class Replies:
    """Writes turns."""

    def __init__(self, agenda: Agenda, texts: Texts, citer: Citer, instruments: Instruments) -> None:
        """Take the parts."""
        self.writer = TurnWriter(agenda, texts, citer, instruments)
        self._texts = texts
        self._citer = citer
        self._instruments = instruments

    def turn(
        self,
        session: Session,
        position: Position | None,
        heard: Heard,
        *,
        answer: Answer | None = None,
        notices: Sequence[dict[str, Any]] = (),
    ) -> Turn:
        """Return the turn; `position` is None while no walk has begun."""
        state = position.state if position else {"answers": {}}
        question = self.writer.question(position) if position else None
        names = [*heard.notices, *self.standing_notices(state.get("answers", {}))]
        said = [*map(self.notice, dict.fromkeys(names)), *notices, *self.model_notices(session)]
        if answer:
            sources = answer.sources
        else:
            sources = self._citer.cite(place for name in heard.notices for place in self._texts.notices[name].places)
        asked = self._citer.cite(self.writer.places(position), used_by="vraag") if position else ()
        concluded = position.conclusion if position else None
        return Turn(
            session=session.session_id,
            intent=heard.intent,
            masked_text=heard.text,
            masked=heard.masked,
            facts=heard.facts,
            question=question,
            notices=tuple(said),
            answer=answer.to_json() if answer else None,
            sources=(*sources, *asked),
            conclusion=concluded,
            instruments=tuple(self._instruments.at_conclusion(state.get("answers", {}))) if concluded else (),
            steps=self.writer.steps(position or Position("", Step.BEFORE, {"answers": {}})),
            ticked=ticked_in(concluded, session.ticked),
            remarks=tuple(session.remarks),
            kept=session.kept,
        )

    def standing_notices(self, answers: Mapping[str, str]) -> list[str]:
        """Return the notices that belong to the answers whatever was typed last."""
        names = []
        if answers.get("acuut_gevaar") in ("ja", UNKNOWN):
            names.append("acuut")
        if answers.get("vermoeden_geweld") in ("ja", UNKNOWN):
            names.append("veilig_thuis")
        return names

    def notice(self, name: str) -> dict[str, Any]:
        """Return a message with its sources."""
        return notice(name, say(self._texts.notices[name], self._citer))

    def model_notices(self, session: Session) -> list[dict[str, Any]]:
        """Return that the language model cannot be reached, once."""
        if not session.model_use.tell():
            return []
        return [self.house_notice("taalmodel_niet_bereikbaar")]

    def house_notice(self, name: str) -> dict[str, Any]:
        """Return a message that speaks of the machine and not of the law, so that there is no passage to cite."""
        return notice(name, Statement(name, self._texts.sentences[name], ()))

    def options(self, position: Position) -> list[str]:
        """Return the values with which the open question can be answered."""
        question = self.writer.question(position)
        return [option["waarde"] for option in question["opties"]] if question else []
