"""The walk in a terminal: shows turns as text and reads numbers or words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.panel import Panel

from assistant.assistant import Assistant
from assistant.datafiles import read_yaml
from assistant.errors import InputError
from assistant.kader.codes import Step

_WORDS = Path(__file__).parent / "teksten" / "terminal.yaml"
_LISTS = ("voorwaarden", "vastleggen", "informeren", "evalueren")
_SHOWN_POINTS = 6
_SHORT_QUOTE = 220


class Screen:
    """Prints what a turn or a conclusion says, with numbered sources."""

    def __init__(self, console: Console | None = None) -> None:
        """Take where to print; the default is the terminal."""
        self.console = console or Console(highlight=False)
        self.words: dict[str, str] = read_yaml(_WORDS)

    def notices(self, turn: Mapping[str, Any]) -> None:
        """Print the messages that come before all else."""
        for item in turn["meldingen"]:
            style = "bold red" if item["soort"] == "acuut" else "yellow"
            self.console.print(Panel(escape(item["tekst"]), border_style=style))

    def answer(self, answer: Mapping[str, Any] | None) -> None:
        """Print the answer to a knowledge question: quotes with their place, or a model's sentences above theirs."""
        if not answer:
            return
        if phrased_by := answer["verwoord_door"]:
            self.console.print(f"[dim]{escape(self.words['verwoord'].format(model=phrased_by))}[/dim]")
        for sentence in answer["zinnen"]:
            quotes = [sentence["tekst"]]
            if phrased_by:
                self.console.print(escape(sentence["tekst"]))
                quotes = [source["leescitaat"] for source in sentence["bronnen"]]
            for quote in quotes:
                self.console.print(f"“{escape(quote)}”")
            self.sources(sentence["bronnen"])

    def question(self, question: Mapping[str, Any]) -> None:
        """Print the open question with numbered options."""
        numbered = f"{self.words['stap']} {question['stap']} · " if question["stap"] != Step.BEFORE else ""
        self.console.rule(escape(numbered + question["stap_titel"]), align="left")
        self._lines(question)
        self.console.print(f"[bold]{escape(question['vraag'])}[/bold]")
        for number, tick in enumerate(question["vinkjes"], start=1):
            seen = f" ({self.words['voorstel']})" if tick["aangevinkt"] else ""
            self.console.print(f"  {number}. {escape(tick['stelling'])}{seen}")
        if question["vinkjes"]:
            self.console.print(f"[dim]{escape(self.words['lijst_hulp'])}[/dim]")
            return
        suggestion = question.get("voorstel")
        for number, option in enumerate(question["opties"], start=1):
            mark = f" ({self.words['voorstel']})" if suggestion and suggestion["waarde"] == option["waarde"] else ""
            explanation = f" [dim]– {escape(option['uitleg'])}[/dim]" if option["uitleg"] else ""
            self.console.print(f"  {number}. {escape(option['label'])}{mark}{explanation}")

    def _lines(self, question: Mapping[str, Any]) -> None:
        """Print what is taken to be so, and that going on confirms it."""
        for line in question["regels"]:
            words = self.words["regel_op_kaart"].format(**line)
            self.console.print(escape(words))
        if question["regels"]:
            how = "kaart_hulp" if question["vorm"] == "kaart" else "regels_hulp"
            self.console.print(f"[dim]{escape(self.words[how])}[/dim]")

    def reason(self, question: Mapping[str, Any]) -> None:
        """Print why a question is asked, and the passages it rests on."""
        self.console.print(escape(question["toelichting"]))
        for line in question["regels"]:
            self.console.print(escape(f"  {line['kort']}: {line['waarom']}"))
            self.sources(line["bronnen"])
        for name, rows in (question.get("tabel") or {}).items():
            self.console.print(f"[bold]{escape(self.words[name])}[/bold]")
            for row in rows:
                self.console.print(f"  • {escape(row)}")
        self.sources(question["bronnen"])

    def conclusion(self, conclusion: Mapping[str, Any]) -> None:
        """Print the whole conclusion."""
        words = self.words
        self.console.print(Panel(f"[bold]{escape(conclusion['titel'])}[/bold]", title=words["conclusie"]))
        self.console.print(escape(f"{words['grondslag']}: {conclusion['grondslag_naam']}"))
        self.console.print(escape(f"{words['omvang']}: {conclusion['omvang_naam']}"))
        for sentence in conclusion["zinnen"]:
            self._statement(sentence, prefix=f"{words['stap']} {sentence['stap']}: " if sentence.get("stap") else "")
        for name in _LISTS:
            self._list(words[name], conclusion[name])
        if conclusion["ladder"]:
            self.console.print(f"\n[bold]{escape(words['ladder'])}[/bold]")
            for rung in conclusion["ladder"]:
                why = f": {rung['uitleg']['tekst']}" if rung["uitleg"] else ""
                self.console.print(escape(f"  {rung['naam']} – {words[rung['stand']]}{why}"))
        for conflict in conclusion["tegenspraak"]:
            self.console.print(f"\n[bold]{escape(words['tegenspraak'])}: {escape(conflict['titel'])}[/bold]")
            for side in conflict["kanten"]:
                self._statement(side)
            self.console.print(escape(conflict["volgt"]))
        if conclusion["veroudering"]:
            self.console.print(f"\n[bold]{escape(words['veroudering'])}[/bold]")
            for note in conclusion["veroudering"]:
                self.console.print(escape(f"  • {note['verwijzing']}: {note['tekst']}"))
        if conclusion["keerpunten"]:
            self.console.print(f"\n[bold]{escape(words['keerpunten'])}[/bold]")
            for point in conclusion["keerpunten"][:_SHOWN_POINTS]:
                self.console.print(escape(f"  • {point['tekst']}"))
        self.console.print(f"\n[italic]{escape(words['jij_beslist'])}[/italic]")

    def sources(self, sources: Sequence[Mapping[str, Any]]) -> None:
        """Print where a statement stands, with its quote and the notes that belong beside it."""
        for source in sources:
            first, last = source["citaat_regels"]
            quote = " ".join(source["leescitaat"].split())
            short = quote if len(quote) <= _SHORT_QUOTE else quote[:_SHORT_QUOTE].rsplit(" ", 1)[0] + " …"
            place = f"{source['titel']} ({source['datum']}, {source['status']}), {self.words['regel']} {first}-{last}"
            self.console.print(f"    [dim]{escape(place)}: “{escape(short)}”[/dim]")
            for note in source["opmerkingen"]:
                self.console.print(f"    [yellow]{escape(note)}[/yellow]")

    def _list(self, title: str, statements: Sequence[Mapping[str, Any]]) -> None:
        if statements:
            self.console.print(f"\n[bold]{escape(title)}[/bold]")
            for statement in statements:
                self._statement(statement, prefix="• ")

    def _statement(self, statement: Mapping[str, Any], prefix: str = "") -> None:
        self.console.print(f"  {escape(prefix)}{escape(statement['tekst'])}")
        self.sources(statement["bronnen"])


