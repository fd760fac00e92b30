"""Read one file within limits; which reader does it is decided here."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path

from ingest.readers.errors import FileEmpty, FileTooLarge, FormatUnknown, TextUnreadable

_PREFIX = "DEELWIJZER_INLEZEN_"
_ENDINGS = (".txt",)


@dataclass(frozen=True, kw_only=True)
class ReadText:
    """The citable text of a file, and what the format says about its lines (1-based)."""

    lines: tuple[str, ...]  # no line break inside
    pages: tuple[int, ...] | None = None  # the page of each line; None when the format has no pages
    headings: Mapping[int, int] = field(default_factory=dict)  # line: level
    kinds: Mapping[int, str] = field(default_factory=dict)  # line: voetnoot, tabel, lijst, …
    reader: str
    remarks: tuple[str, ...] = ()  # what the maintainer must know, a Dutch line each


@dataclass(frozen=True, kw_only=True)
class Limits:
    """How much a reader may take in; DEELWIJZER_INLEZEN_BYTES and its companions change them."""

    file_bytes: int = 100_000_000
    unpacked_bytes: int = 400_000_000
    pages: int = 5_000
    lines: int = 500_000
    line_length: int = 20_000
    seconds: int = 120


_NAMES = {
    "file_bytes": "BYTES",
    "unpacked_bytes": "UITGEPAKT",
    "pages": "PAGINAS",
    "lines": "REGELS",
    "line_length": "REGELLENGTE",
    "seconds": "SECONDEN",
}


def limits_from_environment(environment: Mapping[str, str] | None = None) -> Limits:
    """Return the limits of this process; raises ValueError naming a variable that is no whole number above 0."""
    environment = os.environ if environment is None else environment
    given: dict[str, int] = {}
    for limit in fields(Limits):
        name = f"{_PREFIX}{_NAMES[limit.name]}"
        raw = environment.get(name)
        if raw:
            if not raw.isascii() or not raw.isdigit() or int(raw) < 1:
                raise ValueError(f"{name} is {raw!r}; give a whole number above 0")
            given[limit.name] = int(raw)
    return Limits(**given)


def read_file(path: Path, *, limits: Limits) -> ReadText:
    """Return the citable text of a file; raises ReadError in one line when that cannot be had."""
    if path.suffix.lower() not in _ENDINGS:
        raise FormatUnknown(path, ", ".join(_ENDINGS))
    size = path.stat().st_size
    if size > limits.file_bytes:
        raise FileTooLarge(path, size, limits.file_bytes)
    try:
        text = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise TextUnreadable(path, f"byte {error.start}") from None
    if not text.strip():
        raise FileEmpty(path)
    # Lines stay exactly as they are: a space at the end of one tells the structure that its sentence goes on.
    return ReadText(lines=tuple(text.removesuffix("\n").split("\n")), reader="tekst 1")
