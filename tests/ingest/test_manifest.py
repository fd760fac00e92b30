"""The manifest: what it promises about the documents, and what it says when that does not hold."""

from pathlib import Path

import pytest

from ingest.errors import DataFileError
from ingest.manifest import DocumentChanged, document_lines, document_path, load_manifest, read_document
from tests.ingest.conftest import CORPUS, manifest_of, write_manifest


def test_the_corpus_holds_the_five_documents_that_are_cited() -> None:
    assert [(source.nummer, source.id) for source in load_manifest(CORPUS).bronnen] == [
        ("000", "tilburg-dichtbij"),
        ("001", "aa-en-hunze-privacybeleid"),
        ("002", "ggdghor-bemoeizorg"),
        ("003", "ombudsman-2018-085"),
        ("004", "handelingskader-verward-gedrag"),
    ]


def test_every_document_is_the_file_that_the_manifest_names() -> None:
    for source in load_manifest(CORPUS).bronnen:
        assert read_document(CORPUS, source)


def test_every_folder_of_documents_is_named_in_the_manifest() -> None:
    named = {document_path(CORPUS, source) for source in load_manifest(CORPUS).bronnen}
    assert {path for path in (CORPUS / "documenten").rglob("*") if path.is_file()} == named


@pytest.mark.parametrize(
    ("key", "value", "named"),
    [
        ("nummer", "2", "bronnen.0.nummer"),
        ("status", "misschien", "bronnen.0.status"),
        ("sha256", "abc", "bronnen.0.sha256"),
        ("bestand", "../elders.txt", "bronnen.0.bestand"),
        ("titel", None, "bronnen.0.titel"),
        ("onbekend", "x", "bronnen.0.onbekend"),
    ],
)
def test_a_wrong_value_is_named_with_file_and_key(small_corpus: Path, key: str, value: object, named: str) -> None:
    sources = manifest_of(small_corpus)
    sources[0][key] = value  # type: ignore[assignment]
    write_manifest(small_corpus, sources)
    with pytest.raises(DataFileError) as raised:
        load_manifest(small_corpus)
    assert raised.value.key == named
    assert "bronnen.yaml" in str(raised.value)


def test_two_documents_cannot_share_a_number(small_corpus: Path) -> None:
    (source,) = manifest_of(small_corpus)
    write_manifest(small_corpus, [source, source | {"id": "ander"}])
    with pytest.raises(DataFileError, match="nummer '000' stands there twice"):
        load_manifest(small_corpus)


@pytest.mark.parametrize("text", ["bronnen: [", "- een lijst", "", "bronnen: []", "\t"])
def test_a_damaged_manifest_is_one_clear_line(small_corpus: Path, text: str) -> None:
    (small_corpus / "bronnen.yaml").write_text(text, "utf-8")
    with pytest.raises(DataFileError) as raised:
        load_manifest(small_corpus)
    assert "bronnen.yaml" in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_changed_document_is_refused(small_corpus: Path) -> None:
    (source,) = load_manifest(small_corpus).bronnen
    path = document_path(small_corpus, source)
    path.write_text(path.read_text("utf-8") + "x", "utf-8")
    with pytest.raises(DocumentChanged, match=r"klein\.txt"):
        read_document(small_corpus, source)


def test_a_missing_document_is_named(small_corpus: Path) -> None:
    (source,) = load_manifest(small_corpus).bronnen
    document_path(small_corpus, source).unlink()
    with pytest.raises(DataFileError, match=r"klein\.txt"):
        read_document(small_corpus, source)


def test_only_a_newline_ends_a_line() -> None:
    path = Path("x.txt")
    assert document_lines("een\u2028nog\x0ceen\n\ntwee\n".encode(), path) == ["een\u2028nog\x0ceen", "", "twee"]


def test_a_document_that_is_not_utf8_is_refused() -> None:
    with pytest.raises(DataFileError, match="byte 1"):
        document_lines(b"a\xff", Path("x.txt"))
