"""List what users found wrong."""

from __future__ import annotations

import json
import sys
from typing import Annotated

import typer
from rich.console import Console

from evals.commands import opening
from evals.feedback import chosen, show_feedback


def feedback(
    since: Annotated[str | None, typer.Option("--since", help="Only what was said from this day on.")] = None,
    done: Annotated[str | None, typer.Option("--done", help="Mark the feedback with this id as dealt with.")] = None,
    also_done: Annotated[bool, typer.Option("--all", help="Also what was dealt with.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON value on standard output.")] = False,
) -> None:
    """List what users found wrong with a claim, a question or an outcome; exit code 2 for bad input."""
    assistant = opening.open_assistant()
    if done:
        assistant.feedback_done(done)
    said = chosen(assistant.all_feedback(), since=since, also_done=also_done)
    if as_json:
        json.dump([each.to_json() for each in said], sys.stdout, ensure_ascii=False, indent=1)
        sys.stdout.write("\n")
    else:
        show_feedback(said, Console())
