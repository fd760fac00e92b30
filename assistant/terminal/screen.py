"""The screen: prints lines, statements with their sources, messages and answers of the documents in a terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.panel import Panel

from assistant.datafiles import read_yaml

_WORDS = Path(__file__).parent.parent / "teksten" / "terminal.yaml"
_SHORT_QUOTE = 220
_URGENT = "acuut"


class Notes:
    """Numbers sources in the order in which they come, so that each is printed once, at the end."""

    def __init__(self) -> None:
        """Begin at 1."""
        self._numbers: dict[str, int] = {}
        self.sources: list[Mapping[str, Any]] = []

    def marks(self, sources: Sequence[Mapping[str, Any]]) -> str:
        """Return the numbers to set behind a sentence: " [1][4]"."""
        marks = []
        for source in sources:
            place = f"{source['passage_id']} {source['citaat_regels']}"
            if place not in self._numbers:
                self.sources.append(source)
                self._numbers[place] = len(self.sources)
            marks.append(f"[{self._numbers[place]}]")
        return " " + "".join(dict.fromkeys(marks)) if marks else ""


class Screen:
    """Prints what a reply says; what it prints is text of users and documents, never markup."""

    def __init__(self, console: Console | None = None) -> None:
        """Take where to print; the default is the terminal."""
        self.console = console or Console(highlight=False)
        self.words: dict[str, str] = read_yaml(_WORDS)

    def line(self, text: str, *, style: str = "", indent: int = 0) -> None:
        """Print a text; what does not fit on its line goes on under its own beginning."""
        words = f"[{style}]{escape(text)}[/{style}]" if style else escape(text)
        self.console.print(Padding(words, (0, 0, 0, indent), expand=False))

    def heading(self, text: str) -> None:
        """Print the heading of a part, with room above it."""
        self.console.print()
        self.line(text, style="bold")

    def panel(self, text: str, *, style: str, title: str | None = None) -> None:
        """Print a text in a frame."""
        self.console.print(Panel(escape(text), border_style=style, title=title and escape(title)))

    def notices(self, notices: Sequence[Mapping[str, Any]]) -> None:
        """Print the messages that come before all else."""
        for item in notices:
            self.panel(item["tekst"], style="bold red" if item["soort"] == _URGENT else "yellow")

    def answer(self, answer: Mapping[str, Any] | None) -> None:
        """Print the answer to a knowledge question: quotes with their place, or a model's sentences above theirs."""
        if not answer:
            return
        if phrased_by := answer["verwoord_door"]:
            self.line(self.words["verwoord"].format(model=phrased_by), style="dim")
        for sentence in answer["zinnen"]:
            quotes = [sentence["tekst"]]
            if phrased_by:
                self.line(sentence["tekst"])
                quotes = [source["leescitaat"] for source in sentence["bronnen"]]
            for quote in quotes:
                self.line(f"“{quote}”")
            self.sources(sentence["bronnen"])

    def statement(self, statement: Mapping[str, Any], *, prefix: str = "", notes: Notes | None = None) -> None:
        """Print a sentence with its sources under it, or with their numbers behind it when there are notes."""
        marks = notes.marks(statement["bronnen"]) if notes else ""
        self.line(f"{prefix}{statement['tekst']}{marks}", indent=2)
        if notes is None:
            self.sources(statement["bronnen"])

    def statements(
        self, title: str, statements: Sequence[Mapping[str, Any]], *, mark: str = "•", notes: Notes | None = None
    ) -> None:
        """Print sentences under a heading, or nothing when there are none."""
        if statements:
            self.heading(title)
            for statement in statements:
                self.statement(statement, prefix=f"{mark} ", notes=notes)

    def notes(self, notes: Notes) -> None:
        """Print the sources that got a number."""
        for number, source in enumerate(notes.sources, start=1):
            self.sources([source], mark=f"[{number}] ")

    def sources(self, sources: Sequence[Mapping[str, Any]], *, mark: str = "") -> None:
        """Print where a statement stands, with its quote and the notes that belong beside it."""
        for source in sources:
            first, last = source["citaat_regels"]
            lines = first if first == last else f"{first}-{last}"
            quote = " ".join(source["leescitaat"].split())
            short = quote if len(quote) <= _SHORT_QUOTE else quote[:_SHORT_QUOTE].rsplit(" ", 1)[0] + " …"
            place = f"{source['titel']} ({source['datum']}, {source['status']}), {self.words['regel']} {lines}"
            self.line(f"{mark}{place}: “{short}”", style="dim", indent=4)
            for note in source["opmerkingen"]:
                self.line(note, style="yellow", indent=4)
