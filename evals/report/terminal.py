"""What a maintainer reads in the terminal: the misses, a table of the suites, and what differs from another run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rich.console import Console, RenderableType
from rich.markup import escape
from rich.table import Table

from evals.comparison import Comparison, Kind
from evals.masking import Measure
from evals.results import RIGHT, Run, SuiteResult
from evals.selftest import Proof

_TOLD: Mapping[Kind, str] = {
    "slechter": "Van goed naar fout",
    "weg": "Verdwenen gevallen",
    "beter": "Van fout naar goed",
    "uitkomst": "Andere uitkomst, oordeel gelijk",
    "aanhaling": "Andere passages aangehaald",
    "trager": "Trager",
    "nieuw": "Nieuwe gevallen",
}
_SHOWN = 20


def show_run(run: Run, console: Console, *, misses: bool = False) -> None:
    """Print the misses per suite, and then the totals, so that these stay in sight.

    Of a suite that measures they are shown on request: whoever reads the part kept apart and then tunes by it
    measures nothing any more.
    """
    for suite in run.suites:
        if suite.right < len(suite.cases) and (suite.decides or misses):
            console.print(_misses(suite))
    for suite in run.suites:
        if suite.matrix.pairs and (suite.matrix.too_permissive or suite.matrix.too_strict or suite.matrix.elsewhere):
            console.print(_matrix(suite))
    console.print(_totals(run.suites))
    for line in _notes(run):
        console.print(escape(line), style="dim")


def show_comparison(found: Comparison, console: Console) -> None:
    """Print what differs between two runs, the worst first, and at the end whether it is a regression."""
    for kind, title in _TOLD.items():
        if changes := found.of(kind):
            table = Table(title=f"{title}: {len(changes)}", title_justify="left")
            for name in ("suite", "geval", "was", "is"):
                table.add_column(name, overflow="fold")
            for change in changes[:_SHOWN]:
                table.add_row(*map(escape, (change.suite, change.case_id, change.before, change.after)))
            if len(changes) > _SHOWN:
                table.add_row("…", f"en nog {len(changes) - _SHOWN}", "", "")
            console.print(table)
    for title, shifts in (("Cijfers die verschoven", found.shifts), ("Trager (p95, milliseconden)", found.slower)):
        if shifts:
            table = Table(title=title, title_justify="left")
            for name in ("suite", "cijfer", "was", "is"):
                table.add_column(name, justify="right" if name in {"was", "is"} else "left")
            for shift in shifts:
                table.add_row(shift.suite, shift.figure, f"{shift.before:.3f}", f"{shift.after:.3f}")
            console.print(table)
    if found.regressed:
        console.print("Achteruitgang:", style="bold")
        for line in found.regressions:
            console.print(f"  {escape(line)}")
    else:
        console.print(f"Geen achteruitgang tegen {escape(found.before.date[:10])} ({escape(found.before.code)}).")


def show_proofs(proofs: Sequence[Proof], console: Console) -> None:
    """Print each planted fault, whether its suite saw it, and by what."""
    table = Table(title="Zelftest: geplante fouten", title_justify="left", show_lines=True)
    for name in ("fout", "wat er kapot is", "suite", "gezien", "waaraan"):
        table.add_column(name, overflow="fold")
    for proof in proofs:
        seen = "ja" if proof.caught else "NEE"
        table.add_row(*map(escape, (proof.fault, proof.about, proof.suite, seen, proof.seen)))
    console.print(table)
    console.print(f"{sum(proof.caught for proof in proofs)} van {len(proofs)} geplante fouten gezien.")


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
    console.print(kinds)
    console.print(table)


def _misses(suite: SuiteResult) -> RenderableType:
    table = Table(title=f"Mis in {suite.name}", title_justify="left", show_lines=True)
    for name in ("geval", "gezien", "waarom of vraag"):
        table.add_column(name, overflow="fold")
    for case in (case for case in suite.cases if not case.passed):
        seen = "\n".join(f"{score.name}: {score.seen}" for score in case.missed)
        table.add_row(escape(case.case_id), escape(seen), escape(case.about))
    return table


def _matrix(suite: SuiteResult) -> RenderableType:
    wrong = suite.matrix
    table = Table(
        title=f"Uitkomsten van {suite.name}: te ruim {wrong.too_permissive}, te streng {wrong.too_strict}, "
        f"anders {wrong.elsewhere}",
        title_justify="left",
    )
    for name in ("verwacht", "gekregen", "keer"):
        table.add_column(name, justify="right" if name == "keer" else "left")
    for (expected, got), count in sorted(wrong.pairs.items()):
        if expected != got:
            table.add_row(expected, got, str(count))
    return table


def _totals(suites: Sequence[SuiteResult]) -> RenderableType:
    table = Table(title="Evals", title_justify="left")
    for name in ("suite", "goed", "totaal", "cijfers [95 %]", "uitslag"):
        table.add_column(name, justify="right" if name in {"goed", "totaal"} else "left", overflow="fold")
    for suite in suites:
        lines = [f"{name} {figure}" for name, figure in suite.figures.items() if name != RIGHT]
        for name, spread in suite.spread.items():
            lines.append(f"{name}: " + ", ".join(f"{part} {round(value, 1):g}" for part, value in spread.items()))
        lines += [
            f"MIST {floor.figure}: {value:.3f}, {'hoogstens' if floor.upper else 'minstens'} {floor.bound:g}"
            for floor, value in suite.missed
        ]
        verdict = "MIS" if suite.failed else "in orde"
        table.add_row(suite.name, str(suite.right), str(len(suite.cases)), "\n".join(lines), verdict)
    return table


def _notes(run: Run) -> Iterator[str]:
    for kind, found in run.coverage.items():
        missing = f"; niet: {', '.join(found['niet_bereikt'])}" if found["niet_bereikt"] else ""
        yield f"dekking {kind}: {found['bereikt']} van {found['totaal']}{missing}"
    counted = run.refusals
    if any(counted["niet"].values()):
        without, having = counted["niet"], counted["beantwoordbaar"]
        yield (
            f"weigeren: terecht {without['geweigerd']} van {sum(without.values())} zonder antwoord, "
            f"ten onrechte {having['geweigerd']} van {sum(having.values())} met antwoord"
        )
    for kind, latency in run.latency.items():
        yield f"tijd {kind}: mediaan {latency.p50:.0f} ms, p95 {latency.p95:.0f} ms ({latency.count} keer)"
    meta = run.meta
    yield (
        f"{meta.date}, {meta.seconds:.0f} s, {meta.machine}; code {meta.code}, index {meta.generation}, "
        f"tabel {meta.table}, model {meta.model}, taalmodel {meta.language_model or 'geen'}"
    )
