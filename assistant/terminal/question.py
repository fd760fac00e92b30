"""The open question in a terminal: how far the walk is, what is taken to be so, the answers with their bar, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from string import ascii_lowercase
from typing import Any

from assistant.kader.codes import Step
from assistant.terminal.screen import Screen

Question = Mapping[str, Any]
Steps = Sequence[Mapping[str, Any]]


def show_progress(screen: Screen, steps: Steps) -> None:
    """Print the steps on one line, each with its state as a sign, and the one that is at work with its name."""
    words = screen.words
    named = (
        f"{words['teken_' + step['stand']]} {step['titel'] if step['stap'] == Step.BEFORE else step['stap']}"
        + (f" {step['titel']}" if step["stand"] == "huidig" and step["stap"] != Step.BEFORE else "")
        for step in steps
    )
    screen.line("   ".join(named), style="dim")


def show_question(screen: Screen, question: Question, steps: Steps = ()) -> None:
    """Print the open question with numbered answers, under what they confirm."""
    words = screen.words
    numbered = words["stap_van"].format(stap=question["stap"]) if question["stap"] != Step.BEFORE else ""
    screen.console.print()
    screen.console.rule(numbered + question["stap_titel"], align="left")
    if steps:
        show_progress(screen, steps)
    _lines(screen, question)
    screen.heading(question["vraag"])
    if question["drempel"]:
        _bar(screen, question)
    for number, choice in enumerate(choices(question), start=1):
        _choice(screen, question, number, choice)
    if question["vinkjes"]:
        screen.line(words["lijst_hulp"], style="dim")
    else:
        screen.line(words["keuze_hulp"].format(aantal=len(question["opties"])), style="dim")


def choices(question: Question) -> Sequence[Mapping[str, Any]]:
    """Return what has a number: the statements of a list, or else the answers."""
    numbered: Sequence[Mapping[str, Any]] = question["vinkjes"] or question["opties"]
    return numbered


def letters(question: Question) -> dict[str, Mapping[str, Any]]:
    """Return the lines to confirm by the letter in front of them."""
    return dict(zip(ascii_lowercase, question["regels"], strict=False))


def show_reason(screen: Screen, question: Question) -> None:
    """Print why a question is asked, and the passages that it and its answers rest on, each once."""
    shown: set[str] = set()

    def sources(of: Sequence[Mapping[str, Any]]) -> None:
        new = {f"{source['passage_id']} {source['citaat_regels']}": source for source in of}
        screen.sources([source for place, source in new.items() if place not in shown])
        shown.update(new)

    screen.line(question["toelichting"])
    sources(question["bronnen"])
    for line in question["regels"]:
        screen.line(f"{line['kort']}: {line['waarom']}", indent=2)
        sources(line["bronnen"])
    for name, rows in (question.get("tabel") or {}).items():
        screen.line(screen.words[name], style="bold")
        for row in rows:
            screen.line(f"• {row}", indent=2)
    for number, choice in enumerate(choices(question), start=1):
        of = [*choice["bronnen"], *(choice["drempel"]["bronnen"] if choice["drempel"] else ())]
        if any(f"{source['passage_id']} {source['citaat_regels']}" not in shown for source in of):
            screen.line(f"{number}. {_name(choice)}", indent=2)
            sources(of)


def show_examples(screen: Screen, question: Question) -> None:
    """Print the examples of every answer with their sources, or that there are none."""
    illustrated = [(n, choice) for n, choice in enumerate(choices(question), start=1) if choice["voorbeelden"]]
    if not illustrated:
        screen.line(screen.words["geen_voorbeelden"], style="dim")
    for number, choice in illustrated:
        screen.line(f"{number}. {_name(choice)}", style="bold")
        for example in choice["voorbeelden"]:
            screen.statement(example, prefix="• ")


def _lines(screen: Screen, question: Question) -> None:
    """Print what is taken to be so, and that going on confirms it."""
    for letter, line in letters(question).items():
        screen.line(screen.words["regel_op_kaart"].format(letter=letter, **line), indent=2)
    if question["regels"]:
        screen.line(screen.words["kaart_hulp" if question["vorm"] == "kaart" else "regels_hulp"], style="dim")


def _choice(screen: Screen, question: Question, number: int, choice: Mapping[str, Any]) -> None:
    words = screen.words
    suggestion = question["voorstel"]
    suggested = choice.get("aangevinkt") or (suggestion and suggestion["waarde"] == choice.get("waarde"))
    examples = len(choice["voorbeelden"])
    notes = [words["voorstel"]] if suggested else []
    if examples:
        notes.append(words["voorbeeld" if examples == 1 else "voorbeelden"].format(aantal=examples))
    screen.line(f"{number}. {_name(choice)}" + (f" ({', '.join(notes)})" if notes else ""), indent=2)
    if choice.get("uitleg"):
        screen.line(choice["uitleg"], style="dim", indent=5)
    if choice["drempel"]:
        _bar(screen, choice, indent=5)


def _bar(screen: Screen, shown: Mapping[str, Any], *, indent: int = 2) -> None:
    screen.line(screen.words["drempel"].format(tekst=shown["drempel"]["tekst"]), style="yellow", indent=indent)


def _name(choice: Mapping[str, Any]) -> str:
    return str(choice.get("stelling") or choice["label"])
