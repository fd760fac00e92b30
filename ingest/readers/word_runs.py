"""The text of one Word paragraph: as it reads when tracked changes are accepted, with its notes and text boxes."""

import xml.etree.ElementTree as ET
from dataclasses import dataclass, field

from ingest.readers.word_package import attribute, child, children, local, switched_on

_GONE = frozenset({"del", "moveFrom", "Fallback", "pPr", "rPr", "delText", "instrText", "delInstrText"})
_NOTES = {"footnoteReference": "footnote", "endnoteReference": "endnote"}
_CHANGES = frozenset({"ins", "del", "moveFrom", "moveTo"})
_FIXED = {"tab": " ", "noBreakHyphen": "-", "softHyphen": "", "cr": "\n", "ptab": " "}


@dataclass
class Runs:
    """What a paragraph holds."""

    text: str = ""
    notes: list[tuple[str, str]] = field(default_factory=list)  # kind and id of each note, in order
    boxes: list[ET.Element] = field(default_factory=list)
    images: int = 0
    changed: bool = False
    hidden: bool = False
    plain: bool = False  # some letter of it is not bold
    largest: float = 0.0  # in points; 0 when no letter says


class NoteNumbers:
    """Numbers the notes in the order in which the text refers to them."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, str], str] = {}

    def of(self, kind: str, note: str) -> str:
        """Return the number of a note; notes at the end of the document count on from the others."""
        return self._numbers.setdefault((kind, note), str(len(self._numbers) + 1))


def read_runs(paragraph: ET.Element, numbers: NoteNumbers) -> Runs:
    """Return what a paragraph holds; elements are walked without recursion, however deep they go."""
    found = Runs()
    stack = list(reversed(list(paragraph)))
    bold, size = False, 0.0
    while stack:
        element = stack.pop()
        name = local(element)
        found.changed = found.changed or name in _CHANGES
        if name in _GONE:
            continue
        if name == "r":
            look = child(element, "rPr")
            if switched_on(child(look, "vanish")):
                found.hidden = True
                continue
            bold = switched_on(child(look, "b"))
            half_points = attribute(child(look, "sz"), "val") or ""
            size = int(half_points) / 2 if half_points.isdigit() else 0.0
        if name == "txbxContent":
            found.boxes.append(element)
        elif name == "t":
            found.text += element.text or ""
            if (element.text or "").strip():
                found.plain = found.plain or not bold
                found.largest = max(found.largest, size)
        elif name == "br":
            found.text += " " if attribute(element, "type") in ("page", "column") else "\n"
        elif name in _FIXED:
            found.text += _FIXED[name]
        elif name == "sym":
            found.text += "•" if (attribute(element, "char") or "").upper().startswith("F0") else ""
        elif name in _NOTES:
            note = attribute(element, "id") or ""
            found.notes.append((_NOTES[name], note))
            found.text = found.text.rstrip(" ") + numbers.of(_NOTES[name], note)
        else:
            found.images += name == "blip"
            stack.extend(reversed(list(element)))
    return found


def joins_next(paragraph: ET.Element) -> bool:
    """Say whether the end of a paragraph was taken out as a tracked change: it then goes on in the next one."""
    return child(paragraph, "pPr", "rPr", "del") is not None


def taken_out(element: ET.Element) -> bool:
    """Say whether a table row was taken out as a tracked change."""
    return any(True for _ in children(child(element, "trPr"), "del"))
