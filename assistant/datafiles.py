"""Reads the YAML data files and checks their form: a mistake names the file, the key and what was expected."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from assistant.errors import DataFileError


def read_yaml(path: Path, *, required: Sequence[str] = (), optional: Sequence[str] = ()) -> dict[str, Any]:
    """Return the mapping in a YAML file.

    Raises DataFileError when the file is missing, is no YAML mapping, lacks a required key or has an unknown one.
    """
    import yaml

    try:
        with path.open(encoding="utf-8") as stream:
            data = yaml.load(stream, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except FileNotFoundError as error:
        raise DataFileError(path.name, "-", f"the file is missing at {path}; restore it from the repository") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        place = getattr(error, "problem_mark", None)
        line = f"line {place.line + 1}" if place is not None else "-"
        raise DataFileError(path.name, line, f"no readable YAML: {getattr(error, 'problem', error)}") from error
    return texts(data, path.name, "top level", required=required, optional=optional if required else None)


def places(value: Any, file: str, key: str) -> tuple[str, ...]:
    """Return a list of places ("002:515-518"); raises DataFileError when it is something else than a list of texts."""
    if not isinstance(value, list) or not all(isinstance(place, str) for place in value):
        raise DataFileError(
            file, f"{key}.bronnen", f"a list of places such as '002:515-518' was expected, found {value!r}"
        )
    return tuple(value)


def texts(
    item: Any,
    file: str,
    key: str,
    *,
    required: Sequence[str] = (),
    optional: Sequence[str] | None = (),
) -> dict[str, Any]:
    """Return a mapping after checking its keys; `optional=None` allows any further key."""
    if not isinstance(item, Mapping):
        raise DataFileError(file, key, f"a mapping was expected, found {type(item).__name__}")
    for name in required:
        if name not in item or item[name] is None:
            raise DataFileError(file, key, f"{name!r} is missing; expected are {', '.join(required)}")
    if optional is not None:
        for name in item:
            if name not in required and name not in optional:
                allowed = ", ".join([*required, *optional])
                raise DataFileError(file, key, f"{name!r} is not a known key; allowed are {allowed}")
    return dict(item)


def write_learned(learned: Mapping[str, Any], target: Path) -> None:
    """Write what was learned as one line of JSON, the same for the same lessons, and print how large it is."""
    target.write_text(json.dumps(learned, ensure_ascii=False, separators=(",", ":"), sort_keys=True) + "\n", "utf-8")
    print(f"{target}: {target.stat().st_size // 1024} kB")
