"""Two runs beside each other: per case what got better or worse, came out otherwise, or leaned on other passages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

from evals.results import CaseResult, Meta, Run, SuiteResult
from evals.thresholds import Thresholds, load_thresholds

Kind = Literal["slechter", "beter", "uitkomst", "aanhaling", "trager", "weg", "nieuw"]

_NOTICED = 0.25  # seconds: a case that takes less than this longer is no news, whatever the ratio
_SAME = 0.0005  # figures are recorded in four places


@dataclass(frozen=True)
class Change:
    """One case that came out differently, and how it was and is."""

    suite: str
    case_id: str
    kind: Kind
    before: str
    after: str


@dataclass(frozen=True)
class Shift:
    """A figure of a suite that is not what it was."""

    suite: str
    figure: str
    before: float
    after: float


@dataclass(frozen=True)
class Comparison:
    """What is different, and which of it is a regression beyond what is tolerated."""

    before: Meta
    after: Meta
    changes: tuple[Change, ...]
    shifts: tuple[Shift, ...]
    slower: tuple[Shift, ...]  # the 95th percentile of a kind of call, in milliseconds
    regressions: tuple[str, ...]

    @property
    def regressed(self) -> bool:
        """Whether more got worse than is tolerated."""
        return bool(self.regressions)

    def of(self, kind: Kind) -> list[Change]:
        """Return the changes of one kind."""
        return [change for change in self.changes if change.kind == kind]

    def to_json(self) -> dict[str, Any]:
        """Return the comparison as plain data."""
        return {
            "voor": self.before.to_json(),
            "na": self.after.to_json(),
            "achteruitgang": list(self.regressions),
            "aantallen": dict(Counter(change.kind for change in self.changes)),
            "gevallen": [asdict(change) for change in self.changes],
            "cijfers": [asdict(shift) for shift in self.shifts],
            "trager": [asdict(shift) for shift in self.slower],
        }


def compare(before: Run, after: Run, *, thresholds: Thresholds | None = None) -> Comparison:
    """Lay two runs beside each other, over the suites that both have.

    A suite that decides may lose no case, right or gone; a measuring suite may lose a few more than it wins
    (drempels.yaml). Time is told and is never a regression: machines differ.
    """
    limits = thresholds or load_thresholds()
    changes: list[Change] = []
    shifts: list[Shift] = []
    regressions: list[str] = []
    for suite in after.suites:
        if (old := before.suite(suite.name)) is None:
            continue
        # Of a selection of cases nobody can say that the others are gone, or that a mean moved.
        partial = bool(before.meta.cases or after.meta.cases)
        own = list(_changes(old, suite, limits.slower, partial=partial))
        changes += own
        regressions += _regressions(suite, Counter(change.kind for change in own), limits)
        if not partial:
            shifts += _shifts(old, suite)
    return Comparison(
        before.meta,
        after.meta,
        tuple(changes),
        tuple(shifts),
        tuple(_slower(before, after, limits.slower)),
        tuple(regressions),
    )


def _changes(old: SuiteResult, new: SuiteResult, slower: float, *, partial: bool) -> Iterator[Change]:
    known = {case.case_id: case for case in old.cases}
    for case in new.cases:
        was = known.pop(case.case_id, None)
        if was is not None:
            yield from _of_case(new.name, was, case, slower)
        elif not partial:
            yield Change(new.name, case.case_id, "nieuw", "", _seen(case))
    if not partial:
        yield from (Change(new.name, name, "weg", _seen(case), "") for name, case in known.items())


def _of_case(suite: str, was: CaseResult, now: CaseResult, slower: float) -> Iterator[Change]:
    told = {"suite": suite, "case_id": now.case_id}
    if was.passed != now.passed:
        yield Change(**told, kind="beter" if now.passed else "slechter", before=_seen(was), after=_seen(now))
    elif was.got != now.got:
        yield Change(**told, kind="uitkomst", before=_seen(was), after=_seen(now))
    if was.cited != now.cited:
        yield Change(**told, kind="aanhaling", before=_places(was), after=_places(now))
    if was.seconds and now.seconds > max(slower * was.seconds, was.seconds + _NOTICED):
        yield Change(**told, kind="trager", before=f"{was.seconds:.2f} s", after=f"{now.seconds:.2f} s")


def _seen(case: CaseResult) -> str:
    """Say in a few words how a case came out."""
    got = ", ".join(case.got.values())
    missed = "; ".join(f"{score.name}: {score.seen}" for score in case.missed if score.seen)
    return " — ".join(part for part in ("goed" if case.passed else "fout", got, missed) if part)


def _places(case: CaseResult) -> str:
    """Name the passages, or the hash where only that was recorded."""
    return ", ".join(citation.place for citation in case.citations) or case.cited or "geen"


def _regressions(suite: SuiteResult, kinds: Mapping[str, int], limits: Thresholds) -> Iterator[str]:
    allowed = limits.tolerance(decides=suite.decides)
    if suite.decides:
        if (lost := kinds.get("slechter", 0)) > allowed:
            yield f"{suite.name}: {lost} van goed naar fout, toegestaan {allowed}"
        if gone := kinds.get("weg", 0):
            yield f"{suite.name}: {gone} gevallen zijn verdwenen"
    elif (lost := kinds.get("slechter", 0) - kinds.get("beter", 0)) > allowed:
        yield f"{suite.name}: per saldo {lost} van goed naar fout, toegestaan {allowed}"


def _shifts(old: SuiteResult, new: SuiteResult) -> Iterator[Shift]:
    for name, figure in new.figures.items():
        was = old.figures.get(name)
        if was is not None and abs(was.mean - figure.mean) > _SAME:
            yield Shift(new.name, name, was.mean, figure.mean)


def _slower(before: Run, after: Run, times: float) -> Iterator[Shift]:
    for kind, now in after.latency.items():
        was = before.latency.get(kind)
        if was is not None and now.p95 > times * was.p95:
            yield Shift("beurttijd", kind, was.p95, now.p95)
