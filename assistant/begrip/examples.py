"""The labelled examples from which recognition learns: those in this folder, and the suites of evals/ made for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.begrip.phrases import FOLDER
from assistant.datafiles import read_yaml, texts
from assistant.errors import DataFileError

OWN = "voorbeelden.yaml"
OWN_DANGER = "voorbeelden_acuut.yaml"
OWN_SENTENCES = "zinnen.yaml"
# The part that may be learned from; `ontwikkel` sets limits and `toets` measures, so neither is ever read here.
LEARN = "leer*.yaml"
CASUS, QUESTION, OUTSIDE, DANGER = "casus", "kennisvraag", "buiten_bereik", "acuut"
NOT_SAID = "-"
_LOOKS_LIKE_IT = "niet_gezegd"
_PARTS = ("rol", "ontvanger")


@dataclass(frozen=True, kw_only=True)
class Example:
    """A text with what is known of it; `kind` None: what kind of message it is was not labelled.

    `author` is the file of one hand, "" where facts are not told by a hand of its own.
    `only` holds the facts a loose sentence teaches, and then nothing else is; a value there may be NOT_SAID.
    """

    text: str
    kind: str | None
    danger: bool | None
    facts: Mapping[str, str]
    allowed: Mapping[str, Sequence[str]]
    only: frozenset[str] = frozenset()
    author: str = ""

    def permits(self, fact: str) -> set[str]:
        """Return the values that are right or not wrong for a fact."""
        return {*([self.facts[fact]] if fact in self.facts else []), *self.allowed.get(fact, ())}


def load_examples(suites: Path, folder: Path = FOLDER) -> list[Example]:
    """Return all examples of this folder and of the suites. Raises DataFileError for a file without its list."""
    own = read_yaml(folder / OWN, required=("voorbeelden", "kennisvragen", "buiten_bereik"))
    danger = read_yaml(folder / OWN_DANGER, required=("acuut", "niet_acuut"))
    found = [_labelled(item, CASUS, OWN) for item in own["voorbeelden"]]
    found += [_bare(text, kind=QUESTION) for text in own["kennisvragen"]]
    found += [_bare(text, kind=OUTSIDE) for text in own["buiten_bereik"]]
    found += [_bare(text, danger=True) for text in danger["acuut"]]
    found += [_bare(text, danger=False) for text in danger["niet_acuut"]]
    loose = read_yaml(folder / OWN_SENTENCES, required=("zinnen", "wie"))
    found += [*_sentences(loose["zinnen"]), *_castings(loose["wie"])]
    found += [_labelled(item, item["soort"], name) for name, item in _all_items(suites / "begrip")]
    found += [_bare(item["vraag"], danger=item["acuut"] == "ja") for _, item in _all_items(suites / "acuut")]
    found += _questions(suites / "zoeken" / "leer")
    return found


def _sentences(facts: Any) -> Iterator[Example]:
    """Yield the loose sentences, each of which teaches one fact and nothing else."""
    for fact, values in texts(facts, OWN_SENTENCES, "zinnen", optional=None).items():
        for value, said in texts(values, OWN_SENTENCES, f"zinnen.{fact}", optional=None).items():
            if not isinstance(said, list) or not all(isinstance(text, str) for text in said):
                raise DataFileError(
                    OWN_SENTENCES, f"zinnen.{fact}.{value}", f"a list of texts was expected: {said!r:.60}"
                )
            label = NOT_SAID if value == _LOOKS_LIKE_IT else value
            for text in said:
                yield Example(
                    text=text, kind=None, danger=None, facts={fact: label}, allowed={}, only=frozenset([fact])
                )


def _castings(items: Any) -> Iterator[Example]:
    """Yield the sentences that tell who gives and who gets."""
    for place, item in enumerate(items):
        said = texts(item, OWN_SENTENCES, f"wie.{place + 1}", required=("zin",), optional=_PARTS)
        facts = {fact: said[fact] for fact in _PARTS if fact in said}
        yield Example(text=said["zin"], kind=None, danger=None, facts=facts, allowed={}, only=frozenset(_PARTS))


def _questions(folder: Path) -> Iterator[Example]:
    """Yield the questions made for searching: they are no danger, and their kind is known from the file."""
    for name, kind in (("term", QUESTION), ("alledaags", QUESTION), ("casus", CASUS)):
        for item in _items(folder / f"{name}.yaml"):
            yield _bare(item["vraag"], kind=kind, danger=False)


def _all_items(folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the items of every file to learn from with its name, in the order of the names."""
    paths = sorted(folder.glob(LEARN))
    if not paths:
        raise DataFileError(f"{folder.name}/{LEARN}", "-", f"no file found in {folder}; give the folder of the suites")
    for path in paths:
        yield from ((path.name, item) for item in _items(path))


def _items(path: Path) -> list[dict[str, Any]]:
    import yaml

    try:
        items = yaml.safe_load(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise DataFileError(path.name, "-", f"the file is missing at {path}; give the folder of the suites") from error
    if not isinstance(items, list):
        raise DataFileError(path.name, "top level", f"a list of examples was expected, found {type(items).__name__}")
    return items


def _labelled(item: Mapping[str, Any], kind: str, author: str) -> Example:
    return Example(
        text=item["vraag"],
        kind=kind,
        danger=kind == DANGER,
        facts=item.get("feiten") or {},
        allowed=item.get("mag") or {},
        author=author,
    )


def _bare(text: str, *, kind: str | None = None, danger: bool | None = False) -> Example:
    return Example(text=text, kind=DANGER if danger else kind, danger=danger, facts={}, allowed={})
