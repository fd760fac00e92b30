"""Which conversations are on screen, and in how many windows: the last one that closes takes its conversation along."""

from __future__ import annotations

import threading
from collections import Counter


class Conversations:
    """All conversations on screen. After a reload two windows show one for a while, so windows are counted."""

    def __init__(self) -> None:
        """Begin with none."""
        self._windows: Counter[str] = Counter()
        self._lock = threading.Lock()

    def enter(self, session: str) -> None:
        """Count one more window that shows this conversation."""
        with self._lock:
            self._windows[session] += 1

    def leave(self, session: str) -> bool:
        """Count one window less; returns whether it was the last."""
        with self._lock:
            if session not in self._windows:
                return False
            self._windows[session] -= 1
            if self._windows[session] > 0:
                return False
            del self._windows[session]
            return True
