"""The lexical index: BM25 over Dutch stems and TF-IDF over character n-grams, on the same passages."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ingest.retrieval.analysis import Analyser, content_words, fold, stem

Scores = NDArray[np.float32]
_BM25_FOLDER = "bm25"
_NGRAM_RANGE = (3, 5)
_CLOSE = 6  # letters: shorter beginnings are shared by words that have nothing in common
_CLOSE_SHARE = 0.8
_PART_WEIGHT = 0.5  # the part of a compound says less than the word that was asked for


def ngram_vectorizer(**given: Any) -> Any:
    """Return the vectorizer of character 3-5-grams inside words; one place, so that build and search agree."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    return TfidfVectorizer(
        analyzer="char_wb", ngram_range=_NGRAM_RANGE, sublinear_tf=True, preprocessor=fold, dtype=np.float32, **given
    )


@dataclass(frozen=True)
class LexicalIndex:
    """BM25 and n-gram scores of every passage for a question."""

    analyser: Analyser
    idf: Mapping[str, float]
    _columns: Mapping[str, int]
    _bm25: Any
    _vectorizer: Any
    _ngrams: Any

    def query_terms(self, text: str) -> dict[str, float]:
        """Return the terms to look up with their weights: each stem fully, parts of compounds for less."""
        weights: dict[str, float] = {}
        for word in content_words(text):
            weights[stem(word)] = 1.0
            for part in self.analyser.parts(word):
                weights.setdefault(stem(part), _PART_WEIGHT)
        return weights

    def close_terms(self, word: str) -> list[str]:
        """Return terms of the corpus that begin as a word does for most of its length ("vervuilt", "vervuiling")."""
        length = max(_CLOSE, round(_CLOSE_SHARE * len(word)))
        if len(word) < length or not word.isalpha():
            return []
        return [term for term in self._columns if term.startswith(word[:length])]

    def bm25(self, terms: Mapping[str, float]) -> Scores:
        """Return the BM25 score of each passage for weighted terms."""
        total: Scores = np.zeros(self._bm25.shape[0], dtype=np.float32)
        for term, weight in terms.items():
            column = self._columns.get(term)
            if column is not None:
                begin, end = self._bm25.indptr[column], self._bm25.indptr[column + 1]
                total[self._bm25.indices[begin:end]] += weight * self._bm25.data[begin:end]
        return total

    def ngrams(self, texts: Mapping[str, float]) -> Scores:
        """Return the cosine similarity of each passage with weighted texts, over character n-grams."""
        query = None
        for text, weight in texts.items():
            vector = self._vectorizer.transform([text]) * weight
            query = vector if query is None else query + vector
        if query is None or query.nnz == 0:
            return np.zeros(self._ngrams.shape[1], dtype=np.float32)
        norm = float(np.sqrt(query.multiply(query).sum()))
        scores: Scores = (query @ self._ngrams).toarray().ravel().astype(np.float32) / norm
        return scores


def build_lexical_index(folder: Path, texts: Sequence[str]) -> Analyser:
    """Write the index of the texts to a new folder; returns the analyser that was used."""
    import bm25s
    from scipy import sparse

    folder.mkdir()
    analyser = Analyser.of_texts(texts)
    tokens = [analyser.terms(text) for text in texts]
    vocabulary = {term: column for column, term in enumerate(sorted({term for terms in tokens for term in terms}))}
    retriever = bm25s.BM25(method="lucene")
    ids = [[vocabulary[term] for term in terms] for terms in tokens]
    retriever.index((ids, vocabulary), create_empty_token=False, show_progress=False)
    retriever.save(str(folder / _BM25_FOLDER), corpus=None)

    document_frequency = np.zeros(len(vocabulary))
    for terms in tokens:
        document_frequency[[vocabulary[term] for term in set(terms)]] += 1
    idf = np.log(1 + (len(texts) - document_frequency + 0.5) / (document_frequency + 0.5))

    vectorizer = ngram_vectorizer()
    matrix = vectorizer.fit_transform(texts)
    grams = sorted(vectorizer.vocabulary_, key=vectorizer.vocabulary_.__getitem__)
    sparse.save_npz(folder / "ngrams.npz", sparse.csr_matrix(matrix.T))
    np.save(folder / "ngram_idf.npy", vectorizer.idf_)
    content = {
        "words": analyser.vocabulary,
        "terms": list(vocabulary),
        "idf": [round(float(value), 6) for value in idf],
        "ngrams": grams,
    }
    (folder / "terms.json").write_text(json.dumps(content, ensure_ascii=False), "utf-8")
    return analyser


def load_lexical_index(folder: Path) -> LexicalIndex:
    """Return the index that build_lexical_index wrote."""
    import bm25s
    from scipy import sparse

    content = json.loads((folder / "terms.json").read_text("utf-8"))
    retriever = bm25s.BM25.load(str(folder / _BM25_FOLDER), load_corpus=False)
    stored = retriever.scores
    bm25 = sparse.csc_matrix(
        (stored["data"], stored["indices"], stored["indptr"]), shape=(stored["num_docs"], len(content["terms"]))
    )
    vectorizer = ngram_vectorizer(vocabulary={gram: column for column, gram in enumerate(content["ngrams"])})
    vectorizer.idf_ = np.load(folder / "ngram_idf.npy")
    return LexicalIndex(
        analyser=Analyser(content["words"]),
        idf=dict(zip(content["terms"], content["idf"], strict=True)),
        _columns={term: column for column, term in enumerate(content["terms"])},
        _bm25=bm25,
        _vectorizer=vectorizer,
        _ngrams=sparse.load_npz(folder / "ngrams.npz"),
    )
