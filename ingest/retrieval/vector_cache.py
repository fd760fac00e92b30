"""Vectors by what was embedded: a text that a model embedded before is not embedded again."""

import hashlib
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import numpy as np

from ingest.retrieval.embedding import Encoder, Vectors

FILE = "inbeddingen.sqlite3"
_AT_ONCE = 500  # SQLite takes only so many values in one question
_SPARE = 4  # so many times what a build needs is kept: what other versions and models need may come back


class CachedEncoder:
    """An encoder that asks another one only for texts that are not in the cache.

    The key of a vector is the checksum of its model and the text with its prefix: whatever changes one of these, the
    vector is made anew. `embedded` counts the texts that were, `reused` the others.
    """

    def __init__(self, encoder: Encoder, checksum: str, cache: sqlite3.Connection) -> None:
        self.embedded = 0
        self.reused = 0
        self._encoder = encoder
        self._checksum = checksum
        self._cache = cache
        self._used: dict[bytes, bytes] = {}

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return a row per text."""
        keys = [hashlib.sha256(f"{self._checksum}\0{text}".encode()).digest() for text in texts]
        self._look_up([key for key in dict.fromkeys(keys) if key not in self._used])
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in self._used}
        if missing:
            made = self._encoder.encode(list(missing.values()))
            rows = {key: row.tobytes() for key, row in zip(missing, made, strict=True)}
            self._cache.executemany("INSERT INTO vectors VALUES (?, ?)", rows.items())
            self._used.update(rows)
        self.embedded += len(missing)
        self.reused += len(texts) - len(missing)
        content = b"".join([self._used[key] for key in keys])
        return np.frombuffer(content, dtype=np.float32).reshape(len(texts), -1)

    def tidy(self) -> None:
        """Forget what this encoder was not asked for, when there is far more of it than of what it was."""
        (count,) = self._cache.execute("SELECT count(*) FROM vectors").fetchone()
        if count > _SPARE * len(self._used):
            self._cache.execute("CREATE TEMP TABLE used (key BLOB PRIMARY KEY)")
            self._cache.executemany("INSERT INTO used VALUES (?)", ((key,) for key in self._used))
            self._cache.execute("DELETE FROM vectors WHERE key NOT IN (SELECT key FROM used)")

    def _look_up(self, keys: Sequence[bytes]) -> None:
        for begin in range(0, len(keys), _AT_ONCE):
            some = keys[begin : begin + _AT_ONCE]
            marks = ", ".join("?" * len(some))
            self._used.update(self._cache.execute(f"SELECT key, vector FROM vectors WHERE key IN ({marks})", some))


@contextmanager
def cached(encoder: Encoder, checksum: str, path: Path) -> Iterator[CachedEncoder]:
    """Give an encoder the cache in a file, made when there is none; what it embedded is kept when all went well.

    A damaged file is thrown away: it holds nothing that cannot be made again. Raises OSError when it cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        try:
            connection = _opened(path)
        except sqlite3.DatabaseError:
            path.unlink(missing_ok=True)
            connection = _opened(path)
        with closing(connection), connection:
            own = CachedEncoder(encoder, checksum, connection)
            yield own
            own.tidy()
    except sqlite3.Error as error:
        raise OSError(f"{path}: {error}") from error


def _opened(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path)
    try:
        connection.execute("CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB NOT NULL)")
        connection.execute("SELECT key, vector FROM vectors LIMIT 1").fetchall()
        (found,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        if found != "ok":
            raise sqlite3.DatabaseError(found)
    except sqlite3.Error:
        connection.close()
        raise
    return connection
