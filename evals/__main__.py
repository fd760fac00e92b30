"""The command line of the evals: run the suites, or measure search and speed."""

from __future__ import annotations

import json
import sys
from typing import Annotated

import typer
from rich.console import Console

from assistant import Assistant, AssistantError, Settings, build_assistant, silence_telemetry
from evals import report
from evals.bench import measure
from evals.corpus import Corpus
from evals.errors import EvalError
from evals.runner import SUITES, run_suite

app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False)


@app.command()
def run(
    suites: Annotated[list[str] | None, typer.Argument(help=f"Which suites: {', '.join(SUITES)}. None: all.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON value on standard output.")] = False,
) -> None:
    """Run the suites. Exit code 1 when a casus or a twin is decided otherwise than expected, 2 for bad input."""
    names = suites or list(SUITES)
    if unknown := [name for name in names if name not in SUITES]:
        raise EvalError(f"suite {unknown[0]!r} does not exist; known are {', '.join(SUITES)}")
    assistant, corpus = _open_assistant(), Corpus()
    progress = Console(stderr=True)
    results = []
    for name in names:
        with progress.status(f"{name} …"):
            results.append(run_suite(name, assistant, corpus=corpus))
    if as_json:
        json.dump({"suites": [result.to_json() for result in results]}, sys.stdout, ensure_ascii=False, indent=1)
        sys.stdout.write("\n")
    else:
        report.show_run(results, Console())
    if any(result.failed for result in results):
        raise typer.Exit(1)


@app.command()
def bench() -> None:
    """Print search quality beside two peers, and the time a search and a turn of the walk take."""
    assistant = _open_assistant()
    with Console(stderr=True).status("meten …"):
        qualities, latencies = measure(assistant, Corpus(), Settings.from_environment().data_dir)
    report.show_bench(qualities, latencies, Console())


def _open_assistant() -> Assistant:
    return build_assistant(Settings.from_environment())


def main() -> None:
    """Run the command line; a fault that is ours to explain is one line and exit code 2."""
    silence_telemetry()
    try:
        app()
    except (EvalError, AssistantError) as error:
        print(error, file=sys.stderr)
        sys.exit(2)


if __name__ == "__main__":
    main()
