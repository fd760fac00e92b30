"""Run the suites, write and compare what came of them, and record it as what later runs are held to."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from evals import archive
from evals.cases import REPORTED as REPORTED_PART
from evals.commands import opening
from evals.comparison import compare as compare_runs
from evals.generation import documents_of, led_suites
from evals.report import terminal
from evals.report.files import write_report
from evals.runner import run_suites
from evals.selection import Selection, check_suites
from evals.tasks import STANDARD, SUITES

ACCEPT = 'python -m evals accept --reden "…"'


def run(
    suites: Annotated[list[str] | None, typer.Argument(help=f"Which suites: {', '.join(SUITES)}. None: all.")] = None,
    pattern: Annotated[
        str | None, typer.Option("--filter", help="Only cases with this in their id, or a glob.")
    ] = None,
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=1, help="In how many processes.")] = opening.JOBS,
    part: Annotated[
        str, typer.Option("--deel", help="Which part: toets to report, others to work on.")
    ] = REPORTED_PART,
    own: Annotated[
        Path | None, typer.Option("--eigen", envvar="DEELWIJZER_CASUSSEN", help="A folder with your own casussen.")
    ] = None,
    against: Annotated[
        str | None, typer.Option("--tegen", help="Compare with a run: baseline, laatste, its name or its file.")
    ] = None,
    misses: Annotated[
        bool, typer.Option("--missers", help="Show the misses of measuring suites too; not to tune by the part toets.")
    ] = False,
    out: Annotated[Path | None, typer.Option("--out", help="Also write the result to this file.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON value on standard output.")] = False,
) -> None:
    """Run the suites. Exit code 1 when a floor is missed or, with --tegen, more got worse than is tolerated."""
    names = tuple(suites or (*STANDARD, *(["eigen"] if own else [])))
    check_suites(names)
    before = archive.read(archive.find(against, opening.settings().data_dir)) if against else None
    assistant = opening.open_assistant()
    with led_suites(assistant) as folder:
        corpus = documents_of(assistant)
        selection = Selection(names, pattern=pattern, part=part, folder=folder, corpus=corpus, own_folder=own)
        with opening.progress() as tell:
            found = run_suites(assistant, selection=selection, progress=tell, jobs=jobs, settings=opening.settings())
    kept = archive.keep(found, opening.settings().data_dir)
    if out:
        out.write_text(archive.as_text(found), "utf-8")
    comparison = compare_runs(before, found) if before else None
    page = write_report(
        found, kept, comparison=comparison, selftest=archive.read_self_test(opening.settings().data_dir)
    )
    if as_json:
        told = found.to_json() | ({"vergelijking": comparison.to_json()} if comparison else {})
        sys.stdout.write(json.dumps(told, ensure_ascii=False, indent=1) + "\n")
    else:
        console = Console()
        terminal.show_run(found, console, misses=misses)
        if comparison:
            terminal.show_comparison(comparison, console)
        console.print(f"Bewaard in {kept}", style="dim", highlight=False, soft_wrap=True)
        console.print(f"Rapport: {page}", highlight=False, soft_wrap=True)
    if found.failed or (comparison is not None and comparison.regressed):
        if against == archive.BASELINE_NAME:
            print(f"Is dit zoals het hoort? Leg deze uitslag dan vast met: {ACCEPT}", file=sys.stderr)
        raise typer.Exit(1)


def report(
    name: Annotated[str, typer.Argument(help="A run: baseline, laatste, its name or its file.")] = archive.LATEST,
    against: Annotated[str | None, typer.Option("--tegen", help="Show it beside another run.")] = None,
    out: Annotated[Path | None, typer.Option("--out", help="Where the page goes; the text comes beside it.")] = None,
) -> None:
    """Write the report of a run: one HTML page that loads nothing from elsewhere, and the same as Markdown."""
    data_dir = opening.settings().data_dir
    file = archive.find(name, data_dir)
    found = archive.read(file)
    comparison = compare_runs(archive.read(archive.find(against, data_dir)), found) if against else None
    print(write_report(found, out or file, comparison=comparison, selftest=archive.read_self_test(data_dir)))


def compare(
    before: Annotated[str, typer.Argument(help="A run: baseline, laatste, its name or its file.")],
    after: Annotated[str, typer.Argument(help="The run to compare with it.")] = archive.LATEST,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON value on standard output.")] = False,
) -> None:
    """Tell what is better, worse, cited otherwise or slower. Exit code 1 when more got worse than is tolerated."""
    one, other = (archive.read(archive.find(name, opening.settings().data_dir)) for name in (before, after))
    found = compare_runs(one, other)
    if as_json:
        sys.stdout.write(json.dumps(found.to_json(), ensure_ascii=False, indent=1) + "\n")
    else:
        terminal.show_comparison(found, Console())
    if found.regressed:
        raise typer.Exit(1)


def accept(
    reason: Annotated[str, typer.Option("--reden", help="Why this is how it should be.")],
    name: Annotated[str, typer.Argument(help="The run: laatste, its name or its file.")] = archive.LATEST,
) -> None:
    """Record a run as the baseline that later runs are compared with."""
    file = archive.find(name, opening.settings().data_dir)
    archive.accept(archive.read(file), reason)
    print(f"{file} is nu de vastgelegde uitslag ({archive.BASELINE})", file=sys.stderr)
