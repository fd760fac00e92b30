"""The lock of the index: one process at a time changes it, and who comes second hears who is at work."""

import json
import os
import platform
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from ingest.durable import replace_durably
from ingest.errors import IngestError


class BuildInProgress(IngestError):
    """Another process holds the lock."""

    def __init__(self, path: Path, process: str, machine: str, since: str) -> None:
        super().__init__(
            f"Process {process} on {machine} has been at work on the index since {since} (lock {path}). "
            "Wait until it is done, then try again."
        )
        self.path = path
        self.process = process
        self.machine = machine
        self.since = since


class IndexLock:
    """A lock on a folder; who has it may take it again in the same thread.

    The system gives it free when its holder dies, however that happens.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / "build.lock"
        # Beside the lock: who tries for a lock empties its file.
        self._holder = folder / "build.lock.houder"
        self._depth = 0

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the lock; raises BuildInProgress at once when another has it."""
        from filelock import FileLock, Timeout

        if self._depth == 0:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._lock = FileLock(self._path)
            try:
                self._lock.acquire(timeout=0)
            except Timeout:
                raise self._in_progress() from None
        self._depth += 1
        try:
            if self._depth == 1:
                self._tell_holder()
            yield
        finally:
            self._depth -= 1
            if self._depth == 0:
                self._holder.unlink(missing_ok=True)
                self._lock.release()

    def _tell_holder(self) -> None:
        since = datetime.now().astimezone().isoformat(sep=" ", timespec="seconds")
        holder = {"process": str(os.getpid()), "machine": platform.node(), "since": since}
        replace_durably(self._holder, json.dumps(holder))

    def _in_progress(self) -> BuildInProgress:
        try:
            holder = json.loads(self._holder.read_text("utf-8"))
        except (OSError, ValueError):  # it took the lock a moment ago, or left it just now
            holder = {}
        return BuildInProgress(self._path, *(holder.get(name, "?") for name in ("process", "machine", "since")))
