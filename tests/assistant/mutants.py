"""Deliberately broken versions of the decision table: every row, step V row and definition, each spoiled singly."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from lark import Lark

from assistant.kader.codes import PERMISSIVENESS, Grondslag, Omvang
from assistant.kader.conditions import GRAMMAR, Condition, parse
from assistant.kader.diagram import Node
from assistant.kader.rows import Definition, Row, SizeRow
from assistant.kader.table import DecisionTable
from tests.assistant.properties import PROPERTIES
from tests.assistant.rule_probes import Case

_ATOMS = {"equals", "differs", "member", "no_member", "reference", "negated_name", "always"}
_PARSER = Lark(GRAMMAR, parser="lalr", maybe_placeholders=False, propagate_positions=True)


@dataclass(frozen=True)
class Mutant:
    """One broken table, by what was done to which row: `R13-eigen-taak: atom 2 weg`."""

    name: str
    rows: tuple[Row, ...]
    size_rows: tuple[SizeRow, ...]
    definitions: tuple[Definition, ...]


class Variant(DecisionTable):
    """A table that shares the diagrams of another, so that only what differs is built anew."""

    def __init__(self, base: DecisionTable, mutant: Mutant) -> None:
        """Build the diagram of the mutant among the nodes of the base."""
        self.rows, self.size_rows = mutant.rows, mutant.size_rows
        self.version, self.definitions = base.version, mutant.definitions
        self.diagrams = base.diagrams
        known = {id(row): node for row, node in zip(base.rows, base._conditions, strict=True)}
        self._conditions = [
            known[id(row)] if id(row) in known else self.diagrams.condition(row.when) for row in self.rows
        ]
        self.root = self._build()


def deciding_rows(table: DecisionTable) -> Node:
    """Return the diagram whose result is the id of the first row that holds."""
    diagrams = table.diagrams
    reached = diagrams.terminal("none")
    for row, when in zip(reversed(table.rows), reversed(table._conditions), strict=True):
        reached = diagrams.choose(when, diagrams.terminal(row.row_id), reached)
    return reached


def every_mutant(table: DecisionTable) -> Iterator[Mutant]:
    """Yield every mutant of a table."""
    yield from _row_mutants(table)
    yield from _size_mutants(table)
    for definition in table.definitions:
        for what, mutated in spoiled(definition.when_text):
            written = {d.name: mutated if d is definition else d.when_text for d in table.definitions}
            named = _redefine(written)
            yield Mutant(
                f"{definition.name}: {what}",
                tuple(
                    _reread(row, named) if _reads(row.when_text, definition.name, written) else row
                    for row in table.rows
                ),
                tuple(replace(row, when=parse(row.when_text, named)) for row in table.size_rows),
                tuple(replace(d, when=named[d.name], when_text=written[d.name]) for d in table.definitions),
            )


def spoiled(condition: str) -> Iterator[tuple[str, str]]:
    """Yield a condition with each atom negated, each atom dropped, and each value of a list dropped."""
    tree = _PARSER.parse(condition)
    for number, (atom, parent) in enumerate(_atoms(tree, "both"), start=1):
        before, after = condition[: atom.meta.start_pos], condition[atom.meta.end_pos :]
        written = condition[atom.meta.start_pos : atom.meta.end_pos]
        if atom.data == "always":
            continue
        yield f"{written} [{number}] omgekeerd", f"{before}niet ({written}){after}"
        neutral = "niet (altijd)" if parent == "either" else "altijd"
        yield f"{written} [{number}] weg", f"{before}{neutral}{after}"
        if atom.data in ("member", "no_member"):
            values = [str(value) for value in atom.children[1].children]
            for value in values if len(values) > 1 else ():
                rest = ", ".join(other for other in values if other != value)
                head = written[: written.index("[")]
                yield f"{atom.children[0]} [{number}] zonder {value}", f"{before}{head}[{rest}]{after}"


def _atoms(tree: Any, parent: str) -> Iterator[tuple[Any, str]]:
    if tree.data in _ATOMS:
        yield tree, parent
        return
    for kid in tree.children:
        yield from _atoms(kid, tree.data if tree.data in ("both", "either") else parent)


def _row_mutants(table: DecisionTable) -> Iterator[Mutant]:
    rows = table.rows
    named = {definition.name: definition.when for definition in table.definitions}

    def mutant(what: str, changed: Sequence[Row]) -> Mutant:
        return Mutant(what, tuple(changed), table.size_rows, table.definitions)

    for i, row in enumerate(rows):
        for outcome in _neighbours(PERMISSIVENESS, row.outcome):
            yield mutant(
                f"{row.row_id}: uitkomst {outcome}", [*rows[:i], replace(row, outcome=outcome), *rows[i + 1 :]]
            )
        for grondslag in _neighbours(list(Grondslag), row.grondslag):
            yield mutant(
                f"{row.row_id}: grondslag {grondslag}", [*rows[:i], replace(row, grondslag=grondslag), *rows[i + 1 :]]
            )
        if i + 1 < len(rows):
            yield mutant(f"{row.row_id}: weg", [*rows[:i], *rows[i + 1 :]])
            yield mutant(f"{row.row_id}: na de volgende", [*rows[:i], rows[i + 1], row, *rows[i + 2 :]])
        for what, text in spoiled(row.when_text):
            changed = replace(row, when=parse(text, named), when_text=text)
            yield mutant(f"{row.row_id}: {what}", [*rows[:i], changed, *rows[i + 1 :]])


def _size_mutants(table: DecisionTable) -> Iterator[Mutant]:
    rows = table.size_rows
    named = {definition.name: definition.when for definition in table.definitions}

    def mutant(what: str, changed: Sequence[SizeRow]) -> Mutant:
        return Mutant(what, table.rows, tuple(changed), table.definitions)

    for i, row in enumerate(rows):
        others: list[Omvang | None] = [None] if row.omvang else [Omvang.DAT_INFORMATIE]
        if row.omvang:
            others += _neighbours(list(Omvang), row.omvang)
        for omvang in others:
            name = omvang or "gegevens_omvang"
            yield mutant(f"{row.row_id}: omvang {name}", [*rows[:i], replace(row, omvang=omvang), *rows[i + 1 :]])
        if row.outcome:
            yield mutant(
                f"{row.row_id}: zonder nieuwe uitkomst", [*rows[:i], replace(row, outcome=None), *rows[i + 1 :]]
            )
        if i + 1 < len(rows):
            yield mutant(f"{row.row_id}: weg", [*rows[:i], *rows[i + 1 :]])
            yield mutant(f"{row.row_id}: na de volgende", [*rows[:i], rows[i + 1], row, *rows[i + 2 :]])
        for what, text in spoiled(row.when_text):
            changed = replace(row, when=parse(text, named), when_text=text)
            yield mutant(f"{row.row_id}: {what}", [*rows[:i], changed, *rows[i + 1 :]])


def _neighbours(order: Sequence[Any], code: Any) -> list[Any]:
    """Return the codes beside one in its order; a code outside it gets the ends."""
    if code not in order:
        return [order[0], order[-1]]
    place = list(order).index(code)
    return [order[i] for i in (place - 1, place + 1) if 0 <= i < len(order)]


def _redefine(written: Mapping[str, str]) -> dict[str, Condition]:
    definitions: dict[str, Condition] = {}
    for name, condition in written.items():
        definitions[name] = parse(condition, definitions)
    return definitions


def _reread(row: Row, definitions: Mapping[str, Condition]) -> Row:
    return replace(row, when=parse(row.when_text, definitions))


def _reads(condition: str, name: str, written: Mapping[str, str]) -> bool:
    """Say whether a condition uses a definition, directly or through another."""
    words = set(condition.replace("(", " ").replace(")", " ").split())
    return name in words or any(_reads(written[word], name, written) for word in words & written.keys())


def verdict_of(mutant: Mutant, answers: Mapping[str, str]) -> tuple[str, str, str, str]:
    """Return outcome, grondslag, omvang and row for complete answers, read row by row and without a diagram."""
    row = next(row for row in mutant.rows if row.when.holds(answers))
    with_row = {**answers, "conclusie": str(row.outcome), "grondslag": str(row.grondslag)}
    size = next(size for size in mutant.size_rows if size.when.holds(with_row))
    omvang = str(size.omvang) if size.omvang else answers["gegevens_omvang"]
    return str(size.outcome or row.outcome), str(row.grondslag), omvang, row.row_id


class Examination:
    """Says which check catches a mutant: casussen and probes first, for they are quick, then proof by the diagram."""

    def __init__(self, base: DecisionTable, cases: Mapping[str, Case]) -> None:
        """Take the table as it is and the cases: complete facts, and what must come out (None: not judged)."""
        self.base = base
        self.cases = cases
        self.rows = deciding_rows(base)

    def caught_by(self, mutant: Mutant) -> str:
        """Return the case, the property or `dode regel`; "gelijk" for no difference at all, "" for a survivor."""
        for name, (facts, expected) in self.cases.items():
            found = verdict_of(mutant, facts)
            if any(wanted is not None and wanted != got for wanted, got in zip(expected, found, strict=True)):
                return name
        with self.base.diagrams.temporary():
            variant = Variant(self.base, mutant)
            rows = deciding_rows(variant)
            if (variant.root, rows) == (self.base.root, self.rows):
                return "gelijk"
            if {row.row_id for row in mutant.rows} - self.base.diagrams.results(rows):
                return "dode regel"
            return next((name for name in _QUICK_FIRST if PROPERTIES[name](variant)), "")


_QUICK_FIRST = ("P2", "P9", "P4", "P8", "P7", "P5", "P1", "P11")
"""P6 and P10 judge how verdicts are joined and asked for, which no row changes."""
