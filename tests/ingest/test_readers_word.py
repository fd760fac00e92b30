"""A Word file is read in order: headings by style, numbered lists, tables, notes, text boxes, changes as accepted."""

from pathlib import Path

import docx
import pytest

from ingest.readers import FileDamaged, FileEncrypted, LimitExceeded, Limits, ReadText
from ingest.readers.within import read_within
from tests.ingest.papers import W as NAMESPACE
from tests.ingest.papers import package, paragraph, table, word


def text_of(path: Path) -> ReadText:
    return read_within(path, limits=Limits())


def said(text: ReadText) -> list[str]:
    """Return the lines that are not empty."""
    return [line for line in text.lines if line]


def test_a_file_that_python_docx_makes(tmp_path: Path) -> None:
    made = docx.Document()
    made.add_heading("Convenant", 0)
    made.add_heading("Waarom", 1)
    made.add_paragraph("Je deelt alleen als dat nodig is. " * 6)
    for step in ("Bepaal het doel", "Leg vast"):
        made.add_paragraph(step, style="List Number")
    made.add_paragraph("aan de cliënt", style="List Bullet")
    rows = made.add_table(rows=2, cols=2)
    for row, cells in zip(rows.rows, (("Wet", "Wie"), ("Wmo", "gemeente | wijk")), strict=True):
        for cell, content in zip(row.cells, cells, strict=True):
            cell.text = content
    made.sections[0].header.paragraphs[0].text = "Kop van elke pagina"
    made.sections[0].footer.paragraphs[0].text = "Voet van elke pagina"
    made.save(str(tmp_path / "a.docx"))
    text = text_of(tmp_path / "a.docx")
    assert [(text.lines[line - 1], level) for line, level in text.headings.items()] == [("Convenant", 1), ("Waarom", 1)]
    assert said(text)[-5:] == [
        "1. Bepaal het doel",
        "2. Leg vast",
        "• aan de cliënt",
        "Wet | Wie",
        "Wmo | gemeente / wijk",
    ]
    assert not any("elke pagina" in line for line in text.lines)
    assert text.pages is None
    assert max(map(len, text.lines)) <= 100


NUMBERING = (
    '<w:abstractNum w:abstractNumId="1">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1.%2)"/></w:lvl>'
    '</w:abstractNum><w:abstractNum w:abstractNumId="2">'
    '<w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="Artikel %1"/></w:lvl>'
    '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num><w:num w:numId="3"><w:abstractNumId w:val="1"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>'
)


def item(text: str, list_id: int, depth: int = 0) -> str:
    own = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{list_id}"/></w:numPr>'
    return f"<w:p><w:pPr>{own}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def test_list_numbers_are_those_that_word_shows(tmp_path: Path) -> None:
    body = "".join(
        item(text, list_id, depth)
        for text, list_id, depth in (
            ("een", 1, 0),
            ("diep", 1, 1),
            ("dieper", 1, 1),
            ("twee", 1, 0),
            ("weer", 1, 1),
            ("x", 2, 0),
            ("y", 2, 0),
            ("opnieuw", 3, 0),
        )
    )
    assert said(text_of(word(tmp_path / "a.docx", body, numbering=NUMBERING))) == [
        "1. een", "1.a) diep", "1.b) dieper", "2. twee", "2.a) weer", "Artikel III x", "Artikel IV y", "7. opnieuw",
    ]  # fmt: skip


def note(number: int, kind: str = "footnote") -> str:
    return f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>'


def test_notes_come_after_the_paragraph_or_table_that_refers_to_them_and_count_up(tmp_path: Path) -> None:
    notes = "".join(f'<w:footnote w:id="{n}">{paragraph(f"Noot met nummer {n}.")}</w:footnote>' for n in (2, 5))
    end = f'<w:endnote w:id="2">{paragraph("Eindnoot.")}</w:endnote>'
    rows = "<w:tbl>" + "".join(
        f"<w:tr><w:tc>{paragraph(cell, extra=extra)}</w:tc><w:tc>{paragraph('y')}</w:tc></w:tr>"
        for cell, extra in (("a", note(2)), ("b", ""))
    ) + "</w:tbl>"  # fmt: skip
    body = paragraph("Eerst.", extra=note(5)) + paragraph("Dan.") + rows + paragraph("Slot", extra=note(2, "endnote"))
    text = text_of(word(tmp_path / "a.docx", body, footnotes=notes, endnotes=end))
    assert said(text) == [
        "Eerst.1", "1 Noot met nummer 5.", "Dan.", "a2 | y", "b | y", "2 Noot met nummer 2.", "Slot3", "3 Eindnoot.",
    ]  # fmt: skip
    assert [text.lines[line - 1][0] for line, kind in text.kinds.items() if kind == "voetnoot"] == ["1", "2", "3"]


def test_tracked_changes_are_read_as_accepted_and_told(tmp_path: Path) -> None:
    body = (
        "<w:p><w:r><w:t>Je mag </w:t></w:r><w:del><w:r><w:delText>nooit</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>soms</w:t></w:r></w:ins><w:r><w:t> delen.</w:t></w:r></w:p>"
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>Twee alinea's </w:t></w:r></w:p>"
        "<w:p><w:r><w:t>worden er een.</w:t></w:r></w:p>"
        "<w:p><w:moveFrom><w:r><w:t>Verplaatst.</w:t></w:r></w:moveFrom></w:p>"
        "<w:p><w:moveTo><w:r><w:t>Verplaatst.</w:t></w:r></w:moveTo></w:p>"
    )
    text = text_of(word(tmp_path / "a.docx", body))
    assert said(text) == ["Je mag soms delen.", "Twee alinea's worden er een.", "Verplaatst."]
    assert any("geaccepteerd" in remark for remark in text.remarks)


