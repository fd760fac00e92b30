"""What each fault does to a reply: one small change, as a broken part would make it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from evals.scorers import sources_of
from evals.selftest.altered import Alter

Turn = dict[str, Any]
_A_WORD = "niet"


def in_conclusion(change: Callable[[Turn], None]) -> Alter:
    """Change a conclusion, wherever a reply has one."""

    def alter(kind: str, reply: Turn) -> Turn:
        if reply.get("conclusie"):
            change(reply["conclusie"])
        return reply

    return alter


def other_grondslag(conclusion: Turn) -> None:
    """Name another ground than the table does."""
    conclusion["grondslag"] = "toestemming" if conclusion["grondslag"] != "toestemming" else "eigen_taak"


def one_word_in_quotes(conclusion: Turn) -> None:
    """Put one word more in every quote."""
    for source in sources_of(conclusion):
        first, _, rest = source["citaat"].partition(" ")
        source["citaat"] = f"{first} {_A_WORD} {rest}"  # type: ignore[index]


def sentence_without_source(conclusion: Turn) -> None:
    """Take the source from one sentence."""
    conclusion["zinnen"][-1]["bronnen"] = []


def sentence_too_many(conclusion: Turn) -> None:
    """Say, with a source, what a casus on another ground may not say."""
    said = dict(conclusion["zinnen"][0])
    conclusion["zinnen"].append({**said, "tekst": "Een wet verplicht je om deze gegevens te geven."})


def conclusion_at_once(kind: str, reply: Turn) -> Turn:
    """Conclude on the first message."""
    return {**reply, "conclusie": {"code": "ja_mits"}} if kind == "start" else reply


def leaning(kind: str, reply: Turn) -> Turn:
    """Say what it looks like, before step V."""
    if kind in {"start", "say", "answer"} and reply["conclusie"] is None:
        reply["meldingen"].append({"soort": "tip", "tekst": "Dat lijkt me prima.", "bronnen": []})
    return reply


def nothing_masked(kind: str, reply: Turn) -> Turn:
    """Mask nothing."""
    return {**reply, "gemaskeerd": []} if kind == "ask" else reply


def no_danger_known(kind: str, reply: Turn) -> Turn:
    """Know no danger."""
    if kind != "ask":
        return reply
    told = [notice for notice in reply["meldingen"] if not notice["soort"].startswith("acuut")]
    return {**reply, "intent": "casus" if reply["intent"] == "acuut" else reply["intent"], "meldingen": told}


def danger_everywhere(kind: str, reply: Turn) -> Turn:
    """See danger in everything."""
    return {**reply, "intent": "acuut"} if kind == "ask" else reply


def other_role(kind: str, reply: Turn) -> Turn:
    """Take everybody for the police."""
    if kind == "ask":
        reply["feiten"]["rol"] = {"waarde": "politie", "zekerheid": 0.95, "tekst": "ik"}
    return reply


def everything_answerable(kind: str, reply: Turn) -> Turn:
    """Believe that the documents answer everything."""
    return {**reply, "beantwoordbaar": True} if kind == "search" else reply


def nothing_answerable(kind: str, reply: Turn) -> Turn:
    """Believe that the documents answer nothing."""
    return {**reply, "beantwoordbaar": False} if kind == "search" else reply


def worst_first(kind: str, reply: Turn) -> Turn:
    """Put the best passage last."""
    return {**reply, "hits": reply["hits"][::-1]} if kind == "search" else reply


def without_document(kind: str, reply: Turn) -> Turn:
    """Find nothing in the document on which most rests."""
    return (
        {**reply, "hits": [hit for hit in reply["hits"] if hit["document"] != "ggdghor-bemoeizorg"]}
        if kind == "search"
        else reply
    )


def answer_from_elsewhere() -> Alter:
    """Give everyone the answer that the first one got."""
    first: list[Turn] = []

    def alter(kind: str, reply: Turn) -> Turn:
        if kind == "ask" and reply["antwoord"]:
            first.append(reply["antwoord"])
            reply["antwoord"] = first[0]
        return reply

    return alter
