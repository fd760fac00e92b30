"""Turning points (keerpunten): which single other answer would change the outcome, and into what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.kader.agenda import Agenda
from assistant.kader.codes import PERMISSIVENESS, STOPS_THE_WALK
from assistant.kader.verdict import Verdict
from assistant.report.turning_texts import OPEN, Clause, Group, Other
from assistant.report.wording import Texts

_RANK = {outcome: rank for rank, outcome in enumerate(PERMISSIVENESS)}


@dataclass(frozen=True)
class TurningPoint:
    """One other answer to one fact, and what the outcome would then be."""

    fact: str
    value: str
    verdict: Verdict | None  # None: other questions would have to be answered first
    possible: tuple[Verdict, ...]
    changes: tuple[str, ...]  # which of conclusie, grondslag, omvang
    direction: str
    group: Group
    text: str
    label: str  # the words of the other answer
    other: Other
    consequence: str  # empty when the text is a whole sentence of its own

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
            "richting": self.direction,
            "groep": self.group.group_id,
            "tekst": self.text,
        }


def turning_points(agenda: Agenda, texts: Texts, answers: Mapping[str, str]) -> tuple[TurningPoint, ...]:
    """Return every other value of every answered fact that changes outcome, grondslag or omvang.

    Each is found by deciding anew with that one answer changed. The order is that of the groups and of the facts in
    the data file; what stops the walk comes last.
    """
    settled = agenda.complete_with_derived(answers)
    finder = _Finder(agenda, texts, answers, agenda.table.decide(settled).verdict)
    found = [
        point
        for name in settled
        for value in agenda.facts.by_id[name].values
        if value != settled[name] and (point := finder.point(name, value))
    ]
    groups = list(texts.turning.groups)

    def place(point: TurningPoint) -> tuple[int, bool, int]:
        order = texts.turning.order[point.fact]
        return groups.index(point.group), point.direction == "buiten_ladder", order

    return tuple(sorted(found, key=place))


def grouped(points: Sequence[TurningPoint], texts: Texts) -> list[dict[str, Any]]:
    """Return the turning points under their headings, answers with the same effect together in one sentence."""
    shown = []
    for group in texts.turning.groups:
        together: dict[tuple[str, str], list[TurningPoint]] = {}
        for point in points:
            if point.group == group:
                alone = point.value if not point.other.noun or not point.consequence else ""
                together.setdefault((point.fact, alone or point.consequence), []).append(point)
        lines = [
            {
                "tekst": _sentence(same[0].other.clause, [p.other.noun for p in same], same[0].consequence)
                if len(same) > 1
                else same[0].text,
                "antwoorden": [{"feit": point.fact, "waarde": point.value, "label": point.label} for point in same],
            }
            for same in together.values()
        ]
        if lines:
            shown.append({"id": group.group_id, "titel": group.title, "regels": lines})
    return shown


@dataclass(frozen=True)
class _Finder:
    agenda: Agenda
    texts: Texts
    answers: Mapping[str, str]
    current: Verdict

    def point(self, name: str, value: str) -> TurningPoint | None:
        """Return the turning point of one other answer, or None when it changes nothing."""
        agenda, current = self.agenda, self.current
        changed = {**self.answers, name: value}
        settled = agenda.complete_with_derived(changed)
        possible = agenda.table.possible(settled)
        if possible == {current}:
            return None
        verdict = None if agenda.missing(changed) else agenda.table.decide(settled).verdict
        if verdict == current:
            return None
        sides = (
            ("conclusie", {v.outcome for v in possible} != {current.outcome}),
            ("grondslag", {v.grondslag for v in possible} != {current.grondslag}),
            ("omvang", {v.omvang for v in possible} != {current.omvang}),
        )
        direction = self._direction(verdict, possible)
        other = self.texts.turning.others[name, value]
        context = {
            **settled,
            "conclusie": str(current.outcome),
            "grondslag": str(current.grondslag),
            "omvang": str(current.omvang),
            "wordt": str(verdict.outcome) if verdict else OPEN,
            "soort": other.kind,
            "richting": direction,
            "grondslag_anders": "ja" if verdict and verdict.grondslag is not current.grondslag else "nee",
            "omvang_anders": "ja" if verdict and verdict.omvang is not current.omvang else "nee",
        }
        whole = _first(other.whole, context)
        consequence = "" if whole else self._filled(_first(self.texts.turning.consequences, context), verdict, possible)
        text = whole or _sentence(other.clause, [other.noun], consequence)
        group = next(group for group in self.texts.turning.groups if group.when.holds(context))
        differing = tuple(side for side, differs in sides if differs)
        ordered = tuple(sorted(possible))
        label = next(option.label for option in agenda.facts.by_id[name].options if option.value == value)
        return TurningPoint(name, value, verdict, ordered, differing, direction, group, text, label, other, consequence)

    def _direction(self, verdict: Verdict | None, possible: set[Verdict]) -> str:
        """Say whether the other answer opens or closes; what stops the walk stands outside that order."""
        if verdict is not None and {verdict.outcome, self.current.outcome} & STOPS_THE_WALK:
            return "buiten_ladder"
        now = _RANK.get(self.current.outcome, -1)
        if verdict is not None:
            new = _RANK[verdict.outcome]
            return "gelijk" if new == now else "ruimer" if new > now else "strenger"
        if any(_RANK.get(v.outcome, -1) > now for v in possible):
            return "kan_ruimer"
        return "kan_strenger" if any(_RANK.get(v.outcome, -1) < now for v in possible) else "gelijk"

    def _filled(self, template: str, verdict: Verdict | None, possible: set[Verdict]) -> str:
        names = self.texts
        outcomes = sorted({v.outcome for v in possible}, key=lambda outcome: _RANK.get(outcome, -1), reverse=True)
        return template.format(
            titel=names.titles[verdict.outcome] if verdict else "",
            grondslag=names.grondslag_names[verdict.grondslag] if verdict else "",
            omvang=names.omvang_names[verdict.omvang] if verdict else "",
            mogelijk=" of ".join(f"‘{names.titles[outcome]}’" for outcome in outcomes),
        )


def _first(clauses: Sequence[Clause], context: Mapping[str, str]) -> str:
    return next((clause.text for clause in clauses if clause.when.holds(context)), "")


def _sentence(clause: str, nouns: Sequence[str], consequence: str) -> str:
    listed = nouns[0] if len(nouns) == 1 else f"{', '.join(nouns[:-1])} of {nouns[-1]}"
    return f"{clause.format(ander=listed)}, {consequence}."