def show_hits(found: Mapping[str, Any]) -> None:
    """Print search results."""
    screen = Screen()
    if not found["beantwoordbaar"]:
        screen.console.print(screen.words["niet_in_de_bronnen"])
    for hit in found["hits"]:
        place = f"{hit['document']} {hit['version']}, {screen.words['regel']} {hit['start_line']}-{hit['end_line']}"
        screen.console.print(f"[bold]{escape(place)}[/bold] [dim]{escape(' › '.join(hit['heading_path']))}[/dim]")
        screen.console.print(escape(hit["leestekst"]) + "\n")


def show_turn(turn: Mapping[str, Any]) -> None:
    """Print one turn."""
    screen = Screen()
    screen.notices(turn)
    screen.answer(turn["antwoord"])
    for fact, found in turn["feiten"].items():
        screen.console.print(escape(f"{fact}: {found['waarde']} (“{found['tekst']}”)"))
    if turn["volgende_vraag"]:
        screen.question(turn["volgende_vraag"])
        screen.reason(turn["volgende_vraag"])


def show_walk(result: Mapping[str, Any]) -> None:
    """Print a walk: the answers, and the conclusion or what is missing."""
    screen = Screen()
    screen.notices(result)
    for line in result["transcript"]:
        screen.console.print(escape(f"{line['stap']:>6}  {line['vraag']} → {line['label']}"))
    if result["conclusie"]:
        screen.conclusion(result["conclusie"])
    else:
        screen.console.print(escape(f"{screen.words['ontbreekt']}: {', '.join(result['ontbreekt'])}"))


