"""The sheet for the person concerned: one page in plain words, each sentence with its source in small print."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.cite import Citer
from assistant.datafiles import read_yaml, texts
from assistant.errors import DataFileError
from assistant.report.statements import say_those_that_hold
from assistant.report.wording import Wording, WordingReader, said_domains
from assistant.verslag.labels import Labels
from assistant.verslag.notes import Notes
from assistant.verslag.pieces import Block, Document, Field, Heading, Text
from assistant.verslag.sources import short_sources
from assistant.verslag.verslag import Verslag

_BLANK = "geen"
_FILLED_WITH = ("ontvanger", "doel")


@dataclass(frozen=True)
class Blank:
    """A place to fill in; `fact` names the answer that already stands there."""

    name: str
    fact: str = ""


@dataclass(frozen=True)
class Part:
    """A heading with the sentences that may stand under it, and what is filled in there."""

    heading: str
    sentences: tuple[Wording, ...]
    blanks: tuple[Blank, ...]


@dataclass(frozen=True)
class Leaflet:
    """The whole sheet, with everything it can say."""

    title: str
    top: tuple[Blank, ...]
    parts: tuple[Part, ...]
    other_words: Mapping[str, Mapping[str, str]]  # answers that have another name on this sheet, by fact

    def cited(self) -> Iterator[tuple[str, tuple[str, ...], str]]:
        """Yield (who, places, text) of everything that cites."""
        for part in self.parts:
            for wording in part.sentences:
                yield f"informatieblad.{wording.text_id}", wording.places, wording.text


def load_leaflet(path: Path, domains: Mapping[str, Sequence[str]]) -> Leaflet:
    """Read teksten/verslag_informatieblad.yaml.

    Raises DataFileError (file, key, what was expected) for a missing key, an unknown fact or value, or a sentence
    without a place.
    """
    file = path.name
    data = read_yaml(path, required=("titel", "bovenaan", "onderdelen", "woorden"))
    reader = WordingReader(said_domains(domains))
    parts = []
    for i, item in enumerate(data["onderdelen"]):
        key = f"onderdelen[{i}]"
        entry = texts(item, file, key, required=("kop", "zinnen", "velden"))
        sentences = reader.sentences(entry["zinnen"], file, f"{key}.zinnen")
        parts.append(Part(entry["kop"], sentences, _blanks(entry["velden"], file, f"{key}.velden")))
    words = texts(data["woorden"], file, "woorden", required=_FILLED_WITH)
    for fact in _FILLED_WITH:
        for value in words[fact]:
            if value not in domains[fact]:
                raise DataFileError(file, f"woorden.{fact}", f"{value!r} is no value of {fact}")
    return Leaflet(data["titel"], _blanks(data["bovenaan"], file, "bovenaan"), tuple(parts), words)


def _blanks(items: Any, file: str, key: str) -> tuple[Blank, ...]:
    blanks = []
    for i, item in enumerate(items):
        entry = texts(item, file, f"{key}[{i}]", required=("naam", "vullen"))
        if entry["vullen"] not in (_BLANK, *_FILLED_WITH):
            allowed = ", ".join((_BLANK, *_FILLED_WITH))
            raise DataFileError(file, f"{key}[{i}].vullen", f"{entry['vullen']!r} is none of {allowed}")
        blanks.append(Blank(entry["naam"], "" if entry["vullen"] == _BLANK else entry["vullen"]))
    return tuple(blanks)


def write_leaflet(leaflet: Leaflet, verslag: Verslag, labels: Labels, citer: Citer) -> Document:
    """Return the sheet for the person concerned."""
    notes = Notes()
    blocks: list[Block] = [Text(tuple(_field(blank, leaflet, verslag) for blank in leaflet.top))]
    for part in leaflet.parts:
        said = say_those_that_hold(part.sentences, verslag.context, citer)
        if said:
            lines = tuple(notes.line(statement.to_json()) for statement in said)
            fields = tuple(_field(blank, leaflet, verslag) for blank in part.blanks)
            blocks += [Heading(part.heading), Text((*lines, *fields))]
    return Document(
        title=leaflet.title,
        subtitle="",
        stem=labels.kinds["informatieblad"].stem,
        drawn_on=verslag.drawn_on,
        footer=labels.words["voet_blad"],
        blocks=(*blocks, *short_sources(notes, labels)),
        one_page=True,
    )


def _field(blank: Blank, leaflet: Leaflet, verslag: Verslag) -> Field:
    given = verslag.answer(blank.fact) if blank.fact else None
    if given is None or verslag.context.get(blank.fact) == "weet_ik_niet":
        return Field(blank.name)
    return Field(blank.name, leaflet.other_words[blank.fact].get(verslag.context[blank.fact], given.answer))
