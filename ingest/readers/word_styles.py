"""The styles and numbering of a Word file: the level of a heading, and the number or sign of a list item."""

import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass, field

from ingest.readers.word_package import attribute, child, children

_HEADING_NAME = re.compile(r"^(?:heading|kop)\s*([1-9])$", re.I)
_TITLE_NAMES = frozenset({"title", "titel"})
_CONTENTS_NAME = re.compile(r"^(?:toc|inhopg|inhoudsopgave)\b", re.I)
_PART = re.compile(r"%(\d)")
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
BULLET = "•"
_LEVELS = 9


class Styles:
    """What the styles say, each with what it takes over from the one it is based on."""

    def __init__(self, styles: ET.Element | None) -> None:
        self._by_id = {attribute(own, "styleId") or "": own for own in children(styles, "style")}

    def chain(self, style: str | None) -> list[ET.Element]:
        """Return a style and the ones it is based on, nearest first."""
        chain: list[ET.Element] = []
        while style is not None and style in self._by_id and len(chain) < len(self._by_id):
            chain.append(self._by_id[style])
            style = attribute(child(chain[-1], "basedOn"), "val")
        return chain

    def heading_level(self, style: str | None) -> int:
        """Return the level that a style gives a paragraph; 0 for no heading."""
        for own in self.chain(style):
            name = attribute(child(own, "name"), "val") or ""
            outline = attribute(child(own, "pPr", "outlineLvl"), "val")
            if outline is not None and outline.isdigit():
                return int(outline) + 1 if int(outline) < _LEVELS else 0
            if match := _HEADING_NAME.match(name):
                return int(match[1])
            if name.lower() in _TITLE_NAMES:
                return 1
        return 0

    def is_contents(self, style: str | None) -> bool:
        """Say whether a style is that of a line of the contents page."""
        return any(_CONTENTS_NAME.match(attribute(child(own, "name"), "val") or "") for own in self.chain(style))

    def numbering(self, style: str | None) -> tuple[str | None, str | None]:
        """Return the list and the depth in it that a style gives."""
        for own in self.chain(style):
            found = child(own, "pPr", "numPr")
            if found is not None:
                return attribute(child(found, "numId"), "val"), attribute(child(found, "ilvl"), "val")
        return None, None


@dataclass
class _Level:
    """One depth of a list."""

    form: str
    text: str
    start: int


@dataclass
class _List:
    """A list as it was defined; lists that share a definition count on from each other."""

    levels: dict[int, _Level]
    counts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts the items of every list of a file, in the order in which they pass by."""

    def __init__(self, numbering: ET.Element | None) -> None:
        abstract = {
            attribute(own, "abstractNumId"): _List(dict(map(_level, children(own, "lvl"))))
            for own in children(numbering, "abstractNum")
        }
        self._lists: dict[str, _List] = {}
        for own in children(numbering, "num"):
            base = abstract.get(attribute(child(own, "abstractNumId"), "val"))
            if base is None:
                continue
            changed = dict(base.levels)
            overrides = list(children(own, "lvlOverride"))
            for override in overrides:
                depth = int(attribute(override, "ilvl") or 0)
                start = attribute(child(override, "startOverride"), "val")
                own_level = child(override, "lvl")
                if own_level is not None:
                    changed[depth] = _level(own_level)[1]
                if start is not None and start.isdigit() and depth in changed:
                    changed[depth] = _Level(changed[depth].form, changed[depth].text, int(start))
            self._lists[attribute(own, "numId") or ""] = _List(changed) if overrides else base

    def next_label(self, list_id: str, depth: int) -> str:
        """Return the number or sign of the next item of a list at a depth; empty when it has none."""
        own = self._lists.get(list_id)
        level = own.levels.get(depth) if own else None
        if own is None or level is None or level.form == "none":
            return ""
        if level.form == "bullet":
            return BULLET
        own.counts[depth] = own.counts.get(depth, level.start - 1) + 1
        for deeper in [other for other in own.counts if other > depth]:
            del own.counts[deeper]

        def shown(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            part = own.levels.get(at, level)
            return _numeral(own.counts.get(at, part.start), part.form)

        return _PART.sub(shown, level.text)


def _level(element: ET.Element) -> tuple[int, _Level]:
    start = attribute(child(element, "start"), "val") or "1"
    level = _Level(
        form=attribute(child(element, "numFmt"), "val") or "decimal",
        text=attribute(child(element, "lvlText"), "val") or "",
        start=int(start) if start.isdigit() else 1,
    )
    return int(attribute(element, "ilvl") or 0), level


def _numeral(number: int, form: str) -> str:
    """Return a number as a list writes it; a form that is not known here is written in digits."""
    if form in ("lowerLetter", "upperLetter") and number > 0:
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter.upper() if form == "upperLetter" else letter
    if form in ("lowerRoman", "upperRoman") and 0 < number < 4000:
        roman = ""
        for value, sign in _ROMAN:
            roman += sign * (number // value)
            number %= value
        return roman.upper() if form == "upperRoman" else roman
    return f"{number:02}" if form == "decimalZero" else str(number)
