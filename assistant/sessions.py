"""Conversations: in memory by default, forgotten after a while; on disk only when the user asks to keep a walk."""

from __future__ import annotations

import secrets
import sqlite3
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.errors import InputError
from assistant.llm.use import ModelUse
from assistant.masking import MaskingSession

if TYPE_CHECKING:
    from assistant.walk import Walk

_KEPT_FILE = "afwegingen.sqlite"


@dataclass
class Session:
    """One conversation. The placeholders live here, in memory, and nowhere else."""

    session_id: str
    thread: str
    begun: bool = False
    masking: MaskingSession = field(default_factory=MaskingSession)
    model_use: ModelUse = field(default_factory=ModelUse)
    ticked: set[str] = field(default_factory=set)  # ids of conditions; see ticks.py
    last_used: float = 0.0


class Sessions:
    """All conversations of this process."""

    def __init__(
        self,
        make_walk: Callable[[Any], Walk],
        data_dir: Path,
        *,
        hours: float,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Take how to make a walk on a checkpointer, where kept walks go, and how long a conversation lives."""
        self._make_walk = make_walk
        self._data_dir = data_dir
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
        self._forget_the_old()
        return session

    def get(self, session_id: str) -> Session:
        """Return a conversation; raises InputError when it expired or never was."""
        self._forget_the_old()
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

    def keep(self, session_id: str) -> str:
        """Copy the walk to disk and return its code."""
        session = self.get(session_id)
        if not session.begun:
            raise InputError("er is nog geen afweging om te bewaren; begin eerst de vragen")
        code = secrets.token_urlsafe(12)
        self.walk.move(session.thread, self._kept, code)
        return code

    def resume(self, code: str) -> Session:
        """Copy a kept walk into a new conversation."""
        session = self.new()
        try:
            self._kept.move(code, self.walk, session.thread)
        except InputError as error:
            self.forget(session.session_id)
            raise InputError("bij deze code hoort geen bewaarde afweging; controleer de code") from error
        session.begun = True
        # A placeholder that stands in the kept question belongs to somebody; it is not handed out again.
        session.masking.reserve(self.walk.position(session.thread).state.get("question", ""))
        return session

    def forget_kept(self, code: str) -> None:
        """Delete a kept walk."""
        self._kept.position(code)
        self._kept.forget(code)

    @cached_property
    def _kept(self) -> Walk:
        from langgraph.checkpoint.sqlite import SqliteSaver

        self._data_dir.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(self._data_dir / _KEPT_FILE, check_same_thread=False)
        # Deleted means gone: SQLite overwrites what it frees instead of leaving the text in the file.
        connection.execute("PRAGMA secure_delete = ON")
        return self._make_walk(SqliteSaver(connection))

    def _forget_the_old(self) -> None:
        limit = self._clock() - self._seconds
        with self._lock:
            old = [session_id for session_id, session in self._sessions.items() if session.last_used < limit]
        for session_id in old:
            self.forget(session_id)
