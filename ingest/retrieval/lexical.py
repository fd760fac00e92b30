"""The lexical index: BM25 over Dutch stems per field, and TF-IDF over character n-grams, on the same passages."""

import json
import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ingest.retrieval.analysis import Analyser, content_words, stem
from ingest.retrieval.ngrams import count_ngrams, ngrams_of

Scores = NDArray[np.float32]
_CLOSE = 6  # letters: shorter beginnings are shared by words that have nothing in common
_CLOSE_SHARE = 0.8
_LARGE = 20_000  # passages: from here on not every n-gram is counted for every passage
_COMMON_SHARE = 0.05  # of the passages: an n-gram that stands in more of them tells little apart
_FIRST = 200  # so many passages are counted in full in any case
_PART_WEIGHT = 0.5  # the part of a compound says less than the word that was asked for

# What BM25 is counted over. A question's words stand in a field with the text and not alone: alone they lose the terms.
TEXT, TEXT_AND_QUESTIONS, HEADINGS = "tekst", "tekst_en_vragen", "koppen"


@dataclass(frozen=True)
class LexicalIndex:
    """BM25 and n-gram scores of every passage for a question."""

    analyser: Analyser
    idf: Mapping[str, float]
    _terms: Sequence[str]
    _columns: Mapping[str, int]
    _bm25: Mapping[str, Any]
    _terms_by_passage: Any
    _columns_of_grams: Mapping[str, int]
    _gram_idf: NDArray[np.float32]
    _ngrams: Any
    _grams_by_passage: Any  # the same the other way round, in a large corpus

    def query_terms(self, text: str) -> dict[str, float]:
        """Return the terms to look up with their weights: each stem fully, for less the compounds near it.

        Those are the parts of a compound that was typed, and the compound of words that were typed apart.
        """
        weights: dict[str, float] = {}
        for word in content_words(text):
            weights[stem(word)] = 1.0
            for part in self.analyser.parts(word):
                weights.setdefault(stem(part), _PART_WEIGHT)
        for compound in self.analyser.joined(text):
            weights.setdefault(stem(compound), _PART_WEIGHT)
        return weights

    def knows(self, term: str) -> bool:
        """Whether a term stands in a passage or in one of the example questions."""
        return term in self._columns

    def close_terms(self, word: str) -> Sequence[str]:
        """Return terms of the corpus that begin as a word does for most of its length ("vervuilt", "vervuiling")."""
        length = max(_CLOSE, round(_CLOSE_SHARE * len(word)))
        if len(word) < length or not word.isalpha():
            return []
        begin = bisect_left(self._terms, word[:length])
        end = bisect_left(self._terms, word[:length] + "\uffff")
        return self._terms[begin:end]

    def terms_of(self, position: int) -> frozenset[str]:
        """Return the terms that stand in a passage."""
        rows = self._terms_by_passage
        columns = rows.indices[rows.indptr[position] : rows.indptr[position + 1]]
        return frozenset(self._terms[column] for column in columns)

    def bm25(self, field: str, terms: Mapping[str, float]) -> Scores:
        """Return the BM25 score of each passage for weighted terms, over one of its fields."""
        total: Scores = np.zeros(self._ngrams.shape[1], dtype=np.float32)
        scores = self._bm25.get(field)
        if scores is None:  # nobody wrote a word in this field
            return total
        for term, weight in terms.items():
            column = self._columns.get(term)
            if column is not None:
                begin, end = scores.indptr[column], scores.indptr[column + 1]
                total[scores.indices[begin:end]] += weight * scores.data[begin:end]
        return total

    def ngram_vector(self, text: str) -> Any:
        """Return the sparse row of a text over character n-grams, of length one or zero.

        The same as `ngram_rows` gives, in less time for one text.
        """
        from scipy import sparse

        grams = ngrams_of(text)
        counts = Counter(self._columns_of_grams[gram] for gram in grams if gram in self._columns_of_grams)
        columns = np.array(sorted(counts), dtype=np.int32)
        values = np.array([1 + math.log(counts[column]) for column in columns], dtype=np.float32)
        values *= self._gram_idf[columns]
        length = float(np.linalg.norm(values))
        shape = (1, len(self._gram_idf))
        return sparse.csr_matrix((values / (length or 1.0), columns, [0, len(columns)]), shape=shape, dtype=np.float32)

    def ngram_rows(self, texts: Sequence[str]) -> Any:
        """Return the sparse rows of many texts over character n-grams, each of length one or zero."""
        counts, _ = count_ngrams(texts, list(self._columns_of_grams))
        return _weighed(counts, self._gram_idf)

    def ngrams(self, vector: Any, found: Sequence[int] = ()) -> Scores:
        """Return the cosine similarity of each passage and its questions with the row of a text.

        In a large corpus, n-grams that stand in a great many passages take nearly all the time and say little. There
        they count only for `found`, which other scorers came up with, and for what the rest of the n-grams finds first.
        """
        if self._grams_by_passage is None:
            return _dense(vector @ self._ngrams)
        starts = self._ngrams.indptr
        common = starts[vector.indices + 1] - starts[vector.indices] > _COMMON_SHARE * self._ngrams.shape[1]
        rare = vector.copy()
        rare.data = np.where(common, np.float32(0.0), vector.data)
        rare.eliminate_zeros()
        some = rare @ self._ngrams
        scores = _dense(some)
        first = some.indices if some.nnz <= _FIRST else some.indices[np.argpartition(some.data, -_FIRST)[-_FIRST:]]
        whole = np.union1d(first, np.array(found, dtype=np.intp))
        scores[whole] = self._grams_by_passage[whole] @ _dense(vector)
        return scores


