"""A file that is not as it should be gives one clear line, and changes nothing."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest import __main__ as commands
from ingest.readers import (
    FileDamaged,
    FileEmpty,
    FileEncrypted,
    FileTooLarge,
    FileUnreadable,
    FormatOld,
    FormatUnknown,
    LimitExceeded,
    Limits,
    ReadError,
    ReaderStopped,
    ReaderTooSlow,
    ScanWithoutText,
    TextUnreadable,
    WrongEnding,
    limits_from_environment,
    read_file,
)
from ingest.readers.within import read_within
from ingest.settings import SettingInvalid
from tests.ingest.papers import PROSE, Page, locked_word, package, paragraph, pdf, picture, png, word

Maker = Callable[[Path], Path]


def written(name: str, content: bytes) -> Maker:
    def make(folder: Path) -> Path:
        (folder / name).write_bytes(content)
        return folder / name

    return make


def prose(page: Page) -> None:
    page.prose(PROSE * 20)


def half(make: Maker) -> Maker:
    def cut(folder: Path) -> Path:
        path = make(folder)
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
        return path

    return cut


def renamed(make: Maker, name: str) -> Maker:
    return lambda folder: make(folder).rename(folder / name)


def two_gigabytes(folder: Path) -> Path:
    path = folder / "groot.pdf"
    with path.open("wb") as file:
        file.write(b"%PDF-1.7\n")
        file.truncate(2_000_000_000)
    return path


def many_pages(folder: Path) -> Path:
    """Write a PDF of 100,000 empty pages."""
    kids = " ".join(f"{number} 0 R" for number in range(3, 100_003))
    objects = ["<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Count 100000/Kids[{kids}]>>"]
    objects += ["<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"] * 100_000
    body, places = "%PDF-1.4\n", []
    parts = [body]
    length = len(body)
    for number, content in enumerate(objects, 1):
        places.append(length)
        part = f"{number} 0 obj{content}endobj\n"
        parts.append(part)
        length += len(part)
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    parts.append(f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer<</Size {size}/Root 1 0 R>>\n")
    parts.append(f"startxref\n{length}\n%%EOF")
    path = folder / "dik.pdf"
    path.write_text("".join(parts), "ascii")
    return path


def a_pdf(folder: Path) -> Path:
    return pdf(folder / "a.pdf", prose)


def a_word(folder: Path) -> Path:
    return word(folder / "a.docx", paragraph(PROSE * 20))


def scan_in_word(folder: Path) -> Path:
    return word(folder / "a.docx", "<w:p><w:r><w:drawing><w:blip/></w:drawing></w:r></w:p>")


def strokes(page: Page) -> None:
    for number in range(300):
        page.canvas.bezier(number, 9, number + 3, 30, number + 6, 20, number + 9, 9)


BAD: list[tuple[str, Maker, type[ReadError], str]] = [
    ("empty", written("a.txt", b""), FileEmpty, "geen tekst"),
    ("white space", written("a.md", b" \n\n\t \n"), FileEmpty, "geen tekst"),
    ("no words in Word", lambda folder: word(folder / "a.docx", paragraph(" ")), FileEmpty, "geen tekst"),
    ("scan", lambda folder: pdf(folder / "a.pdf", picture, picture), ScanWithoutText, "laat eerst tekstherkenning"),
    ("drawn letters", lambda folder: pdf(folder / "a.pdf", strokes), ScanWithoutText, "dit is een scan"),
    ("scan in Word", scan_in_word, ScanWithoutText, "dit is een scan"),
    ("empty page", lambda folder: pdf(folder / "a.pdf", lambda page: None), FileEmpty, "geen tekst"),
    ("picture", written("a.pdf", png()), ScanWithoutText, "dit is een scan"),
    ("locked PDF", lambda folder: pdf(folder / "a.pdf", prose, password="geheim"), FileEncrypted, "wachtwoord"),
    ("locked Word", lambda folder: locked_word(folder / "a.docx"), FileEncrypted, "wachtwoord"),
    ("half a PDF", half(a_pdf), FileDamaged, "einde ontbreekt"),
    ("half a Word file", half(a_word), FileDamaged, "uit te pakken"),
    ("PDF of nothing", written("a.pdf", b"%PDF-1.7\nrommel\n%%EOF"), FileDamaged, "niet te openen"),
    ("PDF as text", renamed(a_pdf, "b.txt"), WrongEnding, "de inhoud is PDF"),
    ("PDF as Word", renamed(a_pdf, "b.docx"), WrongEnding, "de inhoud is PDF"),
    ("Word as PDF", renamed(a_word, "b.pdf"), WrongEnding, "de inhoud is Word"),
    ("web page as PDF", written("a.pdf", b"<!DOCTYPE html><p>Log in</p>"), WrongEnding, "een webpagina"),
    ("web page as text", written("a.txt", b"<html><p>Log in</p></html>"), WrongEnding, "een webpagina"),
    ("text as Word", written("a.docx", b"Gewone tekst."), WrongEnding, "gewone tekst"),
    ("spreadsheet as Word", lambda f: package(f / "a.docx", {"xl/workbook.xml": "<x/>"}), WrongEnding, "zip-bestand"),
    ("old Word", written("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600), FormatOld, "voor 2007"),
    ("rich text", written("a.txt", b"{\\rtf1 tekst}"), FormatOld, "RTF"),
    ("other ending", written("a.xlsx", b"Tekst."), FormatUnknown, "eindigt op .txt"),
    ("no ending", written("leesmij", b"Tekst."), FormatUnknown, "eindigt op .txt"),
    ("binary rubbish", written("a.txt", bytes(range(256)) * 9), TextUnreadable, "geen Windows-1252"),
    ("binary web page", written("a.html", b"<html>\x00\x01\x02" * 9), TextUnreadable, "geen leesbare tekst"),
    ("two gigabytes", two_gigabytes, FileTooLarge, "DEELWIJZER_INLEZEN_BYTES"),
    ("100,000 pages", many_pages, LimitExceeded, "100000 pagina's, hooguit 5000"),
    ("bomb", lambda f: package(f / "a.docx", {"word/document.xml": b" " * 9_000_000}), LimitExceeded, "UITGEPAKT"),
    ("Word without text", lambda f: package(f / "a.docx", {"word/x.xml": "<x/>"}), FileDamaged, "document.xml"),
    ("long line", written("a.txt", b"a" * 30_000), LimitExceeded, "REGELLENGTE"),
]


def names(folder: Path) -> list[tuple[str, int]]:
    return sorted((str(path), path.stat().st_size) for path in folder.rglob("*"))


@pytest.mark.parametrize(("make", "kind", "words"), [row[1:] for row in BAD], ids=[row[0] for row in BAD])
def test_a_bad_file_gives_one_clear_line_and_leaves_nothing_behind(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    make: Maker,
    kind: type[ReadError],
    words: str,
) -> None:
    offered, data = tmp_path / "aangeboden", tmp_path / "data"
    offered.mkdir()
    data.mkdir()
    path = make(offered)
    monkeypatch.setenv("DEELWIJZER_DATA", str(data))
    monkeypatch.setenv("DEELWIJZER_INLEZEN_UITGEPAKT", "5000000")
    before = names(tmp_path)
    with pytest.raises(kind) as raised:
        read_within(path, limits=limits_from_environment())
    assert "\n" not in str(raised.value)
    assert commands.main(["add", str(path), "--document", "tilburg-dichtbij", "--version", "2099-01"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert words in said.err
    assert names(tmp_path) == before


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileUnreadable, match="geen gewoon bestand"):
        read_file(tmp_path, limits=Limits())


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    with pytest.raises(FileUnreadable):
        read_file(tmp_path / "a.txt", limits=Limits())


@pytest.mark.parametrize("name", ["er\nis\nniets.txt", "nul\0.txt", "../niets.txt", "\x1b[31m.txt"])
def test_a_name_with_tricks_stays_on_one_line(tmp_path: Path, name: str) -> None:
    with pytest.raises(FileUnreadable) as raised:
        read_file(tmp_path / name, limits=Limits())
    assert str(raised.value).isprintable()


def stand_in(folder: Path, script: str) -> str:
    """Return a program that does something else than read."""
    path = folder / "lezer"
    path.write_text(f"#!/bin/sh\n{script}\n", "ascii")
    path.chmod(0o755)
    return str(path)


def test_a_reader_that_hangs_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", stand_in(tmp_path, "exec sleep 600"))
    with pytest.raises(ReaderTooSlow, match="DEELWIJZER_INLEZEN_SECONDEN"):
        read_file(a_pdf(tmp_path), limits=Limits(seconds=1))


@pytest.mark.parametrize("script", ["kill -SEGV $$", "exit 3", "echo geen json"])
def test_a_reader_that_breaks_down_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    monkeypatch.setattr(sys, "executable", stand_in(tmp_path, script))
    with pytest.raises(ReaderStopped):
        read_file(a_pdf(tmp_path), limits=Limits())


def test_a_reader_that_asks_for_too_much_memory_is_ended(tmp_path: Path) -> None:
    path = package(tmp_path / "a.docx", {"word/document.xml": b" " * 300_000_000})
    with pytest.raises(ReaderStopped, match="DEELWIJZER_INLEZEN_GEHEUGEN"):
        read_file(path, limits=Limits(memory_bytes=300_000_000))


def test_a_limit_that_is_no_number_is_told() -> None:
    with pytest.raises(SettingInvalid, match="DEELWIJZER_INLEZEN_REGELS"):
        limits_from_environment({"DEELWIJZER_INLEZEN_REGELS": "veel"})


def test_every_error_of_the_readers_has_its_line_in_the_texts() -> None:
    from ingest.datafiles import read_yaml

    texts = read_yaml(Path(commands.__file__).with_name("teksten.yaml"))["fouten"]
    assert {kind.__name__ for kind in ReadError.__subclasses__()} <= texts.keys()
