"""The dense index: a persistent Chroma collection, reached through LangChain's vector-store interface."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ingest.errors import IngestError
from ingest.generations import GenerationDamaged
from ingest.records import ModelIdentity
from ingest.retrieval.embedding import Encoder

Scores = NDArray[np.float32]
_COLLECTION = "passages"
_BATCH = 1000
_SEARCH_WIDTH = 200  # how far the graph is searched; wide, so that hits do not depend on the order of insertion


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

        def embed_query(self, text: str) -> list[float]:
            row: list[float] = encoder.encode([identity.query_prefix + text])[0].tolist()
            return row

    return PrefixedEmbeddings()


def build_dense_index(
    folder: Path, texts: Sequence[str], ids: Sequence[str], encoder: Encoder, identity: ModelIdentity
) -> None:
    """Write a collection of the texts to a new folder, with the model that made it in its metadata."""
    from chromadb.api.shared_system_client import SharedSystemClient
    from langchain_chroma import Chroma

    store = Chroma(
        client=_client(folder),
        collection_name=_COLLECTION,
        embedding_function=_embeddings(encoder, identity),
        collection_metadata={
            "hnsw:space": "cosine",
            "hnsw:search_ef": _SEARCH_WIDTH,
            "model": identity.model,
            "dimension": identity.dimension,
            "checksum": identity.checksum,
        },
    )
    for begin in range(0, len(texts), _BATCH):
        metadatas = [{"position": position} for position in range(begin, min(begin + _BATCH, len(texts)))]
        store.add_texts(list(texts[begin : begin + _BATCH]), metadatas=metadatas, ids=list(ids[begin : begin + _BATCH]))
    # The folder gets its final name after this: Chroma must not keep it open under the old one.
    SharedSystemClient.clear_system_cache()


class DenseIndex:
    """Cosine similarity of the nearest passages for a question."""

    def __init__(self, folder: Path, encoder: Encoder, identity: ModelIdentity, size: int) -> None:
        from chromadb.errors import ChromaError
        from langchain_chroma import Chroma

        self._embeddings = _embeddings(encoder, identity)
        self._size = size
        try:
            client = _client(folder)
            made_by = dict(client.get_collection(_COLLECTION).metadata or {})
            self._store = Chroma(
                client=client,
                collection_name=_COLLECTION,
                embedding_function=self._embeddings,
                create_collection_if_not_exists=False,
            )
        except ChromaError as error:
            raise GenerationDamaged(folder, f"the collection cannot be read ({error})") from error
        if made_by.get("checksum") != identity.checksum:
            raise ModelMismatch(made_by.get("model"), identity.model)

    def similarities(self, question: str, nearest: int) -> Scores:
        """Return the cosine similarity of the nearest passages; the others get 0, as does all for an empty vector."""
        scores: Scores = np.zeros(self._size, dtype=np.float32)
        vector = self._embeddings.embed_query(question)
        if not any(vector):
            return scores
        found = self._store.similarity_search_by_vector_with_relevance_scores(vector, k=min(nearest, self._size))
        for document, distance in found:
            scores[document.metadata["position"]] = 1.0 - distance
        return scores
