"""The optional cross-encoder: it orders the best hits again, and a name that cannot be loaded is one clear line."""

from dataclasses import replace
from pathlib import Path

import pytest

from ingest.build import build
from ingest.settings import Settings
from ingest.store import IndexUnusable, open_store

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def cross_encoder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a tiny cross-encoder of random weights: it tests the wire, not the judgement."""
    import torch
    from tokenizers import Tokenizer, models, pre_tokenizers
    from transformers import BertConfig, BertForSequenceClassification, PreTrainedTokenizerFast

    folder = tmp_path_factory.mktemp("kruis") / "model"
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "gegevens", "delen", "mag"]
    tokenizer = Tokenizer(models.WordLevel({word: place for place, word in enumerate(words)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    PreTrainedTokenizerFast(  # type: ignore[no-untyped-call]
        tokenizer_object=tokenizer, pad_token="[PAD]", unk_token="[UNK]", cls_token="[CLS]", sep_token="[SEP]"
    ).save_pretrained(str(folder))
    torch.manual_seed(0)
    config = BertConfig(
        vocab_size=len(words),
        max_position_embeddings=256,
        hidden_size=8,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=8,
    )
    config.num_labels = 1
    BertForSequenceClassification(config).save_pretrained(str(folder))
    return folder


def test_a_configured_cross_encoder_gives_the_same_hits_in_its_own_order(
    cross_encoder: Path, small_corpus: Path, tmp_path: Path
) -> None:
    settings = Settings(corpus_dir=small_corpus, data_dir=tmp_path / "data")
    build(settings)
    plain = open_store(settings.data_dir).search("gegevens delen met de client").hits
    assert build(replace(settings, reranker=str(cross_encoder))).new
    again = open_store(settings.data_dir).search("gegevens delen met de client").hits
    assert {hit.passage.passage_id for hit in again} == {hit.passage.passage_id for hit in plain}
    assert [hit.score for hit in again] == sorted((hit.score for hit in again), reverse=True)


def test_a_cross_encoder_that_cannot_be_loaded_is_named(small_corpus: Path, tmp_path: Path) -> None:
    settings = Settings(corpus_dir=small_corpus, data_dir=tmp_path / "data", reranker=str(tmp_path / "weg"))
    build(settings)
    with pytest.raises(IndexUnusable, match="weg"):
        open_store(settings.data_dir).search("gegevens delen")
