"""Once, a real serving engine: a tiny model with random weights, whose nonsense the product shrugs off."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant import Settings, build_assistant
from assistant.llm.configuration import ModelSettings
from assistant.llm.model import Deadline, LanguageModel
from ingest.store import Store

TRIES = 600


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a model of two layers with weights that mean nothing, and a tokenizer of single letters."""
    import torch
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers
    from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

    folder = tmp_path_factory.mktemp("tiny")
    letters = [*sorted(pre_tokenizers.ByteLevel.alphabet()), "<s>", "</s>"]
    tokenizer = Tokenizer(models.BPE(vocab={letter: i for i, letter in enumerate(letters)}, merges=[]))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    marks = {"bos_token": "<s>", "eos_token": "</s>", "pad_token": "</s>"}
    wrapped = PreTrainedTokenizerFast(tokenizer_object=tokenizer, **marks)  # type: ignore[no-untyped-call]
    wrapped.chat_template = "{% for message in messages %}{{ message['content'] }}{% endfor %}"
    wrapped.save_pretrained(folder)
    config = LlamaConfig(
        vocab_size=len(letters),
        hidden_size=32,
        intermediate_size=64,
        num_hidden_layers=2,
        num_attention_heads=2,
        max_position_embeddings=16384,
    )
    torch.manual_seed(7)
    model = LlamaForCausalLM(config)
    # Weights that mean nothing never choose to stop; with half of all letters for a full stop they soon do.
    model.generation_config.eos_token_id = list(range(0, len(letters), 2))
    model.generation_config.max_new_tokens = 200
    model.save_pretrained(folder)
    return folder


@pytest.fixture(scope="module")
def engine(tiny: Path) -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    serve = "from transformers.cli.transformers import main; main()"
    command = [sys.executable, "-c", serve, "serve", str(tiny), "--host", "127.0.0.1", "--port", str(port)]
    offline = os.environ | {"HF_HUB_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1", "HF_HUB_DISABLE_TELEMETRY": "1"}
    with subprocess.Popen([*command, "--device", "cpu"], env=offline) as process:
        for _ in range(TRIES):
            assert process.poll() is None, "the engine stopped at its start"
            with socket.socket() as knock:
                if knock.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.2)
        yield f"http://127.0.0.1:{port}/v1"
        process.terminate()


@pytest.mark.slow
def test_a_real_engine_is_asked_and_its_nonsense_changes_nothing(
    engine: str, tiny: Path, store: Store, tmp_path: Path
) -> None:
    settings = ModelSettings("openai", str(tiny), engine, seconds=100.0)
    spoken = LanguageModel(settings).reply("Antwoord.", "{}", {"type": "object"}, Deadline(settings.seconds))
    assert isinstance(spoken, str)
    helped = build_assistant(Settings(data_dir=tmp_path, model=settings), store=store)
    turn = helped.ask("Wat is dat-informatie?")
    assert turn.answer is not None and turn.answer["verwoord_door"] == ""
    assert [notice["soort"] for notice in turn.notices] == ["taalmodel_niet_bereikbaar"]
