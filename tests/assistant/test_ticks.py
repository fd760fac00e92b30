"""Conditions of a conclusion are ticked one by one, stay ticked, and fall away with the condition."""

from typing import Any

import pytest

from assistant import Assistant, InputError
from tests.assistant.casus import QUESTION, to_the_end


def concluded(assistant: Assistant) -> dict[str, Any]:
    turn, _ = to_the_end(assistant, assistant.start(QUESTION).to_json())
    return turn


def test_a_tick_stays_until_it_is_taken_away(assistant: Assistant) -> None:
    turn = concluded(assistant)
    assert turn["afgevinkt"] == []
    session = turn["sessie"]
    assistant.tick(session, 1, True)
    assert assistant.tick(session, 0, True).to_json()["afgevinkt"] == [0, 1]
    assert assistant.turn(session).to_json()["afgevinkt"] == [0, 1]
    assert assistant.tick(session, 1, False).to_json()["afgevinkt"] == [0]


def test_a_tick_belongs_to_what_the_condition_says(assistant: Assistant) -> None:
    turn = concluded(assistant)
    session = turn["sessie"]
    conditions = assistant.change(session, "betrokkene_geinformeerd", "nog_niet").to_json()["conclusie"]["voorwaarden"]
    first, second = conditions[0]["id"], conditions[1]["id"]
    assistant.tick(session, 0, True)
    assistant.tick(session, 1, True)
    other = assistant.change(session, "betrokkene_geinformeerd", "ja").to_json()
    left = [condition["id"] for condition in other["conclusie"]["voorwaarden"]]
    assert first not in left
    assert other["afgevinkt"] == [left.index(second)]


def test_without_a_conclusion_there_is_nothing_to_tick(assistant: Assistant) -> None:
    session = str(assistant.start(QUESTION).session)
    with pytest.raises(InputError, match="nog geen conclusie"):
        assistant.tick(session, 0, True)


@pytest.mark.parametrize("number", [-1, 99])
def test_a_condition_that_is_not_there_is_refused(assistant: Assistant, number: int) -> None:
    with pytest.raises(InputError, match=f"voorwaarde {number} bestaat niet"):
        assistant.tick(concluded(assistant)["sessie"], number, True)


def test_conversations_do_not_share_ticks(assistant: Assistant) -> None:
    one, other = concluded(assistant)["sessie"], concluded(assistant)["sessie"]
    assistant.tick(one, 0, True)
    assert assistant.turn(other).to_json()["afgevinkt"] == []
