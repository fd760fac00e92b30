"""Conversations: in memory, and forgotten after a while."""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from assistant.errors import InputError
from assistant.llm.use import ModelUse
from assistant.masking import MaskingSession

if TYPE_CHECKING:
    from datetime import date

    from assistant.keeping.code import Code
    from assistant.walk import Walk


@dataclass(frozen=True)
class Said:
    """One typed message, masked, and the answer from the documents when there was one."""

    text: str
    answer: Mapping[str, Any] | None


@dataclass(frozen=True)
class Remark:
    """What a colleague remarked on a walk, masked; `by` is a role or initials, as they chose to give it."""

    text: str
    by: str
    on: str  # date, as 2026-11-22

    def to_json(self) -> dict[str, str]:
        """Return the remark as plain data."""
        return {"tekst": self.text, "door": self.by, "datum": self.on}


@dataclass(frozen=True)
class Kept:
    """That a conversation is kept on disk: its code, the revision on screen, until when, and who looks.

    `print` is the fingerprint of what was stored last, remarks apart.
    """

    code: Code
    revision: int
    until: date
    print: str
    looking_along: bool = False

    def to_json(self) -> dict[str, Any]:
        """Return what the screen of the holder shows."""
        return {"code": self.code.spelled, "tot": self.until.isoformat(), "kijkt_mee": self.looking_along}


@dataclass
class Session:
    """One conversation. The placeholders live here, in memory, and nowhere else."""

    session_id: str
    thread: str
    begun: bool = False
    masking: MaskingSession = field(default_factory=MaskingSession)
    model_use: ModelUse = field(default_factory=ModelUse)
    ticked: set[str] = field(default_factory=set)  # ids of conditions; see ticks.py
    said: list[Said] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    kept: Kept | None = None
    lock: threading.RLock = field(default_factory=threading.RLock)  # one act at a time
    last_used: float = 0.0


class Sessions:
    """All conversations of this process."""

    def __init__(
        self,
        make_walk: Callable[[Any], Walk],
        *,
        hours: float,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Take how to make a walk on a checkpointer, and how long a conversation lives."""
        self._make_walk = make_walk
        self._seconds = hours * 3600
        self._clock = clock
        self._sessions: dict[str, Session] = {}
        self._lock = threading.Lock()

    @cached_property
    def walk(self) -> Walk:
        """The walks in memory."""
        from langgraph.checkpoint.memory import InMemorySaver

        return self._make_walk(InMemorySaver())

    def new(self) -> Session:
        """Open a conversation."""
        session_id = secrets.token_urlsafe(16)
        session = Session(session_id, session_id, last_used=self._clock())
        with self._lock:
            self._sessions[session_id] = session
        self.forget_the_old()
        return session

    def get(self, session_id: str) -> Session:
        """Return a conversation; raises InputError when it expired or never was."""
        self.forget_the_old()
        with self._lock:
            session = self._sessions.get(session_id)
            if session is None:
                raise InputError("dit gesprek bestaat niet (meer); begin opnieuw")
            session.last_used = self._clock()
            return session

    def forget(self, session_id: str) -> None:
        """Delete a conversation; one that is gone already is no error."""
        with self._lock:
            session = self._sessions.pop(session_id, None)
        if session and session.begun:
            self.walk.forget(session.thread)

    def forget_the_old(self) -> None:
        """Delete the conversations that were silent for too long."""
        limit = self._clock() - self._seconds
        with self._lock:
            old = [session_id for session_id, session in self._sessions.items() if session.last_used < limit]
        for session_id in old:
            self.forget(session_id)
