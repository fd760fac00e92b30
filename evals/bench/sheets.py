"""A table of the bench, once: as Markdown for the repository and in the terminal; and what stands above each file."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Sheet:
    """A table with a title, and what a reader must know of its figures."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    notes: Sequence[str] = ()

    def markdown(self) -> str:
        """Return the table as Markdown; the first column is text, the others are figures."""
        lines = [f"## {self.title}", "", *(_row(cells) for cells in (self.columns, _rule(self.columns), *self.rows))]
        return "\n".join([*lines, *(f"\n{note}" for note in self.notes)]) + "\n"

    def show(self, console: Console) -> None:
        """Print the table and its notes."""
        table = Table(title=self.title, title_justify="left")
        for place, name in enumerate(self.columns):
            table.add_column(name, justify="right" if place else "left", overflow="fold")
        for row in self.rows:
            table.add_row(*(escape(cell) for cell in row))
        console.print(table)
        for note in self.notes:
            console.print(escape(note), style="dim")


def write_sheets(
    name: str, title: str, command: str, began: str, sheets: Sequence[Sheet], folder: Path = FOLDER
) -> Path:
    """Write the sheets of one run to a Markdown file, with the command and the circumstances; return its path."""
    folder.mkdir(exist_ok=True)
    path = folder / f"{name}.md"
    head = f"# {title}\n\nGeschreven door `{command}`; niet met de hand wijzigen. {began}\n"
    path.write_text("\n".join([head, *(sheet.markdown() for sheet in sheets)]), "utf-8")
    return path


def circumstances() -> str:
    """Say on which day and machine a run is done, and how busy that is: times mean nothing without it."""
    cores = os.cpu_count() or 1
    busy = f", belasting {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    machine = f"{platform.system()} {platform.machine()}, {cores} kernen{busy}, Python {platform.python_version()}"
    return f"Gemeten op {date.today().isoformat()}: {machine}."


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _rule(columns: Sequence[str]) -> list[str]:
    return ["---", *("---:" for _ in columns[1:])]
