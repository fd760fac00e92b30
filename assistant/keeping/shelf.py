"""The file with kept walks: SQLite, in which only the date on which a walk is deleted can be read."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.errors import AssistantError
from assistant.keeping.cipher import encrypted_serializer
from assistant.keeping.code import Place

if TYPE_CHECKING:
    from langchain_core.runnables import RunnableConfig
    from langgraph.checkpoint.sqlite import SqliteSaver

FILE = "afwegingen.sqlite"
_CHANNEL = "bewaard"
_TABLE = "CREATE TABLE IF NOT EXISTS planken (plek TEXT PRIMARY KEY, stand INTEGER NOT NULL, tot TEXT NOT NULL)"
_BUSY_SECONDS = 10.0


class NothingThere(AssistantError):
    """Nothing lies at this place: never kept, deleted, or expired."""


class Overtaken(AssistantError):
    """The walk was written by another window since it was last read."""


@dataclass(frozen=True)
class Found:
    """What lies at a place, its revision, and the last day on which it lies there."""

    record: Mapping[str, Any]
    revision: int
    until: date


class _Connection(sqlite3.Connection):
    """Commits a change as a whole: the checkpointer commits each of its own steps, and that waits for ours."""

    whole = False

    def commit(self) -> None:
        if not self.whole:
            super().commit()


class Shelf:
    """Keeps records, each as one LangGraph checkpoint that its own key encrypts; makes its file at the first one."""

    def __init__(self, folder: Path) -> None:
        """Take the folder of the file."""
        self._path = folder / FILE
        self._lock = threading.RLock()
        self._open: _Connection | None = None

    def add(self, place: Place, record: Mapping[str, Any], *, until: date) -> int:
        """Store a record where nothing lies yet and return its revision."""
        with self._changing() as connection:
            connection.execute("INSERT INTO planken VALUES (?, 1, ?)", (place.name, until.isoformat()))
            self._put(connection, place, record, 1)
        return 1

    def read(self, place: Place, *, today: date) -> Found:
        """Return what lies at a place; raises NothingThere."""
        with self._reading() as connection:
            row = self._row(connection, place, today) if connection else None
            if connection is None or row is None:
                raise NothingThere("no walk lies under this code")
            from cryptography.exceptions import InvalidTag

            try:
                found = self._saver(connection, place).get_tuple(_config(place))
            except InvalidTag:
                found = None  # altered on disk, or not what this key encrypted
            if found is None:
                raise AssistantError(f"{self._path}: a kept walk cannot be read; the file was damaged or altered")
            return Found(found.checkpoint["channel_values"][_CHANNEL], row[0], date.fromisoformat(row[1]))

    def revision(self, place: Place, *, today: date) -> int:
        """Return the present revision at a place, without decrypting anything; raises NothingThere."""
        with self._reading() as connection:
            row = self._row(connection, place, today) if connection else None
            if row is None:
                raise NothingThere("no walk lies under this code")
            return int(row[0])

    def replace(self, place: Place, record: Mapping[str, Any], *, seen: int, until: date, today: date) -> int:
        """Write a newer record and return its revision.

        Raises Overtaken when the revision there is not the one that was seen, NothingThere when it is gone; in both
        cases nothing changes.
        """
        with self._changing() as connection:
            row = self._row(connection, place, today)
            if row is None:
                raise NothingThere("the walk is no longer kept")
            if row[0] != seen:
                raise Overtaken(f"revision {row[0]} is there, {seen} was seen")
            self._put(connection, place, record, seen + 1)
            connection.execute(
                "UPDATE planken SET stand = ?, tot = ? WHERE plek = ?", (seen + 1, until.isoformat(), place.name)
            )
        return seen + 1

    def remove(self, place: Place) -> bool:
        """Delete what lies at a place, from the file and its journal; returns whether anything did."""
        return self._delete("plek = ?", place.name) > 0

    def sweep(self, today: date) -> int:
        """Delete every walk whose last day has passed, and what belongs to no walk; returns how many walks."""
        swept = self._delete("tot < ?", today.isoformat())
        if self._path.exists():
            with self._changing() as connection:
                for table in ("checkpoints", "writes"):
                    connection.execute(f"DELETE FROM {table} WHERE thread_id NOT IN (SELECT plek FROM planken)")
        return swept

    def _delete(self, which: str, value: str) -> int:
        if not self._path.exists():
            return 0
        with self._changing() as connection:
            names = [row[0] for row in connection.execute(f"SELECT plek FROM planken WHERE {which}", (value,))]
            for name in names:
                connection.execute("DELETE FROM planken WHERE plek = ?", (name,))
                connection.execute("DELETE FROM checkpoints WHERE thread_id = ?", (name,))
        with self._lock, self._trouble():
            # The pages of before the deletion leave the file, and then the journal. While another process reads, the
            # journal stays; the next sweep tries again.
            if names:
                self._connect().execute("VACUUM")
            self._connect().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        return len(names)

    def _put(self, connection: _Connection, place: Place, record: Mapping[str, Any], revision: int) -> None:
        from langgraph.checkpoint.base import empty_checkpoint

        saver = self._saver(connection, place)
        saver.delete_thread(place.name)
        checkpoint = empty_checkpoint()
        checkpoint["channel_values"] = {_CHANNEL: dict(record)}
        saver.put(_config(place), checkpoint, {"source": "update", "step": revision, "parents": {}}, {})

    def _saver(self, connection: _Connection, place: Place) -> SqliteSaver:
        from langgraph.checkpoint.sqlite import SqliteSaver

        saver = SqliteSaver(connection, serde=encrypted_serializer(place.key))
        saver.is_setup = True  # done once for the connection
        return saver

    def _row(self, connection: _Connection, place: Place, today: date) -> tuple[int, str] | None:
        asked = (place.name, today.isoformat())
        found = connection.execute("SELECT stand, tot FROM planken WHERE plek = ? AND tot >= ?", asked).fetchone()
        return (int(found[0]), str(found[1])) if found else None

    @contextmanager
    def _reading(self) -> Iterator[_Connection | None]:
        """Give the connection, or None while no file was ever made: reading makes none."""
        with self._lock, self._trouble():
            yield self._connect() if self._open or self._path.exists() else None

    @contextmanager
    def _changing(self) -> Iterator[_Connection]:
        """Give the connection for a change that happens whole or not at all, also beside other processes."""
        with self._lock, self._trouble():
            connection = self._connect()
            connection.execute("BEGIN IMMEDIATE")
            connection.whole = True
            try:
                yield connection
            except BaseException:
                connection.rollback()
                raise
            else:
                connection.execute("COMMIT")
            finally:
                connection.whole = False

    @contextmanager
    def _trouble(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise AssistantError(f"{self._path}: {error}. Check the disk and the rights on this file.") from error

    def _connect(self) -> _Connection:
        if self._open is None:
            from langgraph.checkpoint.sqlite import SqliteSaver

            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._path.touch(mode=0o600)
            connection = sqlite3.connect(
                self._path,
                timeout=_BUSY_SECONDS,
                check_same_thread=False,  # every use holds the lock
                isolation_level=None,
                factory=_Connection,
            )
            # Deleted means gone: SQLite overwrites what it frees instead of leaving it in the file.
            connection.execute("PRAGMA secure_delete = ON")
            SqliteSaver(connection).setup()
            connection.execute(_TABLE)
            self._open = connection
        return self._open


def _config(place: Place) -> RunnableConfig:
    return {"configurable": {"thread_id": place.name, "checkpoint_ns": ""}}
