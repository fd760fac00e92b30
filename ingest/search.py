"""Search over one generation: loads the indexes once, scores, fuses, and says whether there seems to be an answer."""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from ingest.analysis import content_words, question_words, stem
from ingest.dense import DenseIndex, ModelMismatch
from ingest.embedding import CORPUS_MODEL, Encoder, ModelIdentity, StaticEncoder, TransformerEncoder, folder_checksum
from ingest.fusion import Scores, fuse, ranking
from ingest.lexical import LexicalIndex, load_lexical_index
from ingest.lines import fingerprint
from ingest.records import Hit, Passage, SearchResult
from ingest.thesaurus import Thesaurus

_WIDENED = 0.4  # a term of the documents that an everyday word stands for counts less than a word that was typed
_NEAREST = 100
_READ = 5  # how many hits are read to see whether they speak of what was asked
_COVERED = 0.55  # how much of the question, by weight of its words, one of them must speak of
_LONGEST_QUERY = 2000  # characters; what comes after adds no subject and costs time


class SearchIndex:
    """The loaded indexes of one generation."""

    def __init__(self, folder: Path, passages: Sequence[Passage], model: ModelIdentity) -> None:
        self._passages = passages
        self._kinds = [passage.kind for passage in passages]
        self._same = _same_words(passages)
        self._lexical = load_lexical_index(folder / "lexical")
        self._dense = DenseIndex(folder / "chroma", _encoder(folder, model), model, len(passages))
        self._thesaurus = Thesaurus(json.loads((folder / "thesaurus.json").read_text("utf-8")))
        self._terms = [frozenset(self._lexical.analyser.terms(_found_by(passage))) for passage in passages]

    def search(self, query: str, k: int) -> SearchResult:
        """Return the k best passages for a question and whether they seem to answer it."""
        query = " ".join(query[:_LONGEST_QUERY].split())
        if k < 1 or not content_words(query):
            return SearchResult(hits=(), answerable=False)
        widened = self._thesaurus.terms_for(query)
        scores = fuse(self._scores(query, widened), self._kinds)
        best = ranking(scores, max(k, _READ), self._same)
        hits = tuple(Hit(passage=self._passages[position], score=float(scores[position])) for position in best[:k])
        return SearchResult(hits=hits, answerable=self._answers(query, widened, best[:_READ]))

    def _scores(self, query: str, widened: list[str]) -> dict[str, Scores]:
        terms = self._lexical.query_terms(query)
        for text in widened:
            for term, weight in self._lexical.query_terms(text).items():
                terms.setdefault(term, weight * _WIDENED)
        grams = {query: 1.0} | ({" ".join(widened): _WIDENED} if widened else {})
        return {
            "bm25": self._lexical.bm25(terms),
            "ngrams": self._lexical.ngrams(grams),
            "dense": self._dense.similarities(query, _NEAREST),
        }

    def _answers(self, query: str, widened: list[str], best: list[int]) -> bool:
        """Whether one of the best passages speaks of most of what was asked; a word nobody wrote weighs most."""
        unknown = max(self._lexical.idf.values(), default=1.0)
        subject = {word for word in content_words(query) if word not in question_words()}
        if not subject or not best:
            return False
        replaced = {term for text in widened for word in content_words(text) for term in self._forms(word)}
        weights = {word: self._lexical.idf.get(stem(word), unknown) for word in subject}
        return any(
            sum(weight for word, weight in weights.items() if self._speaks_of(position, word, replaced))
            >= _COVERED * sum(weights.values())
            for position in best
        )

    def _forms(self, word: str) -> list[str]:
        return [stem(word), *(stem(part) for part in self._lexical.analyser.parts(word))]

    def _speaks_of(self, position: int, word: str, replaced: set[str]) -> bool:
        forms = self._forms(word)
        present = self._terms[position]
        return forms[0] in present or (len(forms) > 1 and all(form in present for form in forms[1:]))


def _found_by(passage: Passage) -> str:
    return "\n".join([*passage.heading_path, passage.reading_text])


def _same_words(passages: Sequence[Passage]) -> list[int]:
    """Return for each passage the position of the first one with the same words: a document may repeat a box."""
    first: dict[str, int] = {}
    return [first.setdefault(fingerprint(passage.reading_text), position) for position, passage in enumerate(passages)]


def _encoder(folder: Path, model: ModelIdentity) -> Encoder:
    if model.model != CORPUS_MODEL:
        encoder: Encoder = TransformerEncoder(model.model)
        dimension = int(np.shape(encoder.encode(["gegevens"]))[1])
        if dimension != model.dimension:
            raise ModelMismatch(f"{model.model} ({model.dimension})", f"{model.model} ({dimension})")
        return encoder
    if (found := folder_checksum(folder / "model")) != model.checksum:
        raise ModelMismatch(model.checksum[:12], found[:12])
    return StaticEncoder(folder / "model")
