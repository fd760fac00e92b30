"""The peers that search is measured beside: what one gets without building anything special."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from evals.corpus import Stretch
from evals.errors import EvalError
from evals.pieces import Piece

_K = 10


@dataclass(frozen=True)
class Peer:
    """Another way to search the same documents."""

    name: str
    pieces: int
    search: Callable[[str], Sequence[Stretch]]


def plain_bm25(pieces: Sequence[Piece]) -> Peer:
    """Return BM25 over the pieces: lower-cased words, no stemming, no stop words."""
    import bm25s

    index = bm25s.BM25()
    words = bm25s.tokenize([piece.text for piece in pieces], stopwords=[], show_progress=False)
    index.index(words, show_progress=False)

    def search(query: str) -> list[Stretch]:
        asked = bm25s.tokenize([query], stopwords=[], show_progress=False)
        found, _ = index.retrieve(asked, k=min(_K, len(pieces)), show_progress=False)
        return [pieces[place].lines for place in found[0]]

    return Peer("BM25, stukken van 900 tekens", len(pieces), search)


def langchain_recipe(pieces: Sequence[Piece], model_folder: Path) -> Peer:
    """Return the recipe of every tutorial: pieces, an embedding model, a Chroma collection in memory, nearest first."""
    from chromadb import EphemeralClient
    from chromadb.config import Settings
    from langchain_chroma import Chroma
    from langchain_core.embeddings import Embeddings
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(model_folder), device="cpu")

    class Encoder(Embeddings):
        """LangChain's interface over the model."""

        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            rows: list[list[float]] = model.encode(texts, show_progress_bar=False).tolist()
            return rows

        def embed_query(self, text: str) -> list[float]:
            return self.embed_documents([text])[0]

    store = Chroma(
        client=EphemeralClient(Settings(anonymized_telemetry=False)),
        collection_name="peer",
        embedding_function=Encoder(),
        collection_metadata={"hnsw:space": "cosine"},
    )
    store.add_texts([piece.text for piece in pieces], metadatas=[{"place": place} for place in range(len(pieces))])

    def search(query: str) -> list[Stretch]:
        found = store.similarity_search(query, k=_K)
        return [pieces[document.metadata["place"]].lines for document in found]

    return Peer("LangChain-recept, dezelfde stukken en hetzelfde model als deelwijzer", len(pieces), search)


def model_of_the_index(data_dir: Path, generation: str) -> Path:
    """Return the folder of the model that made the index. Raises EvalError when the index holds none.

    The door names the model for people and not where it lies, so the folder is found by the file that marks a
    sentence-transformers model.
    """
    for folder in data_dir.glob(f"index/generations/{generation}/**/"):
        if (folder / "modules.json").is_file():
            return folder
    raise EvalError(
        f"{data_dir}: generation {generation!r} holds no model folder; measure with the model made from the corpus "
        "(leave DEELWIJZER_EMBEDDING_MODEL empty and run `python -m ingest build`)"
    )
