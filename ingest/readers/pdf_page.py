"""What stands on a page of a PDF, as PDFium gives it: letters with their place and size, rules, and pictures."""

import ctypes
import math
from dataclasses import dataclass, field
from typing import Any

_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_HYPHENS = frozenset({0x2, 0xAD, 0xFFFE})  # a soft hyphen, and what PDFium makes of a hyphen at the end of a line
SOFT = "\u00ad"
_BULLETS = {0xF0B7: "•", 0xF0A7: "▪", 0xF0D8: "•", 0xF0FC: "•", 0xF076: "•", 0x2022: "•", 0x25CF: "•", 0x25A0: "▪"}
_UNKNOWN = frozenset({0x0, 0xFFFD, 0xFFFF})
_SPACES = frozenset({0x20, 0xA0})
_BLANK = frozenset({*_SPACES, 0x9, 0xA, 0xD, 0x200B, 0xFEFF})
_DRAWN = 200
_THIN = 1.5
_SHORT = 8.0
_MOST_SEGMENTS = 20_000
_INVISIBLE = 3  # the text mode of a recognised text under its picture
_BOLD = 600


@dataclass(slots=True)
class Glyph:
    """One letter: where it stands on the page (from the top left), and how it looks."""

    text: str
    x0: float
    x1: float
    y: float  # of its base line
    size: float
    bold: bool
    place: int  # in the order of the file
    spaced: bool = False  # a space comes after it


