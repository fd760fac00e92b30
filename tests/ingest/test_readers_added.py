"""An added document of any format comes out as passages: cited by line, with its page, headings and kind."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.build import read_passages
from ingest.manifest import Manifest, StagedSource, load_manifest
from ingest.readers import Limits
from ingest.readers.blocks import WIDTH
from ingest.records import Passage
from ingest.settings import Settings
from ingest.versions.offer import Offer
from ingest.versions.own import OwnVersions
from tests.ingest.papers import PROSE, Page, paragraph, pdf, table, word

STYLES = '<w:style w:styleId="Kop1"><w:name w:val="heading 1"/></w:style>'
TITLES = ("1 Wat is delen", "2 Wie deelt")


def a_pdf(folder: Path) -> Path:
    def draw(title: str) -> Callable[[Page], None]:
        def on(page: Page) -> None:
            page.line(title, size=15, bold=True, step=24)
            page.prose(f"Onder {title}. {PROSE}")
            page.line("•  een punt van de lijst;")

        return on

    return pdf(folder / "a.pdf", *[draw(title) for title in TITLES])


def a_word(folder: Path) -> Path:
    body = "".join(paragraph(title, "Kop1") + paragraph(f"Onder {title}. {PROSE}") for title in TITLES)
    return word(folder / "a.docx", body + table([["Wet", "Wie"], ["Wmo", "gemeente"]]), styles=STYLES)


def a_web_page(folder: Path) -> Path:
    body = "".join(f"<h1>{title}</h1><p>Onder {title}. {PROSE}</p><ul><li>een punt;</ul>" for title in TITLES)
    (folder / "a.html").write_text(f"<!DOCTYPE html><html><body><main>{body}</main></body></html>", "utf-8")
    return folder / "a.html"


def a_markdown_file(folder: Path) -> Path:
    body = "".join(f"# {title}\n\nOnder {title}. {PROSE}\n\n- een punt;\n\n" for title in TITLES)
    (folder / "a.md").write_text(body, "utf-8")
    return folder / "a.md"


def passages_of(corpus: Path, folder: Path, path: Path) -> tuple[StagedSource, list[str], list[Passage]]:
    settings = Settings(corpus_dir=corpus, data_dir=folder / "data")
    offer = Offer(document="convenant", version="1", local=True, title="Convenant", publisher="wij")
    source, _ = OwnVersions(settings).add(path, offer, load_manifest(corpus), Limits())
    lines, passages = read_passages(corpus, Manifest(bronnen=(source,)))["convenant"]
    return source, lines, passages


@pytest.mark.parametrize("make", [a_pdf, a_word, a_web_page, a_markdown_file])
def test_headings_of_the_format_become_heading_paths_and_every_line_can_be_cited(
    tmp_path: Path, small_corpus: Path, make: Callable[[Path], Path]
) -> None:
    source, lines, passages = passages_of(small_corpus, tmp_path, make(tmp_path))
    assert (source.folder / source.origineel).is_file()
    assert {passage.heading_path for passage in passages} == {(title,) for title in TITLES}
    for passage in passages:
        assert passage.text == "\n".join(lines[passage.start_line - 1 : passage.end_line])
    cited = {line for passage in passages for line in range(passage.start_line, passage.end_line + 1)}
    assert all(number in cited for number, line in enumerate(lines, 1) if line)
    first = next(passage for passage in passages if f"Onder {TITLES[0]}" in passage.reading_text)
    assert PROSE.strip() in first.reading_text


def test_two_words_around_a_line_end_that_the_reader_made_stay_two(tmp_path: Path, small_corpus: Path) -> None:
    known = "Zij gaan samenwerken. " * 5
    filler = "x" * (WIDTH - len(" samen"))
    path = word(tmp_path / "a.docx", paragraph(known) + paragraph(f"{filler} samen werken is goed."))
    _, lines, passages = passages_of(small_corpus, tmp_path, path)
    assert any(line.endswith(" samen") for line in lines)
    assert any("samen werken is goed" in passage.reading_text for passage in passages)


def test_the_page_of_a_passage_is_that_of_the_pdf(tmp_path: Path, small_corpus: Path) -> None:
    _, _, passages = passages_of(small_corpus, tmp_path, a_pdf(tmp_path))
    assert {(passage.heading_path[0], passage.page) for passage in passages} == {(TITLES[0], 1), (TITLES[1], 2)}


def test_a_table_is_a_passage_with_a_row_on_a_line(tmp_path: Path, small_corpus: Path) -> None:
    _, _, passages = passages_of(small_corpus, tmp_path, a_word(tmp_path))
    assert [passage.reading_text for passage in passages if passage.kind == "tabel"] == ["Wet | Wie\nWmo | gemeente"]
