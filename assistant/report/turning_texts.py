"""The words of turning points (teksten/keerpunten.yaml): what would be different, what would follow, and the groups."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.datafiles import read_yaml, texts
from assistant.errors import DataFileError
from assistant.kader.codes import Grondslag, Omvang, Outcome
from assistant.kader.conditions import Condition, parse
from assistant.kader.table import check_values

OPEN = "open"
"""The new outcome when other questions would have to be answered first."""

DIRECTIONS = ("ruimer", "strenger", "gelijk", "kan_ruimer", "kan_strenger", "buiten_ladder")
_KINDS = ("doen", "nagaan", "let_op", "anders", "ontvanger")
_PSEUDO_FACTS: Mapping[str, Sequence[str]] = {
    "conclusie": tuple(Outcome),
    "grondslag": tuple(Grondslag),
    "omvang": tuple(Omvang),
    "wordt": (*Outcome, OPEN),
    "soort": _KINDS,
    "richting": DIRECTIONS,
    "grondslag_anders": ("ja", "nee"),
    "omvang_anders": ("ja", "nee"),
}


@dataclass(frozen=True)
class Clause:
    """A text with the condition under which it fits."""

    when: Condition
    text: str


@dataclass(frozen=True)
class Group:
    """A heading under which turning points stand."""

    group_id: str
    title: str
    when: Condition


@dataclass(frozen=True)
class Other:
    """How one other answer is said: a clause of its own, or a noun that fits in a clause with others."""

    kind: str
    clause: str  # holds {ander} when several answers can stand in it together
    noun: str
    whole: tuple[Clause, ...]  # whole sentences, which go before clause and consequence


@dataclass(frozen=True)
class TurningTexts:
    """Everything that turning points say."""

    groups: tuple[Group, ...]
    consequences: tuple[Clause, ...]
    others: Mapping[tuple[str, str], Other]
    order: Mapping[str, int]  # fact: its place in the list


def load_turning_texts(path: Path, domains: Mapping[str, Sequence[str]]) -> TurningTexts:
    """Read the words of turning points.

    Raises DataFileError (file, key, what was expected) for a fact or value without words, an unknown one in a
    condition, or groups of which the last does not always fit.
    """
    data = read_yaml(path, required=("groepen", "dan", "feiten"))
    reader = _Reader(path.name, {**domains, **_PSEUDO_FACTS})
    groups = [reader.group(item, f"groepen[{i}]") for i, item in enumerate(data["groepen"])]
    if data["groepen"][-1]["als"] != "altijd":
        raise DataFileError(path.name, "groepen", "the last group must hold always (`als: altijd`)")
    others: dict[tuple[str, str], Other] = {}
    for fact, values in domains.items():
        if fact not in data["feiten"]:
            raise DataFileError(path.name, f"feiten.{fact}", "the fact has no words")
        read = reader.fact(fact, data["feiten"][fact])
        if set(read) != set(values):
            wrong = ", ".join(sorted(set(read) ^ set(values)))
            raise DataFileError(path.name, f"feiten.{fact}", f"expected are words for {', '.join(values)}; see {wrong}")
        others |= {(fact, value): other for value, other in read.items()}
    consequences = tuple(reader.clause(item, f"dan[{i}]") for i, item in enumerate(data["dan"]))
    return TurningTexts(tuple(groups), consequences, others, {fact: i for i, fact in enumerate(data["feiten"])})


@dataclass(frozen=True)
class _Reader:
    file: str
    domains: Mapping[str, Sequence[str]]

    def condition(self, written: str, key: str) -> Condition:
        condition = parse(str(written), file=self.file, key=key)
        check_values(condition, self.domains, self.file, key)
        return condition

    def clause(self, item: Any, key: str) -> Clause:
        entry = texts(item, self.file, key, required=("als", "tekst"))
        return Clause(self.condition(entry["als"], key), entry["tekst"])

    def group(self, item: Any, key: str) -> Group:
        entry = texts(item, self.file, key, required=("id", "titel", "als"))
        return Group(entry["id"], entry["titel"], self.condition(entry["als"], key))

    def fact(self, fact: str, item: Any) -> dict[str, Other]:
        key = f"feiten.{fact}"
        if "samen" in item:
            entry = texts(item, self.file, key, required=("samen", "soort", "waarden"))
            return {
                value: Other(self.kind(entry["soort"], key), entry["samen"], noun, ())
                for value, noun in entry["waarden"].items()
            }
        found = {}
        for value, raw in texts(item, self.file, key, optional=None).items():
            entry = texts(raw, self.file, f"{key}.{value}", required=("soort", "stel"), optional=("zinnen",))
            whole = tuple(self.clause(z, f"{key}.{value}.zinnen[{i}]") for i, z in enumerate(entry.get("zinnen") or []))
            found[value] = Other(self.kind(entry["soort"], f"{key}.{value}"), entry["stel"], "", whole)
        return found

    def kind(self, written: str, key: str) -> str:
        if written not in _KINDS:
            raise DataFileError(self.file, f"{key}.soort", f"{written!r} is none of {', '.join(_KINDS)}")
        return written
