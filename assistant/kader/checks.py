"""Check questions: a hopeful combination of answers is asked about once more, with the passage that sets the bar.

They never decide anything. The answer leaves everything as it is, or opens the named facts again.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.datafiles import places, read_yaml, texts
from assistant.errors import DataFileError
from assistant.kader.codes import FIVE_STEPS, Step
from assistant.kader.conditions import Condition, parse
from assistant.kader.facts import Illustration, read_illustration
from assistant.kader.table import check_values

CHECK = "controle_"
"""The id of a check question, where a fact would stand, is this followed by the id of the check."""

_REQUIRED = (
    *("id", "stap", "als", "heropent", "kort", "vraag", "toelichting"),
    *("ja", "nee", "drempel", "bronnen"),
)


@dataclass(frozen=True)
class Check:
    """One check: when it is asked, what it says, and which facts "nee" opens again."""

    check_id: str
    step: Step
    when: Condition
    reopens: tuple[str, ...]
    short: str
    question: str
    explanation: str
    confirm: tuple[str, str]  # label and explanation of "ja"
    doubt: tuple[str, str]
    bar: Illustration
    sources: tuple[str, ...]

    @property
    def question_id(self) -> str:
        """What stands where a fact would stand."""
        return f"{CHECK}{self.check_id}"


@dataclass(frozen=True)
class Checks:
    """All of them, in the order of asking."""

    every: tuple[Check, ...] = ()

    def due(self, answers: Mapping[str, str], asked: Collection[str]) -> Check | None:
        """Return the check that these answers call for and that was not asked yet, or None."""
        return next((one for one in self.every if one.check_id not in asked and one.when.holds(answers)), None)

    def find(self, question_id: str) -> Check | None:
        """Return the check with this question id, or None."""
        return next((one for one in self.every if one.question_id == question_id), None)


def load_checks(path: Path, domains: Mapping[str, Sequence[str]]) -> Checks:
    """Read kader/controlevragen.yaml.

    Raises DataFileError (file, key, what was expected) for an unknown step, fact or value, or a check without source.
    """
    items = read_yaml(path, required=("controlevragen",))["controlevragen"]
    return Checks(tuple(_read(item, domains, path.name, i) for i, item in enumerate(items)))


def _read(item: Any, domains: Mapping[str, Sequence[str]], file: str, index: int) -> Check:
    entry = texts(item, file, f"controlevragen[{index}]", required=_REQUIRED)
    key = f"controlevragen.{entry['id']}"
    if entry["stap"] not in list(FIVE_STEPS):
        raise DataFileError(file, f"{key}.stap", f"{entry['stap']!r} is no step; allowed are {', '.join(FIVE_STEPS)}")
    when = parse(entry["als"], file=file, key=key)
    check_values(when, domains, file, key)
    # An answer that does not bear on the condition would leave the doubt as it was.
    unread = [fact for fact in entry["heropent"] if fact not in when.facts()]
    if unread or not entry["heropent"]:
        raise DataFileError(
            file, f"{key}.heropent", f"expected are facts that `als` reads, found {entry['heropent']!r}"
        )
    sources = places(entry["bronnen"], file, key)
    if not sources:
        raise DataFileError(file, f"{key}.bronnen", "a question without a source is not asked; give at least one")
    return Check(
        entry["id"],
        Step(entry["stap"]),
        when,
        tuple(entry["heropent"]),
        entry["kort"],
        entry["vraag"],
        entry["toelichting"],
        _option(entry["ja"], file, f"{key}.ja"),
        _option(entry["nee"], file, f"{key}.nee"),
        read_illustration(entry["drempel"], file, f"{key}.drempel"),
        sources,
    )


def _option(raw: Any, file: str, key: str) -> tuple[str, str]:
    entry = texts(raw, file, key, required=("label", "uitleg"))
    return entry["label"], entry["uitleg"]
