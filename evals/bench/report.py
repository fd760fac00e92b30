"""Runs a bench, shows its tables, and writes tables and pictures to evals/bench/."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console

from evals.bench.growth import growth_sheet, measure_growth
from evals.bench.plots import draw_bench, draw_growth
from evals.bench.run import run_bench
from evals.bench.sheets import FOLDER, circumstances, write_sheets
from evals.bench.tables import tables

REPORTED = "toets"
_GROWTH = "python -m evals bench --growth"


def show_bench(part: str, console: Console) -> None:
    """Measure every system on a part of the questions; only the part kept apart is written. Raises EvalError."""
    began = circumstances()
    with Console(stderr=True).status("meten …") as status:
        bench = run_bench(part, status.update)
    sheets = tables(bench)
    for sheet in sheets:
        sheet.show(console)
    console.print(began)
    if part == REPORTED:
        written = write_sheets("zoeken", "Zoeken naast andere manieren", "make bench", began, sheets)
        draw_bench(bench, FOLDER / "zoeken.png")
        console.print(f"Geschreven: {written} en zoeken.png")


def show_growth(factors: Sequence[int], console: Console) -> None:
    """Measure search on the corpus several times over, show and write it. Raises EvalError."""
    began = circumstances()
    grown = []
    with Console(stderr=True).status("meten …") as status:
        for row in measure_growth(factors, status.update):
            grown.append(row)
            sizes = ", ".join(f"{factor}×" for factor in dict.fromkeys(own.factor for own in grown))
            # Written after every system: the largest corpus takes long, and what was measured before stays.
            write_sheets("groei", f"Zoeken in een grotere corpus ({sizes})", _GROWTH, began, [growth_sheet(grown)])
    growth_sheet(grown).show(console)
    draw_growth(grown, FOLDER / "groei.png")
    console.print(began)
