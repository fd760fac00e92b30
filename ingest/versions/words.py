"""The words of a document in order, each with the line and the passage it stands in."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.lines import clean, fingerprint
from ingest.records import Passage

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Words:
    """The words of the passages of one version; page furniture and loose headings are not among them."""

    words: tuple[str, ...]
    lines: tuple[int, ...]  # per word the line it stands on, ascending
    passages: tuple[int, ...]  # per word the place of its passage in the document

    def between(self, start: int, end: int) -> range:
        """Return the places of the words on lines start to end (1-based, inclusive)."""
        return range(bisect_left(self.lines, start), bisect_right(self.lines, end))

    def letters(self, span: range) -> str:
        """Return the letters and digits of a stretch of words: the same whatever its layout and hyphens."""
        return "".join(self.words[span.start : span.stop])


def words_of(passages: Sequence[Passage]) -> Words:
    """Return the words of the passages of a document, given in order."""
    words: list[str] = []
    lines: list[int] = []
    places: list[int] = []
    for place, passage in enumerate(passages):
        said = fingerprint(passage.reading_text)
        for number, raw in enumerate(passage.text.split("\n"), start=passage.start_line):
            # A page number between two halves of a paragraph is inside its lines and not in what it says.
            if (own := fingerprint(clean(raw))) and own in said:
                found = _WORD.findall(clean(raw).lower())
                words += found
                lines += [number] * len(found)
                places += [place] * len(found)
    return Words(tuple(words), tuple(lines), tuple(places))
