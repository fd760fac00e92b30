"""Footnotes that stand in the running text: found by their numbers, which count up through a document."""

import re

from ingest.lines import Line, Role, ends_sentence, starts_lower
from ingest.pages import Pages

_NOTE = re.compile(r"^(\d{1,3})\s+\S")
_ADDRESS = re.compile(r"^\d{0,3}\s*https?://\S+$")


def mark_footnotes(lines: list[Line], pages: Pages) -> None:
    """Give the lines of footnotes their role; `rule` holds the note's number, on its first and on later lines.

    A footnote begins with the number that is next in the document, after an empty line and below the first line of
    its page. What follows on the page belongs to notes as well, until a new sentence begins without a number.
    """
    expected = 1
    for index in range(len(pages.starts)):
        first, last = pages.bounds(index, len(lines))
        in_note = ""
        for number in range(first + 1, last + 1):
            line, previous = lines[number - 1], lines[number - 2]
            if line.role is not Role.BODY:
                continue
            after_gap = previous.role is not Role.BODY and previous.role is not Role.FOOTNOTE
            match = _NOTE.match(line.text)
            if match and int(match[1]) == expected and (after_gap or in_note):
                in_note = match[1]
                expected += 1
            elif in_note and after_gap and _begins_anew(line, _last_note_line(lines, number)):
                in_note = ""
            if in_note:
                line.role, line.rule = Role.FOOTNOTE, in_note


def drop_bare_addresses(lines: list[Line]) -> None:
    """Make lines that are nothing but a web address residue, with the rest of an address broken over lines."""
    broken_off = False
    for line in lines:
        bare = line.role is not Role.RESIDUE and bool(_ADDRESS.match(line.text))
        continued = broken_off and line.carries_text and " " not in line.text
        if bare or continued:
            line.role, line.rule = Role.RESIDUE, "webadres"
        broken_off = (bare or continued) and line.text.endswith("-")


def _last_note_line(lines: list[Line], before: int) -> Line:
    return next(line for line in reversed(lines[: before - 1]) if line.role is Role.FOOTNOTE)


def _begins_anew(line: Line, last: Line) -> bool:
    complete = ends_sentence(last.text) or last.text.rsplit(" ", 1)[-1].startswith("http")
    return complete and not starts_lower(line.text)
