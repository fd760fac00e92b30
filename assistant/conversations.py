"""Conversations: from a message or a click to the next turn."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from assistant.answer import Answer, Librarian
from assistant.cite import Citer
from assistant.errors import InputError, index_trouble
from assistant.feedback import FeedbackBook
from assistant.follow_ups import FollowUps
from assistant.guard import Guard
from assistant.hearing import Heard, Hearing
from assistant.instruments import Instruments
from assistant.kader.agenda import Agenda
from assistant.keeping import Keeper, NotNow
from assistant.later_message import corrects, news_in, who_and_what
from assistant.llm.aide import Aide
from assistant.replies import Replies
from assistant.report.law_register import LawRegister
from assistant.report.wording import Texts
from assistant.sessions import Said, Session, Sessions
from assistant.ticks import tick
from assistant.triage import Intent
from assistant.turns import Turn
from assistant.understand import FollowUp
from assistant.verslag import Office
from assistant.walk import Position, Walk
from assistant.what_if import WhatIf
from ingest.store import Store


class Conversations:
    """Starts conversations, takes what is typed or clicked, and answers with the next turn."""

    def __init__(
        self,
        *,
        store: Store,
        agenda: Agenda,
        texts: Texts,
        citer: Citer,
        guard: Guard,
        law: LawRegister,
        hearing: Hearing,
        sessions: Sessions,
        keeper: Keeper,
        librarian: Librarian,
        instruments: Instruments,
        aide: Aide,
        what_if: WhatIf,
        feedback: FeedbackBook,
        figures: Path,
        office: Office,
    ) -> None:
        """Take the parts."""
        self._store = store
        self._agenda = agenda
        self._texts = texts
        self._citer = citer
        self._guard = guard
        self._law = law
        self._hearing = hearing
        self._sessions = sessions
        self._keeper = keeper
        self._librarian = librarian
        self._instruments = instruments
        self._aide = aide
        self._feedback = feedback
        self._figures = figures
        self._office = office
        self._what_if = what_if
        self._replies = Replies(agenda, texts, citer, instruments)
        self._follow_ups = FollowUps(self._replies, citer, librarian, aide)

    def start(self, text: str = "") -> Turn:
        """Begin a conversation with a first message; an empty one begins at the first question."""
        session = self._sessions.new()
        if text:
            return self._act(session.session_id, lambda session: self._hear_first(session, text))
        session.begun = True
        position = self._walk.start(session.thread, question="", recognised={})
        return self._replies.turn(session, position, Heard.silence())

    def say(self, session_id: str, text: str) -> Turn:
        """Take a typed message: an answer in own words, more about the casus, or a knowledge question."""
        return self._act(session_id, lambda session: self._hear(session, text))

    def answer(self, session_id: str, fact: str, value: str) -> Turn:
        """Answer the open question; raises InputError when it is not open or the value does not fit."""
        return self._click(session_id, lambda thread: self._walk.answer(thread, fact, value))

    def change(self, session_id: str, fact: str, value: str | None) -> Turn:
        """Set an answer that was given or understood earlier, or take it back (None); the rest is recomputed."""
        return self._click(session_id, lambda thread: self._walk.change(thread, {fact: value}))

    def back(self, session_id: str) -> Turn:
        """Take back the last answer; what was confirmed together goes back together."""
        return self._click(session_id, self._walk.back)

    def tick(self, session_id: str, index: int, on: bool) -> Turn:
        """Tick a condition of the conclusion (by its number, from 0) or take the tick away; returns the turn.

        Raises InputError without a conclusion, or for a number it does not have.
        """

        def ticking(session: Session) -> Turn:
            tick(session.ticked, self._position(session).conclusion, index, on=on)
            return self._standing(session)

        return self._act(session_id, ticking)

    def turn(self, session_id: str) -> Turn:
        """Return where a conversation stands; of a kept walk, also when another window brought it there."""
        session = self._sessions.get(session_id)
        with session.lock:
            return self._standing(session, self._keeper.refresh(session))

    def said(self, session_id: str) -> tuple[Said, ...]:
        """Return what was typed in a conversation, masked, and the answers from the documents; oldest first."""
        return tuple(self._sessions.get(session_id).said)

    def forget(self, session_id: str) -> None:
        """Delete a conversation from memory; what is kept on disk stays."""
        self._sessions.forget(session_id)

    def question_for(self, session_id: str, fact: str) -> dict[str, Any]:
        """Return the question of any fact, to change its answer."""
        known = self._agenda.facts.by_id
        if fact not in known:
            raise InputError(f"feit {fact!r} bestaat niet; toegestaan zijn: {', '.join(known)}")
        state = self._position(self._sessions.get(session_id)).state
        return self._replies.writer.fact_question(known[fact], known[fact].step, state)

    def explain(self, session_id: str) -> dict[str, Any]:
        """Return the explanation of the open question in other words, with the same passages; on request only.

        Raises InputError when no question is open.
        """
        session = self._sessions.get(session_id)
        return self._follow_ups.explain(session, self._position(session) if session.begun else None)

    @property
    def _walk(self) -> Walk:
        return self._sessions.walk

    def _position(self, session: Session) -> Position:
        return self._walk.position(session.thread)

    def _standing(self, session: Session, notices: Sequence[dict[str, Any]] = ()) -> Turn:
        position = self._position(session) if session.begun else None
        return self._replies.turn(session, position, Heard.silence(), notices=notices)

    def _click(self, session_id: str, act: Callable[[str], Position]) -> Turn:
        return self._act(session_id, lambda session: self._replies.turn(session, act(session.thread), Heard.silence()))

    def _act(self, session_id: str, act: Callable[[Session], Turn]) -> Turn:
        """Let the user do something; a kept walk is read before it and written after it."""
        session = self._sessions.get(session_id)
        with session.lock:
            try:
                told = self._keeper.before(session)
                turn = act(session)
                if turn.masked_text.strip():
                    session.said.append(Said(turn.masked_text, turn.answer))
                told += self._keeper.after(session)
            except NotNow as stopped:
                return self._standing(session, [stopped.notice])
            # The walk is on disk by now: how it is kept is told as it is.
            remarks, notices = tuple(session.remarks), (*turn.notices, *told)
            return replace(turn, notices=notices, remarks=remarks, kept=session.kept)

    def _hear_first(self, session: Session, text: str) -> Turn:
        heard = self._hearing.hear(text, session.masking)
        # Asked before anything is told, it is no casus and no term to look up: "dus mag het?" leads into the walk.
        asks = None if heard.intent == Intent.ACUUT else self._hearing.follow_up(heard)
        if asks is not None and asks is not FollowUp.VERDICT:
            # "Waarom vraag je dat?" when nothing was asked yet: what is asked about is the assistant.
            notices = [self._replies.house_notice("kennismaking")]
            heard = replace(heard.as_reply(), intent=str(Intent.BUITEN_BEREIK))
            return self._replies.turn(session, None, heard, notices=notices)
        if asks is FollowUp.VERDICT:
            session.begun = True
            position = self._walk.start(session.thread, question="", recognised={})
            return self._follow(session, position, heard.as_reply(), FollowUp.VERDICT)
        if heard.intent == Intent.BUITEN_BEREIK and self._librarian.explains(heard.text):
            # A term of the documents is within scope, also when nothing else in the question says so.
            heard = replace(heard, intent=str(Intent.KENNISVRAAG), unclear=False, notices=())
        if heard.intent == Intent.KENNISVRAAG:
            answer, notices = self._answer(session, heard)
            return self._replies.turn(session, None, heard, answer=answer, notices=notices)
        if heard.intent == Intent.BUITEN_BEREIK or heard.unclear:
            return self._replies.turn(session, None, heard)
        session.begun = True
        heard = self._aide.propose(heard, session.model_use)
        position = self._walk.start(session.thread, question=heard.text, recognised=heard.facts)
        return self._replies.turn(session, position, heard)

    def _hear(self, session: Session, text: str) -> Turn:
        if not session.begun:
            return self._hear_first(session, text)
        position = self._position(session)
        heard = self._hearing.hear(text, session.masking, on_the_way=True)
        danger = heard.intent == Intent.ACUUT and position.fact != "acuut_gevaar"
        # Danger that comes up on the way is asked about again, whatever else the words would answer.
        asked = self._replies.writer.reads_as(position)
        if not danger and (asks := self._hearing.follow_up(heard)) is not None:
            return self._follow(session, position, heard.as_reply(), asks)
        silent = danger or corrects(heard, position, asked)
        value = None if silent else self._hearing.read_answer(heard, asked, self._replies.options(position))
        if value is not None and position.fact is not None:
            answered = self._walk.answer(session.thread, position.fact, value)
            return self._replies.turn(session, answered, heard.as_reply())
        if heard.intent == Intent.KENNISVRAAG and heard.asks:
            answer, notices = self._answer(session, heard, who_and_what(position))
            return self._replies.turn(session, position, heard, answer=answer, notices=notices)
        heard = self._aide.propose(heard, session.model_use)
        if new := news_in(heard, position):
            return self._replies.turn(session, self._walk.recognise(session.thread, new), heard)
        notices = [] if heard.notices else [self._not_read(heard, position)]
        return self._replies.turn(session, position, heard, notices=notices)

    def _not_read(self, heard: Heard, position: Position) -> dict[str, Any]:
        """Return what is said to words that neither answer the open question nor tell anything new."""
        if position.fact is None:
            return self._replies.notice("onduidelijk")
        return self._replies.notice("eerst_vijf_stappen") if heard.asks else self._replies.house_notice("niet_gelezen")

    def _follow(self, session: Session, position: Position, heard: Heard, asks: FollowUp) -> Turn:
        """Answer what is asked about the walk itself."""
        if asks is FollowUp.BACK:
            return self._replies.turn(session, self._walk.back(session.thread), heard)
        answer, notices = self._follow_ups.reply(position, asks)
        return self._replies.turn(session, position, heard, answer=answer, notices=notices)

    def _answer(
        self, session: Session, heard: Heard, context: Mapping[str, str] | None = None
    ) -> tuple[Answer | None, list[dict[str, Any]]]:
        with index_trouble():
            answer = self._librarian.answer(heard.text, context)
        if answer:
            answer = self._aide.phrase(heard.text, answer, session.model_use)
        return answer, [] if answer else [self._replies.notice("geen_antwoord")]
