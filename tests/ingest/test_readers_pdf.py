"""A PDF is read as people read it: columns, notes, tables, headings and pages, by where the letters stand."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

from ingest.layout import Layout
from ingest.manifest import Source
from ingest.passages import make_passages
from ingest.readers import Limits, ReadText
from ingest.readers.pdf_lines import Word, pieces_of
from ingest.readers.pdf_lines import text_of as words_as_text
from ingest.readers.pdf_page import Glyph
from ingest.readers.within import read_within
from ingest.reading import WordEvidence
from ingest.records import Passage
from ingest.structure import read_structure
from tests.ingest.conftest import ReadDocument
from tests.ingest.papers import HEIGHT, LEADING, PROSE, WIDTH, Page, broken, pdf, picture


def text_of(path: Path) -> ReadText:
    return read_within(path, limits=Limits())


def passages_of(text: ReadText) -> list[Passage]:
    source = Source(
        id="proef", nummer="000", titel="Proef", uitgever="test", versie="1", datum="2026", status="actueel",
        opmerking="", bestand="proef.pdf", sha256="0" * 64,
    )  # fmt: skip
    lines = list(text.lines)
    structure = read_structure(lines, Layout(), text)
    return make_passages(source, lines, structure, Layout(), WordEvidence([lines]))


def in_columns(page: Page, columns: int = 2, *, lower: float = 0) -> None:
    """Draw columns line by line across the page, so that the order in the file mixes them."""
    width = 470 / columns - 15
    texts = [broken(page.canvas, f"Kolom {'ABC'[index]} begint. {PROSE * 3} Einde {'ABC'[index]}.", width)
             for index in range(columns)]  # fmt: skip
    for row in range(max(map(len, texts))):
        for index, lines in enumerate(texts):
            if row < len(lines):
                page.at(60 + index * (width + 15), page.y - row * LEADING - index * lower, lines[row])
    page.y -= (max(map(len, texts)) + 1) * LEADING


def assert_columns_are_whole(text: ReadText, columns: str) -> None:
    joined = " ".join(text.lines)
    order = [joined.index(f"{word} {name}") for name in columns for word in ("Kolom", "Einde")]
    assert order == sorted(order)


def test_two_columns_that_the_file_mixes_are_read_one_after_the_other(tmp_path: Path) -> None:
    text = text_of(pdf(tmp_path / "a.pdf", in_columns))
    assert_columns_are_whole(text, "AB")
    assert "pagina 1" in text.remarks[0]


def test_columns_whose_lines_do_not_stand_level_are_columns_too(tmp_path: Path) -> None:
    assert_columns_are_whole(text_of(pdf(tmp_path / "a.pdf", lambda page: in_columns(page, lower=5))), "AB")


def test_three_columns(tmp_path: Path) -> None:
    assert_columns_are_whole(text_of(pdf(tmp_path / "a.pdf", lambda page: in_columns(page, 3))), "ABC")


def test_what_runs_across_the_page_stands_between_the_columns_above_and_below_it(tmp_path: Path) -> None:
    def draw(page: Page) -> None:
        page.prose("Bovenaan over de hele breedte. " + PROSE)
        in_columns(page)
        page.line("Tussenkop", size=12, bold=True, step=18)
        page.prose("Onderaan over de hele breedte. " + PROSE * 2)

    text = text_of(pdf(tmp_path / "a.pdf", draw))
    joined = " ".join(text.lines)
    wanted = ["Bovenaan", "Kolom A", "Einde A", "Kolom B", "Einde B", "Tussenkop", "Onderaan"]
    assert [joined.index(word) for word in wanted] == sorted(joined.index(word) for word in wanted)


def test_one_column_is_not_taken_for_two(tmp_path: Path) -> None:
    def draw(page: Page) -> None:
        for number in range(5):
            page.prose(f"Alinea {number}. {PROSE * 2}")
        for word in ("eerste", "tweede", "derde", "vierde", "vijfde"):
            page.at(60, page.y, "•")
            page.line(f"het {word} punt van de lijst;", x=80)

    text = text_of(pdf(tmp_path / "a.pdf", draw))
    assert text.remarks == ()
    assert [text.lines[line - 1] for line, kind in text.kinds.items() if kind == "lijst"] == [
        f"• het {word} punt van de lijst;" for word in ("eerste", "tweede", "derde", "vierde", "vijfde")
    ]


def test_running_heads_and_page_numbers_go_and_chapter_titles_stay(tmp_path: Path) -> None:
    def draw(number: int) -> Callable[[Page], None]:
        def on(page: Page) -> None:
            page.at(60, HEIGHT - 40, "Handreiking gegevens delen", size=8)
            page.at(WIDTH / 2, 30, f"Pagina {number} van 4", size=8)
            page.y = HEIGHT - 70
            page.line(f"{number}. Hoofdstuk {'abcd'[number - 1]}", size=16, bold=True, step=24)
            page.prose(f"Tekst van {number}. {PROSE}")

        return on

    text = text_of(pdf(tmp_path / "a.pdf", *[draw(number) for number in range(1, 5)]))
    joined = "\n".join(text.lines)
    assert "Handreiking" not in joined
    assert "Pagina" not in joined
    assert [text.lines[line - 1] for line in text.headings] == [f"{n}. Hoofdstuk {c}" for n, c in enumerate("abcd", 1)]
    assert text.pages is not None
    assert {page: text.lines[text.pages.index(page)] for page in (2, 4)} == {2: "2. Hoofdstuk b", 4: "4. Hoofdstuk d"}
    assert [passage.page for passage in passages_of(text)] == [1, 2, 3, 4]


def test_notes_stand_below_the_text_of_their_page_and_keep_their_kind(tmp_path: Path) -> None:
    def first(page: Page) -> None:
        page.prose(PROSE * 3)
        page.at(60, page.y, "Dit staat in de wet")
        page.at(60 + page.canvas.stringWidth("Dit staat in de wet", "Helvetica", 10), page.y + 4, "1", size=6)
        page.at(160, page.y, "en de zin loopt door op de")
        page.canvas.line(60, 95, 160, 95)
        page.at(60, 84, "1", size=5)
        page.at(65, 80, "Zie artikel 9 van de wet, en het rapport", size=8)
        page.at(65, 70, "dat daarover gaat.", size=8)
        page.at(60, 59, "2", size=5)
        page.at(65, 55, "Een tweede noot.", size=8)

    def second(page: Page) -> None:
        page.prose("volgende bladzijde verder, tot hier. " + PROSE)

    text = text_of(pdf(tmp_path / "a.pdf", first, second))
    notes = [text.lines[line - 1] for line, kind in text.kinds.items() if kind == "voetnoot"]
    assert notes == ["1 Zie artikel 9 van de wet, en het rapport", "dat daarover gaat.", "2 Een tweede noot."]
    assert any(line.startswith("Dit staat in de wet1 en de zin") for line in text.lines)
    running = next(passage for passage in passages_of(text) if "Dit staat" in passage.text)
    assert "loopt door op de volgende bladzijde verder" in running.reading_text


def test_a_word_that_a_line_end_broke_is_whole_in_the_reading_text_and_a_real_hyphen_stays(tmp_path: Path) -> None:
    def draw(page: Page) -> None:
        page.prose("In de bemoeizorg deel je via e-mail en via de post. " + PROSE)
        page.line("Voor wie werkt in de bemoei-")
        page.line("zorg geldt hetzelfde, ook in een bericht per e-")
        page.line("mail aan een collega van een andere organisatie.")

    text = text_of(pdf(tmp_path / "a.pdf", draw))
    read = " ".join(passage.reading_text for passage in passages_of(text))
    assert "in de bemoeizorg geldt" in read
    assert "per e-mail aan" in read
    assert "Voor wie werkt in de bemoei-" in text.lines


def test_a_soft_hyphen_shows_at_the_end_of_a_line_alone() -> None:
    words = [
        Word(text=text, x0=0, x1=9, size=10, bold=False, raised=False) for text in ("hulp\u00adverlener", "wijk\u00ad")
    ]
    assert words_as_text(words) == "hulpverlener wijk-"


def test_a_table_with_lines_has_a_row_on_a_line(tmp_path: Path) -> None:
    def draw(page: Page) -> None:
        page.prose(PROSE)
        top = page.y + 5
        for row, cells in enumerate((("Wet", "Wie"), ("Wmo 2015", "de gemeente"), ("Jeugdwet", "de jeugdhulp"))):
            for column, cell in enumerate(cells):
                page.at(65 + 150 * column, top - 25 * row - 11, cell)
                if cell == "de jeugdhulp":
                    page.at(215, top - 25 * row - 22, "en de school")
        for row in range(4):
            page.canvas.line(60, top - 25 * row, 360, top - 25 * row)
        for column in range(3):
            page.canvas.line(60 + 150 * column, top, 60 + 150 * column, top - 75)
        page.y = top - 95
        page.prose("Na de tabel. " + PROSE)

    text = text_of(pdf(tmp_path / "a.pdf", draw))
    rows = [text.lines[line - 1] for line, kind in text.kinds.items() if kind == "tabel"]
    assert rows == ["Wet | Wie", "Wmo 2015 | de gemeente", "Jeugdwet | de jeugdhulp en de school"]
    (passage,) = [passage for passage in passages_of(text) if passage.kind == "tabel"]
    assert passage.reading_text.splitlines() == rows


def test_a_table_without_lines_is_read_by_rows_and_told(tmp_path: Path) -> None:
    def draw(page: Page) -> None:
        page.prose(PROSE)
        for row in (("Situatie", "Mag het"), ("Met toestemming", "ja"), ("Zonder doel", "nee"), ("Bij gevaar", "ja")):
            for column, cell in enumerate(row):
                page.at(60 + 200 * column, page.y, cell)
            page.y -= 16
        page.y -= 10
        page.prose(PROSE)

    text = text_of(pdf(tmp_path / "a.pdf", draw))
    rows = [text.lines[line - 1] for line, kind in text.kinds.items() if kind == "tabel"]
    assert rows == ["Situatie | Mag het", "Met toestemming | ja", "Zonder doel | nee", "Bij gevaar | ja"]
    assert any("zonder lijnen" in remark for remark in text.remarks)


def test_a_table_without_lines_whose_cells_hold_whole_sentences_is_read_by_rows(tmp_path: Path) -> None:
    def draw(page: Page) -> None:
        for row in range(3):
            top = page.y
            for x, text in (
                (60, f"Vraag {row}. {PROSE}"),
                (310, f"Antwoord {row} is kort, maar wel langer dan een regel van de tabel"),
            ):
                for number, line in enumerate(broken(page.canvas, text, 220)):
                    page.at(x, top - number * LEADING, line)
                    page.y = min(page.y, top - (number + 1) * LEADING)
            page.y -= 10

    text = text_of(pdf(tmp_path / "a.pdf", draw))
    assert [line.split(".")[0] for line in text.lines if line] == [f"Vraag {row}" for row in range(3)]
    assert all(f"| Antwoord {row}" in text.lines[row] for row in range(3))


def test_small_notes_below_two_columns_do_not_make_them_a_table(tmp_path: Path) -> None:
    def draw(page: Page) -> None:
        in_columns(page)
        for x, number in ((60, 1), (310, 2)):
            for line in range(2):
                page.at(x, 70 - 9 * line, f"{number} Zie artikel {number} van de wet."[line * 2 :], size=8)

    text = text_of(pdf(tmp_path / "a.pdf", draw))
    assert_columns_are_whole(text, "AB")
    assert list(text.kinds.values()) == ["voetnoot"] * 4


def test_headings_are_known_by_size_and_weight_without_a_number(tmp_path: Path) -> None:
    def draw(page: Page) -> None:
        page.line("Gegevens delen", size=18, bold=True, step=26)
        page.line("Wie doet wat", size=13, bold=True, step=20)
        page.prose(PROSE * 2)
        page.line("De rol van de wijkagent", bold=True, step=15)
        page.prose("Een alinea met een kort einde. " + PROSE)
        page.line("Afronden", size=13, bold=True, step=20)
        page.prose(PROSE)

    text = text_of(pdf(tmp_path / "a.pdf", draw))
    assert {text.lines[line - 1]: level for line, level in text.headings.items()} == {
        "Gegevens delen": 1, "Wie doet wat": 2, "De rol van de wijkagent": 3, "Afronden": 2,
    }  # fmt: skip
    assert [passage.heading_path for passage in passages_of(text)] == [
        ("Gegevens delen", "Wie doet wat"),
        ("Gegevens delen", "Wie doet wat", "De rol van de wijkagent"),
        ("Gegevens delen", "Afronden"),
    ]


def test_bookmarks_say_the_level_of_a_heading(tmp_path: Path) -> None:
    def draw(page: Page) -> None:
        for key, (title, level) in enumerate((("Deel een", 0), ("Onderdeel", 1), ("Kleiner onderdeel", 2))):
            page.canvas.bookmarkPage(str(key))
            page.canvas.addOutlineEntry(title, str(key), level)
            page.line(title, size=14, bold=True, step=20)
            page.prose(PROSE)

    text = text_of(pdf(tmp_path / "a.pdf", draw))
    assert list(text.headings.values()) == [1, 2, 3]


def test_a_page_that_lies_on_its_side_is_read(tmp_path: Path) -> None:
    def draw(page: Page) -> None:
        page.canvas.translate(WIDTH, 0)
        page.canvas.rotate(90)
        page.y = 400
        for number in range(4):
            page.line(f"Regel {number} van een liggende bladzijde.")

    text = text_of(pdf(tmp_path / "a.pdf", draw, turned=90))
    assert text.lines[0] == "Regel 0 van een liggende bladzijde."
    assert text.lines[-1] == "Regel 3 van een liggende bladzijde."


def test_text_that_stands_upright_beside_the_page_goes_and_is_told(tmp_path: Path) -> None:
    def draw(page: Page) -> None:
        page.prose(PROSE)
        page.canvas.saveState()
        page.canvas.rotate(90)
        page.at(200, -30, "ONTWERP")
        page.canvas.restoreState()

    text = text_of(pdf(tmp_path / "a.pdf", draw))
    assert not any("ONTWERP" in line for line in text.lines)
    assert any("scheve" in remark for remark in text.remarks)


def test_pages_that_are_pictures_are_named(tmp_path: Path) -> None:
    def draw(page: Page) -> None:
        page.prose(PROSE)

    text = text_of(pdf(tmp_path / "a.pdf", draw, picture, picture, draw, picture))
    assert any(remark.startswith("Pagina 2-3, 5 ") for remark in text.remarks)


@pytest.mark.parametrize("columns", [1, 2, 3])
def test_the_words_of_a_real_document_come_back_in_their_order(
    tmp_path: Path, read: dict[str, ReadDocument], columns: int
) -> None:
    """Draw a document in columns, line by line across the page, and read it."""
    passages = read["004"].passages[:40]
    width = 480 / columns - 16

    def pages() -> Iterator[Callable[[Page], None]]:
        canvas = Canvas(str(tmp_path / "maat.pdf"))
        lines = [line for own in passages for line in broken(canvas, own.reading_text, width)]
        height = 48
        for start in range(0, len(lines), height * columns):
            yield partial(put, lines=lines[start : start + height * columns], height=height)

    def put(page: Page, lines: list[str], height: int) -> None:
        for row in range(height):
            for column in range(columns):
                if column * height + row < len(lines):
                    line = lines[column * height + row]
                    page.at(55 + column * (width + 16), page.y - row * LEADING, line)

    text = text_of(pdf(tmp_path / "a.pdf", *pages()))
    wanted = " ".join(passage.reading_text for passage in passages).split()
    assert " ".join(text.lines).split() == wanted


def glyphs(*letters: tuple[str, float, float, int]) -> list[Glyph]:
    return [
        Glyph(text=letter, x0=x0, x1=x1, y=100, size=10, bold=False, place=place) for letter, x0, x1, place in letters
    ]


def test_the_letters_of_a_ligature_share_a_place_and_both_count() -> None:
    letters = glyphs(("e", 0, 5, 0), ("f", 5, 11, 1), ("f", 5, 11, 2), ("e", 11, 16, 3))
    assert [piece.text for piece in pieces_of(letters)] == ["effe"]


def test_a_letter_that_is_printed_twice_to_look_bold_counts_once() -> None:
    letters = glyphs(("j", 0, 5, 0), ("a", 5, 10, 1), ("j", 0.4, 5.4, 2), ("a", 5.4, 10.4, 3))
    assert [piece.text for piece in pieces_of(letters)] == ["ja"]


def test_a_space_that_the_file_writes_parts_words_also_where_no_gap_shows() -> None:
    letters = glyphs(("o", 0, 5, 0), ("f", 5, 10, 1), ("e", 10, 15, 3), ("n", 15, 20, 4))
    letters[1].spaced = True
    assert [piece.text for piece in pieces_of(letters)] == ["of en"]
