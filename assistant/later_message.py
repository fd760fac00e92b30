"""A later message in a walk: what it adds to what was understood before, and for whom a question in it is asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.hearing import Heard
from assistant.kader.codes import UNKNOWN
from assistant.screens import CERTAIN_ENOUGH
from assistant.walk import Position


def news_in(heard: Heard, position: Position) -> dict[str, Mapping[str, Any]]:
    """Return the facts of a later message that say something new, and say it no less surely than before.

    What the walk is about is settled by the first message: a remark in between ("zeg gewoon ja") is no new casus.
    """
    answers = position.state.get("answers", {})
    before = position.state.get("recognised", {})
    return {
        fact: found
        for fact, found in heard.facts.items()
        if fact != "gaat_over_delen"
        and answers.get(fact) != found["waarde"]
        and (fact not in answers or found["zekerheid"] >= CERTAIN_ENOUGH)
        and found["zekerheid"] >= before.get(fact, {"zekerheid": 0})["zekerheid"]
    }


def corrects(heard: Heard, position: Position, asked: str | None) -> bool:
    """Say whether a message sets right something that was settled before, so that its "nee" answers no open question.

    "Nee, hij is 15" says something about the person, not about what is asked now.
    """
    answers = position.state.get("answers", {})
    before = position.state.get("recognised", {})
    known = {**{fact: found["waarde"] for fact, found in before.items()}, **answers}
    return any(
        fact not in ("gaat_over_delen", asked)
        and found["zekerheid"] >= CERTAIN_ENOUGH
        and known.get(fact, found["waarde"]) != found["waarde"]
        for fact, found in heard.facts.items()
    )


def who_and_what(position: Position) -> dict[str, str]:
    """Return the answers that say whose walk it is, so that a question on the way is answered for them."""
    answers = position.state.get("answers", {})
    return {fact: answers[fact] for fact in ("rol", "ontvanger", "situatie") if answers.get(fact, UNKNOWN) != UNKNOWN}
