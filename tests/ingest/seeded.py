"""Changes put into the real documents on purpose, each with what a comparison must say of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.records import Passage
from ingest.versions.changes import Kind

ADDED_HEADING = "Samen afspraken vastleggen"
ADDED = [
    "Leg elke zes maanden samen vast welke afspraken nog gelden, wie ze bewaakt en wanneer",
    "jullie erop terugkomen. Bespreek die lijst ook met de cliënt zelf.",
]
_FEW_WORDS = 14
_TURNING = (" mag ", " kan ", " moet ", " wordt ", " is ", " zijn ", " heeft ")


@dataclass(frozen=True, kw_only=True)
class Seed:
    """One change: the lines it makes, what it is, and the passage of the old version that it touches (if any)."""

    name: str
    kind: Kind
    lines: tuple[str, ...]
    passage: Passage | None
    line: int | None = None  # the line that says something else now


def seeds(number: str, stored: Sequence[str], passages: Sequence[Passage], each: int) -> Iterator[Seed]:
    """Yield `each` changes of each of the four kinds, spread over a document."""
    whole = [own for own in passages if own.kind == "alinea" and len(own.reading_text.split()) >= _FEW_WORDS]
    for turn in range(each):
        at = (2 * turn + 1) * len(whole) // (2 * each)
        own, far = whole[at], whole[(at + len(whole) // 2) % len(whole)]
        yield Seed(name=f"{number}-verplaatst-{turn}", kind="verplaatst", lines=moved(stored, own, far), passage=own)
        turned = next(passage for passage in [*whole[at:], *whole] if line_to_turn(passage) is not None)
        line = line_to_turn(turned)
        assert line is not None
        yield Seed(
            name=f"{number}-gewijzigd-{turn}",
            kind="gewijzigd",
            lines=turned_around(stored, line),
            passage=turned,
            line=line,
        )
        yield Seed(name=f"{number}-toegevoegd-{turn}", kind="toegevoegd", lines=with_section(stored, own), passage=None)
        yield Seed(name=f"{number}-vervallen-{turn}", kind="vervallen", lines=without(stored, own), passage=own)


def moved(stored: Sequence[str], own: Passage, far: Passage) -> tuple[str, ...]:
    """Return the lines with one passage behind another, an empty line on either side."""
    text = stored[own.start_line - 1 : own.end_line]
    rest = [*stored[: own.start_line - 1], *stored[own.end_line :]]
    after = far.end_line if far.end_line < own.start_line else far.end_line - len(text)
    return (*rest[:after], "", *text, "", *rest[after:])


def line_to_turn(passage: Passage) -> int | None:
    """Return a line of a passage whose sentence "niet" would turn around, or None when it has none."""
    for number, line in enumerate(passage.text.split("\n"), start=passage.start_line):
        if any(word in line for word in _TURNING) and " niet " not in line:
            return number
    return None


def turned_around(stored: Sequence[str], line: int) -> tuple[str, ...]:
    """Return the lines with "niet" put into one of them."""
    text = stored[line - 1]
    word = next(word for word in _TURNING if word in text)
    return (*stored[: line - 1], text.replace(word, f"{word}niet ", 1), *stored[line:])


def with_section(stored: Sequence[str], before: Passage) -> tuple[str, ...]:
    """Return the lines with a heading and a paragraph behind a passage."""
    end = before.end_line
    return (*stored[:end], "", ADDED_HEADING, *ADDED, "", *stored[end:])


def without(stored: Sequence[str], own: Passage) -> tuple[str, ...]:
    """Return the lines without one passage."""
    return (*stored[: own.start_line - 1], *stored[own.end_line :])
