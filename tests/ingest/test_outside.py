"""What the documents do not answer: topics checked when read, and which side of the line a question is on."""

from pathlib import Path

import numpy as np
import pytest
from scipy import sparse

from ingest.errors import DataFileError
from ingest.retrieval.outside import FILE, Outside, load_topics
from tests.ingest.conftest import CORPUS

NOTHING = np.zeros((0, 2), dtype=np.float32)
INSIDE = np.array([[1, 0], [0.9, 0.1]], dtype=np.float32)
BEYOND = np.array([[0, 1], [0.1, 0.9]], dtype=np.float32)


def test_the_topics_of_the_corpus_can_be_read() -> None:
    topics = load_topics(CORPUS / FILE)
    names = [topic.onderwerp for topic in topics]
    questions = [question for topic in topics for question in topic.vragen]
    assert len(names) == len(set(names)) >= 40
    assert len(questions) == len(set(questions)) >= 300


def test_a_corpus_without_topics_has_none(tmp_path: Path) -> None:
    assert load_topics(tmp_path / FILE) == ()


def test_a_topic_without_questions_is_refused(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text('onderwerpen:\n- onderwerp: "weer"\n  vragen: []\n', "utf-8")
    with pytest.raises(DataFileError, match="vragen"):
        load_topics(tmp_path / FILE)


def test_a_question_falls_on_the_side_it_sounds_like(tmp_path: Path) -> None:
    rows = sparse.csr_matrix(np.vstack([INSIDE, BEYOND]))
    Outside.learned(BEYOND[:1], BEYOND, INSIDE, rows).write(tmp_path)
    outside = Outside.read(tmp_path)
    inside, beyond = (outside.nearness(row, sparse.csr_matrix([row])) for row in ([1.0, 0.0], [0.0, 1.0]))
    assert inside["buiten"] < beyond["buiten"] and inside["buiten_vraag"] < beyond["buiten_vraag"]
    assert inside["binnen_vector"] > 0 > beyond["binnen_vector"]
    assert inside["binnen_ngrammen"] > 0 > beyond["binnen_ngrammen"]


def test_with_nothing_outside_every_question_is_as_near() -> None:
    outside = Outside.learned(NOTHING, NOTHING, INSIDE, sparse.csr_matrix(INSIDE))
    assert set(outside.nearness([1.0, 0.0], sparse.csr_matrix([[1.0, 0.0]])).values()) == {0.0}
