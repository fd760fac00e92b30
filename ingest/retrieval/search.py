"""Search over one generation: loads the indexes once, scores, fuses, and says whether there seems to be an answer."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ingest.records import CORPUS_MODEL, Hit, ModelIdentity, Passage, SearchResult
from ingest.retrieval.analysis import content_words
from ingest.retrieval.dense import DenseIndex, ModelMismatch
from ingest.retrieval.embedding import Encoder, StaticEncoder, TransformerEncoder, checksum_of
from ingest.retrieval.fusion import (
    PassageKinds,
    Scores,
    Weights,
    fuse,
    kinds_of_question,
    learned_weights,
    ranking,
    with_neighbours,
)
from ingest.retrieval.lexical import HEADINGS, TEXT, TEXT_AND_QUESTIONS, load_lexical_index
from ingest.retrieval.neighbours import Neighbours
from ingest.retrieval.outside import Outside
from ingest.retrieval.question import Coverage, question_features
from ingest.retrieval.rerank import Reranker
from ingest.retrieval.thesaurus import Thesaurus
from ingest.settings import EmbeddingSettings

_NEAREST = 100
READ = 5  # how many hits are read to see whether they speak of what was asked
_AGREE = 10  # and how many of each scorer are laid side by side
_LONGEST_QUERY = 2000  # characters; what comes after adds no subject and costs time
LENT = 0.2  # how much of its score a passage lends to those that say alike
_CONTEXT = 0.4  # the facts of a walk tip the balance between passages that fit about equally well

Context = Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class SearchParts:
    """Which parts of search take part; all of them, unless a measurement leaves one out.

    `scorers` are those of gewichten.yaml; with `kinds_of_question` off, every question is weighed as an average one.
    """

    scorers: frozenset[str] = frozenset({"bm25", "bm25_vragen", "bm25_koppen", "bm25_begrippen", "ngrammen", "dicht"})
    kinds_of_question: bool = True
    kinds_of_passage: bool = True
    neighbours: bool = True


ALL_PARTS = SearchParts()


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """What there is to judge a question by, before it is weighed."""

    scores: Mapping[str, Scores]
    question: Mapping[str, float]
    outside: Mapping[str, float]


class SearchIndex:
    """The loaded indexes of one generation."""

    def __init__(
        self, folder: Path, passages: Sequence[Passage], model: ModelIdentity, reranker: str | None = None
    ) -> None:
        self._passages = passages
        self._kinds = PassageKinds([passage.kind for passage in passages])
        self._groups = json.loads((folder / "groups.json").read_text("utf-8"))
        self._lexical = load_lexical_index(folder / "lexical")
        ids = [passage.passage_id for passage in passages]
        self._dense = DenseIndex(folder / "chroma", _encoder(folder, model), model, ids)
        self._neighbours = Neighbours.read(folder)
        self._outside = Outside.read(folder)
        self._thesaurus = Thesaurus(json.loads((folder / "thesaurus.json").read_text("utf-8")))
        self._coverage = Coverage(self._lexical, self._thesaurus)
        self._reranker = Reranker(reranker) if reranker is not None else None

    def search(
        self, query: str, k: int, context: Context | None = None, parts: SearchParts = ALL_PARTS
    ) -> SearchResult:
        """Return the k best passages for a question and whether they seem to answer it."""
        query = " ".join(query[:_LONGEST_QUERY].split())
        if k < 1 or not content_words(query):
            return SearchResult(hits=(), answerable=False)
        evidence = self.evidence(query, parts)
        weights = learned_weights()
        scores = self.fused(evidence, parts, weights)
        if context:
            scores = self._in_context(scores, context)
        best = ranking(scores, max(k, READ))
        features = self.answer_features(query, evidence, best)
        answerable = bool(best) and weights.beantwoordbaar.of(features) >= weights.grens
        if self._reranker is not None:
            best, scores = self._reranker.rerank(query, best, scores, self._passages)
        hits = tuple(self._hit(position, float(scores[position])) for position in best[:k])
        return SearchResult(hits=hits, answerable=answerable)

    def nearness(self, question: str, texts: Sequence[str]) -> list[float]:
        """Return the cosine similarity of each text with a question, nothing below 0."""
        return self._dense.nearness(question, texts)

    def evidence(self, query: str, parts: SearchParts = ALL_PARTS) -> Evidence:
        """Return the score of every passage by each scorer that takes part, and what the question looks like."""
        terms = self._lexical.query_terms(query)
        widened: dict[str, float] = {}
        for text in self._thesaurus.terms_for(query):
            widened.update(self._lexical.query_terms(text))
        lexical, dense = self._lexical, self._dense
        vector, grams = dense.vector_of(query), lexical.ngram_vector(query)
        scorers: dict[str, Callable[[], Scores]] = {
            "bm25": lambda: lexical.bm25(TEXT, terms),
            "bm25_vragen": lambda: lexical.bm25(TEXT_AND_QUESTIONS, terms),
            "bm25_koppen": lambda: lexical.bm25(HEADINGS, terms),
            "bm25_begrippen": lambda: lexical.bm25(TEXT, widened),
            "dicht": lambda: dense.similarities(vector, _NEAREST),
        }
        scores = {name: score() for name, score in scorers.items() if name in parts.scorers}
        if "ngrammen" in parts.scorers:
            found = {position for own in scores.values() for position in ranking(own, _NEAREST)}
            scores["ngrammen"] = lexical.ngrams(grams, sorted(found))
        return Evidence(
            scores=scores,
            question=question_features(query, self._coverage),
            outside=self._outside.nearness(vector, grams),
        )

    def fused(self, evidence: Evidence, parts: SearchParts, weights: Weights) -> Scores:
        """Return one score per passage."""
        likely = kinds_of_question(evidence.question, weights.soorten)
        if not parts.kinds_of_question:
            likely = dict.fromkeys(likely, 1 / len(likely))
        by_kind = self._kinds.weighed(weights.passagesoorten if parts.kinds_of_passage else {})
        scores = fuse(evidence.scores, likely, by_kind, weights)
        return with_neighbours(scores, self._neighbours, LENT) if parts.neighbours else scores

    def answer_features(self, query: str, evidence: Evidence, best: Sequence[int]) -> dict[str, float]:
        """Return what tells whether the documents answer a question; `best` are the hits, best first."""
        read = best[:READ]
        dense = evidence.scores.get("dicht", np.zeros(len(self._passages), dtype=np.float32))
        near = dense[dense > 0]  # few of a large corpus; sorting the rest would take most of the time
        nearest = np.sort(near if len(near) >= READ else dense)[::-1][:READ]
        tops = [set(ranking(scores, _AGREE)) for scores in evidence.scores.values() if scores.any()]
        pairs = [(one, other) for place, one in enumerate(tops) for other in tops[place + 1 :]]
        agreed = [len(one & other) / max(1, min(len(one), len(other))) for one, other in pairs]
        return {
            **self._coverage.of(query, read),
            **evidence.outside,
            "naaste": float(nearest[0]),
            "naasten": float(nearest.mean()),
            "eens": sum(agreed) / len(agreed) if agreed else 0.0,
            **{f"soort_{name}": value for name, value in evidence.question.items()},
        }

    def _in_context(self, scores: Scores, context: Context) -> Scores:
        """Return scores in which passages that speak of the facts of a walk come out a little higher."""
        words = " ".join(value.replace("_", " ") for value in context.values())
        spoken = self._lexical.bm25(TEXT, self._lexical.query_terms(words))
        top = float(spoken.max(initial=0.0))
        return scores if top == 0 else scores * np.exp(np.float32(_CONTEXT) * spoken / np.float32(top))

    def _hit(self, position: int, score: float) -> Hit:
        others = tuple(self._passages[other].passage_id for other in self._groups[position] if other != position)
        return Hit(passage=self._passages[position], score=score, also_at=others)


def _encoder(folder: Path, model: ModelIdentity) -> Encoder:
    """Return the encoder that made the index; raises ModelMismatch when its files or its vectors are others now."""
    name = None if model.model == CORPUS_MODEL else model.model
    settings = EmbeddingSettings(model=name, revision=model.revision)
    if (found := checksum_of(settings, folder / "model")) != model.checksum:
        raise ModelMismatch(f"{model.model} {model.checksum[:12]}", f"{model.model} {found[:12]}")
    encoder: Encoder = StaticEncoder(folder / "model") if name is None else TransformerEncoder(name, model.revision)
    if (dimension := int(encoder.encode(["gegevens"]).shape[1])) != model.dimension:
        raise ModelMismatch(f"{model.model} ({model.dimension})", f"{model.model} ({dimension})")
    return encoder
