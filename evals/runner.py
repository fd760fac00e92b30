"""Runs suites through the assistant's door, one case after the other or in several processes, to one result."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from assistant import Settings
from evals.circumstances import meta_of
from evals.coverage import coverage
from evals.desk import Desk
from evals.door import Door
from evals.errors import EvalError
from evals.processes import Progress, spread
from evals.results import CaseResult, Latency, Run, SuiteResult
from evals.selection import Selection
from evals.tasks import STANDARD
from evals.thresholds import load_thresholds

_WORTH_A_PROCESS = 60  # with fewer cases, starting processes takes longer than they save
_WALKED = ("casussen", "tweelingen")


def run_suites(
    assistant: Door,
    names: Sequence[str] = STANDARD,
    *,
    selection: Selection | None = None,
    progress: Progress | None = None,
    jobs: int = 1,
    settings: Settings | None = None,
) -> Run:
    """Run suites with an assistant and return everything that came of it.

    `selection` says more than names alone. With `jobs` above 1 the cases are spread over processes, each with an
    assistant of its own made from `settings`, which must be those of `assistant`. Raises SuiteError for a broken file
    of cases, and EvalError when nothing is selected.
    """
    chosen = selection or Selection(names)
    begin, day = time.perf_counter(), datetime.now().astimezone()
    desk = Desk(assistant, chosen)
    plan = {name: ids for name in chosen.names if (ids := desk.ids(name))}
    if not plan:
        raise EvalError(f"no case of {', '.join(chosen.names)} fits {chosen.pattern!r}; leave out --filter to see all")
    tell = progress or (lambda name, done, of: None)
    if jobs > 1 and sum(map(len, plan.values())) > _WORTH_A_PROCESS:
        if settings is None:
            raise EvalError("several jobs need the settings from which each process makes its assistant")
        done, times = spread(plan, chosen, settings, jobs, tell)
    else:
        done = {name: list(_counted(desk.judged(name, ids), name, len(ids), tell)) for name, ids in plan.items()}
        times = dict(desk.times)
    suites = tuple(_suite(name, cases, chosen) for name, cases in done.items())
    walked = [case for name in _WALKED for case in done.get(name, ())]
    reached = coverage(walked, assistant) if chosen.whole and set(_WALKED) <= set(done) else {}
    meta = meta_of(assistant.about(), day, time.perf_counter() - begin, chosen)
    return Run(meta, suites, {kind: _latency(own) for kind, own in times.items()}, reached)


def _counted(cases: Iterable[CaseResult], name: str, of: int, tell: Progress) -> Iterator[CaseResult]:
    tell(name, 0, of)
    for done, case in enumerate(cases, 1):
        yield case
        tell(name, done, of)


def _suite(name: str, cases: Sequence[CaseResult], chosen: Selection) -> SuiteResult:
    return SuiteResult(name, tuple(cases), load_thresholds().floors(name, whole=chosen.whole))


def _latency(seconds: Sequence[float]) -> Latency:
    ordered = sorted(seconds)

    def at(share: float) -> float:
        return round(1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))], 2)

    return Latency(len(ordered), at(0.5), at(0.95))
