"""The condition language of the data files: `rol = politie en niet (doel in [fraude_of_handhaving])`."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from assistant.errors import DataFileError

if TYPE_CHECKING:
    from lark import Lark

GRAMMAR = r"""
?start: either
?either: both ("of" both)*
?both: single ("en" single)*
?single: "niet" "(" either ")"       -> negation
       | "niet" NAME                 -> negated_name
       | "(" either ")"
       | NAME "=" NAME               -> equals
       | NAME "!=" NAME              -> differs
       | NAME "in" values            -> member
       | NAME "niet" "in" values     -> no_member
       | "altijd"                    -> always
       | NAME                        -> reference
values: "[" NAME ("," NAME)* "]"
NAME: /[a-zA-Z][a-zA-Z0-9_]*/
%ignore /\s+/
"""


class Condition(ABC):
    """One condition; subclasses are immutable and compare by value."""

    @abstractmethod
    def holds(self, answers: Mapping[str, str]) -> bool:
        """Say whether the condition is true for these answers; an unanswered fact makes its atom false."""

    @abstractmethod
    def members(self) -> Iterator[Member]:
        """Yield every atom that tests a fact."""

    @abstractmethod
    def given(self, answers: Mapping[str, str]) -> Condition:
        """Return the condition that is left when these facts are known."""

    def facts(self) -> set[str]:
        """Return the facts this condition reads."""
        return {member.fact for member in self.members()}


@dataclass(frozen=True)
class Always(Condition):
    """True whatever the answers."""

    def holds(self, answers: Mapping[str, str]) -> bool:
        """Return True."""
        return True

    def members(self) -> Iterator[Member]:
        """Yield nothing."""
        yield from ()

    def given(self, answers: Mapping[str, str]) -> Condition:
        """Return itself."""
        return self


@dataclass(frozen=True)
class Member(Condition):
    """A fact has (or, negated, has not) one of these values."""

    fact: str
    values: frozenset[str]
    negated: bool = False

    def holds(self, answers: Mapping[str, str]) -> bool:
        """Return False for an unanswered fact, also when negated: not known is not the same as *no*."""
        value = answers.get(self.fact)
        return value is not None and (value in self.values) != self.negated

    def members(self) -> Iterator[Member]:
        """Yield itself."""
        yield self

    def given(self, answers: Mapping[str, str]) -> Condition:
        """Return itself, or its outcome when the fact is known."""
        if self.fact not in answers:
            return self
        return Always() if self.holds(answers) else Not(Always())


@dataclass(frozen=True)
class Not(Condition):
    """The opposite of a condition."""

    part: Condition

    def holds(self, answers: Mapping[str, str]) -> bool:
        """Return the opposite of the part."""
        return not self.part.holds(answers)

    def members(self) -> Iterator[Member]:
        """Yield the atoms of the part."""
        yield from self.part.members()

    def given(self, answers: Mapping[str, str]) -> Condition:
        """Return the opposite of what is left of the part."""
        return Not(self.part.given(answers))


@dataclass(frozen=True)
class Every(Condition):
    """All parts hold (`en`)."""

    parts: tuple[Condition, ...]

    def holds(self, answers: Mapping[str, str]) -> bool:
        """Return whether each part holds."""
        return all(part.holds(answers) for part in self.parts)

    def members(self) -> Iterator[Member]:
        """Yield the atoms of all parts."""
        for part in self.parts:
            yield from part.members()

    def given(self, answers: Mapping[str, str]) -> Condition:
        """Return the parts that are left."""
        return Every(tuple(part.given(answers) for part in self.parts))


@dataclass(frozen=True)
class Either(Condition):
    """At least one part holds (`of`)."""

    parts: tuple[Condition, ...]

    def holds(self, answers: Mapping[str, str]) -> bool:
        """Return whether a part holds."""
        return any(part.holds(answers) for part in self.parts)

    def members(self) -> Iterator[Member]:
        """Yield the atoms of all parts."""
        for part in self.parts:
            yield from part.members()

    def given(self, answers: Mapping[str, str]) -> Condition:
        """Return the parts that are left."""
        return Either(tuple(part.given(answers) for part in self.parts))


def parse(
    text: str, definitions: Mapping[str, Condition] | None = None, *, file: str = "", key: str = "als"
) -> Condition:
    """Read a condition; names without an operator are looked up in `definitions`.

    Raises DataFileError with file, key and the place in the text when it cannot be read.
    """
    return _build(parse_tree(text, file=file, key=key), definitions or {}, file, key)


def parse_tree(text: str, *, file: str = "", key: str = "als") -> Any:
    """Return the tree of a condition as it is written, names of definitions included (lark's Tree, untyped there).

    Raises DataFileError with file, key and the place in the text when it cannot be read.
    """
    from lark.exceptions import UnexpectedInput

    try:
        return _parser().parse(text)
    except UnexpectedInput as error:
        place = f"column {error.column}" if getattr(error, "column", -1) > 0 else "the end"
        raise DataFileError(file, key, f"{text!r} is no condition; it goes wrong at {place}") from error


@cache
def _parser() -> Lark:
    from lark import Lark

    return Lark(GRAMMAR, parser="lalr", maybe_placeholders=False)


def _build(tree: Any, definitions: Mapping[str, Condition], file: str, key: str) -> Condition:
    """Turn a parse tree (lark's Tree, untyped there) into conditions."""
    kids = tree.children

    def deeper(kid: Any) -> Condition:
        return _build(kid, definitions, file, key)

    def named(name: str) -> Condition:
        if name not in definitions:
            raise DataFileError(file, key, f"{name!r} is not defined; known are {', '.join(sorted(definitions))}")
        return definitions[name]

    match tree.data:
        case "either":
            return Either(tuple(deeper(kid) for kid in kids))
        case "both":
            return Every(tuple(deeper(kid) for kid in kids))
        case "negation":
            return Not(deeper(kids[0]))
        case "negated_name":
            return Not(named(str(kids[0])))
        case "reference":
            return named(str(kids[0]))
        case "always":
            return Always()
        case "equals" | "differs":
            return Member(str(kids[0]), frozenset({str(kids[1])}), negated=tree.data == "differs")
        case _:
            values = frozenset(str(value) for value in kids[1].children)
            return Member(str(kids[0]), values, negated=tree.data == "no_member")