def test_text_boxes_follow_their_paragraph_and_are_told(tmp_path: Path) -> None:
    box = f"<w:r><w:drawing><w:txbxContent>{paragraph('In het kader.')}</w:txbxContent></w:drawing></w:r>"
    text = text_of(word(tmp_path / "a.docx", paragraph("Erbuiten.", extra=box) + paragraph("Daarna.")))
    assert said(text) == ["Erbuiten.", "In het kader.", "Daarna."]
    assert list(text.kinds.values()) == ["kader"]
    assert any("1 tekstvakken" in remark for remark in text.remarks)


def test_a_text_box_that_is_written_down_twice_is_read_once(tmp_path: Path) -> None:
    def box(name: str) -> str:
        return f"<{name}><w:txbxContent>{paragraph('Kader.')}</w:txbxContent></{name}>"

    twice = f"<w:r><w:AlternateContent>{box('w:Choice')}{box('w:Fallback')}</w:AlternateContent></w:r>"
    assert said(text_of(word(tmp_path / "a.docx", paragraph("Buiten.", extra=twice)))) == ["Buiten.", "Kader."]


def test_hidden_text_the_contents_page_and_field_codes_are_no_text(tmp_path: Path) -> None:
    styles = '<w:style w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>'
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>geheim</w:t></w:r>"
    field = "<w:r><w:instrText>PAGEREF x</w:instrText></w:r>"
    body = paragraph("Inleiding 3", "TOC1") + paragraph("Zichtbaar.", extra=hidden + field)
    text = text_of(word(tmp_path / "a.docx", body, styles=styles))
    assert said(text) == ["Zichtbaar."]
    assert len(text.remarks) == 2


def test_a_style_based_on_a_heading_is_one_and_its_number_stands_before_it(tmp_path: Path) -> None:
    styles = (
        '<w:style w:styleId="Kop2"><w:name w:val="heading 2"/></w:style>'
        '<w:style w:styleId="Eigen"><w:name w:val="Eigen kop"/><w:basedOn w:val="Kop2"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    body = paragraph("Doel", "Eigen") + paragraph("Tekst.")
    text = text_of(word(tmp_path / "a.docx", body, styles=styles, numbering=NUMBERING))
    assert text.lines[0] == "1. Doel"
    assert text.headings == {1: 2}


def test_without_heading_styles_bold_lines_are_headings_and_that_is_told(tmp_path: Path) -> None:
    bold = "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Wie doet wat</w:t></w:r></w:p>"
    text = text_of(word(tmp_path / "a.docx", bold + paragraph("Een gewone alinea met een punt.")))
    assert text.headings == {1: 1}
    assert any("geen kopstijlen" in remark for remark in text.remarks)


def test_a_table_for_the_layout_is_read_as_text(tmp_path: Path) -> None:
    body = table([["lang " * 400, "Ernaast."]])
    text = text_of(word(tmp_path / "a.docx", body))
    assert text.kinds == {}
    assert said(text)[-1] == "Ernaast."


def test_a_file_of_the_strict_edition_of_the_standard_is_read(tmp_path: Path) -> None:
    strict = 'xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"'
    body = f"<w:document {strict}><w:body>{paragraph('Tekst.')}</w:body></w:document>"
    assert said(text_of(package(tmp_path / "a.docx", {"word/document.xml": body}))) == ["Tekst."]


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    bomb = package(tmp_path / "a.docx", {"word/document.xml": b" " * 3_000_000})
    with pytest.raises(LimitExceeded, match="UITGEPAKT"):
        read_within(bomb, limits=Limits(unpacked_bytes=1_000_000))


@pytest.mark.parametrize(
    "content",
    [
        "<w:document",
        f"<w:document {NAMESPACE}><w:body><w:p></w:body></w:document>",
        '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>',
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><x>&a;</x>',
        b"\xff\xfe" + '<!DOCTYPE x [<!ENTITY a "a">]><x>&a;</x>'.encode("utf-16-le"),
    ],
)
def test_xml_that_is_broken_or_refers_elsewhere_is_refused(tmp_path: Path, content: str | bytes) -> None:
    with pytest.raises(FileDamaged):
        text_of(package(tmp_path / "a.docx", {"word/document.xml": content}))


def test_xml_without_end_of_depth_gives_its_text_or_an_error(tmp_path: Path) -> None:
    deep = "<w:sdt>" * 200_000 + "</w:sdt>" * 200_000
    assert said(text_of(word(tmp_path / "a.docx", deep + paragraph("Tekst.")))) == ["Tekst."]


def test_an_entry_with_a_password_is_told(tmp_path: Path) -> None:
    path = word(tmp_path / "a.docx", paragraph("Tekst."))
    content = bytearray(path.read_bytes())
    content[content.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)
    with pytest.raises(FileEncrypted):
        text_of(path)
