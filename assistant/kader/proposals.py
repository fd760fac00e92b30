"""What may be proposed or derived from earlier answers (kader/voorstellen.yaml); the user sees it and decides."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.datafiles import places, read_yaml, texts
from assistant.errors import DataFileError
from assistant.kader.codes import UNKNOWN
from assistant.kader.conditions import Condition, parse
from assistant.kader.forms import Forms, read_forms
from assistant.kader.table import check_values

NEVER_ON_A_CARD = frozenset(
    {
        "acuut_gevaar",
        "vermoeden_geweld",
        "situatie",
        "ernstige_schade",
        "zonder_delen_oplosbaar",
        "past_bij_taak",
        "toestemming",
        "toestemming_geldig",
        "toestemming_vrij",
        "niet_in_staat",
        "alles_geprobeerd",
        "gewetensnood",
        "geen_andere_weg",
        "schade_te_voorkomen",
        "minimale_inbreuk",
        "dreigende_crisis",
        "collega_geraadpleegd",
        "noodzaak",
    }
)
"""Danger, and what decides much and invites a hopeful click: nothing is filled in here, the user answers openly."""


@dataclass(frozen=True)
class Proposal:
    """A value for a fact that follows from other answers, with the passages that say so.

    On a card it is confirmed together with other lines; elsewhere it is a suggestion beside its own question. Some
    proposals also look at the words of the user: one of `words` must stand there, and none of `unless_words`.
    """

    proposal_id: str
    fact: str
    when: Condition
    value: str
    sources: tuple[str, ...]
    note: str
    on_card: bool = False
    words: tuple[str, ...] = ()
    unless_words: tuple[str, ...] = ()
    opens: str = ""  # why it may be proposed although it can make the outcome more permissive

    def fits_words(self, text: str) -> bool:
        """Say whether the words of the user allow this proposal; without any text only one that needs none."""
        if not self.words and not self.unless_words:
            return True
        if not text.strip() or any(_stands_in(word, text) for word in self.unless_words):
            return False
        return not self.words or bool(self.evidence(text))

    def evidence(self, text: str) -> str:
        """Return the words of the user on which this proposal rests, as they wrote them; "" when it rests on none."""
        return next((found[0] for word in self.words if (found := _stands_in(word, text))), "")


@dataclass(frozen=True)
class Proposals:
    """Derived facts (not asked) and proposals (asked with a suggestion)."""

    derived: tuple[Proposal, ...]
    proposed: tuple[Proposal, ...]
    forms: Forms

    def derive(self, answers: Mapping[str, str]) -> dict[str, Proposal]:
        """Return what follows from the answers for facts that are not answered."""
        found: dict[str, Proposal] = {}
        for proposal in self.derived:
            if proposal.fact not in answers and proposal.fact not in found and proposal.when.holds(answers):
                found[proposal.fact] = proposal
        return found

    def propose(self, fact: str, answers: Mapping[str, str], text: str = "") -> Proposal | None:
        """Return the first proposal for a fact that fits the answers and the words of the user, or None."""
        return next((p for p in self.proposed if p.fact == fact and p.when.holds(answers) and p.fits_words(text)), None)

    @property
    def every(self) -> tuple[Proposal, ...]:
        """All of them."""
        return (*self.derived, *self.proposed)


def load_proposals(path: Path, domains: Mapping[str, Sequence[str]]) -> Proposals:
    """Read kader/voorstellen.yaml; raises DataFileError for an unknown fact or value, or an entry without a source."""
    data = read_yaml(path, required=("afleidingen", "voorstellen", "samengesteld", "lijsten"))
    derived = [_read(item, domains, path.name, f"afleidingen[{i}]") for i, item in enumerate(data["afleidingen"])]
    proposed = [_read(item, domains, path.name, f"voorstellen[{i}]") for i, item in enumerate(data["voorstellen"])]
    return Proposals(tuple(derived), tuple(proposed), read_forms(data, domains, path.name))


def _read(item: Any, domains: Mapping[str, Sequence[str]], file: str, key: str) -> Proposal:
    optional = ("id", "noot", "kaart", "woorden", "zonder_woorden", "opent")
    entry = texts(item, file, key, required=("feit", "als", "waarde", "bronnen"), optional=optional)
    when = parse(entry["als"], file=file, key=key)
    check_values(when, domains, file, key)
    if entry["feit"] not in domains or entry["waarde"] not in (*domains[entry["feit"]], UNKNOWN):
        raise DataFileError(file, key, f"{entry['waarde']!r} is no value of fact {entry['feit']!r}")
    if not entry["bronnen"]:
        raise DataFileError(file, key, "a proposal without a source is not made; give `bronnen`")
    on_card = entry.get("kaart") == "ja"
    if on_card and entry["feit"] in NEVER_ON_A_CARD:
        raise DataFileError(file, f"{key}.kaart", f"{entry['feit']} is always asked openly; leave out `kaart`")
    return Proposal(
        entry.get("id") or entry["feit"],
        entry["feit"],
        when,
        entry["waarde"],
        places(entry["bronnen"], file, key),
        entry.get("noot") or "",
        on_card,
        _words(entry, "woorden", file, key),
        _words(entry, "zonder_woorden", file, key),
        entry.get("opent") or "",
    )


def _words(entry: Mapping[str, Any], name: str, file: str, key: str) -> tuple[str, ...]:
    words = entry.get(name) or []
    if not isinstance(words, list) or not all(isinstance(word, str) and word.strip("*") for word in words):
        raise DataFileError(file, f"{key}.{name}", f"a list of words was expected, found {words!r}")
    return tuple(words)


def _stands_in(word: str, text: str) -> re.Match[str] | None:
    """Return where a word or phrase stands in a text; a star stands for the rest of a word."""
    pattern = r"\s+".join(re.escape(part).replace(r"\*", r"\w*") for part in word.split())
    return re.search(rf"(?<!\w){pattern}(?!\w)", text, flags=re.IGNORECASE)
