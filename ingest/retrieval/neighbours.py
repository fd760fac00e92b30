"""Which passages say alike, by their vectors: worked out once, when the index is made."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ingest.retrieval.embedding import Vectors

_COUNT = 20
_SHARPNESS = 4  # a passage that is twice as close weighs sixteen times as much
_BLOCK = 2000
_POSITIONS, _CLOSENESS = "buren.npy", "nabijheid.npy"


@dataclass(frozen=True)
class Neighbours:
    """For each passage the positions of the nearest others, and how close they are; of each passage together 1."""

    positions: NDArray[np.int32]
    closeness: NDArray[np.float32]

    @classmethod
    def of_vectors(cls, vectors: Vectors) -> "Neighbours":
        """Return the neighbours of each row."""
        count = min(_COUNT, len(vectors) - 1)
        positions = np.zeros((len(vectors), count), dtype=np.int32)
        closeness = np.zeros((len(vectors), count), dtype=np.float32)
        for begin in range(0, len(vectors), _BLOCK):
            alike = vectors[begin : begin + _BLOCK] @ vectors.T
            rows = np.arange(len(alike))
            alike[rows, begin + rows] = -1.0
            # The nearest are picked out before they are put in order: a corpus is far longer than their list.
            nearest = np.sort(np.argpartition(alike, -count, axis=1)[:, -count:], axis=1)
            order = np.argsort(-np.take_along_axis(alike, nearest, axis=1), axis=1, kind="stable")
            nearest = np.take_along_axis(nearest, order, axis=1)
            own = np.clip(np.take_along_axis(alike, nearest, axis=1), 0.0, None) ** _SHARPNESS
            total = own.sum(axis=1, keepdims=True)
            positions[begin : begin + _BLOCK] = nearest
            closeness[begin : begin + _BLOCK] = np.divide(own, total, out=np.zeros_like(own), where=total > 0)
        return cls(positions, closeness)

    @classmethod
    def read(cls, folder: Path) -> "Neighbours":
        """Return what `write` wrote."""
        return cls(np.load(folder / _POSITIONS), np.load(folder / _CLOSENESS))

    def write(self, folder: Path) -> None:
        """Write them to a folder."""
        np.save(folder / _POSITIONS, self.positions)
        np.save(folder / _CLOSENESS, self.closeness)
