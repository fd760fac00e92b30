"""The peers that search is measured beside: what one gets without building anything special."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from evals.corpus import Stretch
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
