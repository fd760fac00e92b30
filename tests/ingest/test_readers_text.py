"""Plain text: the encodings it may be in, and lines that stay exactly as they are."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.layout import load_layouts
from ingest.readers import Limits, TextUnreadable, read_file
from ingest.readers.plain import read_plain
from ingest.structure import read_structure
from tests.ingest.conftest import CORPUS, ReadDocument

DUTCH = "Privé-gegevens: één cliënt, € 5.\nDe tweede regel \n"
LINES = ("Privé-gegevens: één cliënt, € 5.", "De tweede regel ")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_an_encoding_that_says_its_name_needs_no_remark(encoding: str) -> None:
    text = read_plain(Path("a.txt"), DUTCH.encode(encoding))
    assert (text.lines, text.remarks) == (LINES, ())


@pytest.mark.parametrize(("encoding", "named"), [("utf-16-le", "UTF-16-LE"), ("utf-16-be", "UTF-16-BE")])
def test_utf_16_without_a_mark_is_known_by_its_zeros_and_told(encoding: str, named: str) -> None:
    text = read_plain(Path("a.txt"), DUTCH.encode(encoding))
    assert text.lines == LINES
    assert named in text.remarks[0]


def test_windows_1252_is_read_and_told() -> None:
    text = read_plain(Path("a.txt"), DUTCH.encode("cp1252"))
    assert text.lines == LINES
    assert "Windows-1252" in text.remarks[0]


@pytest.mark.parametrize("content", [b"a\x81b\xff", b"tekst \x00\x01\x02", b"\x7fELF\x02 \xff", b"a\x07b"])
def test_bytes_that_are_no_text_in_any_encoding_are_refused(content: bytes) -> None:
    with pytest.raises(TextUnreadable):
        read_plain(Path("a.txt"), content)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end_ends_a_line(end: str) -> None:
    assert read_plain(Path("a.txt"), f"een{end}twee{end}".encode()).lines[:2] == ("een", "twee")


def test_letters_with_loose_accents_become_one_letter() -> None:
    assert read_plain(Path("a.txt"), "cli\u0065\u0308nt".encode()).lines == ("cliënt",)


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1).filter(str.strip))
def test_any_line_of_text_comes_back(line: str) -> None:
    import unicodedata

    text = read_plain(Path("a.txt"), line.removeprefix("\ufeff").encode() or b"x")
    assert text.lines == (unicodedata.normalize("NFC", line.removeprefix("\ufeff")) or "x",)


@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_the_documents_of_the_project_read_byte_for_byte_and_to_the_same_structure(
    read: dict[str, ReadDocument], number: str
) -> None:
    document = read[number]
    source = document.source
    path = CORPUS / "documenten" / source.id / source.versie / source.bestand
    text = read_file(path, limits=Limits())
    assert "\n".join(text.lines).encode() == path.read_bytes().removesuffix(b"\n")
    again = read_structure(list(text.lines), load_layouts().of(source.id), text)
    assert again.paths == document.structure.paths
    assert again.pages == document.structure.pages