@dataclass(slots=True)
class Rule:
    """A straight line on the page, level or upright."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def level(self) -> bool:
        """Whether the line lies."""
        return self.x1 - self.x0 >= self.y1 - self.y0


@dataclass
class PageContent:
    """A page: its letters in no order in particular, its rules, and what could not be read of it."""

    number: int
    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    has_picture: bool = False  # an image, or so many strokes that they draw one: letters may be drawn as well
    skewed: int = 0  # letters that do not stand upright
    unknown: int = 0  # letters without a meaning
    invisible: int = 0


class _Space:
    """How a place in the file becomes a place on the page as people see it."""

    def __init__(self, page: Any, raw: Any) -> None:
        left, bottom, right, top = page.get_cropbox()
        self._left, self._bottom, self._w, self._h = left, bottom, right - left, top - bottom
        self._turn = page.get_rotation() // 90 % 4
        self.width, self.height = (self._h, self._w) if self._turn % 2 else (self._w, self._h)

    def point(self, x: float, y: float) -> tuple[float, float]:
        x, y = x - self._left, y - self._bottom
        x, y = ((x, y), (y, self._w - x), (self._w - x, self._h - y), (self._h - y, x))[self._turn]
        return x, self.height - y

    def direction(self, a: float, b: float) -> tuple[float, float]:
        return ((a, b), (b, -a), (-a, -b), (-b, a))[self._turn]


def page_content(page: Any, number: int) -> PageContent:
    """Return what stands on a page of an open document of pypdfium2."""
    import pypdfium2.raw as raw  # type: ignore[import-untyped]

    space = _Space(page, raw)
    content = PageContent(number=number, width=space.width, height=space.height)
    textpage = page.get_textpage()
    try:
        _read_glyphs(raw, textpage.raw, space, content)
    finally:
        textpage.close()
    _read_objects(raw, page, space, content)
    return content


def _read_glyphs(raw: Any, text: Any, space: _Space, content: PageContent) -> None:
    matrix = raw.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    box = raw.FS_RECTF()
    looks: dict[int, tuple[bool, bool]] = {}
    for index in range(raw.FPDFText_CountChars(text)):
        code = raw.FPDFText_GetUnicode(text, index)
        if raw.FPDFText_IsGenerated(text, index) == 1 or code in _BLANK:
            if code in _SPACES and content.glyphs and content.glyphs[-1].place == index - 1:
                content.glyphs[-1].spaced = raw.FPDFText_IsGenerated(text, index) != 1
            continue
        raw.FPDFText_GetMatrix(text, index, matrix)
        along, across = space.direction(matrix.a, matrix.b)
        if along <= 0 or abs(across) > 0.1 * along:
            content.skewed += 1
            continue
        if code in _UNKNOWN or raw.FPDFText_HasUnicodeMapError(text, index) == 1:
            content.unknown += 1
            code = 0xFFFD
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        raw.FPDFText_GetLooseCharBox(text, index, box)  # as wide as the letter takes room, so that "1." has no gap
        one, other = space.point(box.left, box.bottom)[0], space.point(box.right, box.top)[0]
        size = raw.FPDFText_GetFontSize(text, index) * math.hypot(matrix.c, matrix.d)
        own = raw.FPDFText_GetTextObject(text, index)
        key = ctypes.addressof(own.contents) if own else -index - 1
        if key not in looks:
            looks[key] = _look(raw, text, index, own)
        bold, invisible = looks[key]
        content.invisible += invisible
        shown = _BULLETS.get(code) or (SOFT if code in _HYPHENS else chr(code))
        content.glyphs.append(
            Glyph(
                text=_LIGATURES.get(shown, shown),
                x0=min(one, other),
                x1=max(one, other),
                y=space.point(x.value, y.value)[1],
                size=size or 1.0,
                bold=bold,
                place=index,
            )
        )


def _look(raw: Any, text: Any, index: int, own: Any) -> tuple[bool, bool]:
    """Return whether a letter is bold, and whether it is invisible."""
    name, flags = ctypes.create_string_buffer(256), ctypes.c_int()
    raw.FPDFText_GetFontInfo(text, index, name, 256, flags)
    said = any(word in name.value.lower() for word in (b"bold", b"black", b"heavy", b"semibd"))
    invisible = bool(own) and raw.FPDFTextObj_GetTextRenderMode(own) == _INVISIBLE
    return said or raw.FPDFText_GetFontWeight(text, index) >= _BOLD, invisible


def _read_objects(raw: Any, page: Any, space: _Space, content: PageContent) -> None:
    strokes = 0
    for own in page.get_objects(filter=(raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE), max_depth=2):
        strokes += own.type == raw.FPDF_PAGEOBJ_PATH
        if own.type == raw.FPDF_PAGEOBJ_IMAGE or strokes > _DRAWN:
            content.has_picture = True
        if own.type == raw.FPDF_PAGEOBJ_IMAGE:
            continue
        if own.level == 0 and len(content.rules) < _MOST_SEGMENTS:
            content.rules.extend(_rules_of(raw, own, space))


def _rules_of(raw: Any, own: Any, space: _Space) -> list[Rule]:
    """Return the level and upright lines of a drawing; of a thin filled box, its long sides."""
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(own.raw, matrix)
    a, b, c, d, e, f = matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f
    found: list[Rule] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    start: tuple[float, float] | None = None
    before: tuple[float, float] | None = None
    for index in range(min(raw.FPDFPath_CountSegments(own.raw), _MOST_SEGMENTS)):
        segment = raw.FPDFPath_GetPathSegment(own.raw, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        here = space.point(a * x.value + c * y.value + e, b * x.value + d * y.value + f)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            start = here
        elif kind == raw.FPDF_SEGMENT_LINETO and before is not None:
            found.extend(_rule(before, here))
        if raw.FPDFPathSegment_GetClose(segment) and start is not None:
            found.extend(_rule(here, start))
        before = here
    return found


def _rule(one: tuple[float, float], other: tuple[float, float]) -> list[Rule]:
    (x0, x1), (y0, y1) = sorted((one[0], other[0])), sorted((one[1], other[1]))
    straight = min(x1 - x0, y1 - y0) <= _THIN and max(x1 - x0, y1 - y0) >= _SHORT
    return [Rule(x0, y0, x1, y1)] if straight else []
