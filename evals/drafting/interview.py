"""Walks the five steps in the terminal with someone who writes a casus: the questions of the page, one by one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from evals.door import Door
from evals.drafting.dialogue import Spoken

Turn = Mapping[str, Any]


def walk_together(question: str, assistant: Door, spoken: Spoken) -> Turn:
    """Ask everything that the walk asks and return its conclusion."""
    turn: Turn = assistant.start(question).to_json()
    if turn["volgende_vraag"] is None and turn["conclusie"] is None:
        assistant.forget(turn["sessie"])
        turn = assistant.start("").to_json()
    session = turn["sessie"]
    while turn["conclusie"] is None:
        turn = _one(turn["volgende_vraag"], session, assistant, spoken)
    assistant.forget(session)
    conclusion: Turn = turn["conclusie"]
    return conclusion


def _one(asked: Turn, session: str, assistant: Door, spoken: Spoken) -> Turn:
    spoken.tell("stap", stap=asked["stap"], vraag=asked["vraag"])
    if asked["vorm"] == "kaart" and asked["regels"]:
        for number, line in enumerate(asked["regels"], 1):
            spoken.tell("kaart_regel", nummer=number, kort=line["kort"], label=line["label"])
        wrong = spoken.number("kies_kaart", len(asked["regels"]), empty=True)
        if wrong is not None:
            # Taken back, the fact gets its own question.
            return assistant.change(session, asked["regels"][wrong - 1]["feit"], None).to_json()
        return assistant.answer(session, asked["feit"], "ja").to_json()
    if asked["vorm"] == "lijst":
        return assistant.answer(session, asked["feit"], _ticked(asked, spoken)).to_json()
    options, lines = asked["opties"], asked["regels"]
    for number, option in enumerate(options, 1):
        spoken.tell("optie", nummer=number, label=option["label"])
    for number, line in enumerate(lines, len(options) + 1):
        spoken.tell("regel", nummer=number, kort=line["kort"], label=line["label"])
    chosen = spoken.number("kies", len(options) + len(lines))
    assert chosen is not None
    if chosen > len(options):
        return assistant.change(session, lines[chosen - len(options) - 1]["feit"], None).to_json()
    return assistant.answer(session, asked["feit"], options[chosen - 1]["waarde"]).to_json()


def _ticked(asked: Turn, spoken: Spoken) -> str:
    boxes: Sequence[Turn] = asked["vinkjes"]
    for number, box in enumerate(boxes, 1):
        spoken.tell("optie", nummer=number, label=box["stelling"])

    def wrong(text: str) -> str | None:
        named = [part.strip() for part in text.split(",") if part.strip()]
        right = all(part.isdigit() and 1 <= int(part) <= len(boxes) for part in named)
        return None if right else spoken.words("nummer", laatste=len(boxes))

    given = spoken.ask("kies_vinkjes", wrong)
    chosen = [boxes[int(part) - 1]["feit"] for part in given.split(",") if part.strip()]
    return ",".join(chosen) or str(asked["opties"][0]["waarde"])
