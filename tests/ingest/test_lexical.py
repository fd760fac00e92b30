"""The lexical index and its Dutch: folded, stemmed, compounds in parts, and the scores of an obvious slow version."""

import math
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.retrieval.analysis import Analyser, content_words, fold, stem, stop_words, words
from ingest.retrieval.lexical import (
    TEXT,
    TEXT_AND_QUESTIONS,
    LexicalIndex,
    build_lexical_index,
    load_lexical_index,
)

TEXTS = [
    "De gemeente deelt gegevens met het wijkteam over de cliënt.",
    "Het beroepsgeheim doorbreken mag volgens artikel 7:457 en artikel 7.3.11 van de wet.",
    "Toestemming geven voor gegevensdeling: de cliënt geeft toestemming.",
    "De woningcorporatie meldt een vervuilde woning bij het meldpunt.",
    "Gegevens over gezondheid zijn bijzondere gegevens.",
    "De deling van een taak.",
]
# The same texts in each field: then the scores are those of an obvious slow version over the texts.
FIELDS = {TEXT: TEXTS, TEXT_AND_QUESTIONS: TEXTS}
QUESTIONS = [
    "mag de gemeente gegevens delen",
    "beroepsgeheim doorbreken",
    "toestemming van een client",
    "artikel 7:457",
]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> LexicalIndex:
    folder = tmp_path_factory.mktemp("lexical") / "index"
    build_lexical_index(folder, FIELDS)
    return load_lexical_index(folder)


