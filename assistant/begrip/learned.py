"""Loads what was learned from the examples (geleerd.json, made by `python -m assistant.begrip`), and checks it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.begrip.linear import Linear
from assistant.begrip.phrases import FOLDER, Phrase, PhraseBook
from assistant.begrip.statements import Statements
from assistant.begrip.whois import WhoIsWho
from assistant.datafiles import read_yaml, texts
from assistant.errors import DataFileError

FILE = "geleerd.json"
GROUPS = "omgeving.yaml"
LIMITS = "grenzen.yaml"
SURE = 0.8
SUREST = 0.98
_ADVICE = "make it again with: python -m assistant.begrip evals/suites"


@dataclass(frozen=True)
class Learned:
    """The trained classifiers, and per fact from which probability on it is sure.

    `facts` look at a message as a whole, `statements` for the clause that tells a fact.
    """

    who: WhoIsWho
    facts: Mapping[str, Linear]
    statements: Mapping[str, Statements]
    kind: Linear
    danger: Linear
    limits: Mapping[str, float]
    by_words: frozenset[str]
    words_tell: frozenset[str]
    short_message: int

    def certainty(self, fact: str, value: str, probability: float) -> float:
        """Return a probability as a certainty: SURE at the limit of the value, in proportion on either side."""
        limit = self.limits.get(f"{fact}={value}", self.limits[fact])
        if probability < limit:
            return SURE * probability / limit
        return SURE + (SUREST - SURE) * (probability - limit) / max(1e-9, 1 - limit)


def surroundings(book: PhraseBook, folder: Path = FOLDER) -> dict[str, tuple[Phrase, ...]]:
    """Return the kinds of words that tell what a party is doing, from omgeving.yaml."""
    data = texts(read_yaml(folder / GROUPS), GROUPS, "top level", optional=None)
    return {name: book.phrases(entries, GROUPS, name) for name, entries in data.items()}


def load_learned(book: PhraseBook, folder: Path = FOLDER, *, data: Mapping[str, Any] | None = None) -> Learned:
    """Return what was learned, or what is made of `data` that was learned just now.

    Raises DataFileError naming the file and what was expected when it is damaged.
    """
    settings = read_yaml(folder / LIMITS, required=("grenzen", "woorden_beslissen", "woorden_tellen", "kort_bericht"))
    try:
        if data is None:
            data = json.loads((folder / FILE).read_text(encoding="utf-8"))
        return Learned(
            who=_who(data["wie"], surroundings(book, folder)),
            facts={fact: _linear(item) for fact, item in data["feiten"].items()},
            statements={fact: Statements(*_weights(item)) for fact, item in data["gezegd"].items()},
            kind=_linear(data["soort"]),
            danger=_linear(data["gevaar"]),
            limits={name: float(limit) for name, limit in settings["grenzen"].items()},
            by_words=frozenset(settings["woorden_beslissen"]),
            words_tell=frozenset(settings["woorden_tellen"]),
            short_message=int(settings["kort_bericht"]),
        )
    except FileNotFoundError as error:
        raise DataFileError(FILE, "-", f"the file is missing; {_ADVICE}") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise DataFileError(FILE, "-", f"not as it was made ({error!r:.80}); {_ADVICE}") from error


def _who(item: Mapping[str, Any], groups: Mapping[str, Sequence[Phrase]]) -> WhoIsWho:
    rows = item["partij"]
    if any(len(row) != 4 for row in rows.values()):
        raise ValueError("the rarity and three weights of each feature of a party were expected")
    return WhoIsWho(
        rarity={feature: row[0] for feature, row in rows.items()},
        weights={feature: tuple(row[1:]) for feature, row in rows.items()},
        together=dict(item["samen"]),
        groups=groups,
    )


def _linear(item: Mapping[str, Any]) -> Linear:
    return Linear(*_weights(item))


def _weights(item: Mapping[str, Any]) -> tuple[tuple[str, ...], tuple[float, ...], dict[str, float], dict[str, Any]]:
    labels: Sequence[str] = item["waarden"]
    rows = item["gewichten"]
    if len(item["begin"]) != len(labels) or any(len(row) != len(labels) + 1 for row in rows.values()):
        raise ValueError("the rarity and a weight per value were expected")
    rarity = {feature: row[0] for feature, row in rows.items()}
    return tuple(labels), tuple(item["begin"]), rarity, {feature: tuple(row[1:]) for feature, row in rows.items()}
