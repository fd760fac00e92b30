"""The optional second look: a cross-encoder, when one is configured, reads the question beside the best passages."""

import threading
from collections.abc import Sequence
from typing import Any

import numpy as np

from ingest.records import Passage
from ingest.retrieval.embedding import UnknownModel
from ingest.retrieval.fusion import Scores

READ = 20  # how many passages are read again; each costs a pass of the model


class Reranker:
    """Any sentence-transformers cross-encoder; it is loaded when it is first needed."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._model: Any = None
        self._loading = threading.Lock()

    def load(self) -> Any:
        """Return the model; raises UnknownModel when it cannot be loaded."""
        with self._loading:
            if self._model is None:
                from sentence_transformers import CrossEncoder

                try:
                    self._model = CrossEncoder(self._name, device="cpu")
                # As with an embedding model: each way of failing has a type of its own library.
                except Exception as error:
                    reason = str(error).splitlines()[0] if str(error) else type(error).__name__
                    raise UnknownModel(self._name, reason) from error
            return self._model

    def rerank(
        self, query: str, best: Sequence[int], scores: Scores, passages: Sequence[Passage]
    ) -> tuple[list[int], Scores]:
        """Return the passages with the first READ of them in the order of the model, and scores in that order."""
        read = list(best[:READ])
        if not read:
            return [], scores
        pairs = [(query, passages[position].reading_text) for position in read]
        judged = np.asarray(self.load().predict(pairs, show_progress_bar=False), dtype=np.float32).reshape(len(read))
        order = [read[place] for place in np.argsort(-judged, kind="stable")]
        # The scores keep their values and go to the new order, so that they still fall from hit to hit.
        given = scores.copy()
        given[order] = np.sort(scores[read])[::-1]
        return [*order, *best[READ:]], given
