"""Slows down who tries code after code."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

_FREE = 5
_FIRST_PAUSE = 5.0
_LONGEST_PAUSE = 60.0
_FORGOTTEN_AFTER = 900.0


class Tries:
    """Counts well-formed codes under which nothing lies.

    For the whole process: a window or an address costs a guesser nothing. A typing mistake fails its check sign and is
    never counted, so who types badly locks nobody out; and a pause stays so short that it can be waited for.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Begin with a clean slate."""
        self._clock = clock
        self._lock = threading.Lock()
        self._failed = 0
        self._last = clock()
        self._until = clock()

    def seconds_to_wait(self) -> int:
        """Return how long the next try has to wait; 0 when it may come now."""
        with self._lock:
            return max(0, int(self._until - self._clock() + 0.999))

    def failed(self) -> None:
        """Count a code under which nothing lies; from the fifth on each is followed by a longer pause."""
        with self._lock:
            now = self._clock()
            self._failed = 1 if now - self._last > _FORGOTTEN_AFTER else self._failed + 1
            self._last = now
            if self._failed >= _FREE:
                self._until = now + min(_LONGEST_PAUSE, _FIRST_PAUSE * 2.0 ** min(self._failed - _FREE, 8))
