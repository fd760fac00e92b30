"""A rehearsal in the terminal: which versions, what came out otherwise, and what stands in the way."""

from __future__ import annotations

from pathlib import Path

import yaml
from rich.console import Console
from rich.text import Text

from evals.rehearsal import Rehearsal
from evals.report.terminal import show_comparison

WORDS = Path(__file__).with_name("herhaling.yaml")


def show_rehearsal(rehearsal: Rehearsal, console: Console) -> None:
    """Print a rehearsal; every line is plain text, for names in it are not ours."""
    words = yaml.safe_load(WORDS.read_text("utf-8"))

    def say(key: str, style: str = "", **filled: object) -> None:
        console.print(Text(words[key].format(**filled), style=style), soft_wrap=True)

    say("kop", "bold", generatie=rehearsal.generation, naast=rehearsal.beside)
    for document, then, now in rehearsal.versions:
        say("versie", document=document, toen=then, nu=now)
    show_comparison(rehearsal.comparison, console)
    by_place: dict[str, list[str]] = {}
    for own in rehearsal.leaning:
        for place in own.places:
            by_place.setdefault(place, []).append(own.case_id)
    if by_place:
        say("aangehaald", "bold")
        for place, cases in by_place.items():
            say("plaats", plaatsen=place, aantal=len(cases), gevallen=", ".join(cases))
    if rehearsal.worse:
        say("slechter", "bold red")
        for line in rehearsal.worse:
            console.print(Text(f"  {line}"), soft_wrap=True)
    else:
        say("goed", "bold green", generatie=rehearsal.generation)
