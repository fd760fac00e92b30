"""What reading a file comes to, and how much a reader may take in."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields

from ingest.settings import SettingInvalid

PREFIX = "DEELWIJZER_INLEZEN_"
PLAIN_TEXT = "tekst 1"


@dataclass(frozen=True, kw_only=True)
class ReadText:
    """The citable text of a file, and what the format says about its lines (1-based)."""

    lines: tuple[str, ...]  # no line break inside
    pages: tuple[int, ...] | None = None  # the page of each line; None when the format has no pages
    headings: Mapping[int, int] = field(default_factory=dict)  # line: level
    kinds: Mapping[int, str] = field(default_factory=dict)  # line: voetnoot, tabel, lijst, citaat, kader
    reader: str
    remarks: tuple[str, ...] = ()  # what the maintainer must know, a Dutch line each

    @property
    def knows_layout(self) -> bool:
        """Whether the format says what its lines are; plain text does not, so there the general rules find it out."""
        return self.reader != PLAIN_TEXT

    @property
    def may_break_words(self) -> bool:
        """Whether a line end may stand inside a word: on printed lines it may, and not on those a reader made."""
        return self.pages is not None or not self.knows_layout


@dataclass(frozen=True, kw_only=True)
class Limits:
    """How much a reader may take in; DEELWIJZER_INLEZEN_BYTES and its companions change them."""

    file_bytes: int = 100_000_000
    unpacked_bytes: int = 400_000_000
    pages: int = 5_000
    lines: int = 500_000
    line_length: int = 20_000
    seconds: int = 120
    memory_bytes: int = 4_000_000_000


_NAMES = {
    "file_bytes": "BYTES",
    "unpacked_bytes": "UITGEPAKT",
    "pages": "PAGINAS",
    "lines": "REGELS",
    "line_length": "REGELLENGTE",
    "seconds": "SECONDEN",
    "memory_bytes": "GEHEUGEN",
}


def setting_of(limit: str) -> str:
    """Return the name of the environment variable that changes a limit."""
    return f"{PREFIX}{_NAMES[limit]}"


def limits_from_environment(environment: Mapping[str, str] | None = None) -> Limits:
    """Return the limits of this process; raises SettingInvalid for a variable that is no whole number above 0."""
    environment = os.environ if environment is None else environment
    given: dict[str, int] = {}
    for limit in fields(Limits):
        name = setting_of(limit.name)
        raw = environment.get(name)
        if raw:
            if not raw.isascii() or not raw.isdigit() or int(raw) < 1:
                raise SettingInvalid(name, raw, "een geheel getal vanaf 1")
            given[limit.name] = int(raw)
    return Limits(**given)
