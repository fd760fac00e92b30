"""The default embedding model: an ordinary sentence-transformers model, the same each time it is made."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from ingest.build import build
from ingest.retrieval.corpus_model import DIMENSION, Example, build_corpus_model
from ingest.retrieval.embedding import StaticEncoder, TransformerEncoder, UnknownModel, checksum_of
from ingest.settings import EmbeddingSettings, Settings
from ingest.store import StoreError, open_store

pytestmark = pytest.mark.slow

TEXTS = [
    "De gemeente deelt gegevens met het wijkteam over de cliënt.",
    "Het beroepsgeheim doorbreken mag volgens artikel 7:457 van de wet.",
    "Toestemming geven voor gegevensdeling: de cliënt geeft toestemming.",
    "De woningcorporatie meldt een vervuilde woning bij het meldpunt.",
]
EXAMPLES = [
    Example(text="die vent van beneden maakt er een zwijnenstal van, wie bel ik", answers=(3,)),
    Example(text="hij vindt het goed, mag het dan", answers=(2,)),
    Example(text="wie bel ik over een zwijnenstal", answers=(3,)),
]
QUESTIONS = ["mag ik gegevens delen", "toestemmingsgesprek met de client", "7:457", "zzz", ""]


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("model") / "model"
    build_corpus_model(folder, TEXTS)
    return folder


def test_reading_the_model_gives_what_sentence_transformers_gives(model: Path) -> None:
    questions = [question for question in QUESTIONS if question]
    ours, theirs = StaticEncoder(model).encode(questions), TransformerEncoder(str(model)).encode(questions)
    assert ours.shape == theirs.shape == (len(questions), DIMENSION)
    np.testing.assert_allclose(ours, theirs, atol=1e-6)


@pytest.mark.parametrize(("question", "nearest"), [("het beroepsgeheim", 1), ("melden bij een meldpunt", 3)])
def test_a_question_lies_nearest_to_the_text_about_it(model: Path, question: str, nearest: int) -> None:
    encoder = StaticEncoder(model)
    assert int((encoder.encode(TEXTS) @ encoder.encode([question])[0]).argmax()) == nearest


def test_a_model_learns_the_words_of_those_who_ask(tmp_path: Path) -> None:
    build_corpus_model(tmp_path / "geleerd", TEXTS, EXAMPLES)
    encoder = StaticEncoder(tmp_path / "geleerd")
    for question, nearest in (("een zwijnenstal bij de buren", 3), ("vindt hij het wel goed", 2)):
        assert int((encoder.encode(TEXTS) @ encoder.encode([question])[0]).argmax()) == nearest


def test_vectors_have_length_one_or_zero(model: Path) -> None:
    lengths = np.linalg.norm(StaticEncoder(model).encode(QUESTIONS), axis=1)
    assert all(length == pytest.approx(1, abs=1e-5) or length == 0 for length in lengths)


def test_the_same_texts_give_the_same_model(model: Path, tmp_path: Path) -> None:
    settings = EmbeddingSettings()
    build_corpus_model(tmp_path / "again", TEXTS)
    assert checksum_of(settings, tmp_path / "again") == checksum_of(settings, model)
    for name in ("een", "twee"):
        build_corpus_model(tmp_path / name, TEXTS, EXAMPLES)
    assert checksum_of(settings, tmp_path / "een") == checksum_of(settings, tmp_path / "twee")


def test_an_unknown_model_says_what_to_do() -> None:
    with pytest.raises(UnknownModel, match="DEELWIJZER_EMBEDDING_MODEL"):
        TransformerEncoder("/bestaat/niet")


def test_a_configured_model_makes_the_index_and_is_not_mixed_with_another(
    model: Path, small_corpus: Path, tmp_path: Path
) -> None:
    own = tmp_path / "eigen-model"
    shutil.copytree(model, own)
    configured = EmbeddingSettings(model=str(own), query_prefix="query: ", passage_prefix="passage: ")
    settings = Settings(corpus_dir=small_corpus, data_dir=tmp_path / "data", embedding=configured)
    generation = build(settings).generation
    assert (generation.model.model, generation.model.query_prefix) == (str(own), "query: ")
    assert open_store(settings.data_dir).search("gegevens delen").hits

    build_corpus_model(tmp_path / "ander", TEXTS[:3])
    shutil.rmtree(own)
    shutil.copytree(tmp_path / "ander", own)
    with pytest.raises(StoreError, match="two models"):
        open_store(settings.data_dir).search("gegevens delen")


def test_another_model_means_another_generation(model: Path, small_corpus: Path, tmp_path: Path) -> None:
    default = Settings(corpus_dir=small_corpus, data_dir=tmp_path / "data")
    first = build(default).generation
    configured = Settings(
        corpus_dir=small_corpus, data_dir=tmp_path / "data", embedding=EmbeddingSettings(model=str(model))
    )
    second = build(configured)
    assert second.new
    assert second.generation.id != first.id
    assert not build(configured).new
