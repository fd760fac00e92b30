"""A rehearsal in the terminal: which versions, which totals, which cases, and what stands in the way."""

from __future__ import annotations

import yaml
from rich.console import Console
from rich.text import Text

from evals.rehearsal import WORDS, Rehearsal


def show_rehearsal(rehearsal: Rehearsal, console: Console) -> None:
    """Print a rehearsal; every line is plain text, for names in it are not ours."""
    words = yaml.safe_load(WORDS.read_text("utf-8"))["zinnen"]

    def say(key: str, style: str = "", **filled: object) -> None:
        console.print(Text(words[key].format(**filled), style=style), soft_wrap=True)

    say("kop", "bold", generatie=rehearsal.generation, naast=rehearsal.beside)
    for document, then, now in rehearsal.versions:
        say("versie", document=document, toen=then, nu=now)
    for before, after in zip(rehearsal.then, rehearsal.now, strict=True):
        say("suite", suite=after.name, toen=before.right, nu=after.right, totaal=len(after.cases))
        for name, was in before.means.items():
            is_now = after.means.get(name, 0.0)
            if round(was, 3) != round(is_now, 3):
                say("cijfer", cijfer=name, toen=f"{was:.3f}", nu=f"{is_now:.3f}")
    say("gevallen" if rehearsal.differences else "geen_gevallen", "bold")
    cited: dict[str, list[str]] = {}
    for own in rehearsal.differences:
        if own.kind == "citaten":
            cited.setdefault(own.now, []).append(own.case)
        else:
            style = "red" if own.worse else ""
            say(own.kind, style, suite=own.suite, geval=own.case, toen=own.then, nu=own.now)
    for places, cases in cited.items():
        say("citaten", plaatsen=places, aantal=len(cases), gevallen=", ".join(cases))
    if rehearsal.worse:
        say("slechter", "bold red")
        for line in rehearsal.worse:
            console.print(Text(f"  {line}"), soft_wrap=True)
    else:
        say("goed", "bold green", generatie=rehearsal.generation)
