"""The documents' own instruments: questions, rules, schemes and checklists, tied to the steps in which they help."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.cite import Citer
from assistant.datafiles import places, read_yaml, texts
from assistant.errors import DataFileError
from assistant.kader.codes import FIVE_STEPS, Step
from assistant.kader.conditions import Condition, parse
from assistant.kader.table import check_values

_KINDS = ("vragen", "regels", "stappen", "schema", "lijst", "afvinklijst")
_REQUIRED = (
    *("id", "titel", "soort", "waarvoor", "document", "bronnen"),
    *("stappen", "bij_conclusie", "als", "delen"),
)


@dataclass(frozen=True)
class Point:
    """One line of an instrument, with the passages it stands on and the step it helps in."""

    text: str
    sources: tuple[str, ...]
    step: Step


@dataclass(frozen=True)
class Part:
    """Lines under one heading, which may be empty."""

    heading: str
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Instrument:
    """One instrument: what it is for, where it stands, and with which steps and answers it is offered."""

    instrument_id: str
    title: str
    kind: str
    purpose: str
    document: str  # its number
    sources: tuple[str, ...]
    steps: tuple[Step, ...]
    with_conclusion: bool
    when: Condition
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Instruments:
    """All of them, in the order of the data file."""

    every: tuple[Instrument, ...]

    def at_step(self, step: Step, answers: Mapping[str, str]) -> list[str]:
        """Return the ids of the instruments that help in a step, given what is answered."""
        return [one.instrument_id for one in self.every if step in one.steps and one.when.holds(answers)]

    def at_conclusion(self, answers: Mapping[str, str]) -> list[str]:
        """Return the ids of the instruments that help to carry out a conclusion."""
        return [one.instrument_id for one in self.every if one.with_conclusion and one.when.holds(answers)]

    def places(self) -> Iterator[tuple[str, str, tuple[str, ...]]]:
        """Yield (id, text, places) of everything that cites."""
        for one in self.every:
            yield one.instrument_id, one.purpose, one.sources
            for part in one.parts:
                yield from ((one.instrument_id, point.text, point.sources) for point in part.points)

    def to_json(self, citer: Citer) -> list[dict[str, Any]]:
        """Return every instrument as plain data, each line with its passages."""
        return [_as_json(one, citer) for one in self.every]


def load_instruments(path: Path, domains: Mapping[str, Sequence[str]]) -> Instruments:
    """Read teksten/instrumenten.yaml.

    Raises DataFileError (file, key, what was expected) for an unknown step, fact, value or kind, or a line without a
    source.
    """
    items = read_yaml(path, required=("instrumenten",))["instrumenten"]
    every = tuple(_read(item, domains, path.name, f"instrumenten[{i}]") for i, item in enumerate(items))
    if len({one.instrument_id for one in every}) != len(every):
        raise DataFileError(path.name, "instrumenten", "an id stands there twice")
    return Instruments(every)


def _read(item: Any, domains: Mapping[str, Sequence[str]], file: str, where: str) -> Instrument:
    entry = texts(item, file, where, required=_REQUIRED)
    key = f"instrumenten.{entry['id']}"
    if entry["soort"] not in _KINDS:
        raise DataFileError(file, f"{key}.soort", f"{entry['soort']!r} is no kind; allowed are {', '.join(_KINDS)}")
    when = parse(str(entry["als"]), file=file, key=key)
    check_values(when, domains, file, key)
    return Instrument(
        entry["id"],
        entry["titel"],
        entry["soort"],
        entry["waarvoor"],
        entry["document"],
        _sources(entry, file, key),
        tuple(_step(name, file, f"{key}.stappen") for name in entry["stappen"]),
        entry["bij_conclusie"] == "ja",
        when,
        tuple(_part(part, file, f"{key}.delen[{i}]") for i, part in enumerate(entry["delen"])),
    )


def _part(item: Any, file: str, key: str) -> Part:
    entry = texts(item, file, key, required=("kop", "punten"))
    points = []
    for i, raw in enumerate(entry["punten"]):
        here = f"{key}.punten[{i}]"
        point = texts(raw, file, here, required=("tekst", "bronnen", "stap"))
        points.append(Point(point["tekst"], _sources(point, file, here), _step(point["stap"], file, here)))
    return Part(entry["kop"], tuple(points))


def _step(name: Any, file: str, key: str) -> Step:
    if name not in list(FIVE_STEPS):
        raise DataFileError(file, key, f"{name!r} is no step; allowed are {', '.join(FIVE_STEPS)}")
    return Step(name)


def _sources(entry: Mapping[str, Any], file: str, key: str) -> tuple[str, ...]:
    found = places(entry["bronnen"], file, key)
    if not found:
        raise DataFileError(file, f"{key}.bronnen", "a line without a source is not shown; give at least one")
    return found


def _as_json(one: Instrument, citer: Citer) -> dict[str, Any]:
    return {
        "id": one.instrument_id,
        "titel": one.title,
        "soort": one.kind,
        "waarvoor": one.purpose,
        "document": one.document,
        "stappen": [str(step) for step in one.steps],
        "bronnen": _cited(one.sources, one, citer),
        "delen": [
            {
                "kop": part.heading,
                "punten": [
                    {
                        "tekst": point.text,
                        "stap": str(point.step),
                        "bronnen": _cited(point.sources, one, citer),
                    }
                    for point in part.points
                ],
            }
            for part in one.parts
        ],
    }


def _cited(found: tuple[str, ...], one: Instrument, citer: Citer) -> list[dict[str, Any]]:
    return [source.to_json() for source in citer.cite(found, used_by=one.instrument_id)]
