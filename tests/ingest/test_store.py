"""The store's contract: what others may count on, whatever the index is made of."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.generations import Generations
from ingest.store import (
    IndexMissing,
    PassageId,
    PassageNotFound,
    Store,
    StoreError,
    data_dir_from_environment,
    open_store,
)


@pytest.fixture(scope="module")
def store(built_data_dir: Path) -> Store:
    return open_store(built_data_dir)


def test_documents_are_known_by_id_and_by_number(store: Store) -> None:
    assert [document.number for document in store.documents.values()] == ["000", "001", "002", "003", "004"]
    assert store.document_by_number("002").id == "ggdghor-bemoeizorg"
    with pytest.raises(StoreError, match="'999'"):
        store.document_by_number("999")


def test_passages_stand_in_the_order_of_the_documents(store: Store) -> None:
    order = list(store.documents)
    keys = [(order.index(passage.document), passage.start_line) for passage in store.passages]
    assert keys == sorted(keys)


def test_a_passage_is_found_by_its_id(store: Store) -> None:
    for passage in store.passages:
        assert store.passage(passage.passage_id) is passage
    with pytest.raises(PassageNotFound, match="'bestaat-niet'"):
        store.passage(PassageId("bestaat-niet"))


@given(data=st.data())
def test_passages_at_lines_are_those_that_overlap(store: Store, data: st.DataObject) -> None:
    document = data.draw(st.sampled_from(sorted(store.documents)))
    start = data.draw(st.integers(1, store.line_count(document)))
    end = data.draw(st.integers(start, store.line_count(document)))
    assert store.passages_at(document, start, end) == [
        passage
        for passage in store.passages
        if passage.document == document and passage.start_line <= end and passage.end_line >= start
    ]


def test_lines_are_those_of_the_stored_file_and_of_the_passages(store: Store) -> None:
    for passage in store.passages:
        assert "\n".join(store.lines(passage.document, passage.start_line, passage.end_line)) == passage.text


@pytest.mark.parametrize(("start", "end"), [(0, 1), (5, 4), (1, 100_000)])
def test_lines_outside_a_document_are_refused(store: Store, start: int, end: int) -> None:
    with pytest.raises(StoreError, match="lines 1-1946"):
        store.lines("ggdghor-bemoeizorg", start, end)


def test_a_document_that_is_not_there_is_named(store: Store) -> None:
    with pytest.raises(StoreError, match="'nergens'"):
        store.passages_at("nergens", 1, 2)
    with pytest.raises(StoreError, match="'nergens'"):
        store.line_count("nergens")


def test_a_missing_index_says_what_to_type(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing, match=r"make run.*python -m ingest build"):
        open_store(tmp_path)


@pytest.mark.parametrize("name", ["passages.jsonl", "documents.json", "generation.json", "documenten/002.txt"])
def test_a_damaged_index_is_one_clear_line(built_data_dir: Path, tmp_path: Path, name: str) -> None:
    copy = tmp_path / "data"
    shutil.copytree(built_data_dir, copy)
    generations = Generations(copy)
    active = generations.active_id()
    assert active is not None
    (generations.path_of(active) / name).write_bytes(b"\xff{")
    with pytest.raises(StoreError, match="python -m ingest build") as raised:
        open_store(copy)
    assert "\n" not in str(raised.value)


def test_opening_a_store_loads_no_model_and_no_database(built_data_dir: Path) -> None:
    program = (
        "import sys, pathlib, ingest.store\n"
        "store = ingest.store.open_store(pathlib.Path(sys.argv[1]))\n"
        "store.passages_at('ggdghor-bemoeizorg', 520, 524)\n"
        "heavy = {'torch', 'sentence_transformers', 'chromadb', 'langchain_chroma', 'sklearn', 'numpy', 'pydantic'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", program, str(built_data_dir)], capture_output=True, text=True)
    assert (done.stdout.strip(), done.stderr) == ("[]", "")


def test_the_data_folder_comes_from_the_environment() -> None:
    assert data_dir_from_environment({"DEELWIJZER_DATA": "/elders"}) == Path("/elders")
    assert data_dir_from_environment({}) == Path(".deelwijzer")
    assert data_dir_from_environment({"DEELWIJZER_DATA": ""}) == Path(".deelwijzer")
