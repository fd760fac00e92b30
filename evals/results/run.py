"""A run of the evals: its suites, on what it ran, how long the turns took, and what the casussen reached."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from evals.errors import ResultError
from evals.results.case import Json
from evals.results.suite import SuiteResult

KIND = "deelwijzer-evals"
FORM = 1
"""Raised when a key of the JSON changes its meaning."""


@dataclass(frozen=True)
class Meta:
    """On what a run ran: whoever reads a figure later must be able to tell."""

    generation: str
    table: str
    model: str
    language_model: str
    code: str  # git describe, or the version of the package
    date: str
    machine: str
    seconds: float
    cases: str = ""  # the filter, when not every case was run

    def to_json(self) -> dict[str, Any]:
        """Return it as plain data."""
        return {_META[each.name]: getattr(self, each.name) for each in fields(self)}

    @classmethod
    def from_json(cls, data: Json) -> Meta:
        """Read it back."""
        return cls(**{name: data[key] for name, key in _META.items()})


_META = {
    "generation": "generatie",
    "table": "tabelversie",
    "model": "model",
    "language_model": "taalmodel",
    "code": "codeversie",
    "date": "datum",
    "machine": "machine",
    "seconds": "seconden",
    "cases": "selectie",
}


@dataclass(frozen=True)
class Latency:
    """How long one kind of call through the door took, in milliseconds."""

    count: int
    p50: float
    p95: float


@dataclass(frozen=True)
class Run:
    """Everything that one run of the evals gave."""

    meta: Meta
    suites: tuple[SuiteResult, ...]
    latency: Mapping[str, Latency] = field(default_factory=dict)
    coverage: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    @property
    def failed(self) -> bool:
        """Whether a floor was not reached."""
        return any(suite.failed for suite in self.suites)

    @property
    def refusals(self) -> dict[str, dict[str, int]]:
        """Over all questions that are about having an answer: how many of either kind were answered and refused."""
        counted = {"beantwoordbaar": {"beantwoord": 0, "geweigerd": 0}, "niet": {"beantwoord": 0, "geweigerd": 0}}
        for case in (case for suite in self.suites for case in suite.cases if "antwoord" in case.expected):
            kind = counted["beantwoordbaar" if case.expected["antwoord"] == "ja" else "niet"]
            kind["beantwoord" if case.got["antwoord"] == "ja" else "geweigerd"] += 1
        return counted

    def suite(self, name: str) -> SuiteResult | None:
        """Return the suite of this name, if it was run."""
        return next((suite for suite in self.suites if suite.name == name), None)

    def to_json(self, *, compact: bool = False) -> dict[str, Any]:
        """Return the run as plain data; `compact` leaves out what a comparison does not need."""
        return {
            "soort": KIND,
            "vorm": FORM,
            "meta": self.meta.to_json(),
            "in_orde": not self.failed,
            "beurttijden": {name: asdict(each) for name, each in self.latency.items()},
            "dekking": dict(self.coverage),
            "weigeren": self.refusals,
            "suites": [suite.to_json(compact=compact) for suite in self.suites],
        }

    @classmethod
    def from_json(cls, data: Any, *, where: str) -> Run:
        """Read a run back; raises ResultError naming the place when it is no run or of another form."""
        if not isinstance(data, dict) or data.get("soort") != KIND:
            raise ResultError(f"{where}: this is no result of the evals; expected is JSON with soort {KIND!r}")
        if data.get("vorm") != FORM:
            raise ResultError(f"{where}: vorm: expected is {FORM}, found {data.get('vorm')!r}; run the evals again")
        try:
            return cls(
                meta=Meta.from_json(data["meta"]),
                suites=tuple(SuiteResult.from_json(suite) for suite in data["suites"]),
                latency={name: Latency(**each) for name, each in data["beurttijden"].items()},
                coverage=data["dekking"],
            )
        except (KeyError, TypeError, AttributeError) as error:
            raise ResultError(f"{where}: the result is damaged ({type(error).__name__}: {error})") from error
