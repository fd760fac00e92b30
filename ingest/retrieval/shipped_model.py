"""The default model as it ships with the project: in half the bits, with the checksum that says it is whole."""

import shutil
from pathlib import Path
from typing import Any

import numpy as np

from ingest.errors import IngestError
from ingest.retrieval.embedding import folder_checksum

CHECKSUM = "controlesom.txt"
"""Beside the folder of the model, with the same name before it: a checksum inside would be part of what it checks."""


class ShippedModelDamaged(IngestError):
    """The model that ships with the project is absent or not what was committed."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            f"The search model in {path} cannot be used ({reason}). Restore it with `git checkout -- {path}`, or make "
            "it again with `make model`."
        )
        self.path = path
        self.reason = reason


def copy_shipped_model(shipped: Path, folder: Path) -> None:
    """Copy the shipped model to `folder`, so that a generation stays whole when a later version ships another.

    The copy has its full bits again: sums of half of them come to nothing too soon.
    Raises ShippedModelDamaged when it is absent or its checksum is another, OSError when it cannot be written.
    """
    if not shipped.is_dir():
        raise ShippedModelDamaged(shipped, "de map ontbreekt")
    try:
        expected = checksum_file(shipped).read_text("utf-8").strip()
    except FileNotFoundError as error:
        raise ShippedModelDamaged(shipped, f"{checksum_file(shipped).name} ontbreekt") from error
    if folder_checksum(shipped) != expected:
        raise ShippedModelDamaged(shipped, "de controlesom klopt niet")
    try:
        shutil.copytree(shipped, folder)
    except shutil.Error as error:  # a list of files, each with the same reason
        raise OSError(error.args[0][0][2]) from error
    _save_as(np.float32, folder)


def replace_shipped_model(made: Path, shipped: Path) -> None:
    """Put a model that was just made in the place of the shipped one, and write its checksum.

    Half the bits turn no vector by more than a hair, and make it half as large.
    """
    _save_as(np.float16, made)
    if shipped.exists():
        shutil.rmtree(shipped)
    shutil.move(made, shipped)
    checksum_file(shipped).write_text(folder_checksum(shipped) + "\n", "utf-8")


def checksum_file(shipped: Path) -> Path:
    """Return where the checksum of a shipped model stands."""
    return shipped.with_name(f"{shipped.name}-{CHECKSUM}")


def _save_as(kind: type[np.floating[Any]], folder: Path) -> None:
    from safetensors.numpy import load_file, save

    path = folder / "model.safetensors"
    weights = {name: values.astype(kind) for name, values in load_file(str(path)).items()}
    path.write_bytes(save(weights))
