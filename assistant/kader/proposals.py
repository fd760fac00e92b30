"""What may be proposed or derived from earlier answers (kader/voorstellen.yaml); the user sees it and decides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.datafiles import places, read_yaml, texts
from assistant.errors import DataFileError
from assistant.kader.codes import UNKNOWN
from assistant.kader.conditions import Condition, parse
from assistant.kader.table import check_values


@dataclass(frozen=True)
class Proposal:
    """A value for a fact that follows from other answers, with the passages that say so."""

    proposal_id: str
    fact: str
    when: Condition
    value: str
    sources: tuple[str, ...]
    note: str


@dataclass(frozen=True)
class Proposals:
    """Derived facts (not asked) and proposals (asked with a suggestion)."""

    derived: tuple[Proposal, ...]
    proposed: tuple[Proposal, ...]

    def derive(self, answers: Mapping[str, str]) -> dict[str, Proposal]:
        """Return what follows from the answers for facts that are not answered."""
        found: dict[str, Proposal] = {}
        for proposal in self.derived:
            if proposal.fact not in answers and proposal.fact not in found and proposal.when.holds(answers):
                found[proposal.fact] = proposal
        return found

    def propose(self, fact: str, answers: Mapping[str, str]) -> Proposal | None:
        """Return the first proposal for a fact that fits the answers, or None."""
        return next((p for p in self.proposed if p.fact == fact and p.when.holds(answers)), None)

    @property
    def every(self) -> tuple[Proposal, ...]:
        """All of them."""
        return (*self.derived, *self.proposed)


def load_proposals(path: Path, domains: Mapping[str, Sequence[str]]) -> Proposals:
    """Read kader/voorstellen.yaml; raises DataFileError for an unknown fact or value, or an entry without a source."""
    data = read_yaml(path, required=("afleidingen", "voorstellen"))
    derived = [_read(item, domains, path.name, f"afleidingen[{i}]") for i, item in enumerate(data["afleidingen"])]
    proposed = [_read(item, domains, path.name, f"voorstellen[{i}]") for i, item in enumerate(data["voorstellen"])]
    return Proposals(tuple(derived), tuple(proposed))


def _read(item: Any, domains: Mapping[str, Sequence[str]], file: str, key: str) -> Proposal:
    entry = texts(item, file, key, required=("feit", "als", "waarde", "bronnen"), optional=("id", "noot"))
    when = parse(entry["als"], file=file, key=key)
    check_values(when, domains, file, key)
    if entry["feit"] not in domains or entry["waarde"] not in (*domains[entry["feit"]], UNKNOWN):
        raise DataFileError(file, key, f"{entry['waarde']!r} is no value of fact {entry['feit']!r}")
    if not entry["bronnen"]:
        raise DataFileError(file, key, "a proposal without a source is not made; give `bronnen`")
    name = entry.get("id") or entry["feit"]
    return Proposal(
        name, entry["feit"], when, entry["waarde"], places(entry["bronnen"], file, key), entry.get("noot") or ""
    )
