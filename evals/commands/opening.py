"""What every command opens: the settings, the assistant, and the bars that show how far it is."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from assistant import Assistant, Settings, build_assistant
from evals.processes import Progress as Tell

JOBS = min(4, os.cpu_count() or 1)
"""In how many processes a command runs suites when nobody says otherwise."""


def settings() -> Settings:
    """Return the settings of this machine."""
    return Settings.from_environment()


def open_assistant() -> Assistant:
    """Return the assistant as the settings have it."""
    return build_assistant(settings())


@contextmanager
def progress() -> Iterator[Tell]:
    """Show a bar per suite on standard error, away from what the command answers."""
    columns = (TextColumn("{task.description:<14}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        shown: dict[str, TaskID] = {}

        def tell(name: str, done: int, of: int) -> None:
            if name not in shown:
                shown[name] = bars.add_task(name, total=of)
            bars.update(shown[name], completed=done)

        yield tell