@pytest.fixture(scope="module")
def vectorizer() -> Any:
    """Return what scikit-learn makes of the same texts."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectorizer = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True, preprocessor=fold)
    return vectorizer.fit(TEXTS)


def test_words_are_folded_and_numbers_of_articles_stay_whole() -> None:
    assert words("Cliënt, één: artikel 7:457 (7.3.11)") == ["client", "een", "artikel", "7:457", "7.3.11"]


def test_a_word_with_a_hyphen_is_found_by_its_parts_too() -> None:
    assert words("dat-informatie") == ["dat-informatie", "dat", "informatie"]


def test_stop_words_are_folded_and_not_searched() -> None:
    assert {fold(word) for word in stop_words()} == stop_words()
    assert content_words("mag ik dat aan hem vertellen") == ["vertellen"]


def test_forms_of_a_word_share_a_stem() -> None:
    assert stem("gedeeld") == stem("delen")
    assert stem("woningen") == stem("woning")


def test_a_compound_is_taken_apart_by_words_of_the_corpus() -> None:
    analyser = Analyser(["gegevens", "deling", "beroep", "geheim"])
    assert analyser.parts("gegevensdeling") == ("gegevens", "deling")
    assert analyser.parts("beroepsgeheim") == ("beroep", "geheim")
    assert analyser.parts("appeltaart") == ()


def test_a_part_of_a_compound_is_taken_apart_too() -> None:
    analyser = Analyser(["gegevens", "uitwisseling", "gegevensuitwisseling", "afspraken"])
    assert analyser.parts("gegevensuitwisselingsafspraken") == (
        "gegevensuitwisseling",
        "gegevens",
        "uitwisseling",
        "afspraken",
    )


def test_words_typed_apart_lead_to_the_compound_they_make() -> None:
    analyser = Analyser(["gegevens", "uitwisseling", "gegevensuitwisseling", "beroepsgeheim"])
    assert analyser.joined("de gegevens uitwisseling en het beroeps geheim") == [
        "gegevensuitwisseling",
        "beroepsgeheim",
    ]
    assert analyser.joined("uitwisseling gegevens") == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("artikel 6 lid 4 van de AVG", "6-lid-4"),
        ("art. 8, eerste lid, van het verdrag", "8-lid-1"),
        ("art 7: 464 lid 1 BW", "7:464-lid-1"),
        ("Woningwet, artikel 18a lid 1", "18a-lid-1"),
    ],
)
def test_an_article_with_its_lid_is_a_word_of_its_own(text: str, wanted: str) -> None:
    assert wanted in words(text)
    assert stem(wanted) == wanted


def test_a_number_with_a_space_or_a_letter_stays_whole() -> None:
    assert "7:453" in words("art 7: 453 BW")
    assert "18a" in words("artikel 18a")


@given(st.text(max_size=60))
def test_any_text_can_be_analysed(text: str) -> None:
    assert all(term == fold(term) for term in Analyser(["gegevens"]).terms(text))


def slow_ngrams(text: str) -> Counter[str]:
    """Return the character 3-5-grams of each word between spaces; a shorter word counts once as a whole."""
    grams: Counter[str] = Counter()
    for word in fold(text).split():
        padded = f" {word} "
        for size in (3, 4, 5):
            if len(padded) <= size:
                grams[padded] += 1
                break
            grams.update(padded[begin : begin + size] for begin in range(len(padded) - size + 1))
    return grams


def slow_cosine(query: str, texts: list[str]) -> list[float]:
    documents = [slow_ngrams(text) for text in texts]
    frequency = Counter(gram for document in documents for gram in document)

    def vector(grams: Counter[str]) -> dict[str, float]:
        raw = {
            gram: (1 + math.log(count)) * (math.log((1 + len(texts)) / (1 + frequency[gram])) + 1)
            for gram, count in grams.items()
            if gram in frequency
        }
        norm = math.sqrt(sum(value**2 for value in raw.values())) or 1.0
        return {gram: value / norm for gram, value in raw.items()}

    asked = vector(slow_ngrams(query))
    return [sum(asked.get(gram, 0.0) * value for gram, value in vector(own).items()) for own in documents]


@pytest.mark.parametrize("question", QUESTIONS)
def test_ngram_scores_are_those_of_a_slow_obvious_version(index: LexicalIndex, question: str) -> None:
    assert index.ngrams(index.ngram_vector(question)) == pytest.approx(slow_cosine(question, TEXTS), abs=1e-5)


@pytest.mark.parametrize("question", QUESTIONS)
def test_in_a_large_corpus_what_was_found_gets_its_full_score(
    tmp_path: Path, index: LexicalIndex, question: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ingest.retrieval.lexical._LARGE", 1)
    monkeypatch.setattr("ingest.retrieval.lexical._FIRST", 1)
    monkeypatch.setattr("ingest.retrieval.lexical._COMMON_SHARE", 0.3)
    build_lexical_index(tmp_path / "groot", FIELDS)
    large = load_lexical_index(tmp_path / "groot")
    vector = index.ngram_vector(question)
    full, pruned = index.ngrams(vector), large.ngrams(vector, [2, 4])
    assert pruned[[2, 4]] == pytest.approx(full[[2, 4]], abs=1e-5)
    assert pruned.max() == pytest.approx(full.max(), abs=1e-5)
    assert np.all(pruned <= full + 1e-5)


@given(text=st.text(max_size=60))
def test_the_row_of_a_text_is_that_of_the_vectorizer(index: LexicalIndex, vectorizer: Any, text: str) -> None:
    columns = index.ngram_vector(text).toarray()[0]
    expected = vectorizer.transform([text]).toarray()[0]
    assert columns == pytest.approx(expected, abs=1e-5)
    assert index.ngram_rows([text, "beroepsgeheim"]).toarray()[0] == pytest.approx(expected, abs=1e-5)


def slow_bm25(terms: dict[str, float], documents: list[list[str]]) -> list[float]:
    average = sum(map(len, documents)) / len(documents)
    scores = []
    for own in documents:
        score = 0.0
        for term, weight in terms.items():
            holding = sum(term in document for document in documents)
            if not holding:
                continue
            idf = math.log(1 + (len(documents) - holding + 0.5) / (holding + 0.5))
            times = own.count(term)
            score += weight * idf * times / (times + 1.5 * (1 - 0.75 + 0.75 * len(own) / average))
        scores.append(score)
    return scores


@pytest.mark.parametrize("question", QUESTIONS)
def test_bm25_scores_are_those_of_a_slow_obvious_version(index: LexicalIndex, question: str) -> None:
    documents = [index.analyser.terms(text) for text in TEXTS]
    terms = index.query_terms(question)
    assert index.bm25(TEXT, terms) == pytest.approx(slow_bm25(terms, documents), abs=1e-4)


def test_the_part_of_a_compound_weighs_less_than_the_word_that_was_asked(index: LexicalIndex) -> None:
    terms = index.query_terms("gegevensdeling")
    assert terms[stem("gegevensdeling")] > terms[stem("deling")] > 0


def test_the_same_texts_give_the_same_index(tmp_path: Path) -> None:
    for name in ("een", "twee"):
        build_lexical_index(tmp_path / name, FIELDS)
    files = sorted(path.relative_to(tmp_path / "een") for path in (tmp_path / "een").rglob("*") if path.is_file())
    for file in files:
        assert (tmp_path / "een" / file).read_bytes() == (tmp_path / "twee" / file).read_bytes()


def test_a_question_without_known_words_scores_nothing(index: LexicalIndex) -> None:
    assert not np.any(index.bm25(TEXT, index.query_terms("qqqq")))
    assert not np.any(index.ngrams(index.ngram_vector("")))
