"""The cache of vectors: a text is embedded once per model, and a damaged file costs no more than embedding again."""

import hashlib
import sqlite3
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from ingest.build import build
from ingest.retrieval.embedding import Vectors
from ingest.retrieval.vector_cache import FILE, CachedEncoder, cached
from ingest.settings import SHIPPED_MODEL, Settings
from tests.ingest.conftest import SMALL_DOCUMENT, manifest_of, write_manifest


class CountingEncoder:
    """Remembers what it was asked; a text gives its length and its number of words."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.asked += texts
        return np.array([[len(text), len(text.split())] for text in texts], dtype=np.float32)


def encode(path: Path, texts: Sequence[str], model: str = "model") -> tuple[CountingEncoder, CachedEncoder, Vectors]:
    encoder = CountingEncoder()
    with cached(encoder, model, path) as remembering:
        rows = remembering.encode(texts)
    return encoder, remembering, rows


def test_a_text_is_embedded_once(tmp_path: Path) -> None:
    first, counts, rows = encode(tmp_path / FILE, ["een", "twee drie", "een"])
    assert first.asked == ["een", "twee drie"]
    assert (counts.embedded, counts.reused) == (2, 1)
    assert rows.tolist() == [[3, 1], [9, 2], [3, 1]]

    second, counts, rows = encode(tmp_path / FILE, ["vier", "een"])
    assert second.asked == ["vier"]
    assert (counts.embedded, counts.reused) == (1, 1)
    assert rows.tolist() == [[4, 1], [3, 1]]


def test_another_model_embeds_anew(tmp_path: Path) -> None:
    encode(tmp_path / FILE, ["een"])
    assert encode(tmp_path / FILE, ["een"], "ander")[0].asked == ["een"]


def test_more_texts_than_the_database_takes_at_once(tmp_path: Path) -> None:
    texts = [f"tekst {number}" for number in range(1201)]
    expected = encode(tmp_path / FILE, texts)[2]
    encoder, _, rows = encode(tmp_path / FILE, texts)
    assert encoder.asked == []
    np.testing.assert_array_equal(rows, expected)


def test_what_is_long_out_of_use_is_forgotten(tmp_path: Path) -> None:
    encode(tmp_path / FILE, [f"oud {number}" for number in range(20)])
    encode(tmp_path / FILE, [f"nieuw {number}" for number in range(3)])
    assert encode(tmp_path / FILE, ["oud 1", "nieuw 1"])[0].asked == ["oud 1"]


@pytest.mark.parametrize("content", [b"geen database" * 500, b"", b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_damaged_cache_is_made_again(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE).write_bytes(content)
    assert encode(tmp_path / FILE, ["een"])[0].asked == ["een"]
    assert encode(tmp_path / FILE, ["een"])[0].asked == []


def test_what_goes_wrong_halfway_is_not_kept_and_not_hidden(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), cached(CountingEncoder(), "model", tmp_path / FILE) as remembering:
        remembering.encode(["een"])
        raise ZeroDivisionError
    assert encode(tmp_path / FILE, ["een"])[0].asked == ["een"]


def test_a_database_that_cannot_be_written_is_a_fault_of_the_disk(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / FILE) as other:
        other.execute("CREATE TABLE vectors (key TEXT, vector TEXT, more TEXT)")
    other.close()
    with pytest.raises(OSError, match=FILE):
        encode(tmp_path / FILE, ["een"])


def test_a_build_embeds_only_what_changed(small_corpus: Path, tmp_path: Path) -> None:
    settings = Settings(corpus_dir=small_corpus, data_dir=tmp_path / "data", ready_model=SHIPPED_MODEL)
    first = build(settings)
    assert first.embedded > 0

    (source,) = manifest_of(small_corpus)
    write_manifest(small_corpus, [{**source, "opmerking": "Nu met een opmerking."}])
    again = build(settings)
    assert (again.new, again.embedded) == (True, 0)
    assert again.reused == first.embedded + first.reused

    text = SMALL_DOCUMENT.replace("• aan je collega", "• aan de wijkagent")
    (small_corpus / "documenten" / "klein" / "1" / "klein.txt").write_text(text, "utf-8")
    write_manifest(small_corpus, [{**source, "sha256": hashlib.sha256(text.encode()).hexdigest()}])
    changed = build(settings)
    assert (changed.new, changed.embedded) == (True, 1)
