"""What the documents do not answer: topics with questions, which a question may lie nearer to than to any passage."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Annotated, Any

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from ingest.datafiles import DataModel, load_model
from ingest.retrieval.embedding import Vectors

FILE = "buiten_de_documenten.yaml"
_FREEDOM = 3.0  # how closely the dividing planes may follow the questions they are learned from


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


@dataclass(frozen=True)
class Outside:
    """How near a question lies to what the documents do not answer, and how much it sounds like what they do."""

    topics: Vectors
    questions: Vectors
    in_vector: NDArray[np.float32]
    in_ngrams: NDArray[np.float32]

    @classmethod
    def learned(cls, topics: Vectors, questions: Vectors, examples: Vectors, grams: Any) -> "Outside":
        """Return what tells what is asked of the documents (`examples`) from questions about topics outside.

        `grams` are the n-gram rows of the examples, followed by those of the questions outside.
        """
        sides = np.array([1] * len(examples) + [0] * len(questions))
        return cls(topics, questions, _divide(np.vstack([examples, questions]), sides), _divide(grams, sides))

    @classmethod
    def read(cls, folder: Path) -> "Outside":
        """Return what `write` wrote."""
        return cls(*(np.load(folder / f"buiten_{field.name}.npy") for field in fields(cls)))

    def write(self, folder: Path) -> None:
        """Write it to a folder."""
        for field in fields(self):
            np.save(folder / f"buiten_{field.name}.npy", getattr(self, field.name))

    def nearness(self, vector: Sequence[float], grams: Any) -> dict[str, float]:
        """Return the cosine with the nearest topic and question outside, and on which side two dividing planes put it.

        0 when there is nothing outside to compare with.
        """
        dense = np.asarray(vector, dtype=np.float32)
        return {
            "buiten": float((self.topics @ dense).max(initial=0.0)),
            "buiten_vraag": float((self.questions @ dense).max(initial=0.0)),
            "binnen_vector": float(self.in_vector[:-1] @ dense + self.in_vector[-1]),
            "binnen_ngrammen": float((grams @ self.in_ngrams[:-1])[0] + self.in_ngrams[-1]),
        }


def _divide(rows: Any, sides: NDArray[np.int_]) -> NDArray[np.float32]:
    """Return the plane between two sides: a weight per column, followed by the bias; nothing when one is empty."""
    from sklearn.linear_model import LogisticRegression

    if len(set(sides.tolist())) < 2:
        return np.zeros(rows.shape[1] + 1, dtype=np.float32)
    plane = LogisticRegression(C=_FREEDOM, class_weight="balanced", max_iter=2000).fit(rows, sides)
    return np.append(plane.coef_[0], plane.intercept_).astype(np.float32)
