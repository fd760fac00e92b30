"""The keeper: stores a walk when the user asks, opens it again by its code, and sees that no write is lost."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from assistant.errors import AssistantError
from assistant.kader.agenda import Agenda
from assistant.keeping.code import LENGTH, SIGNS, Code, MistypedCode
from assistant.keeping.copies import Copies
from assistant.keeping.record import FORM, older
from assistant.keeping.shelf import Found, NothingThere, Overtaken, Shelf
from assistant.keeping.tries import Tries
from assistant.keeping.words import Notice, Words
from assistant.sessions import Remark, Session, Sessions

_LONGEST_REMARK = 1000
_LONGEST_NAME = 60
_AGAIN = 20  # how often a write is tried when another window writes at the same moment


class NotNow(AssistantError):
    """What the user did was not carried out; the notice says why, and the newest state is on screen."""

    def __init__(self, notice: Notice) -> None:
        super().__init__(notice["tekst"])
        self.notice = notice


class Keeper:
    """Keeps walks. A kept walk is written after every act; of two windows the one that was behind does its act again.

    A remark of a colleague is no such act: it is joined to what the other window writes.
    """

    def __init__(
        self,
        sessions: Sessions,
        shelf: Shelf,
        agenda: Agenda,
        *,
        generation: str,
        words: Path,
        days: int,
        compare: Callable[[Mapping[str, Any]], str],
        today: Callable[[], date] = date.today,
    ) -> None:
        """Take the conversations, where walks go, for how long, and how to compare a receipt of then with now."""
        self._sessions = sessions
        self._shelf = shelf
        self._agenda = agenda
        self._generation = generation
        self._copies = Copies(sessions, shelf, agenda, generation=generation)
        self._days = days
        self._compare = compare
        self._today = today
        self._tries = Tries()
        self._words = Words.load(words)

    def keep(self, session: Session) -> str:
        """Store a walk and return its code; of one that is kept already, the code it has.

        Raises KeepingError when no walk has begun.
        """
        if not session.begun:
            raise self._words.refusal("niets_om_te_bewaren")
        kept = session.kept or self._copies.make(session, until=self._until())
        return kept.code.spelled

    def open(self, typed: str, *, looking_along: bool) -> tuple[Session, list[Notice]]:
        """Return a new conversation with a kept walk, and what the user is to hear about it.

        Raises KeepingError for a code that is mistyped or under which nothing lies, or when there were too many tries.
        """
        code, found = self._find(typed)
        session = self._sessions.new()
        dropped = self._copies.opened(session, code, found, looking_along=looking_along)
        return session, self._since(found.record, session, dropped=dropped)

    def before(self, session: Session) -> list[Notice]:
        """See that an act may happen on what is on screen, and return what the user is to hear about it.

        Raises NotNow when another window went on since (its state is taken over), or when the user only looks along;
        KeepingError when there is nothing left to look at.
        """
        changed = self.refresh(session)
        if any(notice["soort"] == "bijgewerkt" for notice in changed):
            raise NotNow(self._words.notice("ingehaald"))
        if session.kept and session.kept.looking_along:
            raise NotNow(self._words.notice("kijkt_mee"))
        return changed

    def after(self, session: Session) -> list[Notice]:
        """Store what an act changed, of a walk that is kept, and return what the user is to hear about it.

        Raises NotNow when another window went on in between: its state is taken over and the act is undone.
        """
        for _ in range(_AGAIN):
            try:
                self._write(session)
            except NothingThere:
                return self.refresh(session)
            except Overtaken:
                found = self._copies.read(session, today=self._today())
                if not self._copies.only_remarks_differ(session, found):
                    self._copies.take_over(session, found)
                    raise NotNow(self._words.notice("ingehaald")) from None
                self._copies.join(session, found)
            else:
                return []
        raise AssistantError(f"a walk could not be stored in {_AGAIN} tries; other windows keep writing it")

    def refresh(self, session: Session) -> list[Notice]:
        """Take over what another window wrote, and return what the user is to hear about it.

        Raises KeepingError when the user looked along and the walk is no longer kept.
        """
        if session.kept is None:
            return []
        try:
            if self._copies.is_newest(session, today=self._today()):
                return []
            found = self._copies.read(session, today=self._today())
        except NothingThere as error:
            if session.kept.looking_along:
                self._sessions.forget(session.session_id)
                raise self._words.refusal("gewist") from error
            session.kept = None
            return [self._words.notice("elders_gewist")]
        if self._copies.only_remarks_differ(session, found):
            self._copies.join(session, found)
            return [self._words.notice("nieuwe_opmerking")]
        self._copies.take_over(session, found)
        return [self._words.notice("bijgewerkt")]

    def remark(self, session: Session, text: str, by: str) -> None:
        """Add a remark (masked by the caller); beside what other windows write, so that none is lost.

        Raises KeepingError when it is empty or too long.
        """
        if not text.strip():
            raise self._words.refusal("lege_opmerking")
        if len(text) > _LONGEST_REMARK or len(by) > _LONGEST_NAME:
            raise self._words.refusal("lange_opmerking", aantal=_LONGEST_REMARK)
        remark = Remark(" ".join(text.split()), " ".join(by.split()), self._today().isoformat())
        for _ in range(_AGAIN):
            self.refresh(session)
            session.remarks.append(remark)
            try:
                return self._write(session)
            except NothingThere:
                self.refresh(session)
                return None
            except Overtaken:
                continue
        raise AssistantError(f"a remark could not be stored in {_AGAIN} tries; other windows keep writing this walk")

    def stop(self, session: Session) -> None:
        """Delete the stored copy of a walk; the conversation goes on. Raises KeepingError when it is not kept."""
        if session.kept is None or session.kept.looking_along:
            raise self._words.refusal("niet_bewaard")
        self._copies.remove(session)

    def wipe(self, session: Session) -> None:
        """Forget a conversation and delete its stored copy; who looks along only stops looking."""
        if session.kept and not session.kept.looking_along:
            self.stop(session)
        self._sessions.forget(session.session_id)

    def forget(self, typed: str) -> None:
        """Delete the walk of a code, also one that can no longer be read; raises KeepingError as `open` does."""
        code = self._read(typed)
        if not self._shelf.remove(code.place()):
            self._tries.failed()
            raise self._words.refusal("onbekend")

    def sweep(self) -> int:
        """Delete every walk whose last day has passed; returns how many. To be called at the start and hourly."""
        return self._shelf.sweep(self._today())

    def _find(self, typed: str) -> tuple[Code, Found]:
        code = self._read(typed)
        try:
            found = self._shelf.read(code.place(), today=self._today())
        except NothingThere as error:
            self._tries.failed()
            raise self._words.refusal("onbekend") from error
        if found.record.get("vorm") != FORM:
            raise self._words.refusal("andere_vorm")
        return code, found

    def _read(self, typed: str) -> Code:
        try:
            code = Code.read(typed)
        except MistypedCode as error:
            raise self._words.refusal("typefout", aantal=LENGTH, tekens=" ".join(SIGNS)) from error
        if seconds := self._tries.seconds_to_wait():
            raise self._words.refusal("even_wachten", seconden=seconds)
        return code

    def _write(self, session: Session) -> None:
        self._copies.write(session, until=self._until(), today=self._today())

    def _since(self, record: Mapping[str, Any], session: Session, *, dropped: bool) -> list[Notice]:
        """Tell what changed since the walk was kept. What the outcome was is not told while a question is open."""
        if not older(record, self._agenda, self._generation):
            return []
        told = [self._words.notice("oudere_versie")]
        if dropped:
            told.append(self._words.notice("antwoord_vervallen"))
        if record["bewijs"] is None:
            return told
        if self._sessions.walk.position(session.thread).conclusion is None:
            return [*told, self._words.notice("conclusie_open")]
        return [*told, self._words.notice("oudere_versie", self._compare(record["bewijs"]))]

    def _until(self) -> date:
        return self._today() + timedelta(days=self._days)
