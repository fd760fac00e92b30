"""The ladder as the user reads it: which rung is open, which fell away, and why (002:398-406)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assistant.cite import Citer
from assistant.kader.codes import Grondslag, Outcome
from assistant.kader.table import Decision
from assistant.report.statements import Statement, say
from assistant.report.wording import RUNGS, Texts, first_that_holds

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
_FIRST_ROW_ON_THE_LADDER = 11
_MELDRECHT_ROW = 7


@dataclass(frozen=True)
class RungView:
    """One rung: open, in sight (overleg first), fallen away, or not needed any more."""

    rung: str
    name: str
    state: str  # open | in_zicht | gesloten | niet_nodig
    statement: Statement | None

    def to_json(self) -> dict[str, Any]:
        """Return the rung as plain data."""
        return {
            "trede": self.rung,
            "naam": self.name,
            "stand": self.state,
            "uitleg": self.statement.to_json() if self.statement else None,
        }


def ladder(texts: Texts, citer: Citer, decision: Decision, context: Mapping[str, str]) -> tuple[RungView, ...]:
    """Return the rungs in order; empty when a rule decided before the ladder was reached."""
    row, verdict = decision.row, decision.verdict
    if row is None or verdict.outcome in (Outcome.ACUTE, Outcome.OUT_OF_SCOPE):
        return ()
    deciding = "meldrecht" if row.number == _MELDRECHT_ROW else _RUNG_OF.get(verdict.grondslag, "")
    if not deciding and row.number < _FIRST_ROW_ON_THE_LADDER:
        return ()
    views = []
    passed = False
    for name in RUNGS:
        rung = texts.rungs[name]
        if passed:
            views.append(RungView(name, rung.name, "niet_nodig", None))
        elif name == deciding:
            state = "in_zicht" if verdict.outcome is Outcome.CONSULT_FIRST else "open"
            views.append(RungView(name, rung.name, state, say(rung.opened, citer)))
            passed = True
        else:
            reason = first_that_holds(rung.closed, context)
            views.append(RungView(name, rung.name, "gesloten", say(reason, citer) if reason else None))
    return tuple(views)
