"""Cases spread over processes, each with an assistant of its own."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from assistant import Settings, build_assistant, silence_telemetry
from evals.desk import Desk
from evals.results import CaseResult
from evals.selection import Selection

Progress = Callable[[str, int, int], None]
"""Is told the suite, how many of its cases are done, and how many there are."""

_PER_CALL = 6  # cases that a process takes at a time: few enough to spread evenly over the processes


def spread(
    plan: Mapping[str, Sequence[str]], chosen: Selection, settings: Settings, jobs: int, tell: Progress
) -> tuple[dict[str, list[CaseResult]], dict[str, list[float]]]:
    """Judge a plan (case ids per suite) in processes; return the cases in its order, and the seconds of every call."""
    pieces = [(name, ids[at : at + _PER_CALL]) for name, ids in plan.items() for at in range(0, len(ids), _PER_CALL)]
    done: dict[str, list[CaseResult]] = {name: [] for name in plan}
    times: dict[str, list[float]] = {}
    # A started process and not a copy of this one: a copied process may hang on the threads of torch and Chroma.
    with ProcessPoolExecutor(jobs, get_context("spawn"), _open, (settings, chosen)) as pool:
        for (name, _), (cases, took) in zip(pieces, pool.map(_judge, pieces), strict=True):
            done[name] += cases
            tell(name, len(done[name]), len(plan[name]))
            for kind, own in took.items():
                times.setdefault(kind, []).extend(own)
    return done, times


_desk: Desk | None = None


def _open(settings: Settings, chosen: Selection) -> None:
    """Make the assistant of this process, once; each process keeps to one core."""
    global _desk
    os.environ["OMP_NUM_THREADS"] = "1"
    silence_telemetry()
    _desk = Desk(build_assistant(settings), chosen)


def _judge(piece: tuple[str, Sequence[str]]) -> tuple[list[CaseResult], dict[str, list[float]]]:
    assert _desk is not None, "the process was started without its initializer"
    before = {kind: len(own) for kind, own in _desk.times.items()}
    cases = list(_desk.judged(*piece))
    return cases, {kind: list(own[before.get(kind, 0) :]) for kind, own in _desk.times.items()}
