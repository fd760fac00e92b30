"""Embedding: one encoder per model, and the identity of that model, so that vectors of two models never mix."""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from ingest.errors import IngestError
from ingest.settings import EmbeddingSettings

Vectors = NDArray[np.float32]


class UnknownModel(IngestError):
    """The configured model cannot be loaded."""

    def __init__(self, model: str, reason: str) -> None:
        super().__init__(
            f"Embedding model {model!r} cannot be loaded ({reason}). Name a sentence-transformers model or folder in "
            "DEELWIJZER_EMBEDDING_MODEL, or leave it empty for the model made from the corpus."
        )
        self.model = model
        self.reason = reason


class Encoder(Protocol):
    """Turns texts into unit vectors."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return a row per text."""


class TransformerEncoder:
    """Any sentence-transformers model."""

    def __init__(self, name: str, revision: str | None = None) -> None:
        from sentence_transformers import SentenceTransformer

        try:
            self._model = SentenceTransformer(name, revision=revision, device="cpu")
        # Loading a model fails in many ways (absent folder, no network, broken file), each with a type of its library.
        except Exception as error:
            raise UnknownModel(name, str(error).splitlines()[0] if str(error) else type(error).__name__) from error

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return a row per text."""
        encoded: Vectors = np.asarray(
            self._model.encode(list(texts), normalize_embeddings=True, show_progress_bar=False), dtype=np.float32
        )
        return encoded


class StaticEncoder:
    """A saved StaticEmbedding model, read without sentence-transformers: importing that takes longer than all else."""

    def __init__(self, folder: Path) -> None:
        from safetensors.numpy import load_file
        from tokenizers import Tokenizer

        (module,) = [path for path in sorted(folder.iterdir()) if path.name.endswith("StaticEmbedding")] or [folder]
        self._tokenizer: Any = Tokenizer.from_file(str(module / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._weights: Vectors = load_file(str(module / "model.safetensors"))["embedding.weight"]

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return a row per text: the mean of its tokens' vectors, made a unit vector, as the model itself does."""
        rows = np.zeros((len(texts), self._weights.shape[1]), dtype=np.float32)
        for row, encoding in enumerate(self._tokenizer.encode_batch(list(texts), add_special_tokens=False)):
            if encoding.ids:
                rows[row] = self._weights[encoding.ids].mean(axis=0)
        return unit(rows)


def unit(rows: Vectors) -> Vectors:
    """Return the rows at length one; a row of nothing stays nothing."""
    norms = np.linalg.norm(rows, axis=1, keepdims=True)
    scaled: Vectors = np.divide(rows, norms, out=np.zeros_like(rows), where=norms > 0)
    return scaled


def folder_checksum(folder: Path) -> str:
    """Return one checksum over the names and contents of the files in a folder."""
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(f"{path.relative_to(folder).as_posix()}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def checksum_of(settings: EmbeddingSettings, corpus_model: Path) -> str:
    """Return the checksum of the model's files, or of its name and revision when it stands in no folder of ours."""
    if settings.model is None:
        return folder_checksum(corpus_model)
    folder = Path(settings.model)
    if folder.is_dir():
        return folder_checksum(folder)
    return hashlib.sha256(f"{settings.model}@{settings.revision or ''}".encode()).hexdigest()
