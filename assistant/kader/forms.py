"""Questions that stand on one screen together: a compound question, and a list to tick."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from assistant.datafiles import places, texts
from assistant.errors import DataFileError
from assistant.kader.codes import UNKNOWN


@dataclass(frozen=True)
class CompoundOption:
    """One answer to a compound question: what it sets."""

    value: str
    label: str
    explanation: str
    sources: tuple[str, ...]
    sets: Mapping[str, str]


@dataclass(frozen=True)
class Compound:
    """One question that answers two facts; it takes their place when both are open."""

    form_id: str
    facts: tuple[str, ...]
    short: str
    question: str
    explanation: str
    sources: tuple[str, ...]
    options: tuple[CompoundOption, ...]


@dataclass(frozen=True)
class Tick:
    """One line of a list. What is not ticked gets `otherwise`, which never opens a door."""

    fact: str
    statement: str
    value: str
    otherwise: str


@dataclass(frozen=True)
class TickList:
    """Closely related questions on one screen: tick what is so."""

    form_id: str
    short: str
    question: str
    explanation: str
    sources: tuple[str, ...]
    ticks: tuple[Tick, ...]

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts it asks for, in order."""
        return tuple(tick.fact for tick in self.ticks)


@dataclass(frozen=True)
class Forms:
    """All of them, by id."""

    compounds: Mapping[str, Compound] = field(default_factory=dict)
    lists: Mapping[str, TickList] = field(default_factory=dict)

    @property
    def places(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Every id with the places it cites."""
        cited = [(compound.form_id, compound.sources) for compound in self.compounds.values()]
        cited += [(listed.form_id, listed.sources) for listed in self.lists.values()]
        cited += [
            (f"{form.form_id}.{option.value}", option.sources)
            for form in self.compounds.values()
            for option in form.options
        ]
        return tuple(cited)


def read_forms(data: Mapping[str, Any], domains: Mapping[str, Sequence[str]], file: str) -> Forms:
    """Read `samengesteld` and `lijsten`; raises DataFileError for an unknown fact or value, or no source."""
    compounds = [_compound(item, domains, file, f"samengesteld[{i}]") for i, item in enumerate(data["samengesteld"])]
    lists = [_list(item, domains, file, f"lijsten[{i}]") for i, item in enumerate(data["lijsten"])]
    return Forms({form.form_id: form for form in compounds}, {form.form_id: form for form in lists})


def _compound(item: Any, domains: Mapping[str, Sequence[str]], file: str, key: str) -> Compound:
    required = ("id", "feiten", "kort", "vraag", "toelichting", "bronnen", "opties")
    entry = texts(item, file, key, required=required)
    options = []
    for i, raw in enumerate(entry["opties"]):
        here = f"{key}.opties[{i}]"
        option = texts(raw, file, here, required=("waarde", "label", "zet"), optional=("uitleg", "bronnen"))
        for fact, value in option["zet"].items():
            _check(fact, value, domains, file, here)
        sources = places(option.get("bronnen") or [], file, here)
        options.append(
            CompoundOption(option["waarde"], option["label"], option.get("uitleg") or "", sources, dict(option["zet"]))
        )
    return Compound(
        entry["id"],
        tuple(entry["feiten"]),
        entry["kort"],
        entry["vraag"],
        entry["toelichting"],
        _sources(entry, file, key),
        tuple(options),
    )


def _list(item: Any, domains: Mapping[str, Sequence[str]], file: str, key: str) -> TickList:
    required = ("id", "kort", "vraag", "toelichting", "bronnen", "punten")
    entry = texts(item, file, key, required=required)
    ticks = []
    for i, raw in enumerate(entry["punten"]):
        here = f"{key}.punten[{i}]"
        tick = texts(raw, file, here, required=("feit", "stelling", "waarde", "anders"))
        _check(tick["feit"], tick["waarde"], domains, file, here)
        _check(tick["feit"], tick["anders"], domains, file, here)
        ticks.append(Tick(tick["feit"], tick["stelling"], tick["waarde"], tick["anders"]))
    return TickList(
        entry["id"],
        entry["kort"],
        entry["vraag"],
        entry["toelichting"],
        _sources(entry, file, key),
        tuple(ticks),
    )


def _check(fact: str, value: str, domains: Mapping[str, Sequence[str]], file: str, key: str) -> None:
    if fact not in domains or value not in (*domains[fact], UNKNOWN):
        raise DataFileError(file, key, f"{value!r} is no value of fact {fact!r}")


def _sources(entry: Mapping[str, Any], file: str, key: str) -> tuple[str, ...]:
    sources = places(entry["bronnen"], file, key)
    if not sources:
        raise DataFileError(file, f"{key}.bronnen", "a question without a source is not asked; give at least one")
    return sources
