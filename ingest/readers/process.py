"""Read a file in a process of its own, with a limit on time and memory: a reader that hangs or breaks harms nothing."""

import json
import os
import stat
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from ingest.readers import errors
from ingest.readers.errors import FileTooLarge, FileUnreadable, ReadError, ReaderStopped, ReaderTooSlow
from ingest.readers.phrases import reason
from ingest.readers.reading import Limits, ReadText

_ROOT = Path(__file__).resolve().parents[2]


def read_file(path: Path, *, limits: Limits) -> ReadText:
    """Return the citable text of a file; raises ReadError in one line when that cannot be had.

    A file that is too large is refused before a byte of it is read.
    """
    try:
        state = path.stat()
    except (OSError, ValueError) as error:  # ValueError: a name with a zero in it
        raise FileUnreadable(path, getattr(error, "strerror", None) or str(error)) from None
    if not stat.S_ISREG(state.st_mode):
        raise FileUnreadable(path, reason("geen_bestand"))
    if state.st_size > limits.file_bytes:
        raise FileTooLarge(path, state.st_size, limits.file_bytes)
    return _answer(path, _run(path, limits))


def _run(path: Path, limits: Limits) -> dict[str, Any]:
    """Return what the reading process answered; raises ReaderTooSlow or ReaderStopped when it did not."""
    request = json.dumps({"path": str(path), "limits": asdict(limits)})
    search = os.pathsep.join(part for part in (str(_ROOT), os.environ.get("PYTHONPATH", "")) if part)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "ingest.readers.child"],
            input=request.encode("utf-8", "surrogateescape"),
            capture_output=True,
            timeout=limits.seconds,
            env={**os.environ, "PYTHONPATH": search, "PYTHONUTF8": "1"},
        )
    except subprocess.TimeoutExpired:
        raise ReaderTooSlow(path, limits.seconds) from None
    if done.returncode < 0:
        raise ReaderStopped(path, reason("signaal", signaal=-done.returncode))
    try:
        answer = json.loads(done.stdout)
    except ValueError:
        last = done.stderr.decode("utf-8", "replace").strip().splitlines()[-1:]
        raise ReaderStopped(path, last[0][:200] if last else reason("geen_antwoord")) from None
    return dict(answer)


def _answer(path: Path, answer: dict[str, Any]) -> ReadText:
    if "error" in answer:
        kind: type[ReadError] = getattr(errors, answer["error"])
        raise kind(path, **answer["values"])
    pages = answer["pages"]
    return ReadText(
        lines=tuple(answer["lines"]),
        pages=None if pages is None else tuple(pages),
        headings={int(line): level for line, level in answer["headings"].items()},
        kinds={int(line): kind for line, kind in answer["kinds"].items()},
        reader=answer["reader"],
        remarks=tuple(answer["remarks"]),
    )
