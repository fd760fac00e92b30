"""Where the pages of a document begin, and which printed number a page carries."""

import re
from bisect import bisect_right
from dataclasses import dataclass

from ingest.lines import ItemMark, Line, Role, fingerprint

_PRINTED_NUMBER = re.compile(r"^(?:.{5,80} \| )?(\d{1,3})$")
_OPENING = 22  # letters that two renderings of one list item share; shorter openings repeat by chance


@dataclass(frozen=True, kw_only=True)
class Pages:
    """First lines of the pages in order, and the printed numbers that survived by page index."""

    starts: tuple[int, ...]
    printed: dict[int, int]

    def index_of(self, line_number: int) -> int:
        """Return which page, counted from 0, a line stands on."""
        return max(0, bisect_right(self.starts, line_number) - 1)

    def begins_at(self, line_number: int) -> bool:
        """Whether a page begins with this line."""
        return self.starts[self.index_of(line_number)] == line_number

    def bounds(self, index: int, last_line: int) -> tuple[int, int]:
        """Return first and last line of a page."""
        end = self.starts[index + 1] - 1 if index + 1 < len(self.starts) else last_line
        return self.starts[index], end

    def number_of(self, index: int) -> int | None:
        """Return the printed number of a page, or None where the text does not give it.

        Pages are counted back from the first printed number and between two that agree. After the last one nothing
        shows whether a page without text came between, so those pages get no number.
        """
        for anchor in sorted(self.printed):
            if index <= anchor:
                return self.printed[anchor] - (anchor - index)
        return None


def lost_bullets(lines: list[Line]) -> set[int]:
    """Return the numbers of lines that lost their bullet, known by the same item elsewhere with its bullet."""
    marked = {opening for line in lines if line.mark and len(opening := fingerprint(line.text)[:_OPENING]) == _OPENING}
    return {
        line.number
        for line in lines
        if line.raw.startswith(" ") and not line.mark and fingerprint(line.text)[:_OPENING] in marked
    }


def find_pages(lines: list[Line]) -> Pages:
    """Find the pages; printed page numbers become residue, and lines that lost their bullet get their mark back.

    A page starts with a line that begins with one space. Where a page begins with its own printed number, standing
    alone after an empty stretch, that line is the start instead.
    """
    bulletless = lost_bullets(lines)
    starts: list[int] = []
    numbers: dict[int, int] = {}
    for position, line in enumerate(lines):
        if line.role is Role.BLANK:
            continue
        match = _PRINTED_NUMBER.match(line.text)
        if match and _stands_alone(lines, position):
            line.role, line.rule = Role.RESIDUE, "paginanummer"
            starts.append(line.number)
            numbers[line.number] = int(match[1])
        elif line.raw.startswith(" ") and not line.raw.startswith("  ") and line.number not in bulletless:
            starts.append(line.number)
        elif line.number in bulletless:
            line.mark = ItemMark.SURE
    if not starts or starts[0] != 1:
        starts.insert(0, 1)
    agreed = _agreeing(starts, numbers)
    return Pages(starts=tuple(starts), printed=agreed)


def _stands_alone(lines: list[Line], position: int) -> bool:
    before = lines[max(0, position - 2) : position]
    after = lines[position + 1 : position + 2]
    return len(before) == 2 and all(line.role is Role.BLANK for line in [*before, *after])


def _agreeing(starts: list[int], numbers: dict[int, int]) -> dict[int, int]:
    """Return printed numbers by page index, up to the first that disagrees with counting on from the one before."""
    agreed: dict[int, int] = {}
    for index, start in enumerate(starts):
        if start not in numbers:
            continue
        if agreed:
            last = max(agreed)
            if numbers[start] - agreed[last] != index - last:
                break
        elif numbers[start] <= index:
            break
        agreed[index] = numbers[start]
    return agreed
