"""A suite: which cases it has, and how the assistant is put to work on one of them and judged."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from assistant import AssistantError
from evals.cases import REPORTED, SUITES_DIR, load_casussen
from evals.corpus import Corpus
from evals.door import Door
from evals.guard import Watch, load_leanings
from evals.results import CaseResult

_UNKNOWN = "weet_ik_niet"
_MIXTURES = 1500
_SEED = 0


class Decider:
    """Decides facts through the door; those that do not complete a walk come to nothing."""

    def __init__(self, door: Door) -> None:
        """Take the door that decides."""
        self._door = door
        self._known: dict[frozenset[tuple[str, str]], object] = {}

    def __call__(self, facts: Mapping[str, str]) -> object:
        """Return what the facts come to, to be compared, or None when they complete no walk."""
        key = frozenset(facts.items())
        if key not in self._known:
            try:
                self._known[key] = tuple(self._door.verdict(facts).values())
            except AssistantError:
                self._known[key] = None
        return self._known[key]


@dataclass(frozen=True)
class Setting:
    """What a suite works with: the assistant, the documents as they are stored, and where the cases are."""

    assistant: Door
    corpus: Corpus
    folder: Path = SUITES_DIR
    part: str = REPORTED
    own_folder: Path | None = None  # a municipality's own casussen

    @cached_property
    def watch(self) -> Watch:
        """What looks at every turn of a hostile conversation; it remembers the quotes it has seen."""
        return Watch(self.corpus, load_leanings(self.folder / "guard"))

    @cached_property
    def decide(self) -> Decider:
        """Decides facts through the door, each set once."""
        return Decider(self.assistant)

    @cached_property
    def completions(self) -> tuple[Mapping[str, str], ...]:
        """Sets of facts to complete a walk that is halfway: those that occur, then mixtures of them."""
        occurring = [casus.feiten for casus in load_casussen(self.folder)]
        every = {fact: [*values, _UNKNOWN] for fact, values in self.assistant.facts().items()}
        draw = random.Random(_SEED)
        mixed = []
        for _ in range(_MIXTURES):
            one, share = draw.choice(occurring), draw.random()
            mixed.append({f: draw.choice(every[f]) if f not in one or draw.random() < share else one[f] for f in every})
        return (*occurring, *mixed)


@dataclass(frozen=True)
class Suite:
    """A named set of cases with the one way in which they are run and judged."""

    name: str
    load: Callable[[Setting], Mapping[str, Any]]
    judge: Callable[[str, Any, Setting], CaseResult]
