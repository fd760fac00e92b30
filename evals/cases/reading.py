"""Reads a file of cases strictly: the error names the file, the case and the key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import TypeAdapter, ValidationError

from evals.cases.forms import Record
from evals.errors import SuiteError

Case = TypeVar("Case", bound=Record)

# The safe loader in C reads the same, many times faster, where PyYAML was built with it.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_cases(file: Path, form: type[Case], *, under: str | None = None) -> list[Case]:
    """Return the cases of a file; `under` names the key they stand under, without it the file is the list.

    Raises SuiteError for a missing file, broken YAML, an empty list, a case of another form and an id used twice.
    """
    data = read_yaml(file)
    if under is not None:
        data = data.get(under) if isinstance(data, Mapping) else None
    if not isinstance(data, list) or not data:
        raise SuiteError(file.name, under or "-", "a list with at least one case was expected")
    try:
        cases: list[Case] = TypeAdapter(list[form]).validate_python(data)  # type: ignore[valid-type]
    except ValidationError as error:
        first = error.errors()[0]
        raise SuiteError(file.name, _place(data, first["loc"]), f"{first['msg']}, found {first['input']!r}") from error
    refuse_double(cases, file.name)
    return cases


def read_yaml(file: Path) -> Any:
    """Return what a YAML file holds. Raises SuiteError."""
    try:
        return yaml.load(file.read_text("utf-8"), Loader=_LOADER)
    except FileNotFoundError as error:
        raise SuiteError(file.name, "-", f"the file is missing at {file}; restore it from the repository") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise SuiteError(file.name, "-", f"no readable YAML: {error}") from error


def refuse_double(cases: Sequence[Any], file: str) -> None:
    """Raise SuiteError when two cases have the same id."""
    seen: set[str] = set()
    for case in cases:
        if case.id in seen:
            raise SuiteError(file, f"{case.id}.id", "this id is used twice")
        seen.add(case.id)


def _place(data: Sequence[Any], loc: Sequence[int | str]) -> str:
    """Say where the fault is, by the id of the case where it has one: people search for that."""
    index, *keys = loc
    case = data[int(index)]
    name = case.get("id", f"case {index}") if isinstance(case, Mapping) else f"case {index}"
    return ".".join(str(part) for part in (name, *keys))
