"""Parts of a Word file that its library does not make: content controls, links within the file, page numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docx.section import Section
    from docx.table import Table
    from docx.text.paragraph import Paragraph

_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_BOX_FONT = "MS Gothic"
_LONGEST_NAME = 60
"""Word refuses the name of a control that is longer than 64 characters."""


def element(tag: str, value: str | None = None, **attributes: str) -> Any:
    """Return an element of WordprocessingML, with its `w:val` and other attributes."""
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    made = OxmlElement(tag)
    if value is not None:
        made.set(qn("w:val"), value)
    for key, given in attributes.items():
        made.set(qn(f"w:{key}"), given)
    return made


def add_to_fill_in(paragraph: Paragraph, shown: str, *, name: str, number: int) -> None:
    """Add a content control that shows a placeholder until somebody types in it."""
    control, content = _control(name, number)
    control.find(_tag("w:sdtPr")).extend([element("w:showingPlcHdr"), element("w:text")])
    run = element("w:r")
    properties = element("w:rPr")
    properties.append(element("w:rStyle", "Invulling"))
    run.append(properties)
    run.append(_words(shown))
    content.append(run)
    paragraph._p.append(control)


def add_tick_box(paragraph: Paragraph, *, on: bool, name: str, number: int) -> None:
    """Add a box that can be ticked in Word."""
    from docx.oxml.parser import parse_xml

    control, content = _control(name, number)
    signs = (("checkedState", "2612"), ("uncheckedState", "2610"))
    states = "".join(f'<w14:{state} w14:val="{code}" w14:font="{_BOX_FONT}"/>' for state, code in signs)
    box = f'<w14:checkbox xmlns:w14="{_W14}"><w14:checked w14:val="{int(on)}"/>{states}</w14:checkbox>'
    control.find(_tag("w:sdtPr")).append(parse_xml(box))
    run = element("w:r")
    properties = element("w:rPr")
    properties.append(element("w:rFonts", ascii=_BOX_FONT, hAnsi=_BOX_FONT, eastAsia=_BOX_FONT, hint="eastAsia"))
    run.append(properties)
    run.append(_words("☒" if on else "☐"))
    content.append(run)
    paragraph._p.append(control)


def add_link(paragraph: Paragraph, text: str, *, anchor: str) -> None:
    """Add superscript words that lead to a bookmark in the same file."""
    link = element("w:hyperlink", anchor=anchor, history="1")
    run = element("w:r")
    properties = element("w:rPr")
    properties.append(element("w:vertAlign", "superscript"))
    run.append(properties)
    run.append(_words(text))
    link.append(run)
    paragraph._p.append(link)


def add_bookmark(paragraph: Paragraph, name: str, number: int) -> None:
    """Make a paragraph the place that a link leads to."""
    paragraph._p.append(element("w:bookmarkStart", id=str(number), name=name))
    paragraph._p.append(element("w:bookmarkEnd", id=str(number)))


def add_page_number(paragraph: Paragraph, code: str) -> None:
    """Add a number that Word works out itself: PAGE or NUMPAGES."""
    for kind, words in (("begin", None), (None, code), ("separate", None), (None, "1"), ("end", None)):
        run = element("w:r")
        if kind:
            run.append(element("w:fldChar", fldCharType=kind))
        elif words == code:
            instruction = element("w:instrText")
            instruction.text = f" {code} "
            run.append(instruction)
        else:
            run.append(_words("1"))
        paragraph._p.append(run)


def dress_table(table: Table, *, name: str, rule: str, soft: str) -> None:
    """Give a table thin lines, a shaded first row that is repeated on every page, and a name for who cannot see it."""
    properties = table._tbl.tblPr
    borders = element("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        borders.append(element(f"w:{side}", "single", sz="4", space="0", color=rule))
    margins = element("w:tblCellMar")
    for side in ("top", "left", "bottom", "right"):
        margins.append(element(f"w:{side}", w="80" if side in ("left", "right") else "50", type="dxa"))
    # Their order is fixed: borders, layout, margins, look, and the name last.
    layout = properties.find(_tag("w:tblLayout"))
    look = properties.find(_tag("w:tblLook"))
    (layout if layout is not None else look).addprevious(borders)
    look.addprevious(margins)
    for attribute in list(look.attrib):
        del look.attrib[attribute]
    for key, on in (("val", "0020"), ("firstRow", "1"), ("lastRow", "0"), ("firstColumn", "0"), ("lastColumn", "0")):
        look.set(_tag(f"w:{key}"), on)
    properties.append(element("w:tblCaption", name))
    for row in table.rows:
        row._tr.get_or_add_trPr().append(element("w:cantSplit"))
    table.rows[0]._tr.get_or_add_trPr().append(element("w:tblHeader"))
    for cell in table.rows[0].cells:
        cell._tc.get_or_add_tcPr().append(element("w:shd", "clear", color="auto", fill=soft))


def set_columns(section: Section, count: int) -> None:
    """Let a part of a page stand in so many columns."""
    columns = section._sectPr.find(_tag("w:cols"))
    columns.set(_tag("w:num"), str(count))
    columns.set(_tag("w:space"), "500")


def _control(name: str, number: int) -> tuple[Any, Any]:
    control, properties, content = element("w:sdt"), element("w:sdtPr"), element("w:sdtContent")
    shown = name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1] + "…"
    properties.extend([element("w:alias", shown), element("w:tag", f"veld-{number}"), element("w:id", str(number))])
    control.extend([properties, content])
    return control, content


def _words(text: str) -> Any:
    made = element("w:t")
    made.text = text
    made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made


def _tag(name: str) -> str:
    from docx.oxml.ns import qn

    return str(qn(name))
