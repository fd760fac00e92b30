"""How a Word file looks: A4, one sans-serif font, quiet colours, and the styles the document is written in."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from assistant.verslag.pieces import Document

if TYPE_CHECKING:
    from docx.document import Document as Word

LANGUAGE = "nl-NL"
INK, GREY, RULE, SOFT = "16324F", "4A5560", "9AA7B4", "EEF2F6"
FONT = "Arial"
LABEL_CM = 5.2
"""Where the values of a list of names and values begin."""


def prepare(word: Word, document: Document) -> None:
    """Set the page, the properties and the styles of an empty file."""
    _page(word, one_page=document.one_page)
    _properties(word, document)
    _language_and_font(word)
    _headings(word, one_page=document.one_page)
    _paragraphs(word, one_page=document.one_page)


def _page(word: Word, *, one_page: bool) -> None:
    from docx.shared import Cm

    section = word.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.1 if one_page else 2.3)
    section.top_margin = Cm(1.4 if one_page else 2)
    section.bottom_margin = Cm(1.5 if one_page else 2)
    section.footer_distance = Cm(0.8 if one_page else 1)


def _properties(word: Word, document: Document) -> None:
    made = datetime.combine(document.drawn_on, time())
    properties = word.core_properties
    properties.title, properties.author, properties.language = document.title, "Deelwijzer", LANGUAGE
    properties.comments, properties.last_modified_by = "", ""
    properties.created = properties.modified = made


def _language_and_font(word: Word) -> None:
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    defaults = word.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for name in ("w:lang", "w:rFonts"):
        for old in defaults.findall(qn(name)):
            defaults.remove(old)
    fonts = OxmlElement("w:rFonts")
    for which in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{which}"), FONT)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), LANGUAGE)
    defaults.insert(0, fonts)
    defaults.append(language)


def _headings(word: Word, *, one_page: bool) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt

    sizes = {"Title": 18 if one_page else 22, "Subtitle": 12, "Heading 1": 12 if one_page else 14, "Heading 2": 11}
    before = {"Title": 0, "Subtitle": 0, "Heading 1": 10 if one_page else 20, "Heading 2": 12}
    for name, size in sizes.items():
        style: Any = word.styles[name]
        _letters(style, size, INK, bold=True)
        style.font.italic = False
        style.paragraph_format.space_before = Pt(before[name])
        style.paragraph_format.space_after = Pt(2 if one_page and name != "Title" else 6)
        style.paragraph_format.keep_with_next = True
        _without_border(style)
        # The template spaces the letters of the subtitle.
        for spacing in style.element.rPr.findall(qn("w:spacing")):
            style.element.rPr.remove(spacing)


def _paragraphs(word: Word, *, one_page: bool) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Cm, Pt

    normal: Any = word.styles["Normal"]
    _letters(normal, 11 if one_page else 10, None)
    normal.paragraph_format.space_after = Pt(4 if one_page else 6)
    normal.paragraph_format.line_spacing = 1.0 if one_page else 1.12

    def style(name: str, size: float, colour: str | None, *, after: float = 6) -> Any:
        made: Any = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        made.base_style = normal
        _letters(made, size, colour)
        made.paragraph_format.space_after = Pt(after)
        return made

    style("Toelichting", 9, GREY)
    quoted = style("Citaat", 10, None)
    quoted.paragraph_format.left_indent = Cm(0.5)
    _edge(quoted, "left", INK, 18)
    warned = style("Let op", 10, INK)
    warned.paragraph_format.space_before = Pt(14)
    for side in ("top", "left", "bottom", "right"):
        _edge(warned, side, INK, 6)
    small = style("Klein", 6.5 if one_page else 7.5, GREY, after=1)
    small.paragraph_format.line_spacing = 1.0
    style("Tabeltekst", 9, None, after=2)
    ticked = style("Vinkje", 10, None, after=5)
    ticked.paragraph_format.left_indent, ticked.paragraph_format.first_line_indent = Cm(0.8), Cm(-0.8)
    ticked.paragraph_format.tab_stops.add_tab_stop(Cm(0.8))
    label = Cm(5.4 if one_page else LABEL_CM)
    filled = style("Invulregel", 11 if one_page else 10, None, after=3 if one_page else 5)
    filled.paragraph_format.left_indent, filled.paragraph_format.first_line_indent = label, -label
    filled.paragraph_format.tab_stops.add_tab_stop(label)
    place = style("Bronplaats", 8, GREY, after=1)
    place.paragraph_format.keep_with_next = True
    words = style("Broncitaat", 8, None, after=5)
    words.paragraph_format.left_indent = Cm(0.3)
    _edge(words, "left", RULE, 8)
    style("Bewijs", 6, None).font.name = "Courier New"
    word.styles["List Bullet"].paragraph_format.space_after = Pt(3)
    for name, size, colour in (("Rustig", 9, GREY), ("Veldnaam", None, GREY), ("Invulling", None, GREY)):
        made: Any = word.styles.add_style(name, WD_STYLE_TYPE.CHARACTER)
        _letters(made, size, colour)


def _letters(style: Any, size: float | None, colour: str | None, *, bold: bool | None = None) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    style.font.name = FONT
    fonts = style.element.get_or_add_rPr().find(qn("w:rFonts"))
    # The headings of the template name fonts of a theme, which would go before ours.
    for attribute in [name for name in fonts.attrib if "heme" in name]:
        del fonts.attrib[attribute]
    if size:
        style.font.size = Pt(size)
    if colour:
        style.font.color.rgb = RGBColor.from_string(colour)
    if bold is not None:
        style.font.bold = bold


def _edge(style: Any, side: str, colour: str, eighths: int) -> None:
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    properties = style.element.get_or_add_pPr()
    borders = properties.find(qn("w:pBdr"))
    if borders is None:
        borders = OxmlElement("w:pBdr")
        # The order of a paragraph's properties is fixed: borders stand before spacing and indentation.
        properties.insert_element_before(
            borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:outlineLvl"
        )
    edge = OxmlElement(f"w:{side}")
    for name, value in (("val", "single"), ("sz", str(eighths)), ("space", "6"), ("color", colour)):
        edge.set(qn(f"w:{name}"), value)
    borders.append(edge)


def _without_border(style: Any) -> None:
    from docx.oxml.ns import qn

    properties = style.element.get_or_add_pPr()
    for border in properties.findall(qn("w:pBdr")):
        properties.remove(border)
