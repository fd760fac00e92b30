"""Whatever bytes a file holds, reading it gives text that keeps its promises, or an error that says what is wrong."""

import unicodedata
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.layout import Layout
from ingest.manifest import Source
from ingest.passages import make_passages
from ingest.readers import Limits, ReadError, ReadText
from ingest.readers.sniff import ENDINGS
from ingest.readers.within import read_within
from ingest.reading import WordEvidence
from ingest.structure import read_structure
from tests.ingest.papers import PROSE, Page, paragraph, pdf, table, word

ANY = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
SOURCE = Source(
    id="proef", nummer="000", titel="Proef", uitgever="test", versie="1", datum="2026", status="actueel",
    opmerking="", bestand="proef.pdf", sha256="0" * 64,
)  # fmt: skip


@cache
def whole(ending: str) -> bytes:
    """Return a file of each kind as it should be."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"a{ending}"
        if ending == ".pdf":

            def draw(page: Page) -> None:
                page.line("Kop", size=16, bold=True)
                page.prose(PROSE * 2)
                page.line("• een punt")

            pdf(path, draw, draw)
        elif ending == ".docx":
            word(path, paragraph("Kop") + table([["a", "b"], ["c", "d"]]) + paragraph(PROSE), styles="", numbering="")
        elif ending == ".html":
            path.write_text(f"<!DOCTYPE html><html><main><h1>Kop</h1><ul><li>een</ul><p>{PROSE}</main></html>", "utf-8")
        else:
            path.write_text(f"# Kop\n\n- één\n- twee[^1]\n\n{PROSE}\n\n[^1]: Noot.\n", "utf-8")
        return path.read_bytes()


def read_bytes(ending: str, content: bytes) -> ReadText | None:
    """Return what reading gives, or None for an error of the reader; anything else goes on up."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"a{ending}"
        path.write_bytes(content)
        try:
            return read_within(path, limits=Limits(lines=5000, pages=50, unpacked_bytes=10_000_000))
        except ReadError as error:
            assert "\n" not in str(error)
            return None


def assert_keeps_its_promises(text: ReadText | None) -> None:
    if text is None:
        return
    assert any(line.strip() for line in text.lines)
    assert all("\n" not in line and unicodedata.is_normalized("NFC", line) for line in text.lines)
    assert text.pages is None or len(text.pages) == len(text.lines)
    for line in (*text.headings, *text.kinds):
        assert 1 <= line <= len(text.lines)
    lines = list(text.lines)
    structure = read_structure(lines, Layout(), text)
    passages = make_passages(SOURCE, lines, structure, Layout(), WordEvidence([lines]))
    for passage in passages:
        assert passage.text == "\n".join(lines[passage.start_line - 1 : passage.end_line])


@pytest.mark.parametrize("ending", sorted(ENDINGS))
@ANY
@given(content=st.binary(max_size=300))
def test_any_bytes(ending: str, content: bytes) -> None:
    assert_keeps_its_promises(read_bytes(ending, content))


@pytest.mark.parametrize("ending", [".txt", ".md", ".html", ".docx", ".pdf"])
def test_a_whole_file_is_read(ending: str) -> None:
    text = read_bytes(ending, whole(ending))
    assert text is not None
    assert_keeps_its_promises(text)


@pytest.mark.parametrize("ending", [".txt", ".md", ".html", ".docx", ".pdf"])
@ANY
@given(data=st.data())
def test_a_file_with_other_bytes_in_some_places(ending: str, data: st.DataObject) -> None:
    content = bytearray(whole(ending))
    places = st.integers(0, len(content) - 1)
    for place in data.draw(st.lists(places, max_size=20)):
        content[place] = data.draw(st.integers(0, 255))
    start, end = sorted((data.draw(places), data.draw(places)))
    if data.draw(st.booleans()):
        del content[start : min(end, start + 200)]
    if data.draw(st.booleans()):
        content[start:start] = content[start : start + 100] * data.draw(st.integers(0, 5))
    assert_keeps_its_promises(read_bytes(ending, bytes(content)))
