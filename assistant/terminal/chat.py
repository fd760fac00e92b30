"""The conversation at a prompt: numbers and words that answer, and commands that show or change what is there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from rich.markup import escape

from assistant.assistant import Assistant
from assistant.errors import InputError
from assistant.kader.codes import Step
from assistant.terminal.conclusion import show_conclusion, turning_points
from assistant.terminal.question import (
    choices,
    letters,
    show_examples,
    show_progress,
    show_question,
    show_reason,
)
from assistant.terminal.screen import Screen

Turn = dict[str, Any]


def converse(assistant: Assistant, screen: Screen | None = None) -> None:
    """Hold a conversation until the user stops; nothing is stored."""
    Chat(assistant, screen or Screen()).run()


class Chat:
    """One conversation. What is typed is a command, the number of an answer, or words for the assistant."""

    def __init__(self, assistant: Assistant, screen: Screen) -> None:
        """Take who answers and where it is printed."""
        self._assistant = assistant
        self._screen = screen
        self._words = screen.words
        self._turn: Turn | None = None
        commands: dict[str, Callable[[Turn], None]] = {
            "opdracht_waarom": lambda turn: show_reason(screen, self._question(turn)),
            "opdracht_voorbeelden": lambda turn: show_examples(screen, self._question(turn)),
            "opdracht_overzicht": self._show_answers,
            "opdracht_terug": lambda turn: self._go_on(assistant.back(turn["sessie"]).to_json()),
            "opdracht_opnieuw": lambda turn: self._leave(),
        }
        self._commands = {self._words[name]: act for name, act in commands.items()}

    def run(self) -> None:
        """Read and reply until the user stops."""
        self._welcome()
        while True:
            try:
                typed = self._screen.console.input(f"[bold]{escape(self._words['invoer'])}[/bold] ").strip()
            except (EOFError, KeyboardInterrupt):
                break
            if typed.lower() == self._words["opdracht_stop"]:
                break
            try:
                self._take(typed)
            except InputError as error:
                self._screen.line(str(error), style="red")
        if self._turn:
            self._assistant.forget(self._turn["sessie"])

    def _take(self, typed: str) -> None:
        command = typed.lower()
        change, what_if = self._words["opdracht_wijzig"], self._words["opdracht_wat_als"]
        if command == self._words["opdracht_hulp"]:
            self._screen.line(self._words["hulp"])
        elif self._turn is None:
            self._go_on(self._assistant.start(typed or " ").to_json())
        elif command in self._commands:
            self._commands[command](self._turn)
        elif command.split(" ")[0] == change:
            self._change(self._turn, command.removeprefix(change).strip())
        elif self._turn["conclusie"] and command.startswith(f"{what_if} "):
            self._preview(self._turn, command.removeprefix(what_if).strip())
        elif (chosen := self._chosen(self._turn, typed)) is not None:
            fact = self._turn["volgende_vraag"]["feit"]
            self._go_on(self._assistant.answer(self._turn["sessie"], fact, chosen).to_json())
        elif self._turn["conclusie"]:
            self._after_the_end(self._assistant.say(self._turn["sessie"], typed or " ").to_json())
        else:
            self._go_on(self._assistant.say(self._turn["sessie"], typed or " ").to_json())

    def _after_the_end(self, turn: Turn) -> None:
        """Print what came of words after the conclusion; the conclusion itself stands there already."""
        if not turn["conclusie"]:
            return self._go_on(turn)
        self._turn = turn
        self._screen.notices(turn["meldingen"])
        self._screen.answer(turn["antwoord"])
        if not turn["antwoord"]:
            self._screen.line(self._words["uitkomst_blijft"])
        return None

    def _go_on(self, turn: Turn) -> None:
        """Print a turn; from now on it is where the conversation stands."""
        self._turn = turn
        self._screen.notices(turn["meldingen"])
        self._screen.answer(turn["antwoord"])
        if turn["volgende_vraag"]:
            show_question(self._screen, turn["volgende_vraag"], turn["stappen"])
        elif turn["conclusie"]:
            show_conclusion(self._screen, turn["conclusie"])

    def _welcome(self) -> None:
        self._screen.line(self._words["welkom"])
        self._screen.line(self._words["hulp"], style="dim")

    def _leave(self) -> None:
        if self._turn:
            self._assistant.forget(self._turn["sessie"])
        self._turn = None
        self._welcome()

    def _question(self, turn: Turn) -> Mapping[str, Any]:
        if not turn["volgende_vraag"]:
            raise InputError(self._words["geen_vraag"])
        question: Mapping[str, Any] = turn["volgende_vraag"]
        return question

    def _chosen(self, turn: Turn, typed: str) -> str | None:
        """Return the answer that is typed as a number, or as numbers for a list ("1 3"); None when it is no number.

        Raises InputError for a number that no answer has: said as words it would mean nothing.
        """
        numbers = typed.replace(",", " ").split()
        if not numbers or not all(number.isdecimal() for number in numbers):
            return None
        question = self._question(turn)
        last, is_list = len(choices(question)), bool(question["vinkjes"])
        lowest = 0 if is_list else 1
        if not all(lowest <= int(number) <= last for number in numbers) or (len(numbers) > 1 and not is_list):
            raise InputError(self._words["lijst_hulp" if is_list else "keuze_hulp"].format(aantal=last))
        if not is_list:
            return str(question["opties"][int(numbers[0]) - 1]["waarde"])
        ticked = [question["vinkjes"][int(number) - 1]["feit"] for number in numbers if int(number)]
        return ",".join(dict.fromkeys(ticked)) or str(question["opties"][0]["waarde"])

    def _change(self, turn: Turn, name: str) -> None:
        """Take back a line on screen (by its letter or name) or an earlier answer (by its name): it is asked again."""
        question = turn["volgende_vraag"]
        by_letter = letters(question) if question else {}
        given = [answer for step in turn["stappen"] for answer in step["antwoorden"]]
        named = {item["kort"].lower(): item["feit"] for item in [*given, *by_letter.values()]}
        fact = by_letter[name]["feit"] if name in by_letter else named.get(name)
        if fact is None:
            raise InputError(self._words["wijzig_wat"].format(keuze=", ".join(named)))
        changed = self._assistant.change(turn["sessie"], fact, None).to_json()
        short = next(item["kort"] for item in [*given, *by_letter.values()] if item["feit"] == fact)
        self._screen.line(self._words["wijzig_gedaan"].format(kort=short))
        self._go_on(changed)

    def _preview(self, turn: Turn, number: str) -> None:
        points = turning_points(turn["conclusie"])
        if not number.isdecimal() or not 1 <= int(number) <= len(points):
            raise InputError(self._words["wat_als_wat"].format(aantal=len(points)))
        point = points[int(number) - 1]
        preview = self._assistant.preview(turn["sessie"], point["feit"], point["waarde"])
        self._screen.line(preview["tekst"])
        if preview["conclusie"]:
            reasons = [said for said in preview["conclusie"]["zinnen"] if not said.get("stap")]
            self._screen.statements(self._words["waarom_uitkomst"], reasons)
        self._screen.line(self._words["wat_als_blijft"], style="dim")

    def _show_answers(self, turn: Turn) -> None:
        show_progress(self._screen, turn["stappen"])
        for step in turn["stappen"]:
            for answer in step["antwoorden"]:
                where = step["titel"] if step["stap"] == Step.BEFORE else f"{self._words['stap']} {step['stap']}"
                self._screen.line(f"{where}: {answer['kort']}: {answer['label']}", indent=2)
