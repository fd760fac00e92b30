"""The ladder as the user reads it: which rung is open, which fell away, and why (002:398-406)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assistant.cite import Citer
from assistant.kader.codes import STOPS_THE_WALK, Grondslag, Outcome
from assistant.kader.rows import Row
from assistant.kader.table import Decision, DecisionTable
from assistant.report.statements import Statement, say
from assistant.report.wording import RUNGS, Rung, Texts, first_that_holds

_RUNG_OF = {
    Grondslag.WETTELIJKE_PLICHT: "plicht",
    Grondslag.ANONIEM: "anoniem",
    Grondslag.WETTELIJKE_BEPALING: "b",
    Grondslag.EIGEN_TAAK: "c",
    Grondslag.TOESTEMMING: "d",
    Grondslag.VITAAL_BELANG: "e",
    Grondslag.CONFLICT_VAN_PLICHTEN: "e",
    Grondslag.GOED_HULPVERLENERSCHAP: "e",
}
_RULE_OF = {"plicht": 4, "anoniem": 5, "meldrecht": 7, "b": 11, "c": 13, "d": 14, "e": 16}
"""The rule that opens each rung; a rule before it that decides keeps the rung from being reached."""

_FIRST_RULE_ON_THE_LADDER = 11


@dataclass(frozen=True)
class RungView:
    """One rung: open, in sight (overleg first, or not known yet), fallen away, or not needed any more."""

    rung: str
    name: str
    state: str  # open | in_zicht | gesloten | niet_nodig
    statement: Statement | None
    parts: tuple[RungView, ...] = ()  # the three grounds of rung e

    def to_json(self) -> dict[str, Any]:
        """Return the rung as plain data."""
        data: dict[str, Any] = {
            "trede": self.rung,
            "naam": self.name,
            "stand": self.state,
            "uitleg": self.statement.to_json() if self.statement else None,
        }
        if self.parts:
            data["onderdelen"] = [part.to_json() for part in self.parts]
        return data


def ladder(
    texts: Texts, citer: Citer, table: DecisionTable, decision: Decision, context: Mapping[str, str]
) -> tuple[RungView, ...]:
    """Return the rungs in order, each that fell away with why; empty when the walk stopped before the five steps."""
    if decision.verdict.outcome in STOPS_THE_WALK:
        return ()
    writer = _Writer(texts, citer, context)
    if decision.row is None:
        in_sight = table.rows_in_sight(context)
        return writer.views(last=in_sight[-1], maybe={_rung_of(row) for row in in_sight})
    return writer.views(last=decision.row, maybe=set(), consult=decision.verdict.outcome is Outcome.CONSULT_FIRST)


def _rung_of(row: Row) -> str:
    return "meldrecht" if row.number == _RULE_OF["meldrecht"] else _RUNG_OF.get(row.grondslag, "")


@dataclass(frozen=True)
class _Writer:
    texts: Texts
    citer: Citer
    context: Mapping[str, str]

    def views(self, *, last: Row, maybe: set[str], consult: bool = False) -> tuple[RungView, ...]:
        """Return the rungs for the row that decides, or (with `maybe`) for several of which `last` is the last."""
        views = []
        passed = False
        for name in RUNGS:
            rung = self.texts.rungs[name]
            if passed:
                views.append(RungView(name, rung.name, "niet_nodig", None))
            elif name in maybe:
                views.append(RungView(name, rung.name, "in_zicht", say(self.texts.rung_unknown, self.citer)))
            elif name == _rung_of(last):
                state = "in_zicht" if consult else "open"
                views.append(RungView(name, rung.name, state, say(rung.opened, self.citer), self._parts(rung, state)))
            elif last.number < _FIRST_RULE_ON_THE_LADDER and last.number < _RULE_OF[name]:
                # An earlier rule decided: the rung was never reached, and that rule is the reason.
                reason = first_that_holds(self.texts.rows[last.row_id], self.context)
                views.append(RungView(name, rung.name, "gesloten", say(reason, self.citer) if reason else None))
            else:
                reason = first_that_holds(rung.closed, self.context)
                parts = self._parts(rung, "gesloten")
                views.append(RungView(name, rung.name, "gesloten", say(reason, self.citer) if reason else None, parts))
            passed = passed or name == _rung_of(last)
        return tuple(views)

    def _parts(self, rung: Rung, state: str) -> tuple[RungView, ...]:
        """Return the grounds of a rung: those that fell away with why, the one that counts, and what follows it."""
        if not rung.parts or not rung.reached.holds(self.context):
            return ()
        views: list[RungView] = []
        counting = self.context["grondslag"] if state != "gesloten" else ""
        passed = False
        for part in rung.parts:
            reason = first_that_holds(part.closed, self.context)
            if passed:
                views.append(RungView(part.ground, part.name, "niet_nodig", None))
            elif part.ground == counting:
                views.append(RungView(part.ground, part.name, state, None))
                passed = True
            elif reason:
                views.append(RungView(part.ground, part.name, "gesloten", say(reason, self.citer)))
        return tuple(views)
