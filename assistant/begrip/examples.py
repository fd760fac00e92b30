"""The labelled examples from which recognition learns: those in this folder, and the suites of evals/ made for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.begrip.phrases import FOLDER
from assistant.datafiles import read_yaml
from assistant.errors import DataFileError

OWN = "voorbeelden.yaml"
OWN_DANGER = "voorbeelden_acuut.yaml"
# The part that may be learned from; `ontwikkel` sets limits and `toets` measures, so neither is ever read here.
LEARN = "leer*.yaml"
CASUS, QUESTION, OUTSIDE, DANGER = "casus", "kennisvraag", "buiten_bereik", "acuut"


@dataclass(frozen=True, kw_only=True)
class Example:
    """A text with what is known of it; `kind` None: what kind of message it is was not labelled."""

    text: str
    kind: str | None
    danger: bool | None
    facts: Mapping[str, str]
    allowed: Mapping[str, Sequence[str]]

    def permits(self, fact: str) -> set[str]:
        """Return the values that are right or not wrong for a fact."""
        return {*([self.facts[fact]] if fact in self.facts else []), *self.allowed.get(fact, ())}


def load_examples(suites: Path, folder: Path = FOLDER) -> list[Example]:
    """Return all examples of this folder and of the suites. Raises DataFileError for a file without its list."""
    own = read_yaml(folder / OWN, required=("voorbeelden", "kennisvragen", "buiten_bereik"))
    danger = read_yaml(folder / OWN_DANGER, required=("acuut", "niet_acuut"))
    found = [_labelled(item, CASUS) for item in own["voorbeelden"]]
    found += [_bare(text, kind=QUESTION) for text in own["kennisvragen"]]
    found += [_bare(text, kind=OUTSIDE) for text in own["buiten_bereik"]]
    found += [_bare(text, danger=True) for text in danger["acuut"]]
    found += [_bare(text, danger=False) for text in danger["niet_acuut"]]
    found += [_labelled(item, item["soort"]) for item in _all_items(suites / "begrip")]
    found += [_bare(item["vraag"], danger=item["acuut"] == "ja") for item in _all_items(suites / "acuut")]
    found += _questions(suites / "zoeken" / "leer")
    return found


def _questions(folder: Path) -> Iterator[Example]:
    """Yield the questions made for searching: they are no danger, and their kind is known from the file."""
    for name, kind in (("term", QUESTION), ("alledaags", QUESTION), ("casus", CASUS)):
        for item in _items(folder / f"{name}.yaml"):
            yield _bare(item["vraag"], kind=kind, danger=False)


def _all_items(folder: Path) -> Iterator[dict[str, Any]]:
    """Yield the items of every file to learn from, in the order of their names."""
    paths = sorted(folder.glob(LEARN))
    if not paths:
        raise DataFileError(f"{folder.name}/{LEARN}", "-", f"no file found in {folder}; give the folder of the suites")
    for path in paths:
        yield from _items(path)


def _items(path: Path) -> list[dict[str, Any]]:
    import yaml

    try:
        items = yaml.safe_load(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise DataFileError(path.name, "-", f"the file is missing at {path}; give the folder of the suites") from error
    if not isinstance(items, list):
        raise DataFileError(path.name, "top level", f"a list of examples was expected, found {type(items).__name__}")
    return items


def _labelled(item: Mapping[str, Any], kind: str) -> Example:
    return Example(
        text=item["vraag"],
        kind=kind,
        danger=kind == DANGER,
        facts=item.get("feiten") or {},
        allowed=item.get("mag") or {},
    )


def _bare(text: str, *, kind: str | None = None, danger: bool | None = False) -> Example:
    return Example(text=text, kind=DANGER if danger else kind, danger=danger, facts={}, allowed={})
