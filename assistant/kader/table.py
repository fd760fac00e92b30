"""The decision table: reads kader/regels.yaml and gives the verdict, the row that decided and what still matters."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.datafiles import places, read_yaml, texts
from assistant.errors import DataFileError
from assistant.kader.codes import UNKNOWN, Grondslag, Omvang, Outcome
from assistant.kader.conditions import Condition, parse
from assistant.kader.diagram import Diagrams, Node
from assistant.kader.rows import Definition, Row, SizeRow, fingerprint
from assistant.kader.verdict import UNDECIDED, Verdict, join, settle

_PSEUDO_FACTS = ("conclusie", "grondslag")


@dataclass(frozen=True)
class Decision:
    """A verdict with the rows that gave it; rows are empty when unknown facts were filled in several ways."""

    verdict: Verdict
    row: Row | None
    size_row: SizeRow | None
    unknown: tuple[str, ...]  # facts answered with weet_ik_niet that still made a difference


class DecisionTable:
    """The rules in order, and the diagram in which every combination of facts meets its verdict."""

    def __init__(
        self,
        domains: Mapping[str, Sequence[str]],
        rows: Sequence[Row],
        size_rows: Sequence[SizeRow],
        version: str,
        definitions: Sequence[Definition] = (),
    ) -> None:
        """Take the values of every fact and the rows; use `load_table` to read them from the data file."""
        self.rows = tuple(rows)
        self.size_rows = tuple(size_rows)
        self.version = version
        self.definitions = tuple(definitions)
        self.fingerprint = fingerprint(domains, self.rows, self.size_rows, self.definitions)
        self.diagrams = Diagrams(domains)
        self._conditions = [self.diagrams.condition(row.when) for row in self.rows]
        self.root = self._build()

    def decide(self, answers: Mapping[str, str]) -> Decision:
        """Return the decision for these answers, in which `weet_ik_niet` is filled in every way.

        Facts that are not in `answers` must not matter any more (see `open_facts`).
        """
        known, unknown = self._split(answers)
        with self.diagrams.temporary():
            left = self.diagrams.restrict(self.root, known)
            verdict = settle(result for result in self.diagrams.results(left) if isinstance(result, Verdict))
            mattered = tuple(sorted(self.diagrams.facts(left) & unknown, key=list(answers).index))
            if mattered:
                return Decision(verdict, None, None, mattered)
            row = self._deciding_row(known, verdict)
        with_row = {**known, "conclusie": str(row.outcome), "grondslag": str(row.grondslag)}
        return Decision(verdict, row, next(size for size in self.size_rows if size.when.holds(with_row)), ())

    def open_facts(self, answers: Mapping[str, str]) -> set[str]:
        """Return the unanswered facts that can still change outcome, grondslag or omvang: exactly those."""
        with self.diagrams.temporary():
            return self.diagrams.facts(self._settled(answers))

    def possible(self, answers: Mapping[str, str]) -> set[Verdict]:
        """Return every verdict that the facts still open can lead to."""
        with self.diagrams.temporary():
            return {v for v in self.diagrams.results(self._settled(answers)) if isinstance(v, Verdict)}

    def rows_in_sight(self, answers: Mapping[str, str]) -> tuple[Row, ...]:
        """Return, in order, the rows that decide in at least one way of filling in the facts that are not known."""
        known, _ = self._split(answers)
        with self.diagrams.temporary():
            first = self.diagrams.terminal(None)
            for row, when in zip(reversed(self.rows), reversed(self._conditions), strict=True):
                first = self.diagrams.choose(when, self.diagrams.terminal(row.row_id), first)
            found = self.diagrams.results(self.diagrams.restrict(first, known))
        return tuple(row for row in self.rows if row.row_id in found)

    def _deciding_row(self, known: Mapping[str, str], verdict: Verdict) -> Row:
        """Return the first row that certainly holds, whatever the facts that were not asked.

        A row that only might hold is passed over: naming it would assert a fact that nobody stated. Where no certain
        row gives the verdict (two rows share it, and which one is open depends on a fact without effect), the first
        possible one is named.
        """
        certain, never = self.diagrams.terminal(True), self.diagrams.terminal(False)
        possible: list[Row] = []
        for row, node in zip(self.rows, self._conditions, strict=True):
            left = self.diagrams.restrict(node, known)
            if left == never:
                continue
            possible.append(row)
            if left == certain:
                break
        return next((row for row in reversed(possible) if row.grondslag is verdict.grondslag), possible[0])

    def _settled(self, answers: Mapping[str, str]) -> Node:
        known, unknown = self._split(answers)
        left = self.diagrams.restrict(self.root, known)
        unknown &= self.diagrams.facts(left)
        if not unknown:
            return left
        return self.diagrams.join_over(left, unknown, _join, absorbing=UNDECIDED)

    def _split(self, answers: Mapping[str, str]) -> tuple[dict[str, str], set[str]]:
        known = {fact: value for fact, value in answers.items() if value != UNKNOWN}
        unknown = {fact for fact, value in answers.items() if value == UNKNOWN}
        if "acuut_gevaar" in unknown:
            # Unknown danger shows the 112 line and goes on as nee; it may not hide the rest of the weighing.
            unknown.discard("acuut_gevaar")
            known["acuut_gevaar"] = "nee"
        return known, unknown

    def _build(self) -> Node:
        diagrams = self.diagrams
        sizes: dict[tuple[Outcome, Grondslag], Node] = {}
        result: Node | None = None
        for row, when in zip(reversed(self.rows), reversed(self._conditions), strict=True):
            key = (row.outcome, row.grondslag)
            if key not in sizes:
                sizes[key] = self._size_diagram(row.outcome, row.grondslag)
            result = sizes[key] if result is None else diagrams.choose(when, sizes[key], result)
        if result is None:
            raise ValueError("a decision table has at least one row")
        return result

    def _size_diagram(self, outcome: Outcome, grondslag: Grondslag) -> Node:
        diagrams = self.diagrams
        fixed = {"conclusie": str(outcome), "grondslag": str(grondslag)}
        proposed = {
            value: diagrams.terminal(Verdict(outcome, grondslag, Omvang(value)))
            for value in diagrams.values("gegevens_omvang")
        }
        result: Node | None = None
        for size in reversed(self.size_rows):
            if size.omvang is None:
                then = diagrams.branch("gegevens_omvang", proposed)
            else:
                then = diagrams.terminal(Verdict(size.outcome or outcome, grondslag, size.omvang))
            when = diagrams.condition(size.when.given(fixed))
            result = then if result is None else diagrams.choose(when, then, result)
        if result is None:
            raise ValueError("step V has at least one row")
        return result


def load_table(path: Path, domains: Mapping[str, Sequence[str]]) -> DecisionTable:
    """Read the decision table.

    Raises DataFileError (file, key, what was expected) for an unknown key, fact, value or code, a row without a
    source, or a last row that does not always hold.
    """
    data = read_yaml(path, required=("versie", "definities", "regels", "omvang"))
    file = path.name
    definitions = _read_definitions(data["definities"], domains, file)
    named = {definition.name: definition.when for definition in definitions}
    rows = [_read_row(item, named, domains, file, i) for i, item in enumerate(data["regels"])]
    sizes = [_read_size(item, named, domains, file, i) for i, item in enumerate(data["omvang"])]
    for key, last in (("regels", rows[-1].when_text), ("omvang", sizes[-1].when_text)):
        if last != "altijd":
            raise DataFileError(file, key, "the last row must hold always (`als: altijd`), so that one row always fits")
    return DecisionTable(domains, rows, sizes, str(data["versie"]), definitions)


def check_values(condition: Condition, domains: Mapping[str, Sequence[str]], file: str, key: str) -> None:
    """Raise DataFileError when a condition reads a fact or a value that does not exist."""
    for member in condition.members():
        if member.fact not in domains:
            raise DataFileError(file, key, f"{member.fact!r} is no fact")
        for value in sorted(member.values - {UNKNOWN}):
            if value not in domains[member.fact]:
                allowed = ", ".join(domains[member.fact])
                raise DataFileError(file, key, f"{value!r} is no value of {member.fact}; allowed are {allowed}")


def _read_definitions(items: Any, domains: Mapping[str, Sequence[str]], file: str) -> list[Definition]:
    """Read the definitions in order; each may use those before it."""
    found: dict[str, Definition] = {}
    for name, item in texts(items, file, "definities", optional=None).items():
        key = f"definities.{name}"
        entry = texts(item, file, key, required=("naam", "als", "bronnen"))
        when = parse(str(entry["als"]), {n: d.when for n, d in found.items()}, file=file, key=key)
        check_values(when, domains, file, key)
        found[name] = Definition(name, entry["naam"], when, str(entry["als"]), places(entry["bronnen"], file, key))
    return list(found.values())


def _read_row(
    item: Any, definitions: Mapping[str, Condition], domains: Mapping[str, Sequence[str]], file: str, index: int
) -> Row:
    keys = ("id", "nummer", "als", "conclusie", "grondslag", "bronnen")
    row = texts(item, file, f"regels[{index}]", required=keys)
    key = f"regels.{row['id']}"
    when = parse(str(row["als"]), definitions, file=file, key=key)
    check_values(when, domains, file, key)
    if not row["bronnen"]:
        raise DataFileError(file, key, "a rule without a source is not a rule; give `bronnen`")
    try:
        outcome, grondslag = Outcome(row["conclusie"]), Grondslag(row["grondslag"])
    except ValueError as error:
        raise DataFileError(file, key, str(error)) from error
    return Row(
        row["id"], int(row["nummer"]), when, str(row["als"]), outcome, grondslag, places(row["bronnen"], file, key)
    )


def _read_size(
    item: Any, definitions: Mapping[str, Condition], domains: Mapping[str, Sequence[str]], file: str, index: int
) -> SizeRow:
    row = texts(item, file, f"omvang[{index}]", required=("id", "als", "omvang"), optional=("conclusie", "bronnen"))
    key = f"omvang.{row['id']}"
    when = parse(str(row["als"]), definitions, file=file, key=key)
    codes = {"conclusie": tuple(Outcome), "grondslag": tuple(Grondslag)}
    check_values(when, {**domains, **codes}, file, key)
    try:
        omvang = None if row["omvang"] == "gegevens_omvang" else Omvang(row["omvang"])
        outcome = Outcome(row["conclusie"]) if "conclusie" in row else None
    except ValueError as error:
        raise DataFileError(file, key, str(error)) from error
    return SizeRow(row["id"], when, str(row["als"]), omvang, outcome, places(row.get("bronnen", []), file, key))


def _join(one: Hashable, other: Hashable) -> Hashable:
    if not (isinstance(one, Verdict) and isinstance(other, Verdict)):
        raise TypeError("verdicts expected")
    return join(one, other)
