"""A comparison of two versions in the terminal: words that went and came are marked, also without colour."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from ingest.records import Passage
from ingest.versions.changes import KINDS, Change, Edit, word_edits
from ingest.versions.comparison import Comparison, NamedLaw, Touched

_AROUND = 12  # words of what stayed that are shown beside a change
_LONGEST = 60


def show_comparison(comparison: Comparison, words: Mapping[str, Any]) -> None:
    """Print what changed per section, whom it touches and which laws the new version names."""
    from rich.console import Console
    from rich.text import Text

    console = Console(soft_wrap=True, highlight=False)
    console.print(Text(heading(comparison, words), style="bold"))
    console.print(Text(totals(comparison, words)))
    for section, changes in groupby(comparison.changes, key=lambda change: change.section):
        console.print()
        console.print(Text(" › ".join(section) or words["zonder_kop"], style="bold"))
        for change in changes:
            console.print(Text(f"  {words['soorten'][change.kind]}  {where(change, words)}", style="cyan"))
            console.print(_marked(change))
    if comparison.touched:
        console.print()
        console.print(Text(words["geraakt"], style="bold"))
        for part in _touched_part(comparison.touched, words):
            console.print(part)
    console.print()
    console.print(Text(words["wetten"], style="bold"))
    for line in law_lines(comparison.laws, words):
        console.print(Text(f"  {line}"))


def heading(comparison: Comparison, words: Mapping[str, Any]) -> str:
    """Return which document and which two versions are compared."""
    old, new = comparison.old, comparison.new
    return str(words["kop"].format(titel=new.titel, nummer=new.nummer, oud=old.versie, nieuw=new.versie))


def totals(comparison: Comparison, words: Mapping[str, Any]) -> str:
    """Return how many changes of each kind there are, or that there is none."""
    counts = Counter(change.kind for change in comparison.changes)
    if not counts:
        return str(words["niets"])
    return ", ".join(f"{counts[kind]} {words['soorten'][kind]}" for kind in KINDS if counts[kind])


def where(change: Change, words: Mapping[str, Any]) -> str:
    """Return the lines of a change, of then and of now."""
    sides = [(passage, name) for passage, name in ((change.old, "oud"), (change.new, "nieuw")) if passage]
    return ", ".join(words[f"regels_{name}"].format(van=p.start_line, tot=p.end_line) for p, name in sides)


def law_lines(laws: Iterable[NamedLaw], words: Mapping[str, Any]) -> list[str]:
    """Return a line per law or article that the new version names, those that are new first."""
    found = sorted(laws, key=lambda law: (not law.new, law.registered, law.mention))
    return [
        words["wet"].format(
            wet=law.mention,
            regel=law.line,
            register=words["in_register" if law.registered else "niet_in_register"],
            nieuw=words["nieuw_genoemd"] if law.new else "",
        )
        for law in found
    ]


def shortened(edits: Iterable[Edit]) -> list[Edit]:
    """Return edits with long stretches of what stayed cut down to the words around a change."""
    every = list(edits)
    kept = []
    for place, edit in enumerate(every):
        said = edit.text.split()
        if edit.kind == "gelijk" and len(said) > 2 * _AROUND:
            head = said[:_AROUND] if place else []
            tail = said[-_AROUND:] if place < len(every) - 1 else []
            edit = Edit(kind="gelijk", text=" ".join([*head, "…", *tail]))
        kept.append(edit)
    return kept


def first_words(passage: Passage | None) -> str:
    """Return how a passage begins."""
    said = (passage.reading_text if passage else "").split()
    return " ".join(said[:_LONGEST]) + (" …" if len(said) > _LONGEST else "")


def _marked(change: Change) -> Any:
    from rich.text import Text

    if not change.edits:
        return Text(f"    {first_words(change.new or change.old)}")
    return _edits_marked(change.edits)


def _edits_marked(edits: Iterable[Edit]) -> Any:
    from rich.text import Text

    line = Text("    ")
    for edit in shortened(edits):
        match edit.kind:
            case "weg":
                line.append(f"[-{edit.text}-] ", style="red")
            case "nieuw":
                line.append(f"{{+{edit.text}+}} ", style="green")
            case _:
                line.append(f"{edit.text} ")
    return line


def by_place(touched: Iterable[Touched], fate: str) -> list[list[Touched]]:
    """Return what cites a place with this fate, together per place."""
    groups: dict[tuple[int, int], list[Touched]] = {}
    for own in touched:
        if own.located.fate == fate:
            groups.setdefault(own.lines, []).append(own)
    return [groups[lines] for lines in sorted(groups)]


def place_line(cited: Sequence[Touched], words: Mapping[str, Any]) -> str:
    """Return what became of one place that is cited."""
    own = cited[0]
    fate: str = "bevestigd" if own.confirmed and own.located.fate == "gewijzigd" else own.located.fate
    if fate == "vervallen" and any(each.reference.carries for each in cited):
        fate = "vervallen_draagt"
    filled = {"van": own.located.start, "tot": own.located.end, "gelijk": round(100 * own.located.similarity)}
    place = f"{own.reference.number}:{own.lines[0]}-{own.lines[1]}"
    return str(words["lot"][fate].format(plaats=place, **filled))


def who_line(cited: Iterable[Touched], words: Mapping[str, Any]) -> str:
    """Return who cites a place."""
    names = dict.fromkeys(
        f"{own.reference.kind} {own.reference.owner} ({own.reference.place})"
        if own.reference.kind != "voorbeeldvraag"  # its name is its place
        else f"{own.reference.kind} {own.reference.place}"
        for own in cited
    )
    return str(words["wie"].format(wie=", ".join(names)))


def _touched_part(touched: Sequence[Touched], words: Mapping[str, Any]) -> list[Any]:
    """Return, per place that is gone or changed, what became of it and who cites it; what moved along is counted."""
    from rich.text import Text

    lines = []
    for fate, style in (("vervallen", "red"), ("gewijzigd", "yellow")):
        for cited in by_place(touched, fate):
            lines.append(Text(f"  {place_line(cited, words)}", style=style))
            if fate == "gewijzigd":
                lines.append(_edits_marked(word_edits(cited[0].then, cited[0].now)))
            lines.append(Text(f"    {who_line(cited, words)}"))
    moved = Counter(own.reference.kind for own in touched if own.located.fate == "verplaatst")
    if moved:
        kinds = ", ".join(f"{count} {kind}" for kind, count in moved.items())
        lines.append(Text(f"  {words['mee_verplaatst'].format(soorten=kinds)}", style="green"))
    return lines
