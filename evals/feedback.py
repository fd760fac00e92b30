"""What users found wrong: a list for the maintainer, and what was dealt with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from assistant import Feedback
from evals.errors import EvalError


def chosen(said: Iterable[Feedback], *, since: str | None, also_done: bool) -> list[Feedback]:
    """Return what was said from a day on, oldest first; without `also_done` only what is still open.

    Raises EvalError when `since` is no date.
    """
    try:
        first = date.fromisoformat(since).isoformat() if since else ""
    except ValueError as error:
        raise EvalError(f"--since is {since!r}; give a date such as 2026-11-22") from error
    return [each for each in said if each.on >= first and (also_done or each.done_on is None)]


def show_feedback(said: Sequence[Feedback], console: Console) -> None:
    """Print one row per feedback: what, of which question, sentence or rule, on which passages, and which version."""
    table = Table(title=f"Terugmeldingen ({len(said)})", title_justify="left", show_lines=True)
    for name in ("id", "datum", "soort", "waarover", "plaatsen", "opmerking", "versie", "afgehandeld"):
        table.add_column(name, overflow="fold")
    for each in said:
        version = f"{each.product}, tabel {each.table}, index {each.generation}"
        row = (each.feedback_id, each.on, each.kind, f"{each.sort} {each.about}", ", ".join(each.places))
        table.add_row(*map(escape, (*row, each.remark, version, each.done_on or "")))
    console.print(table)
