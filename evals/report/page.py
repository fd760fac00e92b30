"""The report of a run as one HTML page that loads nothing from elsewhere: what holds, what does not, and each miss."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from statistics import mean, median
from typing import Any

from evals.cases.reading import read_yaml
from evals.comparison import Comparison, Kind
from evals.intervals import Interval
from evals.report.pictures import clicks_picture, latency_picture
from evals.results import CLICKS, ORDER, RIGHT, Matrix, Run, SuiteResult
from evals.thresholds import Thresholds, load_thresholds

_FOLDER = Path(__file__).parent
_WORDS = _FOLDER / "woorden.yaml"
_TEMPLATE = "pagina.html.j2"
_NO_OUTCOME = "geen"
_KINDS: tuple[Kind, ...] = ("slechter", "weg", "uitkomst", "aanhaling", "beter", "trager", "nieuw")
_MARKS = {"ruim": "▲", "streng": "▼", "anders": "●"}
CLICKS_AIM = 8
"""A walk of a known casus takes at most so many clicks, as a median (the aim of the design)."""

Words = Mapping[str, Any]
Table = Mapping[str, Any]


def html_report(
    run: Run,
    *,
    comparison: Comparison | None = None,
    selftest: Sequence[Mapping[str, Any]] = (),
    words: Words | None = None,
) -> str:
    """Return the report of a run as a self-contained HTML page in Dutch.

    `comparison` is the run beside another one; `selftest` are the planted faults (fault, suite, caught, seen).
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    told = words or load_words()
    view = report_view(run, told, comparison=comparison, selftest=selftest)
    clicks = clicks_of(run)
    pictures = {
        "clicks": {"text": view["clicks"], "picture": Markup(clicks_picture(clicks, CLICKS_AIM, told["klikken"]))}
        if clicks
        else None,
        "latency": {"rows": view["latency"], "picture": Markup(latency_picture(run.latency, told["tijd"]))}
        if run.latency
        else None,
    }
    environment = Environment(loader=FileSystemLoader(_FOLDER), autoescape=True, undefined=StrictUndefined)
    return environment.get_template(_TEMPLATE).render(**{**view, **pictures})


def load_words() -> Words:
    """Return the words of the report."""
    words = read_yaml(_WORDS)
    assert isinstance(words, dict)
    return words


def clicks_of(run: Run) -> list[float]:
    """Return the clicks of every casus that was walked by clicks."""
    return [case.figures[CLICKS].total for suite in run.suites for case in suite.cases if CLICKS in case.figures]


def report_view(
    run: Run, w: Words, *, comparison: Comparison | None = None, selftest: Sequence[Mapping[str, Any]] = ()
) -> dict[str, Any]:
    """Return everything that a page or a text shows of a run, as plain data under the names of the template."""
    thresholds = load_thresholds()
    missed = [line for suite in run.suites for line in _missed_floors(suite, w)]
    view: dict[str, Any] = {
        "w": w,
        "meta": run.meta.to_json(),
        "missed": missed,
        "verdict": _verdict(len(missed), w),
        "suites": [_suite_row(suite, w, thresholds) for suite in run.suites],
        "matrices": [_matrix(suite, w) for suite in run.suites if suite.matrix.pairs],
        "clicks": _clicks_line(clicks_of(run), w),
        "latency": [
            {
                "name": w["tijd"].get(f"soort_{name}", name),
                "count": each.count,
                "p50": f"{each.p50:.0f}",
                "p95": f"{each.p95:.0f}",
            }
            for name, each in run.latency.items()
        ],
        "refusals": _refusals(run.refusals, w),
        "coverage": [_covered(kind, found, w) for kind, found in run.coverage.items()],
        "comparison": _compared(comparison, w) if comparison else None,
        "selftest": list(selftest),
        "failing": [_failing(suite, w) for suite in run.suites if suite.right < len(suite.cases)],
        "ran_on": [
            (w["waarop"][key], value or w["waarop"]["geen"])
            for key, value in run.meta.to_json().items()
            if key in w["waarop"]
        ],
    }
    optional = {
        "uitkomsten": "matrices",
        "klikken": "clicks",
        "tijd": "latency",
        "weigeren": "refusals",
        "dekking": "coverage",
        "vergelijking": "comparison",
    }
    view["chapters"] = [name for name in w["kop"] if name not in optional or view[optional[name]]]
    return view


def _verdict(missed: int, w: Words) -> str:
    if not missed:
        return str(w["in_orde"])
    return str(w["niet_in_orde_een"] if missed == 1 else w["niet_in_orde"].format(aantal=missed))


def _missed_floors(suite: SuiteResult, w: Words) -> Iterator[str]:
    for floor, value in suite.missed:
        shown = w["niet_gemeten"] if math.isnan(value) else _dutch(f"{value:.2f}")
        side = w["hoogstens" if floor.upper else "minstens"]
        yield w["gemist"].format(
            suite=suite.name,
            cijfer=floor.figure,
            waarde=shown,
            kant=side,
            grens=_dutch(f"{floor.bound:g}"),
            reden=floor.reason,
        )


