"""The dense index: one vector per passage in a persistent Chroma collection."""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ingest.errors import IngestError
from ingest.generations import GenerationDamaged
from ingest.records import ModelIdentity
from ingest.retrieval.embedding import Encoder, unit

Scores = NDArray[np.float32]
_COLLECTION = "passages"
_BATCH = 1000
_ROOM = 65536  # bytes that must be free: enough for what Chroma writes when it opens
VECTORS = "vectoren.npy"
_SEARCH_WIDTH = 400  # how far the graph is searched; wide, so that hits do not depend on the order of insertion


class ModelMismatch(IngestError):
    """The collection was made by another model than the one at hand."""

    def __init__(self, expected: object, found: object) -> None:
        super().__init__(
            f"The index was made with embedding model {expected!r} and this one is {found!r}; vectors of two models "
            "cannot be compared. Run `python -m ingest build`."
        )
        self.expected = expected
        self.found = found


def _client(folder: Path) -> Any:
    import chromadb
    from chromadb.config import Settings

    return chromadb.PersistentClient(path=str(folder), settings=Settings(anonymized_telemetry=False))


def _embeddings(encoder: Encoder, identity: ModelIdentity) -> Any:
    from langchain_core.embeddings import Embeddings

    class PrefixedEmbeddings(Embeddings):
        """LangChain's interface over an encoder, with the prefixes its model was trained with."""

        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            rows: list[list[float]] = encoder.encode([identity.passage_prefix + text for text in texts]).tolist()
            return rows

        def embed_queries(self, texts: list[str]) -> list[list[float]]:
            rows: list[list[float]] = encoder.encode([identity.query_prefix + text for text in texts]).tolist()
            return rows

        def embed_query(self, text: str) -> list[float]:
            return self.embed_queries([text])[0]

    return PrefixedEmbeddings()


def build_dense_index(
    folder: Path, passages: Sequence["EmbeddedPassage"], encoder: Encoder, identity: ModelIdentity
) -> NDArray[np.float32]:
    """Write a collection with one vector per passage to a new folder, and the vectors beside it; returns them.

    The texts stay out of it: they stand in the generation already, and they take Chroma longest of all.
    The metadata name the model that made it. A vector lies halfway between the words of a passage and the middle of its
    example questions: a question is nearer to another way of asking the same than to the formal words that answer it.
    Raises OSError when it cannot be written.
    """
    from chromadb.api.shared_system_client import SharedSystemClient
    from chromadb.errors import ChromaError

    combined = vectors_of([(own.text, own.questions) for own in passages], encoder, identity)
    try:
        _write_collection(folder, [passage.passage_id for passage in passages], combined, identity)
    except ChromaError as error:
        raise OSError(f"{folder}: {error}") from error
    np.save(folder.parent / VECTORS, combined)
    # The folder gets its final name after this: Chroma must not keep it open under the old one.
    SharedSystemClient.clear_system_cache()
    return combined


def _write_collection(folder: Path, ids: Sequence[str], vectors: NDArray[np.float32], identity: ModelIdentity) -> None:
    collection = _client(folder).create_collection(
        _COLLECTION,
        embedding_function=None,
        metadata={
            "hnsw:space": "cosine",
            "hnsw:search_ef": _SEARCH_WIDTH,
            "model": identity.model,
            "dimension": identity.dimension,
            "checksum": identity.checksum,
        },
    )
    for begin in range(0, len(ids), _BATCH):
        collection.add(ids=list(ids[begin : begin + _BATCH]), embeddings=vectors[begin : begin + _BATCH])


def vectors_of(
    given: Sequence[tuple[str, Sequence[str]]], encoder: Encoder, identity: ModelIdentity
) -> NDArray[np.float32]:
    """Return the vector of each text with its questions."""
    if not given:
        return np.zeros((0, identity.dimension), dtype=np.float32)
    texts = encoder.encode([identity.passage_prefix + text for text, _ in given])
    asked = [(place, question) for place, (_, own) in enumerate(given) for question in own]
    middles = np.zeros_like(texts)
    if asked:
        vectors = encoder.encode([identity.query_prefix + question for _, question in asked])
        np.add.at(middles, [place for place, _ in asked], vectors)
    return unit(texts + unit(middles))


@dataclass(frozen=True, kw_only=True)
class EmbeddedPassage:
    """What of a passage is embedded."""

    passage_id: str
    text: str
    questions: tuple[str, ...] = ()


class DenseIndex:
    """Cosine similarity of the nearest passages for a question."""

    def __init__(self, folder: Path, encoder: Encoder, identity: ModelIdentity, ids: Sequence[str]) -> None:
        self._embeddings = _embeddings(encoder, identity)
        self._count = len(ids)
        self._nearest = _InChroma(folder, identity, ids) if _can_write(folder) else _OneByOne(folder)

    def vector_of(self, question: str) -> list[float]:
        """Return the vector of a question."""
        vector: list[float] = self._embeddings.embed_query(question)
        return vector

    def nearness(self, question: str, texts: Sequence[str]) -> list[float]:
        """Return the cosine similarity of each text with a question, nothing below 0; the vectors have length one."""
        rows = np.asarray(self._embeddings.embed_documents(list(texts)), dtype=np.float32)
        similar = rows @ np.asarray(self.vector_of(question), dtype=np.float32)
        return [max(0.0, float(each)) for each in similar]

    def similarities(self, vector: list[float], nearest: int) -> Scores:
        """Return the cosine similarity of the nearest passages; the others get 0, as does all for an empty vector."""
        scores: Scores = np.zeros(self._count, dtype=np.float32)
        if any(vector):
            positions, found = self._nearest.of(vector, min(nearest, self._count))
            scores[positions] = found
        return scores


class _InChroma:
    """The nearest passages as the collection has them."""

    def __init__(self, folder: Path, identity: ModelIdentity, ids: Sequence[str]) -> None:
        from chromadb.errors import ChromaError

        self._positions = {passage_id: position for position, passage_id in enumerate(ids)}
        try:
            self._collection = _client(folder).get_collection(_COLLECTION, embedding_function=None)
            made_by = dict(self._collection.metadata or {})
        except ChromaError as error:
            raise GenerationDamaged(folder, f"the collection cannot be read ({error})") from error
        if made_by.get("checksum") != identity.checksum:
            raise ModelMismatch(made_by.get("model"), identity.model)

    def of(self, vector: list[float], count: int) -> tuple[list[int], Scores]:
        # Ids and distances alone: reading texts or metadata takes Chroma longer than searching does.
        found = self._collection.query(query_embeddings=[vector], n_results=count, include=["distances"])
        distances = np.array(found["distances"][0], dtype=np.float32)
        return [self._positions[passage_id] for passage_id in found["ids"][0]], np.float32(1.0) - distances


class _OneByOne:
    """The nearest passages by looking at all: Chroma writes when it opens, on a full or read-only disk in vain."""

    def __init__(self, folder: Path) -> None:
        self._vectors = np.load(folder.parent / VECTORS)

    def of(self, vector: list[float], count: int) -> tuple[list[int], Scores]:
        alike: Scores = self._vectors @ unit(np.array([vector], dtype=np.float32))[0]
        positions = np.argsort(-alike, kind="stable")[:count]
        return positions.tolist(), alike[positions]


def _can_write(folder: Path) -> bool:
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(bytes(_ROOM))
    except OSError:
        return False
    return True
