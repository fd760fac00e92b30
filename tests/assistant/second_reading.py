"""Reads the rows of a table in a second way, without the operations of the diagrams, and compares the two exactly.

The rows are read fact by fact: what is left of every condition when one more fact is known. Two combinations that
leave the same conditions need be followed only once, so all combinations are covered in a few thousand steps.
"""

from __future__ import annotations

from assistant.kader.codes import Omvang
from assistant.kader.conditions import Always, Condition, Either, Every, Member, Not
from assistant.kader.diagram import Node
from assistant.kader.table import DecisionTable
from assistant.kader.verdict import Verdict

YES: Condition = Always()
NO: Condition = Not(Always())

Left = tuple[tuple[int, int], ...]
"""Rows that can still be the first that holds: their number, and the number of what is left of their condition."""


class Remainders:
    """What is left of conditions when facts become known; equal remainders have one number, for speed."""

    def __init__(self) -> None:
        """Begin with the two that are certain: 0 is no, 1 is yes."""
        self.numbers: dict[Condition, int] = {NO: 0, YES: 1}
        self.conditions: list[Condition] = [NO, YES]
        self.known: dict[tuple[int, str, str], int] = {}

    def number(self, condition: Condition) -> int:
        """Return the number of a condition."""
        if condition not in self.numbers:
            self.numbers[condition] = len(self.conditions)
            self.conditions.append(condition)
        return self.numbers[condition]

    def first_rows(self, rows: Left, fact: str, value: str) -> Left:
        """Return the rows that can still be the first that holds when one more fact is known."""
        found = []
        for row, condition in rows:
            key = (condition, fact, value)
            if key not in self.known:
                self.known[key] = self.number(left_of(self.conditions[condition], fact, value))
            rest = self.known[key]
            if rest != 0:
                found.append((row, rest))
            if rest == 1:
                break
        return tuple(found)


def left_of(condition: Condition, fact: str, value: str) -> Condition:
    """Return what is left of a condition when one fact is known, without parts that are certain."""
    match condition:
        case Member(name, values, negated):
            return condition if name != fact else YES if (value in values) != negated else NO
        case Not(part):
            rest = left_of(part, fact, value)
            return NO if rest == YES else YES if rest == NO else Not(rest)
        case Every(parts):
            return _joined([left_of(part, fact, value) for part in parts], Every, neutral=YES, final=NO)
        case Either(parts):
            return _joined([left_of(part, fact, value) for part in parts], Either, neutral=NO, final=YES)
    return condition


def _joined(
    parts: list[Condition], kind: type[Every] | type[Either], *, neutral: Condition, final: Condition
) -> Condition:
    if final in parts:
        return final
    rest = tuple(dict.fromkeys(part for part in parts if part != neutral))
    return neutral if not rest else rest[0] if len(rest) == 1 else kind(rest)


def disagreements(table: DecisionTable) -> tuple[list[str], int]:
    """Return where the diagram and the rows differ, over all combinations, and in how many steps they were compared."""
    diagrams = table.diagrams
    facts = list(diagrams._facts)
    left = Remainders()
    faults: list[str] = []
    seen: set[tuple[int, Node, Left, Left, str]] = set()

    def go(level: int, node: Node, rows: Left, sizes: Left, proposed: str) -> None:
        if rows[0][1] == 1:
            row = table.rows[rows[0][0]]
            for code, value in (("conclusie", str(row.outcome)), ("grondslag", str(row.grondslag))):
                sizes = left.first_rows(sizes, code, value)
        state = (level, node, rows, sizes, proposed)
        if state in seen:
            return
        seen.add(state)
        if level == len(facts):
            row, size = table.rows[rows[0][0]], table.size_rows[sizes[0][0]]
            expected = Verdict(size.outcome or row.outcome, row.grondslag, size.omvang or Omvang(proposed))
            if diagrams._results[node] != expected:
                faults.append(f"{row.row_id}, {size.row_id}: {expected} by the rows, {diagrams._results[node]}")
            return
        fact = facts[level]
        for i, value in enumerate(diagrams.values(fact)):
            go(
                level + 1,
                diagrams._child(node, level, i),
                left.first_rows(rows, fact, value),
                left.first_rows(sizes, fact, value),
                value if fact == "gegevens_omvang" else proposed,
            )

    go(
        0,
        table.root,
        tuple((i, left.number(row.when)) for i, row in enumerate(table.rows)),
        tuple((i, left.number(size.when)) for i, size in enumerate(table.size_rows)),
        "",
    )
    return faults, len(seen)
