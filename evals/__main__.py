"""The command line of the evals: run the suites, compare and accept what came of them, or measure search and speed."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from assistant import Assistant, AssistantError, Settings, build_assistant, silence_telemetry
from evals import archive
from evals.bench.growth import FACTORS
from evals.bench.report import REPORTED, show_bench, show_growth
from evals.cases import REPORTED as REPORTED_PART
from evals.comparison import compare as compare_runs
from evals.corpus import Corpus
from evals.drafting import draft, kept_proof, read_proof
from evals.errors import EvalError
from evals.feedback import chosen, show_feedback
from evals.generation import documents_of, led_suites
from evals.masking import load_sentences, measure_masking
from evals.processes import Progress as Tell
from evals.rehearsal import rehearse as rehearse_generation
from evals.rehearsal_report import show_rehearsal
from evals.report import terminal
from evals.report.files import write_report
from evals.runner import run_suites
from evals.selection import Selection, check_suites
from evals.selftest import prove
from evals.tasks import STANDARD, SUITES

app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False)

JOBS = min(4, os.cpu_count() or 1)
ACCEPT = 'python -m evals accept --reden "…"'


@app.command()
def run(
    suites: Annotated[list[str] | None, typer.Argument(help=f"Which suites: {', '.join(SUITES)}. None: all.")] = None,
    pattern: Annotated[
        str | None, typer.Option("--filter", help="Only cases with this in their id, or a glob.")
    ] = None,
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=1, help="In how many processes.")] = JOBS,
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
    before = archive.read(archive.find(against, _settings().data_dir)) if against else None
    assistant = _open_assistant()
    with led_suites(assistant) as folder:
        corpus = documents_of(assistant)
        selection = Selection(names, pattern=pattern, part=part, folder=folder, corpus=corpus, own_folder=own)
        with _progress() as tell:
            found = run_suites(assistant, selection=selection, progress=tell, jobs=jobs, settings=_settings())
    kept = archive.keep(found, _settings().data_dir)
    if out:
        out.write_text(archive.as_text(found), "utf-8")
    comparison = compare_runs(before, found) if before else None
    page = write_report(found, kept, comparison=comparison, selftest=archive.read_self_test(_settings().data_dir))
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


@app.command()
def report(
    name: Annotated[str, typer.Argument(help="A run: baseline, laatste, its name or its file.")] = archive.LATEST,
    against: Annotated[str | None, typer.Option("--tegen", help="Show it beside another run.")] = None,
    out: Annotated[Path | None, typer.Option("--out", help="Where the page goes; the text comes beside it.")] = None,
) -> None:
    """Write the report of a run: one HTML page that loads nothing from elsewhere, and the same as Markdown."""
    data_dir = _settings().data_dir
    file = archive.find(name, data_dir)
    found = archive.read(file)
    comparison = compare_runs(archive.read(archive.find(against, data_dir)), found) if against else None
    print(write_report(found, out or file, comparison=comparison, selftest=archive.read_self_test(data_dir)))


@app.command()
def compare(
    before: Annotated[str, typer.Argument(help="A run: baseline, laatste, its name or its file.")],
    after: Annotated[str, typer.Argument(help="The run to compare with it.")] = archive.LATEST,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON value on standard output.")] = False,
) -> None:
    """Tell what is better, worse, cited otherwise or slower. Exit code 1 when more got worse than is tolerated."""
    one, other = (archive.read(archive.find(name, _settings().data_dir)) for name in (before, after))
    found = compare_runs(one, other)
    if as_json:
        sys.stdout.write(json.dumps(found.to_json(), ensure_ascii=False, indent=1) + "\n")
    else:
        terminal.show_comparison(found, Console())
    if found.regressed:
        raise typer.Exit(1)


@app.command()
def accept(
    reason: Annotated[str, typer.Option("--reden", help="Why this is how it should be.")],
    name: Annotated[str, typer.Argument(help="The run: laatste, its name or its file.")] = archive.LATEST,
) -> None:
    """Record a run as the baseline that later runs are compared with."""
    file = archive.find(name, _settings().data_dir)
    archive.accept(archive.read(file), reason)
    print(f"{file} is nu de vastgelegde uitslag ({archive.BASELINE})", file=sys.stderr)


@app.command()
def new(
    file: Annotated[Path, typer.Argument(help="The YAML file that the casus is added to; made when it is not there.")],
    receipt: Annotated[
        Path | None, typer.Option("--from", help="A receipt (bewijs) of the app: its answers, and no text.")
    ] = None,
    code: Annotated[str | None, typer.Option("--code", help="The code of a walk that was kept in the app.")] = None,
) -> None:
    """Write a casus of your own: walk the questions here, or take the answers of a walk in the app."""
    assistant = _open_assistant()
    proof = read_proof(receipt) if receipt else kept_proof(code, assistant) if code else None
    draft(file, assistant, Corpus(), _Terminal(), proof)


class _Terminal:
    """The person at the keyboard."""

    def say(self, text: str) -> None:
        print(text, file=sys.stderr)

    def ask(self, text: str) -> str:
        answer: str = typer.prompt(text, default="", show_default=False, err=True)
        return answer


@app.command()
def selftest(
    faults: Annotated[list[str] | None, typer.Argument(help="Which planted faults. None: all.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON value on standard output.")] = False,
) -> None:
    """Plant faults and see that each is caught by the suite that should. Exit code 1 when one goes unseen."""
    assistant, settings = _open_assistant(), _settings()
    console = Console(stderr=True)
    with console.status("") as status:
        proofs = prove(assistant, settings, faults or (), progress=status.update)
    told = [proof.to_json() for proof in proofs]
    if not faults:
        archive.keep_self_test(told, settings.data_dir)
    if as_json:
        sys.stdout.write(json.dumps(told, ensure_ascii=False, indent=1) + "\n")
    else:
        terminal.show_proofs(proofs, Console())
    if not all(proof.caught for proof in proofs):
        raise typer.Exit(1)


@app.command()
def masking(
    parts: Annotated[list[str], typer.Argument(help="Parts of the suite privacy: leer, ontwikkel or toets.")],
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
        terminal.show_masking(measures, Console(), misses=misses)
    if not all(found.reaches_aims for found in measures.values()):
        raise typer.Exit(1)


@app.command()
def rehearse(
    generation: Annotated[str, typer.Argument(metavar="GEN", help="An index that is not in use yet.")],
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=1, help="In how many processes.")] = JOBS,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON value on standard output.")] = False,
) -> None:
    """Run every suite on a staged index beside the active one. Exit code 1 when something got worse."""
    with _progress() as tell:
        rehearsal = rehearse_generation(_settings(), generation, jobs=jobs, progress=tell)
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


def _settings() -> Settings:
    return Settings.from_environment()


def _open_assistant() -> Assistant:
    return build_assistant(_settings())


@contextmanager
def _progress() -> Iterator[Tell]:
    """Show a bar per suite on standard error, away from what the command answers."""
    columns = (TextColumn("{task.description:<14}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        shown: dict[str, TaskID] = {}

        def tell(name: str, done: int, of: int) -> None:
            if name not in shown:
                shown[name] = bars.add_task(name, total=of)
            bars.update(shown[name], completed=done)

        yield tell


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
