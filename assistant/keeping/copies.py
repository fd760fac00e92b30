"""The copies: a conversation and the copy of its walk on the shelf, brought to say the same in either direction."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from assistant.errors import AssistantError
from assistant.kader.agenda import Agenda
from assistant.keeping.code import Code, Place
from assistant.keeping.record import but_for_remarks, remarks_of, restore, to_record
from assistant.keeping.shelf import Found, Shelf
from assistant.sessions import Kept, Session, Sessions


class Copies:
    """Writes conversations to the shelf and takes over what another window wrote there; who may do so, others decide.

    `Kept` on a conversation remembers which writing of the copy it has seen.
    """

    def __init__(self, sessions: Sessions, shelf: Shelf, agenda: Agenda, *, generation: str) -> None:
        """Take the conversations, where their copies lie, and what a copy is checked against."""
        self._sessions = sessions
        self._shelf = shelf
        self._agenda = agenda
        self._generation = generation

    def make(self, session: Session, *, until: date) -> Kept:
        """Store a conversation for the first time, under a new code, and return how it is kept."""
        code, record = Code.new(), to_record(session, self._sessions.walk, self._agenda, self._generation)
        revision = self._shelf.add(code.place(), record, until=until)
        session.kept = Kept(code, revision, until, but_for_remarks(record))
        return session.kept

    def opened(self, session: Session, code: Code, found: Found, *, looking_along: bool) -> bool:
        """Fill a new conversation from a copy; returns whether an answer of then no longer fits."""
        dropped = self.take_over(session, found)
        session.kept = Kept(code, found.revision, found.until, but_for_remarks(found.record), looking_along)
        return dropped

    def write(self, session: Session, *, until: date, today: date) -> None:
        """Store a kept conversation as it is now; one that is not kept is left alone.

        Raises NothingThere when its copy is gone, Overtaken when another window wrote since.
        """
        kept = session.kept
        if kept is None:
            return
        record = to_record(session, self._sessions.walk, self._agenda, self._generation)
        revision = self._shelf.replace(kept.code.place(), record, seen=kept.revision, until=until, today=today)
        session.kept = replace(kept, revision=revision, until=until, print=but_for_remarks(record))

    def is_newest(self, session: Session, *, today: date) -> bool:
        """Say whether nobody wrote since this conversation last saw its copy; raises NothingThere when it is gone."""
        return self._shelf.revision(self._place(session), today=today) == _kept(session).revision

    def read(self, session: Session, *, today: date) -> Found:
        """Return the copy of a kept conversation; raises NothingThere when it is gone."""
        return self._shelf.read(self._place(session), today=today)

    def only_remarks_differ(self, session: Session, found: Found) -> bool:
        """Say whether the walk in a copy is the one this conversation last saw there."""
        return but_for_remarks(found.record) == _kept(session).print

    def take_over(self, session: Session, found: Found) -> bool:
        """Let a conversation be as its copy; returns whether an answer of then no longer fits."""
        dropped = restore(found.record, session, self._sessions.walk, self._agenda, self._generation)
        self._seen(session, found)
        return dropped

    def join(self, session: Session, found: Found) -> None:
        """Take over remarks alone: the walk on disk is the one on screen."""
        session.remarks = remarks_of(found.record)
        self._seen(session, found)

    def remove(self, session: Session) -> None:
        """Delete the copy of a kept conversation; the conversation goes on."""
        self._shelf.remove(self._place(session))
        session.kept = None

    def _seen(self, session: Session, found: Found) -> None:
        if session.kept:
            stored = but_for_remarks(found.record)
            session.kept = replace(session.kept, revision=found.revision, until=found.until, print=stored)

    def _place(self, session: Session) -> Place:
        return _kept(session).code.place()


def _kept(session: Session) -> Kept:
    if session.kept is None:
        raise AssistantError("this conversation is not kept")
    return session.kept
