"""What the documents do not answer: topics with questions, which a question may lie nearer to than to any passage."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import numpy as np
from pydantic import Field

from ingest.datafiles import DataModel, load_model
from ingest.retrieval.embedding import Vectors

FILE = "buiten_de_documenten.yaml"
_TOPICS, _QUESTIONS = "buiten_onderwerpen.npy", "buiten_vragen.npy"


class Topic(DataModel):
    """A topic that no document treats, and questions about it."""

    onderwerp: str
    vragen: Annotated[tuple[str, ...], Field(min_length=1, strict=False)]

    @property
    def text(self) -> str:
        """The topic and its questions as one text."""
        return "\n".join([self.onderwerp, *self.vragen])


class _Topics(DataModel):
    onderwerpen: Annotated[tuple[Topic, ...], Field(strict=False)]


def load_topics(path: Path) -> tuple[Topic, ...]:
    """Return the topics of a file; none when a corpus has none. Raises DataFileError when it is damaged."""
    return load_model(path, _Topics).onderwerpen if path.exists() else ()


class Outside:
    """How near a question lies to what the documents do not answer."""

    def __init__(self, topics: Vectors, questions: Vectors) -> None:
        self._topics = topics
        self._questions = questions

    @classmethod
    def read(cls, folder: Path) -> "Outside":
        """Return what `write` wrote."""
        return cls(np.load(folder / _TOPICS), np.load(folder / _QUESTIONS))

    def write(self, folder: Path) -> None:
        """Write the vectors to a folder."""
        np.save(folder / _TOPICS, self._topics)
        np.save(folder / _QUESTIONS, self._questions)

    def nearness(self, question: Sequence[float]) -> dict[str, float]:
        """Return the cosine with the nearest topic and with the nearest question; 0 when there are none."""
        vector = np.asarray(question, dtype=np.float32)
        return {
            "buiten": float((self._topics @ vector).max(initial=0.0)),
            "buiten_vraag": float((self._questions @ vector).max(initial=0.0)),
        }