def converse(assistant: Assistant, screen: Screen | None = None) -> None:
    """Hold a conversation until the user stops; nothing is stored."""
    screen = screen or Screen()
    words = screen.words
    screen.console.print(escape(words["welkom"]))
    turn: dict[str, Any] | None = None
    while True:
        try:
            typed = screen.console.input(f"[bold]{escape(words['invoer'])}[/bold] ").strip()
        except (EOFError, KeyboardInterrupt):
            break
        if typed.lower() == words["opdracht_stop"]:
            break
        try:
            turn = _reply(assistant, screen, turn, typed)
        except InputError as error:
            screen.console.print(f"[red]{escape(str(error))}[/red]")
    if turn:
        assistant.forget(turn["sessie"])


def _reply(assistant: Assistant, screen: Screen, turn: dict[str, Any] | None, typed: str) -> dict[str, Any] | None:
    words = screen.words
    question = turn["volgende_vraag"] if turn else None
    command = typed.lower()
    if question and command == words["opdracht_waarom"]:
        screen.reason(question)
        return turn
    if turn and command == words["opdracht_opnieuw"]:
        assistant.forget(turn["sessie"])
        screen.console.print(escape(words["welkom"]))
        return None
    if turn and command == words["opdracht_terug"]:
        turn = assistant.back(turn["sessie"]).to_json()
    elif question and turn and question["vinkjes"] and (chosen := _ticked(question, typed)) is not None:
        turn = assistant.answer(turn["sessie"], question["feit"], chosen).to_json()
    elif question and turn and command.startswith(words["opdracht_wijzig"]):
        turn = _change(assistant, screen, turn, command.removeprefix(words["opdracht_wijzig"]).strip())
    elif question and turn and typed.isdigit() and 1 <= int(typed) <= len(question["opties"]):
        chosen = question["opties"][int(typed) - 1]["waarde"]
        turn = assistant.answer(turn["sessie"], question["feit"], chosen).to_json()
    elif turn:
        turn = assistant.say(turn["sessie"], typed or " ").to_json()
    else:
        turn = assistant.start(typed or " ").to_json()
    screen.notices(turn)
    screen.answer(turn["antwoord"])
    if turn["volgende_vraag"]:
        screen.question(turn["volgende_vraag"])
    elif turn["conclusie"]:
        screen.conclusion(turn["conclusie"])
    return turn


def _ticked(question: Mapping[str, Any], typed: str) -> str | None:
    """Return the answer that numbers give to a list ("1 3"; "0" for none of them), or None when they are no numbers."""
    numbers = typed.replace(",", " ").split()
    if not numbers or not all(number.isdigit() and int(number) <= len(question["vinkjes"]) for number in numbers):
        return None
    ticked = [question["vinkjes"][int(number) - 1]["feit"] for number in numbers if number != "0"]
    return ",".join(dict.fromkeys(ticked)) or str(question["opties"][0]["waarde"])


def _change(assistant: Assistant, screen: Screen, turn: dict[str, Any], name: str) -> dict[str, Any]:
    """Let the user correct the line of this name: its question is asked, and the walk goes on from the answer."""
    lines = {line["kort"].lower(): line["feit"] for line in turn["volgende_vraag"]["regels"]}
    if name not in lines:
        raise InputError(screen.words["wijzig_wat"].format(keuze=", ".join(lines)))
    return assistant.change(turn["sessie"], lines[name], None).to_json()
