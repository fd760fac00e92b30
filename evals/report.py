"""What a maintainer reads in the terminal: a table of the suites, and every case that missed with what was seen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.console import Console, Group, RenderableType
from rich.markup import escape
from rich.table import Table

from evals.masking import Measure
from evals.runner import SuiteResult


def show_run(suites: Sequence[SuiteResult], console: Console) -> None:
    """Print the misses per suite, and then the totals, so that these stay in sight."""
    for suite in suites:
        if suite.right < len(suite.cases):
            console.print(_misses(suite))
    console.print(_totals(suites))


def _misses(suite: SuiteResult) -> RenderableType:
    table = Table(title=f"Mis in {suite.name}", title_justify="left", show_lines=True)
    table.add_column("geval", overflow="fold")
    table.add_column("gezien", overflow="fold")
    table.add_column("waarom of vraag", overflow="fold")
    for case in suite.cases:
        if not case.passed:
            seen = "\n".join(f"{score.name}: {score.seen}" for score in case.scores if not score.passed)
            table.add_row(escape(case.case_id), escape(seen), escape(case.about))
    return table


def _totals(suites: Sequence[SuiteResult]) -> RenderableType:
    table = Table(title="Evals", title_justify="left")
    for name in ("suite", "goed", "totaal", "cijfers", "uitslag"):
        table.add_column(name, justify="right" if name in {"goed", "totaal"} else "left")
    for suite in suites:
        figures = ", ".join(f"{name} {value:.2f}" for name, value in suite.figures.items() if name not in suite.spread)
        for name, spread in suite.spread.items():
            figures += f"{name}: " + ", ".join(f"{part} {value:g}" for part, value in _rounded(spread).items())
        verdict = ("MIS" if suite.failed else "in orde") if suite.decides else "gemeten"
        table.add_row(suite.name, str(suite.right), str(len(suite.cases)), figures, verdict)
    return table


def _rounded(spread: Mapping[str, float]) -> dict[str, float]:
    return {part: round(value, 1) for part, value in spread.items()}


def show_masking(measures: Mapping[str, Measure], console: Console, *, misses: bool) -> None:
    """Print recall and false masks per part, then per kind; the sentences themselves only when asked for."""
    table = Table(title="Maskeren", title_justify="left")
    for name in ("deel", "nummers", "namen", "ten onrechte", "woorden", "uitslag"):
        table.add_column(name, justify="left" if name in {"deel", "uitslag"} else "right")
    kinds = Table(title="Per soort: gevonden van", title_justify="left")
    for name in ("deel", "soort", "gevonden", "van"):
        kinds.add_column(name, justify="right" if name in {"gevonden", "van"} else "left")
    for part, found in measures.items():
        figures = (f"{found.numbers:.3f}", f"{found.names:.3f}", f"{found.false_masks:.4f}", str(found.words))
        table.add_row(part, *figures, "in orde" if found.reaches_aims else "MIS")
        for kind in sorted(found.wanted):
            kinds.add_row(part, kind, str(found.found[kind]), str(found.wanted[kind]))
        if misses:
            for miss in found.misses:
                console.print(escape(" · ".join((part, *miss))))
    console.print(Group(kinds, table))
