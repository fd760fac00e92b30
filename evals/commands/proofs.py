"""Prove something: that the suites see a fault, or that a staged index makes nothing worse."""

from __future__ import annotations

import json
import sys
from typing import Annotated

import typer
from rich.console import Console

from evals import archive
from evals.commands import opening
from evals.rehearsal import rehearse as rehearse_generation
from evals.rehearsal_report import show_rehearsal
from evals.report import terminal
from evals.selftest import prove


def selftest(
    faults: Annotated[list[str] | None, typer.Argument(help="Which planted faults. None: all.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON value on standard output.")] = False,
) -> None:
    """Plant faults and see that each is caught by the suite that should. Exit code 1 when one goes unseen."""
    assistant, settings = opening.open_assistant(), opening.settings()
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


def rehearse(
    generation: Annotated[str, typer.Argument(metavar="GEN", help="An index that is not in use yet.")],
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=1, help="In how many processes.")] = opening.JOBS,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON value on standard output.")] = False,
) -> None:
    """Run every suite on a staged index beside the active one. Exit code 1 when something got worse."""
    with opening.progress() as tell:
        rehearsal = rehearse_generation(opening.settings(), generation, jobs=jobs, progress=tell)
    if as_json:
        json.dump(rehearsal.to_json(), sys.stdout, ensure_ascii=False, indent=1)
        sys.stdout.write("\n")
    else:
        show_rehearsal(rehearsal, Console())
    if rehearsal.worse:
        raise typer.Exit(1)
