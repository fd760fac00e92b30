"""The structure of a document: which lines are residue, notes, zones and headings, and each line's heading path."""

import re
from dataclasses import dataclass, field

from ingest.contents import mark_contents, mark_form_fields
from ingest.footnotes import drop_bare_addresses, mark_footnotes
from ingest.headings import HeadingFinder, heading_text
from ingest.layout import Layout, MovedHeading, ZoneRule
from ingest.lines import Line, Role, read_lines
from ingest.pages import Pages, find_pages
from ingest.readers import ReadText
from ingest.said import mark_said, said_pages, said_zones
from ingest.zones import Zone


@dataclass(frozen=True, kw_only=True)
class Structure:
    """A document read: its lines with their roles, and per line the zone and the heading path that hold there."""

    lines: list[Line]
    pages: Pages
    zones: dict[int, Zone]
    paths: dict[int, tuple[str, ...]]


@dataclass
class _Outline:
    """The headings in force, while the lines pass by."""

    open: list[tuple[int, str]] = field(default_factory=list)

    def put(self, level: int, title: str) -> None:
        self.open = [*((other, text) for other, text in self.open if other < level), (level, title)]

    @property
    def path(self) -> tuple[str, ...]:
        return tuple(title for _, title in self.open)


def read_structure(stored: list[str], layout: Layout, said: ReadText | None = None) -> Structure:
    """Return the structure of a stored document, by the general rules and its layout profile.

    What its reader `said` of pages, notes, tables and headings goes before the general rules, and after the profile.
    """
    lines = read_lines(stored)
    if said is not None and said.knows_layout:
        pages = said_pages(said) or find_pages(lines)
        mark_said(lines, said)
    else:
        pages = find_pages(lines)
        mark_footnotes(lines, pages)
        said = None
    drop_bare_addresses(lines)
    mark_form_fields(lines)
    mark_contents(lines, pages)
    for reason, pattern in layout.residu.items():
        for line in lines:
            if line.role is Role.BODY and re.search(pattern, line.text):
                line.role, line.rule = Role.RESIDUE, reason
    moved = _place_moved_headings(lines, pages, layout)
    zones = _find_zones(lines, layout)
    if said is not None:
        zones = {**said_zones(lines, said), **zones}
    told = said.headings if said is not None else {}
    finder = HeadingFinder(lines, pages, layout, told)
    paths = _walk_headings(lines, finder, zones, moved)
    return Structure(lines=lines, pages=pages, zones=zones, paths=paths)


def _place_moved_headings(lines: list[Line], pages: Pages, layout: Layout) -> dict[int, tuple[int, str]]:
    """Return level and title of displaced titles by the line from which they govern; their own lines become residue."""
    placed: dict[int, tuple[int, str]] = {}
    for rule in layout.verplaatste_koppen:
        position = _moved_position(lines, rule, placed)
        if position is None:
            continue
        own = [line for line in lines[position:] if line.role is not Role.BLANK][: rule.regels]
        start = _line_matching(lines, rule.vanaf) if rule.vanaf else None
        if start is None:
            start = pages.bounds(pages.index_of(lines[position].number), len(lines))[0]
        placed[start] = (rule.niveau, heading_text([line.text for line in own]))
        for line in own:
            if line.role is Role.BODY:
                line.role, line.rule = Role.RESIDUE, "verplaatste kop"
    return placed


def _moved_position(lines: list[Line], rule: MovedHeading, placed: dict[int, tuple[int, str]]) -> int | None:
    """Return where a displaced title stands; in the running text if it can, else on the contents page."""
    hits = [position for position, line in enumerate(lines) if re.search(rule.patroon, line.text)]
    running = [position for position in hits if lines[position].role is Role.BODY]
    return next(iter(running or hits), None)


def _line_matching(lines: list[Line], pattern: str) -> int | None:
    return next((line.number for line in lines if line.carries_text and re.search(pattern, line.text)), None)


def _find_zones(lines: list[Line], layout: Layout) -> dict[int, Zone]:
    """Return the zone of each line that stands in one; a zone begins only outside another."""
    zones: dict[int, Zone] = {}
    for line in lines:
        if line.role is not Role.BODY or line.number in zones:
            continue
        begun = (rule for rule in layout.zones if re.search(rule.van, line.text) or re.search(rule.van, line.raw))
        rule = next(begun, None)
        if rule is None:
            continue
        zone = Zone(rule=rule, first=line.number, last=_zone_end(lines, line.number, rule))
        zones.update((number, zone) for number in range(zone.first, zone.last + 1))
    return zones


def _zone_end(lines: list[Line], first: int, rule: ZoneRule) -> int:
    """Return the last line of a zone: as its rule says, else the last before an empty line or a new page."""
    for line in lines[first - 1 :]:
        if rule.tot and line.carries_text and re.search(rule.tot, line.text):
            return line.number
        if line.number > first and rule.voor and re.search(rule.voor, line.text):
            return line.number - 1
        if not rule.tot and not rule.voor and line.number > first and (line.role is Role.BLANK or line.raw[:1] == " "):
            return line.number - 1
    return lines[-1].number if not (rule.tot or rule.voor) else first


def _walk_headings(
    lines: list[Line], finder: HeadingFinder, zones: dict[int, Zone], moved: dict[int, tuple[int, str]]
) -> dict[int, tuple[str, ...]]:
    """Mark headings and return the heading path per line; headings inside a zone end with it."""
    outline = _Outline()
    paths: dict[int, tuple[str, ...]] = {}
    before_zone: list[tuple[int, str]] = []
    heading_until = 0
    for line in lines:
        zone = zones.get(line.number)
        earlier = zones.get(line.number - 1)
        if earlier is not None and earlier is not zone:
            outline.open = before_zone
        if line.number in moved:
            outline.put(*moved[line.number])
        if zone is not None and earlier is not zone:
            before_zone = list(outline.open)
            if zone.rule.onder is not None:
                outline.open = [(level, title) for level, title in outline.open if level <= zone.rule.onder]
        if line.role is Role.BODY and line.number > heading_until and (zone is None or zone.rule.koppen):
            found = finder.heading_at(line.number, outline.path, outline.open[-1][0] if outline.open else 0)
            if found is not None:
                for own in found.lines:
                    own.role = Role.HEADING
                heading_until = found.lines[-1].number
                outline.put(found.level, found.title)
        paths[line.number] = outline.path
    return paths
