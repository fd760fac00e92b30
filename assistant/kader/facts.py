"""The facts of a casus and the five steps they belong to, as kader/feiten.yaml words them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.datafiles import places, read_yaml, texts
from assistant.errors import DataFileError, InputError
from assistant.kader.codes import UNKNOWN, Step


@dataclass(frozen=True)
class Illustration:
    """An example of an answer, or the bar it must clear, with its passages; what stands between “ ” is literal."""

    text: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Option:
    """One answer to a question. An answer that can open the door carries the sentence that sets the bar for it."""

    value: str
    label: str
    explanation: str
    sources: tuple[str, ...]
    examples: tuple[Illustration, ...] = ()
    bar: Illustration | None = None

    @property
    def illustrations(self) -> tuple[Illustration, ...]:
        """Everything that stands beside this answer with a passage of its own."""
        return (*self.examples, *((self.bar,) if self.bar else ()))


@dataclass(frozen=True)
class Fact:
    """One fact: the question that asks for it, why it is asked, and the passages it rests on."""

    fact_id: str
    step: Step
    part: str  # "I.a", "IV.d"; empty where the documents number nothing
    short: str
    question: str
    explanation: str
    sources: tuple[str, ...]
    options: tuple[Option, ...]
    terms: tuple[str, ...]
    examples: Mapping[str, tuple[str, ...]]  # the documents' own valid / not valid table, where there is one

    @property
    def values(self) -> tuple[str, ...]:
        """The values, without `weet_ik_niet`."""
        return tuple(option.value for option in self.options)


@dataclass(frozen=True)
class StepInfo:
    """What a user reads about a step."""

    step: Step
    title: str
    explanation: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Term:
    """A term of law in plain words, with its passage."""

    term: str
    explanation: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Facts:
    """All facts in the order of asking, the steps, and the terms the questions use."""

    by_id: Mapping[str, Fact]
    steps: Mapping[Step, StepInfo]
    terms: Mapping[str, Term]

    @property
    def domains(self) -> dict[str, tuple[str, ...]]:
        """The values of every fact, in the order of asking."""
        return {fact_id: fact.values for fact_id, fact in self.by_id.items()}

    def terms_in(self, said: str) -> tuple[Term, ...]:
        """Return the terms of law that stand in a text, so that each can be explained where it is read."""
        found = [name for name in self.terms if re.search(rf"\b{re.escape(name)}", said, re.IGNORECASE)]
        return tuple(self.terms[name] for name in sorted(found, key=str.lower))

    def of_step(self, step: Step) -> list[Fact]:
        """Return the facts of a step in the order of asking."""
        return [fact for fact in self.by_id.values() if fact.step is step]

    def check(self, answers: Mapping[str, Any], *, where: str) -> dict[str, str]:
        """Return the answers when every fact and value exists.

        Raises InputError in one line that names the place, the fact, the value and what is allowed.
        """
        checked: dict[str, str] = {}
        for name, value in answers.items():
            if name not in self.by_id:
                known = ", ".join(self.by_id)
                raise InputError(f"{where}: feit {name!r} bestaat niet; toegestaan zijn: {known}")
            allowed = (*self.by_id[name].values, UNKNOWN)
            # YAML 1.2 tools and people write true/false where the file means ja/nee.
            if not isinstance(value, str) or value not in allowed:
                raise InputError(
                    f"{where}: waarde {value!r} past niet bij feit {name!r}; toegestaan zijn: {', '.join(allowed)}"
                )
            checked[name] = value
        return checked


def load_facts(path: Path) -> Facts:
    """Read kader/feiten.yaml.

    Raises DataFileError for an unknown step, a fact without question, option or source, or an unexplained term.
    """
    data = read_yaml(path, required=("stappen", "feiten", "begrippen"))
    file = path.name
    steps = [_read_step(item, file, i) for i, item in enumerate(data["stappen"])]
    if [step.step for step in steps] != list(Step):
        raise DataFileError(file, "stappen", f"expected are, in this order, {', '.join(Step)}")
    facts = [_read_fact(item, file, i) for i, item in enumerate(data["feiten"])]
    by_id = {fact.fact_id: fact for fact in facts}
    if len(by_id) != len(facts):
        raise DataFileError(file, "feiten", "a fact stands there twice")
    terms = {}
    for name, item in data["begrippen"].items():
        term = texts(item, file, f"begrippen.{name}", required=("uitleg", "bronnen"))
        terms[name] = Term(name, term["uitleg"], places(term["bronnen"], file, f"begrippen.{name}"))
    for fact in facts:
        for name in fact.terms:
            if name not in terms:
                raise DataFileError(file, f"feiten.{fact.fact_id}.begrippen", f"{name!r} is not explained")
    return Facts(by_id, {step.step: step for step in steps}, terms)


def _read_step(item: Any, file: str, index: int) -> StepInfo:
    step = texts(item, file, f"stappen[{index}]", required=("id", "titel", "uitleg", "bronnen"))
    try:
        code = Step(step["id"])
    except ValueError as error:
        raise DataFileError(file, f"stappen[{index}].id", f"{step['id']!r} is no step: {', '.join(Step)}") from error
    return StepInfo(code, step["titel"], step["uitleg"], places(step["bronnen"], file, f"stappen.{code}"))


def _read_fact(item: Any, file: str, index: int) -> Fact:
    required = ("id", "stap", "kort", "vraag", "toelichting", "bronnen", "opties")
    fact = texts(item, file, f"feiten[{index}]", required=required, optional=("onderdeel", "begrippen", "tabel"))
    key = f"feiten.{fact['id']}"
    if fact["stap"] not in list(Step):
        raise DataFileError(file, f"{key}.stap", f"{fact['stap']!r} is no step: {', '.join(Step)}")
    options = [_read_option(raw, file, f"{key}.opties[{i}]") for i, raw in enumerate(fact["opties"])]
    if len({option.value for option in options}) < max(2, len(options)):
        raise DataFileError(file, f"{key}.opties", "at least two different values are needed")
    sources = places(fact["bronnen"], file, key)
    if not sources:
        raise DataFileError(file, f"{key}.bronnen", "a question without a source is not asked; give at least one")
    examples = {name: tuple(values) for name, values in (fact.get("tabel") or {}).items() if isinstance(values, list)}
    return Fact(
        fact["id"],
        Step(fact["stap"]),
        fact.get("onderdeel") or "",
        fact["kort"],
        fact["vraag"],
        fact["toelichting"],
        sources,
        tuple(options),
        tuple(fact.get("begrippen") or ()),
        examples,
    )


def _read_option(raw: Any, file: str, key: str) -> Option:
    optional = ("uitleg", "bronnen", "voorbeelden", "drempel")
    option = texts(raw, file, key, required=("waarde", "label"), optional=optional)
    examples = option.get("voorbeelden") or []
    if not isinstance(examples, list):
        raise DataFileError(file, f"{key}.voorbeelden", "a list of texts with their sources was expected")
    bar = option.get("drempel")
    return Option(
        option["waarde"],
        option["label"],
        option.get("uitleg") or "",
        places(option.get("bronnen") or [], file, key),
        tuple(read_illustration(item, file, f"{key}.voorbeelden[{i}]") for i, item in enumerate(examples)),
        read_illustration(bar, file, f"{key}.drempel") if bar else None,
    )


def read_illustration(raw: Any, file: str, key: str) -> Illustration:
    """Read an example or a bar; raises DataFileError for one without a text or a source."""
    entry = texts(raw, file, key, required=("tekst", "bronnen"))
    sources = places(entry["bronnen"], file, key)
    if not sources:
        raise DataFileError(file, f"{key}.bronnen", "an example without a source is not shown; give at least one")
    return Illustration(entry["tekst"], sources)
