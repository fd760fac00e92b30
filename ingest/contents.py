"""A document's own contents page: recognised because its lines stand elsewhere as headings, and left out."""

import re
from bisect import bisect_left

from ingest.lines import Line, Role, ends_sentence, fingerprint
from ingest.pages import Pages

_FORM_FIELD = re.compile(r"^Knop \d+:$")
_SHORTEST = 8  # a shorter fingerprint ("bijlage") says nothing about where it came from
_MINIMUM_LINES = 8
_SHARE = 0.6
_SENTENCES = 0.2  # an overview that repeats headings as questions or sentences is text, not a contents page


def mark_form_fields(lines: list[Line]) -> None:
    """Make the names of form buttons that the extraction wrote down residue."""
    for line in lines:
        if line.role is Role.BODY and _FORM_FIELD.match(line.text):
            line.role, line.rule = Role.RESIDUE, "formulierveld"


def mark_contents(lines: list[Line], pages: Pages) -> None:
    """Make the lines of contents pages residue.

    A contents page is one on which most lines are the beginning of a line on another page, and few end a sentence.
    The two may be cut at different lengths, so the shorter of the two counts.
    """
    prints = [fingerprint(line.text) for line in lines]
    for index in range(len(pages.starts)):
        first, last = pages.bounds(index, len(lines))
        page = [line for line in lines[first - 1 : last] if line.role is Role.BODY]
        sentences = [line for line in page if ends_sentence(line.text)]
        if len(page) < _MINIMUM_LINES or len(sentences) > _SENTENCES * len(page):
            continue
        elsewhere = sorted(
            prints[line.number - 1] for line in lines if line.carries_text and not first <= line.number <= last
        )
        whole = set(elsewhere)
        repeated = [line for line in page if _repeats(prints[line.number - 1], elsewhere, whole)]
        if len(repeated) >= _SHARE * len(page):
            for line in page:
                line.role, line.rule = Role.RESIDUE, "inhoudsopgave"


def _repeats(wanted: str, elsewhere: list[str], whole: set[str]) -> bool:
    """Whether a line begins as one elsewhere does, as far as the shorter of the two goes; `elsewhere` is sorted."""
    if len(wanted) < _SHORTEST:
        return False
    longer = bisect_left(elsewhere, wanted)
    if longer < len(elsewhere) and elsewhere[longer].startswith(wanted):
        return True
    return any(wanted[:length] in whole for length in range(_SHORTEST, len(wanted)))
