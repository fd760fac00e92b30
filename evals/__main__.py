"""The command line of the evals: run the suites, or measure search and speed."""

from __future__ import annotations

import json
import sys
from typing import Annotated

import typer
from rich.console import Console

from assistant import Assistant, AssistantError, Settings, build_assistant, silence_telemetry
from evals import report
from evals.bench_growth import FACTORS
from evals.bench_report import REPORTED, show_bench, show_growth
from evals.corpus import Corpus
from evals.errors import EvalError
from evals.feedback import chosen, show_feedback
from evals.masking import load_sentences, measure_masking
from evals.rehearsal import rehearse as rehearse_generation
from evals.rehearsal_report import show_rehearsal
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
def masking(
    parts: Annotated[list[str], typer.Argument(help="Parts of the suite privacy, such as leer or ontwikkel.")],
    misses: Annotated[bool, typer.Option("--missers", help="Show each miss; never for a part kept apart.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON value per part on standard output.")] = False,
) -> None:
    """Measure what the assistant masks. Exit code 1 when a part does not reach the aims, 2 for bad input."""
    loaded = {part: load_sentences(part) for part in parts}
    assistant = _open_assistant()

    def find(text: str) -> list[tuple[int, int]]:
        start_end = (item["getypt"] for item in assistant.ask(text).to_json()["gemaskeerd"])
        return [(start, end) for start, end in start_end]

    measures = {part: measure_masking(sentences, find) for part, sentences in loaded.items()}
    if as_json:
        for part, found in measures.items():
            sys.stdout.write(json.dumps({"deel": part, **found.to_json()}) + "\n")
    else:
        report.show_masking(measures, Console(), misses=misses)
    if not all(found.reaches_aims for found in measures.values()):
        raise typer.Exit(1)


@app.command()
def rehearse(
    generation: Annotated[str, typer.Argument(metavar="GEN", help="An index that is not in use yet.")],
    as_json: Annotated[bool, typer.Option("--json", help="One JSON value on standard output.")] = False,
) -> None:
    """Run every suite on a staged index beside the active one. Exit code 1 when something got worse."""
    progress = Console(stderr=True)
    with progress.status("") as status:
        rehearsal = rehearse_generation(Settings.from_environment(), generation, progress=status.update)
    if as_json:
        json.dump(rehearsal.to_json(), sys.stdout, ensure_ascii=False, indent=1)
        sys.stdout.write("\n")
    else:
        show_rehearsal(rehearsal, Console())
    if rehearsal.worse:
        raise typer.Exit(1)


@app.command()
def bench(
    part: Annotated[str, typer.Option("--deel", help="Which questions: leer or ontwikkel to choose by.")] = REPORTED,
    growth: Annotated[bool, typer.Option("--growth", help="Measure 1, 10 and 100 times the corpus instead.")] = False,
    factors: Annotated[list[int] | None, typer.Option("--keer", min=1, help="With --growth: other sizes.")] = None,
) -> None:
    """Measure search beside its peers; the figures of the questions kept apart are written to evals/bench/."""
    if growth:
        show_growth(factors or FACTORS, Console())
    else:
        show_bench(part, Console())


@app.command()
def feedback(
    since: Annotated[str | None, typer.Option("--since", help="Only what was said from this day on.")] = None,
    done: Annotated[str | None, typer.Option("--done", help="Mark the feedback with this id as dealt with.")] = None,
    also_done: Annotated[bool, typer.Option("--all", help="Also what was dealt with.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON value on standard output.")] = False,
) -> None:
    """List what users found wrong with a claim, a question or an outcome; exit code 2 for bad input."""
    assistant = _open_assistant()
    if done:
        assistant.feedback_done(done)
    said = chosen(assistant.all_feedback(), since=since, also_done=also_done)
    if as_json:
        json.dump([each.to_json() for each in said], sys.stdout, ensure_ascii=False, indent=1)
        sys.stdout.write("\n")
    else:
        show_feedback(said, Console())


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
