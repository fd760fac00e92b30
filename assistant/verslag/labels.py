"""The words of the papers themselves, from teksten/verslag.yaml: which papers there are, their headings and labels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from assistant.datafiles import read_yaml, texts
from assistant.errors import DataFileError
from assistant.kader.conditions import Condition, parse
from assistant.kader.table import check_values
from assistant.report.wording import Wording, WordingReader, said_domains

KINDS = ("afweging", "formulier", "informatieblad")
FORMATS = ("docx", "pdf", "md")


@dataclass(frozen=True)
class Kind:
    """One paper: what it is called, what it is for, with which conclusions it exists, and what beside it is said."""

    kind: str
    title: str
    explanation: str
    stem: str
    when: Condition
    why_not: str
    warnings: tuple[Wording, ...]


@dataclass(frozen=True)
class Labels:
    """Every word of the papers that is not said by a conclusion."""

    kinds: Mapping[str, Kind]
    formats: Mapping[str, str]
    words: Mapping[str, str]
    weighing: Mapping[str, str]
    months: tuple[str, ...]

    def date(self, day: date) -> str:
        """Return a date as one writes it: 22 november 2026."""
        return self.words["datum"].format(dag=day.day, maand=self.months[day.month - 1], jaar=day.year)

    def lines(self, first: int, last: int) -> str:
        """Return the place of lines in a document."""
        return self.words["regel" if first == last else "regels"].format(van=first, tot=last)


def load_labels(path: Path, domains: Mapping[str, Sequence[str]]) -> Labels:
    """Read teksten/verslag.yaml.

    Raises DataFileError (file, key, what was expected) for a missing key, an unknown fact or value in a condition, or
    a warning without a place.
    """
    data = read_yaml(path, required=("soorten", "formaten", "let_op", "woorden", "maanden", "afweging"))
    domains = said_domains(domains)
    reader = WordingReader(domains)
    formats = texts(data["formaten"], path.name, "formaten", required=FORMATS)
    if not isinstance(data["maanden"], list) or len(data["maanden"]) != 12:
        raise DataFileError(path.name, "maanden", "a list of twelve names was expected")
    warnings: dict[str, list[Wording]] = {kind: [] for kind in KINDS}
    for i, item in enumerate(data["let_op"]):
        entry = texts(item, path.name, f"let_op[{i}]", required=("soort", "als", "tekst", "bronnen"))
        kind = entry.pop("soort")
        if kind not in warnings:
            raise DataFileError(path.name, f"let_op[{i}].soort", f"{kind!r} is none of {', '.join(KINDS)}")
        warnings[kind].append(reader.sentence(entry, path.name, f"let_op[{i}]"))
    kinds = texts(data["soorten"], path.name, "soorten", required=KINDS)
    return Labels(
        kinds={kind: _kind(kind, kinds[kind], warnings[kind], domains, path.name) for kind in KINDS},
        formats={name: str(formats[name]) for name in FORMATS},
        words={name: str(text) for name, text in data["woorden"].items()},
        weighing={name: str(text) for name, text in data["afweging"].items()},
        months=tuple(map(str, data["maanden"])),
    )


def _kind(kind: str, item: Any, warnings: Sequence[Wording], domains: Mapping[str, Sequence[str]], file: str) -> Kind:
    key = f"soorten.{kind}"
    names = ("titel", "uitleg", "bestand", "beschikbaar", "niet_beschikbaar")
    entry = texts(item, file, key, required=names)
    when = parse(str(entry["beschikbaar"]), file=file, key=f"{key}.beschikbaar")
    check_values(when, domains, file, f"{key}.beschikbaar")
    return Kind(
        kind, entry["titel"], entry["uitleg"], entry["bestand"], when, entry["niet_beschikbaar"], tuple(warnings)
    )
