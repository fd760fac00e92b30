"""Example questions per passage, from corpus/vragen; they hold only while the words of their passage are the same."""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import Field, model_validator

from ingest.datafiles import DataModel, load_models
from ingest.errors import DataFileError
from ingest.records import Passage, PassageId

FOLDER = "vragen"
_HASH_LENGTH = 12
_ENTRY = re.compile(r"""^- passage: *["']?(?P<place>\d{3}:\d+(?:-\d+)?)["']? *$""")
_Place = Annotated[str, Field(pattern=r"^\d{3}:[1-9]\d*(-[1-9]\d*)?$")]
_Text = Annotated[str, Field(min_length=1)]


class QuestionEntry(DataModel):
    """What stands in corpus/vragen for one passage: its questions, or why it has none."""

    passage: _Place
    hash: Annotated[str, Field(pattern=rf"^[0-9a-f]{{{_HASH_LENGTH}}}$")] | None = None
    vragen: Annotated[tuple[_Text, ...], Field(strict=False)] = ()
    overgeslagen: str = ""

    @model_validator(mode="after")
    def has_questions_or_a_reason(self) -> "QuestionEntry":
        """Refuse an entry that has neither questions nor a reason, or both."""
        if bool(self.vragen) == bool(self.overgeslagen):
            raise ValueError("expected either `vragen` (a list of questions) or `overgeslagen` (why there are none)")
        return self

    @property
    def number(self) -> str:
        """The number of the document."""
        return self.passage.partition(":")[0]


@dataclass(frozen=True, kw_only=True)
class ExampleQuestions:
    """The questions that hold for the passages of today, and the places of those that do not."""

    of_passage: Mapping[PassageId, tuple[str, ...]]
    skipped: Mapping[PassageId, str]
    unstamped: tuple[str, ...]
    outdated: tuple[str, ...]

    @property
    def dropped(self) -> tuple[str, ...]:
        """The places whose questions are not used."""
        return self.unstamped + self.outdated


def passage_hash(passage: Passage) -> str:
    """Return the hash that questions carry of the words they were written for, wherever those stand now."""
    return hashlib.sha256(passage.text.encode()).hexdigest()[:_HASH_LENGTH]


def load_questions(folder: Path, passages: Mapping[str, Sequence[Passage]]) -> ExampleQuestions:
    """Return the questions of a folder of YAML files for these passages, by document number.

    An entry without a hash, and one whose passage changed or is gone, is left out and named.
    Raises DataFileError when a file is damaged or a passage stands there twice.
    """
    of_passage: dict[PassageId, tuple[str, ...]] = {}
    skipped: dict[PassageId, str] = {}
    unstamped: list[str] = []
    outdated: list[str] = []
    for entry in _entries(folder):
        passage = _passage_of(entry, passages.get(entry.number, ()))
        if entry.hash is None:
            unstamped.append(entry.passage)
        elif passage is None:
            outdated.append(entry.passage)
        elif entry.vragen:
            of_passage[passage.passage_id] = entry.vragen
        else:
            skipped[passage.passage_id] = entry.overgeslagen
    return ExampleQuestions(
        of_passage=of_passage, skipped=skipped, unstamped=tuple(unstamped), outdated=tuple(outdated)
    )


def stamp_questions(folder: Path, passages: Mapping[str, Sequence[Passage]]) -> int:
    """Give each entry without a hash that of the passage on its lines; returns how many got one.

    An entry that has a hash keeps it: someone must read its questions again before it may be stamped anew.
    Raises DataFileError when the lines of an entry are not those of a passage.
    """
    stamped = 0
    for path in _files(folder):
        missing = {entry.passage: entry for entry in load_models(path, QuestionEntry) if entry.hash is None}
        lines: list[str] = []
        for line in path.read_text("utf-8").split("\n"):
            lines.append(line)
            match = _ENTRY.match(line)
            if match and (entry := missing.pop(match["place"], None)) is not None:
                found = _at_lines(entry.passage, passages.get(entry.number, ()))
                if found is None:
                    raise DataFileError(path, entry.passage, "expected the first and last line of a passage")
                lines.append(f'  hash: "{passage_hash(found)}"')
                stamped += 1
        path.write_text("\n".join(lines), "utf-8")
    return stamped


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.yaml"))


def _entries(folder: Path) -> Iterator[QuestionEntry]:
    seen: set[str] = set()
    for path in _files(folder):
        for entry in load_models(path, QuestionEntry):
            if entry.passage in seen:
                raise DataFileError(path, entry.passage, "this passage stands there twice; expected each one once")
            seen.add(entry.passage)
            yield entry


def _passage_of(entry: QuestionEntry, passages: Sequence[Passage]) -> Passage | None:
    """Return the passage with the words of an entry: on its own lines, or where a new version has put them."""
    there = _at_lines(entry.passage, passages)
    if there is not None and passage_hash(there) == entry.hash:
        return there
    return next((passage for passage in passages if passage_hash(passage) == entry.hash), None)


def _at_lines(place: str, passages: Sequence[Passage]) -> Passage | None:
    start, _, end = place.partition(":")[2].partition("-")
    wanted = (int(start), int(end or start))
    return next((passage for passage in passages if (passage.start_line, passage.end_line) == wanted), None)
