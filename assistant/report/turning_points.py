"""Turning points (keerpunten): which single other answer would change the outcome, and into what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assistant.kader.agenda import Agenda
from assistant.kader.codes import PERMISSIVENESS, STOPS_THE_WALK
from assistant.kader.verdict import Verdict
from assistant.report.wording import Texts

_WITHIN_REACH = frozenset(
    {
        "verzoek_onderbouwd",
        "zonder_delen_oplosbaar",
        "ontvanger",
        "verstrekker_akkoord",
        "anoniem_voldoende",
        "toestemming",
        "toestemming_geldig",
        "toestemming_vrij",
        "alles_geprobeerd",
        "geen_andere_weg",
        "minimale_inbreuk",
        "collega_geraadpleegd",
        "gegevens_omvang",
        "dat_voldoende",
        "gegevens_derden",
        "noodzaak",
    }
)
"""What a professional can still do or choose; who is who and what happened cannot be changed, only corrected."""


@dataclass(frozen=True)
class TurningPoint:
    """One other answer to one fact, and what the outcome would then be."""

    fact: str
    value: str
    verdict: Verdict | None  # None: other questions would have to be answered first
    possible: tuple[Verdict, ...]
    changes: tuple[str, ...]  # which of conclusie, grondslag, omvang
    text: str

    def to_json(self) -> dict[str, Any]:
        """Return the turning point as plain data."""
        return {
            "feit": self.fact,
            "waarde": self.value,
            "conclusie": str(self.verdict.outcome) if self.verdict else None,
            "grondslag": str(self.verdict.grondslag) if self.verdict else None,
            "omvang": str(self.verdict.omvang) if self.verdict else None,
            "mogelijk": sorted({str(verdict.outcome) for verdict in self.possible}),
            "verandert": list(self.changes),
            "tekst": self.text,
        }


def turning_points(agenda: Agenda, texts: Texts, answers: Mapping[str, str]) -> tuple[TurningPoint, ...]:
    """Return every other value of every answered fact that changes outcome, grondslag or omvang.

    Each is found by deciding anew with that one answer changed. Those that change the outcome come first.
    """
    settled = agenda.complete_with_derived(answers)
    current = agenda.table.decide(settled).verdict
    found = []
    for name in settled:
        for value in agenda.facts.by_id[name].values:
            if value != settled[name] and (point := _point(agenda, texts, answers, current, name, value)):
                found.append(point)
    return tuple(sorted(found, key=_weight))


def _point(
    agenda: Agenda, texts: Texts, answers: Mapping[str, str], current: Verdict, name: str, value: str
) -> TurningPoint | None:
    changed = {**answers, name: value}
    possible = agenda.table.possible(agenda.complete_with_derived(changed))
    if possible == {current}:
        return None
    certain = next(iter(possible)) if len(possible) == 1 and not agenda.missing(changed) else None
    verdict = certain
    if verdict is None and not agenda.missing(changed):
        verdict = agenda.table.decide(agenda.complete_with_derived(changed)).verdict
    if verdict == current:
        return None
    sides = (
        ("conclusie", {v.outcome for v in possible} != {current.outcome}),
        ("grondslag", {v.grondslag for v in possible} != {current.grondslag}),
        ("omvang", {v.omvang for v in possible} != {current.omvang}),
    )
    fact = agenda.facts.by_id[name]
    label = next(option.label for option in fact.options if option.value == value)
    if verdict is None:
        template = texts.sentences["keerpunt_open"]
        outcome = ", ".join(sorted(texts.titles[code] for code in {v.outcome for v in possible}))
    else:
        same = verdict.outcome is current.outcome
        template = texts.sentences["keerpunt_zelfde_uitkomst" if same else "keerpunt"]
        outcome = texts.titles[verdict.outcome]
    text = template.format(
        feit=fact.short,
        antwoord=label,
        uitkomst=outcome,
        grondslag=texts.grondslag_names[verdict.grondslag] if verdict else "",
        omvang=texts.omvang_names[verdict.omvang] if verdict else "",
    )
    ordered = tuple(sorted(possible))
    return TurningPoint(name, value, verdict, ordered, tuple(side for side, differs in sides if differs), text)


def _weight(point: TurningPoint) -> tuple[int, int, str]:
    """Order: what the user can act on, then other certain changes, then what may change, then the rest."""
    if "conclusie" not in point.changes:
        return (3, 0, point.fact)
    if point.verdict is None:
        return (2, 0, point.fact)
    if point.verdict.outcome in STOPS_THE_WALK:
        return (2, 1, point.fact)
    return (point.fact not in _WITHIN_REACH, -PERMISSIVENESS.index(point.verdict.outcome), point.fact)
