"""What a reader said of the lines of a document, in the terms of its structure: pages, notes, items, zones."""

import re

from ingest.layout import ZoneRule
from ingest.lines import ItemMark, Line, Role
from ingest.pages import Pages
from ingest.readers import ReadText
from ingest.zones import Zone

_NUMBER = re.compile(r"^(\d{1,3})\b")
# The lines of each kind are read as they stand: a row per line in a table, and headings in a box alone.
_ZONES = {
    "tabel": ZoneRule(soort="tabel", van=".", rij=".", koppen=False),
    "citaat": ZoneRule(soort="citaat", van=".", koppen=False),
    "kader": ZoneRule(soort="kader", van="."),
}


def said_pages(said: ReadText) -> Pages | None:
    """Return the pages that the reader counted, or None for a format that has none."""
    if said.pages is None:
        return None
    starts = [number for number, page in enumerate(said.pages, 1) if number == 1 or page != said.pages[number - 2]]
    return Pages(starts=tuple(starts), printed={index: said.pages[start - 1] for index, start in enumerate(starts)})


def mark_said(lines: list[Line], said: ReadText) -> None:
    """Give lines the role of a note and the mark of a list item where the reader saw one.

    A note begins where the line above is none; `rule` holds its number, or that of its first line when it has none.
    """
    rule = ""
    for line in lines:
        kind = said.kinds.get(line.number)
        if line.role is not Role.BODY:
            continue
        if kind == "voetnoot":
            if said.kinds.get(line.number - 1) != kind:
                number = _NUMBER.match(line.text)
                rule = number[1] if number else f"regel {line.number}"
            line.role, line.rule = Role.FOOTNOTE, rule
        elif kind == "lijst":
            line.mark = ItemMark.SURE


def said_zones(lines: list[Line], said: ReadText) -> dict[int, Zone]:
    """Return the zone of each line that the reader saw in a table, quotation or box."""
    zones: dict[int, Zone] = {}
    first = 0
    for line in lines:
        rule = _ZONES.get(said.kinds.get(line.number, ""))
        if rule is None or line.role is not Role.BODY:
            continue
        before = zones.get(line.number - 1)
        first = before.first if before is not None and before.rule is rule else line.number
        zones[line.number] = Zone(rule=rule, first=first, last=line.number)
    whole = {zone.first: zone for _, zone in sorted(zones.items())}
    return {number: whole[zone.first] for number, zone in zones.items()}
