"""The source documents as evals read them: line by line from the stored files, apart from what the assistant did."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import yaml

from evals.errors import CorpusError

CORPUS_DIR = Path(__file__).parent.parent / "corpus"


@dataclass(frozen=True)
class Stretch:
    """Lines of one document, 1-based and inclusive."""

    number: str
    start: int
    end: int

    @classmethod
    def parse(cls, source: str) -> Stretch:
        """Read "002:515-518" or "002:515"."""
        number, _, lines = source.partition(":")
        start, _, end = lines.partition("-")
        return cls(number, int(start), int(end or start))

    def overlap(self, other: Stretch) -> int:
        """Return how many lines both have."""
        if self.number != other.number:
            return 0
        return max(0, min(self.end, other.end) - max(self.start, other.start) + 1)

    def __len__(self) -> int:
        """Return the number of lines."""
        return self.end - self.start + 1

    def __str__(self) -> str:
        """Write it as people refer to it: 002:515-518."""
        return f"{self.number}:{self.start}-{self.end}"


class Corpus:
    """The documents by number, as they lie in corpus/."""

    def __init__(self, folder: Path = CORPUS_DIR) -> None:
        self._folder = folder

    @cached_property
    def _manifest(self) -> Sequence[Mapping[str, str]]:
        manifest = yaml.safe_load((self._folder / "bronnen.yaml").read_text("utf-8"))
        documents: Sequence[Mapping[str, str]] = manifest["bronnen"]
        return documents

    @cached_property
    def files(self) -> Mapping[str, Path]:
        """The stored file of every document, by number."""
        return {
            item["nummer"]: self._folder / "documenten" / item["id"] / item["versie"] / item["bestand"]
            for item in self._manifest
        }

    @cached_property
    def numbers(self) -> Mapping[str, str]:
        """The number of every document, by its id."""
        return {item["id"]: item["nummer"] for item in self._manifest}

    @cached_property
    def _lines(self) -> Mapping[str, Sequence[str]]:
        # Split at line feeds alone: splitlines() also splits at a form feed, and the numbers would drift.
        return {number: path.read_bytes().decode("utf-8").split("\n") for number, path in self.files.items()}

    def where(self, stretch: Stretch) -> Stretch:
        """Return where the words of a place in the data files stand now: in these documents, on the same lines."""
        return stretch

    def text(self, stretch: Stretch) -> str:
        """Return the text of these lines as stored. Raises CorpusError when the lines do not exist or are empty."""
        lines = self._lines.get(stretch.number)
        if lines is None:
            raise CorpusError(f"{stretch}: no document has number {stretch.number!r}; known are {sorted(self.files)}")
        if not 1 <= stretch.start <= stretch.end <= len(lines):
            raise CorpusError(f"{stretch}: document {stretch.number} has lines 1-{len(lines)}")
        text = "\n".join(lines[stretch.start - 1 : stretch.end])
        if not text.strip():
            raise CorpusError(f"{stretch}: these lines are empty")
        return text

    def whole(self, number: str) -> str:
        """Return the text of a whole document; KeyError when no document has this number."""
        return "\n".join(self._lines[number])
