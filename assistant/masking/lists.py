"""The word lists of the masking: read from the YAML files beside this module and checked."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from assistant.datafiles import read_yaml, texts
from assistant.errors import DataFileError
from assistant.masking.view import fold

FOLDER = Path(__file__).parent


def read_lists(name: str, keys: tuple[str, ...], *, folder: Path = FOLDER) -> dict[str, tuple[str, ...]]:
    """Return per key the entries of a file of word lists, folded to plain lower-case letters.

    Raises DataFileError when the file or a key is missing, or when a list is empty or no text.
    """
    data = texts(read_yaml(folder / name), name, "top level", required=keys, optional=None)
    return {key: _entries(data, name, key) for key in keys}


def _entries(data: Mapping[str, Any], name: str, key: str) -> tuple[str, ...]:
    value = data[key]
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        parts = value
    elif isinstance(value, str):
        # Names and phrases are separated by commas; a list of bare words by white space.
        parts = value.replace("\n", ",").split(",") if "," in value else value.split()
    else:
        raise DataFileError(name, key, f"a text with entries or a list of texts was expected, found {value!r:.60}")
    entries = tuple(dict.fromkeys(fold(part).strip() for part in parts if part.strip()))
    if not entries:
        raise DataFileError(name, key, "at least one entry was expected")
    return entries
