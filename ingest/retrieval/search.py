"""Search over one generation: loads the indexes once, scores, fuses, and says whether there seems to be an answer."""

import json
from collections.abc import Sequence
from pathlib import Path

from ingest.lines import fingerprint
from ingest.passages import search_text
from ingest.records import CORPUS_MODEL, Hit, ModelIdentity, Passage, SearchResult
from ingest.retrieval.analysis import content_words, question_words, stem
from ingest.retrieval.dense import DenseIndex, ModelMismatch
from ingest.retrieval.embedding import Encoder, StaticEncoder, TransformerEncoder, checksum_of
from ingest.retrieval.fusion import Scores, fuse, ranking
from ingest.retrieval.lexical import load_lexical_index
from ingest.retrieval.thesaurus import Thesaurus
from ingest.settings import EmbeddingSettings

_WIDENED = 0.4  # a term of the documents that an everyday word stands for counts less than a word that was typed
_NEAREST = 100
_READ = 5  # how many hits are read to see whether they speak of what was asked
_KNOWN = 0.7  # how much of a question, by weight of its words, the corpus must know
_SPOKEN_OF = 0.35  # and how much of it those hits must speak of
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
        self._terms = [frozenset(self._lexical.analyser.terms(search_text(passage))) for passage in passages]

    def search(self, query: str, k: int) -> SearchResult:
        """Return the k best passages for a question and whether they seem to answer it."""
        query = " ".join(query[:_LONGEST_QUERY].split())
        if k < 1 or not content_words(query):
            return SearchResult(hits=(), answerable=False)
        widened = self._thesaurus.terms_for(query)
        scores = fuse(self._scores(query, widened), self._kinds)
        best = ranking(scores, max(k, _READ), self._same)
        hits = tuple(Hit(passage=self._passages[position], score=float(scores[position])) for position in best[:k])
        return SearchResult(hits=hits, answerable=self._answers(query, best[:_READ]))

    def _scores(self, query: str, widened: list[str]) -> dict[str, Scores]:
        terms = self._lexical.query_terms(query)
        for text in widened:
            for term, weight in self._lexical.query_terms(text).items():
                terms.setdefault(term, weight * _WIDENED)
        # Stop words would find passages that ask in the same manner, not about the same subject.
        grams = {" ".join(content_words(query)): 1.0} | ({" ".join(widened): _WIDENED} if widened else {})
        return {
            "bm25": self._lexical.bm25(terms),
            "ngrams": self._lexical.ngrams(grams),
            "dense": self._dense.similarities(query, _NEAREST),
        }

    def _answers(self, query: str, best: list[int]) -> bool:
        """Whether the corpus knows most of the words of a question, and the best passages speak of enough of them.

        Words weigh by how rare they are, and one that nobody wrote weighs most. An everyday word that stands for a
        term of the documents is known, and spoken of where the term is.
        """
        subject = {word for word in content_words(query) if word not in question_words()}
        forms = {word: self._forms(word) for word in subject}
        unknown = max(self._lexical.idf.values(), default=1.0)
        weights = {word: self._lexical.idf.get(stem(word), unknown) for word in subject}
        enough = sum(weights.values())
        known = sum(weights[word] for word in subject if any(form <= self._lexical.idf.keys() for form in forms[word]))
        spoken = sum(
            weights[word]
            for word in subject
            if any(form <= self._terms[position] for form in forms[word] for position in best)
        )
        return bool(subject) and known >= _KNOWN * enough and spoken >= _SPOKEN_OF * enough

    def _forms(self, word: str) -> list[frozenset[str]]:
        """Return the sets of stems that stand for a word: itself, both its parts, a close form of it, its terms."""
        forms = [frozenset({stem(word)})]
        if parts := self._lexical.analyser.parts(word):
            forms.append(frozenset(stem(part) for part in parts))
        forms.extend(frozenset({close}) for close in self._lexical.close_terms(word))
        for term in self._thesaurus.terms_for_word(word):
            forms.append(frozenset(stem(part) for part in content_words(term)))
        return forms


def _same_words(passages: Sequence[Passage]) -> list[int]:
    """Return for each passage the position of the first one with the same words: a document may repeat a box."""
    first: dict[str, int] = {}
    return [first.setdefault(fingerprint(passage.reading_text), position) for position, passage in enumerate(passages)]


def _encoder(folder: Path, model: ModelIdentity) -> Encoder:
    """Return the encoder that made the index; raises ModelMismatch when its files or its vectors are others now."""
    name = None if model.model == CORPUS_MODEL else model.model
    if (found := checksum_of(EmbeddingSettings(model=name), folder / "model")) != model.checksum:
        raise ModelMismatch(f"{model.model} {model.checksum[:12]}", f"{model.model} {found[:12]}")
    encoder: Encoder = StaticEncoder(folder / "model") if name is None else TransformerEncoder(name)
    if (dimension := int(encoder.encode(["gegevens"]).shape[1])) != model.dimension:
        raise ModelMismatch(f"{model.model} ({model.dimension})", f"{model.model} ({dimension})")
    return encoder
