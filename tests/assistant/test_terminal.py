"""The walk at a prompt: progress, bars and examples are there, commands do what they say, and nothing is kept."""

import io
import re
from collections.abc import Sequence
from typing import Any

import pytest
from rich.console import Console

from assistant import Assistant
from assistant.terminal import converse
from assistant.terminal.screen import Screen
from tests.assistant.casus import QUESTION

STEP_ONE = [QUESTION, "2", "2"]
TO_THE_END = 30


def said_at_the_prompt(assistant: Assistant, typed: Sequence[str]) -> str:
    """Return everything that stands on the screen after these lines."""
    written = io.StringIO()

    class Prompt(Console):
        def input(self, *_: Any, **__: Any) -> str:
            if not waiting:
                raise EOFError
            return waiting.pop(0)

    waiting = list(typed)
    converse(assistant, Screen(Prompt(file=written, width=4000, highlight=False)))
    return written.getvalue()


def newly(assistant: Assistant, before: Sequence[str], *typed: str) -> str:
    """Return what the last lines add to the screen."""
    return said_at_the_prompt(assistant, [*before, *typed])[len(said_at_the_prompt(assistant, before)) :]


def test_every_question_shows_how_far_the_walk_is(assistant: Assistant) -> None:
    assert "▶ Vooraf   ○ I   ○ II" in newly(assistant, [], QUESTION)
    assert "✓ Vooraf   ▶ I Situatie en noodzaak   ○ II" in newly(assistant, STEP_ONE[:-1], "2")


def test_an_answer_shows_its_bar_and_how_many_examples_it_has(assistant: Assistant) -> None:
    shown = newly(assistant, STEP_ONE[:-1], "2")
    assert "De drempel: “Kan de professional deze hulp bieden" in shown
    assert "(1 voorbeeld)" in shown


def test_examples_and_reasons_come_when_they_are_asked_for(assistant: Assistant) -> None:
    examples = newly(assistant, STEP_ONE, "voorbeelden")
    assert "Een familielid meldt" in examples and "regel 3" in examples
    reasons = newly(assistant, STEP_ONE, "waarom")
    places = [line.split("“")[0] for line in reasons.splitlines() if ", regel " in line]
    assert places and len(places) == len(set(places)), "a source is shown once"


def test_a_number_that_no_answer_has_is_refused_and_asks_nothing_of_the_walk(assistant: Assistant) -> None:
    assert newly(assistant, STEP_ONE, "9").count("Typ een nummer van 1 tot en met 4") == 1
    assert "meer dan één ernstig probleem" not in newly(assistant, STEP_ONE, "9")


@pytest.mark.parametrize("by", ["letter", "name"])
def test_a_line_is_changed_by_its_letter_or_its_name(assistant: Assistant, by: str) -> None:
    line = re.search(r"^\s*([a-z])\. (Aan wie)", newly(assistant, STEP_ONE[:-1], STEP_ONE[-1]), re.M)
    assert line is not None
    shown = newly(assistant, STEP_ONE, f"wijzig {line[1] if by == 'letter' else line[2]}")
    assert "Je antwoord bij ‘Aan wie’ telt niet meer." in shown
    assert "Meldpunt" not in shown.split("Je antwoord bij")[1]


def test_an_earlier_answer_is_changed_by_its_name(assistant: Assistant) -> None:
    shown = newly(assistant, [*STEP_ONE, "1"], "wijzig meerdere ernstige problemen")
    assert "Zie je meer dan één ernstig probleem" in shown


def test_a_name_that_is_no_point_gets_the_names_that_are(assistant: Assistant) -> None:
    assert "vermoeden van geweld" in newly(assistant, STEP_ONE, "wijzig niets")


def test_the_answers_so_far_can_be_seen(assistant: Assistant) -> None:
    assert "Vooraf: Direct gevaar: Nee" in newly(assistant, STEP_ONE, "overzicht")


def test_the_end_says_what_is_shared_and_what_would_change_it(assistant: Assistant) -> None:
    lines = list(STEP_ONE)
    while "Dit is geen juridisch advies" not in (screen := said_at_the_prompt(assistant, lines)):
        assert len(lines) < TO_THE_END
        lines.append("1")
    for heading in (
        "Dit deel je wel",
        "Dit deel je niet",
        "Waarom deze uitkomst",
        "Voorwaarden",
        "De ladder",
        "Bronnen",
    ):
        assert f"\n{heading}" in screen
    marks, sources = screen.split("\nBronnen", 1)
    used = {int(number) for number in re.findall(r"\[(\d+)\]", marks)}
    assert used == {int(number) for number in re.findall(r"^ +\[(\d+)\] ", sources, re.MULTILINE)}
    looked = newly(assistant, lines, "wat als 1")
    assert "Jouw eigen antwoorden blijven staan." in looked
    assert "Typ ‘wat als’ en een nummer" in newly(assistant, lines, "wat als 99")
    after = newly(assistant, lines, "hij houdt van voetbal")
    assert "verandert de uitkomst niet" in after and "Waarom deze uitkomst" not in after
    for asked in ("waarom", "1"):
        assert "Er staat nu geen vraag open." in newly(assistant, lines, asked)


def test_beginning_again_and_stopping_forget_the_conversation(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    forgotten: list[str] = []
    monkeypatch.setattr(assistant, "forget", forgotten.append)
    said_at_the_prompt(assistant, [*STEP_ONE, "opnieuw", QUESTION, "stop"])
    assert len(set(forgotten)) == 2


def test_help_works_before_anything_is_said(assistant: Assistant) -> None:
    assert "‘overzicht’" in newly(assistant, [], "hulp")
