"""The conclusion in a terminal: the outcome, what is shared and what not, what to do, and what it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.terminal.screen import Notes, Screen

Conclusion = Mapping[str, Any]
_LISTS = ("voorwaarden", "informeren", "vastleggen", "evalueren")
_SHOWN_POINTS = 6


def show_conclusion(screen: Screen, conclusion: Conclusion) -> None:
    """Print the whole conclusion, in the order in which it is needed."""
    words, notes = screen.words, Notes()
    screen.console.print()
    screen.panel(conclusion["titel"], style="bold", title=words["conclusie"])
    for key in ("grondslag", "omvang", "ontvanger"):
        if name := conclusion[f"{key}_naam"]:
            screen.line(f"{words[key]}: {name}")
    # An outcome that allows nothing yet has a heading of its own.
    may_share = words.get(f"delen_wel_{conclusion['code']}", words["delen_wel"])
    screen.statements(may_share, conclusion["delen"]["wel"], mark="✓", notes=notes)
    screen.statements(words["delen_niet"], conclusion["delen"]["niet"], mark="✕", notes=notes)
    screen.statements(words["waarom_uitkomst"], conclusion["zinnen"], notes=notes)
    for name in _LISTS:
        screen.statements(words[name], conclusion[name], notes=notes)
    _weighing(screen, conclusion, notes)
    if points := turning_points(conclusion):
        screen.heading(words["keerpunten"])
        for number, point in enumerate(points, start=1):
            screen.line(f"{number}. {point['tekst']}", indent=2)
        screen.line(words["keerpunten_hulp"], style="dim")
    screen.heading(words["bronnen"])
    screen.notes(notes)
    screen.console.print()
    screen.line(words["jij_beslist"], style="italic")


def turning_points(conclusion: Conclusion) -> list[Mapping[str, Any]]:
    """Return the turning points that have a number on the screen."""
    return list(conclusion["keerpunten"][:_SHOWN_POINTS])


def _weighing(screen: Screen, conclusion: Conclusion, notes: Notes) -> None:
    words = screen.words
    if conclusion["ladder"]:
        screen.heading(words["ladder"])
        for rung in conclusion["ladder"]:
            said = rung["uitleg"]
            why = f": {said['tekst']}{notes.marks(said['bronnen'])}" if said else ""
            screen.line(f"{rung['naam']} – {words[rung['stand']]}{why}", indent=2)
    for conflict in conclusion["tegenspraak"]:
        screen.heading(f"{words['tegenspraak']}: {conflict['titel']}")
        for side in conflict["kanten"]:
            screen.statement(side, notes=notes)
        screen.line(conflict["volgt"])
    if conclusion["veroudering"]:
        screen.heading(words["veroudering"])
        for note in conclusion["veroudering"]:
            screen.line(f"• {note['verwijzing']}: {note['tekst']}{notes.marks(note['bronnen'])}", indent=2)