def _dense(row: Any) -> Scores:
    scores: Scores = row.toarray().ravel().astype(np.float32, copy=False)
    return scores


def build_lexical_index(folder: Path, fields: Mapping[str, Sequence[str]]) -> Analyser:
    """Write the index of the passages, given field by field, to a new folder; returns the analyser that was used."""
    from scipy import sparse

    folder.mkdir()
    texts = fields[TEXT_AND_QUESTIONS]
    analyser = Analyser.of_texts(texts)
    tokens = {name: [analyser.terms(text) for text in own] for name, own in fields.items()}
    terms = sorted({term for own in tokens.values() for row in own for term in row})
    vocabulary = {term: column for column, term in enumerate(terms)}
    filled = {name: own for name, own in tokens.items() if any(own)}
    for name, own in filled.items():
        _write_bm25(folder / f"bm25-{name}", own, vocabulary)
    document_frequency = np.zeros(len(vocabulary))
    for row in tokens[TEXT]:
        document_frequency[[vocabulary[term] for term in set(row)]] += 1
    idf = np.log(1 + (len(texts) - document_frequency + 0.5) / (document_frequency + 0.5))

    counts, grams = count_ngrams(texts)
    gram_idf = (np.log((1 + len(texts)) / (1 + counts.getnnz(axis=0))) + 1).astype(np.float32)
    # Not compressed: that takes longer than all the rest, and again each time it is read.
    sparse.save_npz(folder / "ngrams.npz", sparse.csr_matrix(_weighed(counts, gram_idf).T), compressed=False)
    np.save(folder / "ngram_idf.npy", gram_idf)
    content = {
        "words": analyser.vocabulary,
        "terms": terms,
        "idf": [round(float(value), 6) for value in idf],
        "of_documents": [int(count > 0) for count in document_frequency],
        "ngrams": grams,
        "fields": list(filled),
    }
    (folder / "terms.json").write_text(json.dumps(content, ensure_ascii=False), "utf-8")
    return analyser


def _weighed(counts: Any, idf: NDArray[np.float32]) -> Any:
    """Return counts of n-grams as TF-IDF: the logarithm of how often, by how rare, and each row of length one."""
    from scipy.sparse.linalg import norm

    rows = counts.copy()
    rows.data = (1 + np.log(rows.data)) * idf[rows.indices]
    rows.data /= np.repeat(norm(rows, axis=1), np.diff(rows.indptr))
    return rows


def _write_bm25(folder: Path, rows: Sequence[Sequence[str]], vocabulary: dict[str, int]) -> None:
    import bm25s

    retriever = bm25s.BM25(method="lucene")
    ids = [[vocabulary[term] for term in row] for row in rows]
    retriever.index((ids, vocabulary), create_empty_token=False, show_progress=False)
    retriever.save(str(folder), corpus=None)


def _read_bm25(folder: Path, terms: int) -> Any:
    import bm25s
    from scipy import sparse

    stored = bm25s.BM25.load(str(folder), load_corpus=False).scores
    return sparse.csc_matrix((stored["data"], stored["indices"], stored["indptr"]), shape=(stored["num_docs"], terms))


def load_lexical_index(folder: Path) -> LexicalIndex:
    """Return the index that build_lexical_index wrote."""
    from scipy import sparse

    content = json.loads((folder / "terms.json").read_text("utf-8"))
    terms = content["terms"]
    bm25 = {name: _read_bm25(folder / f"bm25-{name}", len(terms)) for name in content["fields"]}
    ngrams = sparse.load_npz(folder / "ngrams.npz")
    return LexicalIndex(
        analyser=Analyser(content["words"]),
        idf={
            term: value for term, value, own in zip(terms, content["idf"], content["of_documents"], strict=True) if own
        },
        _terms=terms,
        _columns={term: column for column, term in enumerate(terms)},
        _bm25=bm25,
        _terms_by_passage=bm25[TEXT].tocsr() if TEXT in bm25 else sparse.csr_matrix((ngrams.shape[1], len(terms))),
        _columns_of_grams={gram: column for column, gram in enumerate(content["ngrams"])},
        _gram_idf=np.load(folder / "ngram_idf.npy").astype(np.float32),
        _ngrams=ngrams,
        _grams_by_passage=ngrams.T.tocsr() if ngrams.shape[1] >= _LARGE else None,
    )
