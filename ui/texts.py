"""The words of the page: reads ui/teksten/ once and checks every file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from ui.errors import TextFileError

TEXTS_DIR = Path(__file__).resolve().parent / "teksten"
_LABEL_FILES = ("labels.yaml", "bewaren.yaml", "terugmelden.yaml", "versie.yaml", "verslag.yaml")


@dataclass(frozen=True)
class Example:
    """A casus to begin with."""

    title: str
    text: str


@dataclass(frozen=True)
class Look:
    """How a notice or an outcome looks: heading (notices only), sign, and the name of its form in the style sheet."""

    heading: str
    sign: str
    form: str


@dataclass(frozen=True)
class Repeated:
    """A sentence that need not be shown where all these others stand."""

    sentence: str
    said_by: tuple[str, ...]


@dataclass(frozen=True)
class PageTexts:
    """All words of the page."""

    labels: Mapping[str, str]
    examples: tuple[Example, ...]
    limits: tuple[str, ...]
    errors: Mapping[str, str]
    starting: Mapping[str, str]
    notices: Mapping[str, Look]
    outcomes: Mapping[str, Look]
    repeated: tuple[Repeated, ...]

    def label(self, key: str, **values: object) -> str:
        """Return a label with its places filled in; raises KeyError for one that does not exist."""
        return self.labels[key].format(**values) if values else self.labels[key]

    def notice_look(self, kind: str) -> Look:
        """Return how a notice looks; a kind without a look of its own gets the common one."""
        return self.notices.get(kind, self.notices["anders"])


def load_page_texts(folder: Path = TEXTS_DIR) -> PageTexts:
    """Read every text; raises TextFileError naming the file, the key and what was expected."""
    labels: dict[str, str] = {}
    for file in _LABEL_FILES:
        more = _sentences(_read(folder, file), file, "")
        if twice := labels.keys() & more.keys():
            raise TextFileError(file, min(twice), f"stands in an earlier one of {', '.join(_LABEL_FILES)} too")
        labels |= more
    about = _read(folder, "over.yaml", "niet", "fouten", "starten")
    looks = _read(folder, "vormen.yaml", "meldingen", "uitkomsten")
    examples = _read(folder, "voorbeelden.yaml", "voorbeelden")["voorbeelden"]
    notices = _looks(looks["meldingen"], "meldingen", ("kop", "teken", "vorm"))
    for needed in ("anders", "fout"):
        if needed not in notices:
            raise TextFileError("vormen.yaml", "meldingen", f"{needed!r} is missing")
    return PageTexts(
        labels=labels,
        examples=tuple(
            Example(item["titel"], item["tekst"])
            for item in _records(examples, "voorbeelden.yaml", "voorbeelden", ("titel", "tekst"))
        ),
        limits=tuple(_sentences(dict(enumerate(about["niet"])), "over.yaml", "niet").values()),
        errors=_sentences(about["fouten"], "over.yaml", "fouten"),
        starting=_sentences(about["starten"], "over.yaml", "starten"),
        notices=notices,
        outcomes=_looks(looks["uitkomsten"], "uitkomsten", ("teken", "vorm")),
        repeated=_repeated(_read(folder, "herhaling.yaml", "herhaling")["herhaling"]),
    )


def _read(folder: Path, file: str, *keys: str) -> dict[str, Any]:
    try:
        data = yaml.safe_load((folder / file).read_text("utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise TextFileError(file, "file", f"cannot be read: {error}") from error
    if not isinstance(data, dict):
        raise TextFileError(file, "file", "expected is a list of names with a value each")
    for key in keys:
        if not data.get(key):
            raise TextFileError(file, key, "is missing or empty")
    return data


def _sentences(data: Any, file: str, key: str) -> dict[str, str]:
    if not isinstance(data, dict):
        raise TextFileError(file, key, "expected is a name with a text each")
    for name, value in data.items():
        if not isinstance(value, str) or not value.strip():
            raise TextFileError(file, f"{key}.{name}".strip("."), f"expected is a text between quotes, not {value!r}")
    return {str(name): value for name, value in data.items()}


def _records(data: Any, file: str, key: str, names: Sequence[str]) -> list[dict[str, str]]:
    if not isinstance(data, list):
        raise TextFileError(file, key, "expected is a list")
    checked = []
    for place, item in enumerate(data):
        record = _sentences(item, file, f"{key}[{place}]")
        if set(record) != set(names):
            raise TextFileError(file, f"{key}[{place}]", f"expected are exactly {', '.join(names)}")
        checked.append(record)
    return checked


def _repeated(data: Any) -> tuple[Repeated, ...]:
    found = []
    for place, item in enumerate(data if isinstance(data, list) else [data]):
        key = f"herhaling[{place}]"
        if (
            not isinstance(item, dict)
            or set(item) != {"zin", "staat_al_in"}
            or not isinstance(item["staat_al_in"], list)
        ):
            raise TextFileError("herhaling.yaml", key, "expected are exactly zin and staat_al_in, a list")
        said_by = _sentences(dict(enumerate(item["staat_al_in"])), "herhaling.yaml", f"{key}.staat_al_in")
        if not said_by:
            raise TextFileError("herhaling.yaml", f"{key}.staat_al_in", "is empty")
        sentence = _sentences({"zin": item["zin"]}, "herhaling.yaml", key)["zin"]
        found.append(Repeated(sentence, tuple(said_by.values())))
    return tuple(found)


def _looks(data: Any, key: str, names: Sequence[str]) -> dict[str, Look]:
    if not isinstance(data, dict):
        raise TextFileError("vormen.yaml", key, "expected is a name with a look each")
    records = _records(list(data.values()), "vormen.yaml", key, names)
    return {
        str(kind): Look(record.get("kop", ""), record["teken"], record["vorm"])
        for kind, record in zip(data, records, strict=True)
    }
