"""One reply in a terminal: search results, a first turn, or a walk of given facts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.markup import escape

from assistant.terminal.conclusion import show_conclusion
from assistant.terminal.question import show_question, show_reason
from assistant.terminal.screen import Screen


def show_hits(found: Mapping[str, Any]) -> None:
    """Print search results."""
    screen = Screen()
    if not found["beantwoordbaar"]:
        screen.line(screen.words["niet_in_de_bronnen"])
    for hit in found["hits"]:
        place = f"{hit['document']} {hit['version']}, {screen.words['regel']} {hit['start_line']}-{hit['end_line']}"
        screen.console.print(f"[bold]{escape(place)}[/bold] [dim]{escape(' › '.join(hit['heading_path']))}[/dim]")
        screen.line(hit["leestekst"])
        screen.console.print()


def show_turn(turn: Mapping[str, Any]) -> None:
    """Print one turn."""
    screen = Screen()
    screen.notices(turn["meldingen"])
    screen.answer(turn["antwoord"])
    for fact, found in turn["feiten"].items():
        screen.line(f"{fact}: {found['waarde']} (“{found['tekst']}”)")
    if turn["volgende_vraag"]:
        show_question(screen, turn["volgende_vraag"])
        show_reason(screen, turn["volgende_vraag"])


def show_walk(result: Mapping[str, Any]) -> None:
    """Print a walk: the answers, and the conclusion or what is missing."""
    screen = Screen()
    screen.notices(result["meldingen"])
    for line in result["transcript"]:
        screen.line(f"{line['stap']:>6}  {line['vraag']} → {line['label']}")
    if result["conclusie"]:
        show_conclusion(screen, result["conclusie"])
    else:
        screen.line(f"{screen.words['ontbreekt']}: {', '.join(result['ontbreekt'])}")
