"""Which lines are a heading, and of what level: by the profile's patterns, else by layout."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ingest.layout import HeadingRule, Layout
from ingest.lines import ItemMark, Line, Role, ends_sentence, starts_lower
from ingest.pages import Pages

_LONGEST = 95
# fmt: off
_CONNECTING = frozenset({
    "aan", "bij", "de", "den", "der", "door", "een", "en", "het", "in", "met", "naar", "of", "om", "op", "over", "te",
    "tot", "uit", "van", "voor", "zijn",
})
# fmt: on
_NOTE_NUMBER = re.compile(r"(?<=[a-zé)’”?])\d{1,2}$")
_ROOM = 0.9  # a word that would fit in nine tenths of the page's width was not sent to the next line for lack of room
_MOST_LINES = 4
_LIST_RUN = 4  # as many heading-like lines in a row are a list without signs


@dataclass(frozen=True, kw_only=True)
class Heading:
    """A heading found: its own lines, its level and its title."""

    lines: tuple[Line, ...]
    level: int
    title: str


def heading_text(parts: list[str]) -> str:
    """Return the lines of a heading as one title, without the number of a note at its end."""
    title = ""
    for part in parts:
        title = title[:-1] + part if title.endswith("-") and starts_lower(part) else f"{title} {part}".strip()
    return _NOTE_NUMBER.sub("", title)


class HeadingFinder:
    """Finds headings in the lines of one document."""

    def __init__(self, lines: list[Line], pages: Pages, layout: Layout, told: Mapping[int, int] | None = None) -> None:
        """Take the lines, and where their reader saw headings the levels it `told` by line number."""
        self._lines = lines
        self._layout = layout
        self._told = told or {}
        self._pages = pages
        self._widths = [self._page_width(index) for index in range(len(pages.starts))]
        self._explicit_depth = 0
        self._below_free = False

    def heading_at(self, number: int, path: tuple[str, ...], depth: int) -> Heading | None:
        """Return the heading that begins on a line, given the headings in force above it, or None."""
        line = self._lines[number - 1]
        rule = self._rule_for(line, path)
        if rule is not None:
            own = self._with_continuation(number, rule.regels)
            if not rule.los:
                self._explicit_depth, self._below_free = rule.niveau, False
            return Heading(lines=own, level=rule.niveau, title=heading_text([part.text for part in own]))
        if self._told:  # who saw the letters need not guess by the length of lines
            return self._told_heading(number)
        if depth < self._explicit_depth:  # a zone or a displaced title closed what was open
            self._explicit_depth, self._below_free = depth, False
        if not self._looks_like_heading(number):
            return None
        own = self._with_continuation(number, 1)
        level = self._level_of_loose(number, path)
        return Heading(lines=own, level=level, title=heading_text([part.text for part in own]))

    def _told_heading(self, number: int) -> Heading | None:
        """Return the heading that the reader saw, with the lines of the same level straight below it."""
        level = self._told.get(number)
        if level is None:
            return None
        own = [self._lines[number - 1]]
        for line in self._lines[number : number + _MOST_LINES - 1]:
            if self._told.get(line.number) != level or line.role is not Role.BODY:
                break
            own.append(line)
        return Heading(lines=tuple(own), level=level, title=heading_text([line.text for line in own]))

    def width_at(self, number: int) -> int:
        """Return how long a full line is on the page of a line."""
        return self._widths[self._pages.index_of(number)]

    def _rule_for(self, line: Line, path: tuple[str, ...]) -> HeadingRule | None:
        for rule in self._layout.koppen:
            if re.search(rule.patroon, line.text) and (
                rule.binnen is None or any(re.search(rule.binnen, title) for title in path)
            ):
                return rule
        return None

    def _level_of_loose(self, number: int, path: tuple[str, ...]) -> int:
        """Return the level of a heading without number: one below the last heading with one.

        Where the profile says that sub-headings occur, a heading that stands free (after a line that is really empty,
        or first on its page) is a heading, and one that follows on the text above it is a sub-heading.
        """
        level = self._explicit_depth + 1
        sub_headings = self._layout.sub_koppen
        if sub_headings is None or not any(re.search(sub_headings, title) for title in path):
            return level
        free = self._lines[number - 2].raw == "" or self._lines[number - 1].raw.startswith(" ")
        if free:
            self._below_free = True
            return level
        return level + 1 if self._below_free else level

    def _with_continuation(self, number: int, wanted: int) -> tuple[Line, ...]:
        """Return the lines of a heading: as many as its profile says, and those that go on with its phrase."""
        own = [self._lines[number - 1]]
        for line in self._lines[number:]:
            gap = line.number - own[-1].number
            if line.role is Role.BLANK and gap < 2:
                continue
            if line.role is not Role.BODY or gap > 2:
                break
            text = own[-1].text
            unfinished = text.endswith("-") or text.rsplit(" ", 1)[-1].lower() in _CONNECTING
            goes_on = starts_lower(line.text) and not ends_sentence(text)
            if self._layout_heading(line) or not (len(own) < wanted or goes_on or (unfinished and gap == 1)):
                break
            own.append(line)
            if len(own) == _MOST_LINES:
                break
        return tuple(own)

    def _layout_heading(self, line: Line) -> bool:
        return any(rule.binnen is None and re.search(rule.patroon, line.text) for rule in self._layout.koppen)

    def _looks_like_heading(self, number: int) -> bool:
        """Whether a line is title-shaped and stands between finished text and new text."""
        text = self._lines[number - 1].text
        if not self._title_shaped(number) or self._in_run(number):
            return False
        if self._layout.not_headings and self._layout.not_headings.search(text):
            return False
        if text.endswith("?") and self._follows_on(number):
            return False
        return self._finished_before(number) and self._new_text_after(number)

    def _in_run(self, number: int) -> bool:
        """Whether so many title-shaped lines stand together that they are a list without signs."""
        run = 1
        for step in (1, -1):
            other = number + step
            while 1 <= other <= len(self._lines) and self._title_shaped(other):
                run += 1
                other += step
        return run >= _LIST_RUN

    def list_without_signs(self, number: int) -> bool:
        """Whether a line is one of several short lines in a row that are the items of a list."""
        return self._title_shaped(number) and self._in_run(number)

    def _title_shaped(self, number: int) -> bool:
        """Whether a line is short, begins and ends as a title does, and was not ended for lack of room."""
        line = self._lines[number - 1]
        text = line.text
        if line.role not in (Role.BODY, Role.HEADING) or not 3 <= len(text) <= _LONGEST or line.mark:
            return False
        bare = _NOTE_NUMBER.sub("", text)
        if text.count("(") != text.count(")"):
            return False
        if not text[0].isupper() or bare[-1] in ",/-" or (ends_sentence(bare) and not bare.endswith((")", "?"))):
            return False
        following = self._lines[number] if number < len(self._lines) else None
        if following is None or following.role not in (Role.BODY, Role.HEADING):
            return True
        room = _ROOM * self.width_at(number)
        return len(text) + 1 + len(following.text.split(" ", 1)[0]) <= room

    def _follows_on(self, number: int) -> bool:
        """Whether a line stands straight below text on the same page."""
        return not self._pages.begins_at(number) and self._lines[number - 2].role is Role.BODY

    def _finished_before(self, number: int) -> bool:
        for line in reversed(self._lines[: number - 1]):
            if line.role in (Role.BODY, Role.HEADING):
                apart = line.number < number - 1
                return line.role is Role.HEADING or ends_sentence(line.text) or (apart and bool(self._item_above(line)))
        return True

    def _item_above(self, line: Line) -> bool:
        """Whether a line belongs to a list item: items often end without a full stop."""
        for above in reversed(self._lines[max(0, line.number - 4) : line.number]):
            if above.mark is ItemMark.SURE or (above.role is Role.BODY and above.mark):
                return True
        return False

    def _new_text_after(self, number: int) -> bool:
        for line in self._lines[number : number + 3]:
            if line.role is not Role.BLANK:
                return line.role in (Role.BODY, Role.HEADING) and not starts_lower(line.text)
        return False

    def _page_width(self, index: int) -> int:
        first, last = self._pages.bounds(index, len(self._lines))
        lengths = sorted(len(line.text) for line in self._lines[first - 1 : last] if line.carries_text)
        return lengths[int(len(lengths) * 0.9)] if lengths else _LONGEST
