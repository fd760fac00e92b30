"""What the page remembers of each conversation, in memory: what was typed (masked), and how many windows show it."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Said:
    """One typed message as the assistant masked it, and the answer from the documents when there was one."""

    text: str
    answer: Mapping[str, Any] | None


@dataclass
class _Conversation:
    said: list[Said] = field(default_factory=list)
    windows: int = 0


class Conversations:
    """All conversations on screen. After a reload two windows show one for a while, so windows are counted."""

    def __init__(self) -> None:
        """Begin with none."""
        self._open: dict[str, _Conversation] = {}
        self._lock = threading.Lock()

    def enter(self, session: str) -> None:
        """Count one more window that shows this conversation."""
        with self._lock:
            self._open.setdefault(session, _Conversation()).windows += 1

    def leave(self, session: str) -> bool:
        """Count one window less; the last one takes what was typed along. Returns whether it was the last."""
        with self._lock:
            conversation = self._open.get(session)
            if conversation is None:
                return False
            conversation.windows -= 1
            if conversation.windows > 0:
                return False
            del self._open[session]
            return True

    def add(self, session: str, said: Said) -> None:
        """Remember a message of a conversation that is on screen."""
        with self._lock:
            if session in self._open:
                self._open[session].said.append(said)

    def said(self, session: str) -> tuple[Said, ...]:
        """Return what was typed in a conversation, oldest first."""
        with self._lock:
            conversation = self._open.get(session)
            return tuple(conversation.said) if conversation else ()