def _suite_row(suite: SuiteResult, w: Words, thresholds: Thresholds) -> Table:
    about, origin = thresholds.about(suite.name)
    share = suite.figures[RIGHT]
    figures = [f"{name}: {_shown(figure)}" for name, figure in suite.figures.items() if name != RIGHT]
    return {
        "name": suite.name,
        "about": about,
        "origin": f"{w['totalen']['herkomst']}: {origin}",
        "right": suite.right,
        "total": len(suite.cases),
        "share": f"{share.mean:.0%} [{share.low:.0%}–{share.high:.0%}]",
        "figures": figures,
        "missed": list(_missed_floors(suite, w)),
    }


def _shown(figure: Interval) -> str:
    """Return a figure with its interval as Dutch readers write numbers: 0,68 [0,63–0,72]."""
    return _dutch(f"{figure.mean:.2f} [{figure.low:.2f}–{figure.high:.2f}]")


def _dutch(number: str) -> str:
    return number.replace(".", ",")


def _matrix(suite: SuiteResult, w: Words) -> Table:
    matrix: Matrix = suite.matrix
    names = {name for pair in matrix.pairs for name in pair}
    order = [name for name in ORDER if name in names] + sorted(names - set(ORDER))
    own = w["uitkomsten"]
    rows = []
    for expected in order:
        if not any(pair[0] == expected for pair in matrix.pairs):
            continue
        cells = [_cell(expected, got, matrix.pairs.get((expected, got), 0)) for got in order]
        rows.append({"name": _named(expected, own), "cells": cells})
    title = own["stand"].format(
        suite=suite.name,
        te_ruim=matrix.too_permissive,
        te_streng=matrix.too_strict,
        anders=matrix.elsewhere,
        totaal=sum(matrix.pairs.values()),
    )
    return {"title": title, "columns": [_named(name, own) for name in order], "rows": rows}


def _cell(expected: str, got: str, count: int) -> Table:
    if not count:
        return {"kind": "none", "text": "·"}
    if expected == got:
        return {"kind": "right", "text": str(count)}
    one = Matrix({(expected, got): count})
    kind = "ruim" if one.too_permissive else "streng" if one.too_strict else "anders"
    return {"kind": kind, "text": f"{_MARKS[kind]} {count}"}


def _named(outcome: str, own: Words) -> str:
    return str(own["geen"]) if outcome == _NO_OUTCOME else outcome.replace("_", " ")


def _clicks_line(clicks: Sequence[float], w: Words) -> str:
    if not clicks:
        return ""
    return str(
        w["klikken"]["uitleg"].format(
            mediaan=f"{median(clicks):g}",
            gemiddelde=_dutch(f"{mean(clicks):.1f}"),
            hoogste=f"{max(clicks):g}",
        )
    )


def _refusals(counted: Mapping[str, Mapping[str, int]], w: Words) -> list[Table]:
    if not any(any(row.values()) for row in counted.values()):
        return []
    own = w["weigeren"]

    def cell(count: int, *, right: bool) -> Table:
        return {"kind": "right" if right else "anders" if count else "none", "text": str(count)}

    rows = (("wel", "beantwoordbaar", "beantwoord"), ("niet", "niet", "geweigerd"))
    return [
        {
            "name": own[name],
            "cells": [cell(counted[key][kind], right=kind == good) for kind in ("beantwoord", "geweigerd")],
        }
        for name, key, good in rows
    ]


def _covered(kind: str, found: Mapping[str, Any], w: Words) -> Table:
    own = w["dekking"]
    missing = ", ".join(found["niet_bereikt"]) or own["alles"]
    return {"name": own.get(kind, kind), "reached": found["bereikt"], "total": found["totaal"], "missing": missing}


def _compared(found: Comparison, w: Words) -> Table:
    own = w["vergelijking"]
    tables = [
        {"title": own[kind], "rows": [(each.suite, each.case_id, each.before, each.after) for each in found.of(kind)]}
        for kind in _KINDS
    ]
    tables.append(
        {
            "title": own["cijfers"],
            "rows": [(each.suite, each.figure, f"{each.before:.3f}", f"{each.after:.3f}") for each in found.shifts],
        }
    )
    before = found.before
    return {
        "since": own["voor"].format(datum=before.date[:10], code=before.code, index=before.generation),
        "regressions": list(found.regressions),
        "tables": [table for table in tables if table["rows"]],
    }


def _failing(suite: SuiteResult, w: Words) -> Table:
    wrong = [case for case in suite.cases if not case.passed]
    title = w["gevallen"]["aantal"].format(suite=suite.name, aantal=len(wrong), totaal=len(suite.cases))
    cases = [
        {
            "case_id": case.case_id,
            "seen": "; ".join(score.name for score in case.missed),
            "about": case.about,
            "missed": case.missed,
            "expected": _as_line(case.expected),
            "got": _as_line(case.got),
            "transcript": case.transcript,
            "citations": case.citations,
        }
        for case in wrong
    ]
    return {"title": title, "apart": not suite.decides, "cases": cases}


def _as_line(values: Mapping[str, str]) -> str:
    return ", ".join(f"{name}: {value}" for name, value in values.items())
