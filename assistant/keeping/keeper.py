"""The keeper: stores a walk when the user asks, opens it again by its code, and sees that no write is lost."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from assistant.datafiles import read_yaml
from assistant.errors import AssistantError, KeepingError
from assistant.kader.agenda import Agenda
from assistant.keeping.code import LENGTH, SIGNS, Code, MistypedCode
from assistant.keeping.record import older, restore, to_record
from assistant.keeping.shelf import Found, NothingThere, Overtaken, Shelf
from assistant.keeping.tries import Tries
from assistant.sessions import Kept, Remark, Session, Sessions

_LONGEST_REMARK = 1000
_LONGEST_NAME = 60
_AGAIN = 5  # how often a remark is added anew when another window writes at the same moment

Notice = dict[str, Any]


class NotNow(AssistantError):
    """What the user did was not carried out; the notice says why, and the newest state is on screen."""

    def __init__(self, notice: Notice) -> None:
        super().__init__(notice["tekst"])
        self.notice = notice


class Keeper:
    """Keeps walks. A kept walk is written after every act; of two windows the one that was behind must do it again."""

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
        self._days = days
        self._compare = compare
        self._today = today
        self._tries = Tries()
        read = read_yaml(words, required=("meldingen", "fouten"))
        self._notices: Mapping[str, str] = read["meldingen"]
        self._errors: Mapping[str, str] = read["fouten"]

    def keep(self, session: Session) -> str:
        """Store a walk and return its code; of one that is kept already, the code it has.

        Raises KeepingError when no walk has begun.
        """
        if not session.begun:
            raise self._error("niets_om_te_bewaren")
        if session.kept is None:
            code, until = Code.new(), self._until()
            revision = self._shelf.add(code.place(), self._record(session), until=until)
            session.kept = Kept(code, revision, until)
        return session.kept.code.spelled

    def open(self, typed: str, *, looking_along: bool) -> tuple[Session, list[Notice]]:
        """Return a new conversation with a kept walk, and what the user is to hear about it.

        Raises KeepingError for a code that is mistyped or under which nothing lies, or when there were too many tries.
        """
        code, found = self._find(typed)
        session = self._sessions.new()
        dropped = self._take_over(session, found)
        session.kept = Kept(code, found.revision, found.until, looking_along)
        return session, self._since(found.record, session, dropped=dropped)

    def before(self, session: Session) -> None:
        """See that an act may happen on what is on screen.

        Raises NotNow when another window wrote since (its state is taken over), when the walk is no longer kept, or
        when the user only looks along; KeepingError when there is nothing left to look at.
        """
        changed = self.refresh(session)
        if changed:
            raise NotNow(changed)
        if session.kept and session.kept.looking_along:
            raise NotNow(self.notice("kijkt_mee"))

    def after(self, session: Session) -> None:
        """Store what an act changed, of a walk that is kept.

        Raises NotNow when another window wrote in between: its state is taken over and the act is undone.
        """
        kept = session.kept
        if kept is None:
            return
        until = self._until()
        try:
            revision = self._shelf.replace(
                kept.code.place(), self._record(session), seen=kept.revision, until=until, today=self._today()
            )
        except (Overtaken, NothingThere) as error:
            raise NotNow(self.refresh(session) or self.notice("ingehaald")) from error
        session.kept = replace(kept, revision=revision, until=until)

    def refresh(self, session: Session) -> Notice | None:
        """Take over what another window wrote, and return what the user is to hear about it.

        Raises KeepingError when the user looked along and the walk is no longer kept.
        """
        if session.kept is None:
            return None
        place = session.kept.code.place()
        try:
            if self._shelf.revision(place, today=self._today()) == session.kept.revision:
                return None
            found = self._shelf.read(place, today=self._today())
        except NothingThere as error:
            if session.kept.looking_along:
                self._sessions.forget(session.session_id)
                raise self._error("gewist") from error
            session.kept = None
            return self.notice("elders_gewist")
        self._take_over(session, found)
        session.kept = replace(session.kept, revision=found.revision, until=found.until)
        return self.notice("ingehaald")

    def remark(self, session: Session, text: str, by: str) -> None:
        """Add a remark (masked by the caller); beside what other windows write, so that none is lost.

        Raises KeepingError when it is empty or too long.
        """
        if not text.strip():
            raise self._error("lege_opmerking")
        if len(text) > _LONGEST_REMARK or len(by) > _LONGEST_NAME:
            raise self._error("lange_opmerking", aantal=_LONGEST_REMARK)
        remark = Remark(" ".join(text.split()), " ".join(by.split()), self._today().isoformat())
        for _ in range(_AGAIN):
            self.refresh(session)
            session.remarks.append(remark)
            try:
                return self.after(session)
            except NotNow:
                continue
        raise AssistantError(f"a remark could not be stored in {_AGAIN} tries; other windows keep writing this walk")

    def stop(self, session: Session) -> None:
        """Delete the stored copy of a walk; the conversation goes on. Raises KeepingError when it is not kept."""
        if session.kept is None or session.kept.looking_along:
            raise self._error("niet_bewaard")
        self._shelf.remove(session.kept.code.place())
        session.kept = None

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
            raise self._error("onbekend")

    def sweep(self) -> int:
        """Delete every walk whose last day has passed; returns how many. To be called at the start and hourly."""
        return self._shelf.sweep(self._today())

    def notice(self, name: str) -> Notice:
        """Return a message of the keeper; it speaks of the program and not of the law, so it cites nothing."""
        return {"soort": name, "tekst": self._notices[name], "bronnen": []}

    def _find(self, typed: str) -> tuple[Code, Found]:
        code = self._read(typed)
        try:
            return code, self._shelf.read(code.place(), today=self._today())
        except NothingThere as error:
            self._tries.failed()
            raise self._error("onbekend") from error

    def _read(self, typed: str) -> Code:
        try:
            code = Code.read(typed)
        except MistypedCode as error:
            raise self._error("typefout", aantal=LENGTH, tekens=" ".join(SIGNS)) from error
        if seconds := self._tries.seconds_to_wait():
            raise self._error("even_wachten", seconden=seconds)
        return code

    def _take_over(self, session: Session, found: Found) -> bool:
        return restore(found.record, session, self._sessions.walk, self._agenda, self._generation)

    def _record(self, session: Session) -> dict[str, Any]:
        return to_record(session, self._sessions.walk, self._agenda, self._generation)

    def _since(self, record: Mapping[str, Any], session: Session, *, dropped: bool) -> list[Notice]:
        """Tell what changed since the walk was kept. What the outcome was is not told while a question is open."""
        if not older(record, self._agenda, self._generation):
            return []
        told = [self.notice("oudere_versie")]
        if dropped:
            told.append(self.notice("antwoord_vervallen"))
        if record["bewijs"] is None:
            return told
        if self._sessions.walk.position(session.thread).conclusion is None:
            return [*told, self.notice("conclusie_open")]
        return [*told, {"soort": "oudere_versie", "tekst": self._compare(record["bewijs"]), "bronnen": []}]

    def _until(self) -> date:
        return self._today() + timedelta(days=self._days)

    def _error(self, name: str, **values: object) -> KeepingError:
        return KeepingError(self._errors[name].format(**values))
