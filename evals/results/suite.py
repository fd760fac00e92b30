"""What came of a suite: its cases, its figures, and the floors that they must reach."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from statistics import median
from typing import Any

from evals.intervals import Interval, ratio_interval, share_interval
from evals.results.case import RIGHT, CaseResult, Json
from evals.results.matrix import Matrix

FELL = "omgevallen"
"""The figure and the score of a case that raised an error and could not be judged."""
CLICKS = "klikken"
"""The figure of which a user wants to know the middle and the worst, not only the mean."""


@dataclass(frozen=True)
class Floor:
    """A figure that a suite must reach, or stay under, and why it is set there."""

    figure: str
    bound: float
    reason: str
    upper: bool = False  # whether the figure must stay under the bound

    @property
    def certain(self) -> bool:
        """Whether it asks that every single case is right."""
        return self.figure == RIGHT and self.bound == 1.0 and not self.upper

    def holds(self, value: float) -> bool:
        """Say whether a figure is good enough; rounding to four places is no miss."""
        return round(value, 4) <= self.bound if self.upper else round(value, 4) >= self.bound


_NONE_FALLS = Floor(FELL, 0.0, "Een geval dat omvalt is niet beoordeeld.", upper=True)


@dataclass(frozen=True)
class SuiteResult:
    """All cases of a suite, and the floors that its figures must reach."""

    name: str
    cases: tuple[CaseResult, ...]
    floors: tuple[Floor, ...] = ()
    recorded: Mapping[str, Interval] = field(default_factory=dict)  # the figures of a compact run, as they were written

    @property
    def decides(self) -> bool:
        """Whether every single case must be right."""
        return any(floor.certain for floor in self.floors)

    @cached_property
    def right(self) -> int:
        """How many cases are right."""
        return sum(case.passed for case in self.cases)

    @cached_property
    def figures(self) -> Mapping[str, Interval]:
        """Every figure over the cases that have it, with its 95 % interval; the share of right cases first."""
        if self.recorded:
            return self.recorded
        found = {RIGHT: share_interval(self.right, len(self.cases))}
        for name in dict.fromkeys(name for case in self.cases for name in case.figures):
            own = [case.figures[name] for case in self.cases if name in case.figures]
            found[name] = ratio_interval([each.total for each in own], [each.of for each in own])
        return found

    @property
    def means(self) -> dict[str, float]:
        """Every figure without its interval."""
        return {name: found.mean for name, found in self.figures.items()}

    @cached_property
    def missed(self) -> list[tuple[Floor, float]]:
        """The floors that are not reached, each with the figure."""
        values = self.means
        # A figure that nothing was measured of does not reach its floor: a check that could not run is no check passed.
        found = [(floor, values.get(floor.figure, math.nan)) for floor in self.floors]
        if fell := sum(FELL in case.figures for case in self.cases):
            found.append((_NONE_FALLS, float(fell)))
        return [(floor, value) for floor, value in found if math.isnan(value) or not floor.holds(value)]

    @property
    def failed(self) -> bool:
        """Whether this suite makes the run fail."""
        return bool(self.missed)

    @property
    def spread(self) -> dict[str, dict[str, float]]:
        """Median, mean and highest number of clicks, where clicks were counted."""
        clicks = [case.figures[CLICKS].total for case in self.cases if CLICKS in case.figures]
        if not clicks:
            return {}
        mean = sum(clicks) / len(clicks)
        return {CLICKS: {"mediaan": float(median(clicks)), "gemiddelde": mean, "hoogste": max(clicks)}}

    @property
    def matrix(self) -> Matrix:
        """Expected outcome against the outcome got, over the cases that have both."""
        return Matrix.of(
            [
                (case.expected["conclusie"], case.got.get("conclusie", "geen"))
                for case in self.cases
                if "conclusie" in case.expected
            ]
        )

    def to_json(self, *, compact: bool = False) -> dict[str, Any]:
        """Return the suite as plain data."""
        missed = [floor for floor, _ in self.missed]
        return {
            "suite": self.name,
            "beslist": self.decides,
            "in_orde": not self.failed,
            "goed": self.right,
            "totaal": len(self.cases),
            "seconden": round(sum(case.seconds for case in self.cases), 2),
            "cijfers": {name: _rounded(found) for name, found in self.figures.items()},
            "verdeling": self.spread,
            "drempels": [
                {
                    "cijfer": floor.figure,
                    "hoogstens" if floor.upper else "minstens": floor.bound,
                    "gehaald": floor not in missed,
                    "reden": floor.reason,
                }
                for floor in self.floors
            ],
            "uitkomsten": self.matrix.to_json(),
            "gevallen": [case.to_compact() if compact else case.to_json() for case in self.cases],
        }

    @classmethod
    def from_json(cls, data: Json) -> SuiteResult:
        """Read a suite back."""
        floors = (
            Floor(each["cijfer"], each.get("minstens", each.get("hoogstens")), each["reden"], "hoogstens" in each)
            for each in data["drempels"]
        )
        figures = {
            name: Interval(each["gemiddelde"], each["laag"], each["hoog"]) for name, each in data["cijfers"].items()
        }
        cases = tuple(CaseResult.from_json(case) for case in data["gevallen"])
        return cls(data["suite"], cases, tuple(floors), figures)


def _rounded(found: Interval) -> dict[str, float]:
    return {"gemiddelde": round(found.mean, 4), "laag": round(found.low, 4), "hoog": round(found.high, 4)}
