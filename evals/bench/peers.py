"""The peers that search is measured beside: what one gets without building anything special."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from evals.bench.pieces import Piece
from evals.corpus import Stretch
from evals.errors import EvalError

K = 10

Search = Callable[[str], list[Stretch]]


@dataclass(frozen=True)
class Peer:
    """Another way to search the same documents: what it searches, and how its index is made."""

    title: str
    searches: Literal["stukken", "passages"]
    build: Callable[[Sequence[Piece], str], Search]  # given the embedding model that ours uses
    needs: str | None = None  # a library that is not installed with the rest


def plain_bm25(pieces: Sequence[Piece], _: str = "") -> Search:
    """Return BM25 over the pieces: lower-cased words, no stemming, no stop words."""
    return _bm25(pieces, stopwords=[], stemmer=None)


def dutch_bm25(pieces: Sequence[Piece], _: str = "") -> Search:
    """Return BM25 with Dutch stop words and stemming."""
    from bm25s.stopwords import STOPWORDS_DUTCH
    from Stemmer import Stemmer

    return _bm25(pieces, stopwords=list(STOPWORDS_DUTCH), stemmer=Stemmer("dutch"))


def _bm25(pieces: Sequence[Piece], *, stopwords: list[str], stemmer: object) -> Search:
    import bm25s

    def words_of(texts: list[str]) -> object:
        return bm25s.tokenize(texts, stopwords=stopwords, stemmer=stemmer, show_progress=False)

    index = bm25s.BM25()
    index.index(words_of([piece.text for piece in pieces]), show_progress=False)

    def search(query: str) -> list[Stretch]:
        asked = bm25s.tokenize([query], stopwords=stopwords, stemmer=stemmer, show_progress=False, return_ids=False)
        if not asked[0]:
            return []
        found, scores = index.retrieve(asked, k=min(K, len(pieces)), show_progress=False)
        return [pieces[place].lines for place, score in zip(found[0], scores[0], strict=True) if score > 0]

    return search


def langchain_recipe(pieces: Sequence[Piece], model: str) -> Search:
    """Return the recipe of every tutorial: pieces, an embedding model, a Chroma collection in memory, nearest first."""
    from chromadb import EphemeralClient
    from chromadb.config import Settings
    from langchain_chroma import Chroma
    from langchain_core.embeddings import Embeddings
    from sentence_transformers import SentenceTransformer

    loaded = SentenceTransformer(model, device="cpu")

    class Encoder(Embeddings):
        """LangChain's interface over the model."""

        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            rows: list[list[float]] = loaded.encode(texts, show_progress_bar=False).tolist()
            return rows

        def embed_query(self, text: str) -> list[float]:
            return self.embed_documents([text])[0]

    store = Chroma(
        client=EphemeralClient(Settings(anonymized_telemetry=False)),
        collection_name="peer",
        embedding_function=Encoder(),
        collection_metadata={"hnsw:space": "cosine"},
    )
    for begin in range(0, len(pieces), 1000):  # Chroma refuses more than a few thousand at once
        batch = pieces[begin : begin + 1000]
        places = [{"place": place} for place in range(begin, begin + len(batch))]
        store.add_texts([piece.text for piece in batch], metadatas=places)

    def search(query: str) -> list[Stretch]:
        found = store.similarity_search(query, k=K)
        return [pieces[document.metadata["place"]].lines for document in found]

    return search


def haystack_bm25(pieces: Sequence[Piece], _: str = "") -> Search:
    """Return Haystack's retriever over its document store in memory, as its tutorials set it up."""
    os.environ["HAYSTACK_TELEMETRY_ENABLED"] = "False"  # read when haystack is imported
    from haystack import Document
    from haystack.components.retrievers.in_memory import InMemoryBM25Retriever
    from haystack.document_stores.in_memory import InMemoryDocumentStore

    store = InMemoryDocumentStore()
    store.write_documents([Document(id=str(place), content=piece.text) for place, piece in enumerate(pieces)])
    retriever = InMemoryBM25Retriever(document_store=store, top_k=K)

    def search(query: str) -> list[Stretch]:
        return [pieces[int(document.id)].lines for document in retriever.run(query=query)["documents"]]

    return search


def sqlite_fts5(pieces: Sequence[Piece], _: str = "") -> Search:
    """Return full-text search of SQLite, its own tokenizer and ranking; any word of the question may match."""
    import sqlite3

    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE stuk USING fts5(tekst, tokenize='unicode61')")
    rows = ((place, piece.text) for place, piece in enumerate(pieces, 1))
    database.executemany("INSERT INTO stuk(rowid, tekst) VALUES (?, ?)", rows)

    def search(query: str) -> list[Stretch]:
        # Quoted, for FTS5 has a query language of its own: AND, NEAR, a hyphen.
        words = " OR ".join(f'"{word}"' for word in re.findall(r"\w+", query))
        if not words:
            return []
        found = database.execute("SELECT rowid FROM stuk WHERE stuk MATCH ? ORDER BY rank LIMIT ?", (words, K))
        return [pieces[place - 1].lines for (place,) in found]

    return search


PEERS: Mapping[str, Peer] = {
    "bm25": Peer("BM25 (bm25s), stukken van 900 tekens", "stukken", plain_bm25),
    "bm25-passages": Peer("BM25 (bm25s), onze passages", "passages", plain_bm25),
    "bm25-nl": Peer("BM25 (bm25s), onze passages, stammen en stopwoorden", "passages", dutch_bm25),
    "langchain": Peer("LangChain-recept: stukken, hetzelfde model, Chroma", "stukken", langchain_recipe),
    "haystack": Peer("Haystack, BM25 in geheugen, stukken", "stukken", haystack_bm25, needs="haystack"),
    "fts5": Peer("SQLite FTS5, stukken", "stukken", sqlite_fts5),
}


def model_of_the_index(generation: Path) -> str:
    """Return the model that made an index: the configured one, or the folder that the index holds. Raises EvalError."""
    if configured := os.environ.get("DEELWIJZER_EMBEDDING_MODEL"):
        return configured
    for folder in sorted(generation.glob("**/")):
        if (folder / "modules.json").is_file():
            return str(folder)
    raise EvalError(f"{generation} holds no model folder; run `python -m ingest build --force`")
