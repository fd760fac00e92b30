"""Read a YAML data file into a checked pydantic model, with an error that names file, key and what was expected."""

from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from ingest.errors import DataFileError


class DataModel(BaseModel):
    """A record of a data file: unknown keys are mistakes, values keep their YAML type."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


Model = TypeVar("Model", bound=BaseModel)
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # ten times as fast, where PyYAML was made with it


def read_yaml(path: Path) -> Any:
    """Return what stands in a YAML file; raises DataFileError when it is absent, not UTF-8 or not YAML."""
    try:
        return yaml.load(path.read_text("utf-8"), _LOADER)
    except FileNotFoundError:
        raise DataFileError(path, "-", "the file is missing") from None
    except OSError as error:
        raise DataFileError(path, "-", f"the file cannot be read ({error.strerror})") from None
    except UnicodeDecodeError as error:
        raise DataFileError(path, f"byte {error.start}", "expected UTF-8 text") from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"line {mark.line + 1}" if mark else "-"
        raise DataFileError(path, where, f"expected YAML ({getattr(error, 'problem', None) or error})") from None


def load_model(path: Path, model: type[Model], **beside: Any) -> Model:
    """Return the file as `model`; raises DataFileError naming the first key that is wrong and what it should be.

    `beside` holds fields that do not stand in the file, for what only its reader knows.
    """
    content = read_yaml(path)
    if not isinstance(content, dict):
        raise DataFileError(path, "-", "expected keys with values at the top of the file")
    return _checked(path, {**content, **beside}, model, ())


def load_models(path: Path, model: type[Model]) -> list[Model]:
    """Return a file that is a list of `model`; raises DataFileError naming the place in the list and the key."""
    content = read_yaml(path)
    if not isinstance(content, list):
        raise DataFileError(path, "-", "expected a list (`- key: value`) at the top of the file")
    return [_checked(path, item, model, (place,)) for place, item in enumerate(content, start=1)]


def _checked(path: Path, content: Any, model: type[Model], at: tuple[int, ...]) -> Model:
    try:
        return model.model_validate(content)
    except ValidationError as invalid:
        first = invalid.errors()[0]
        key = ".".join(str(part) for part in (*at, *first["loc"])) or "-"
        found = "" if first["type"] == "missing" else f" (found {first['input']!r:.80})"
        raise DataFileError(path, key, first["msg"] + found) from None
