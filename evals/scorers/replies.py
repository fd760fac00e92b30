"""Reads a reply of the assistant: the sentences and the sources in it, and the words of a quote."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from evals.corpus import Stretch
from evals.results import Citation, hash_of

Json = Mapping[str, Any]

# Where a conclusion says what it rests on; a passage shown as another opinion (tegenspraak) grounds nothing.
GROUNDING = ("zinnen", "voorwaarden", "vastleggen", "informeren", "evalueren", "ladder")
_HYPHEN_AT_LINE_END = re.compile(r"[-\u00ad]\s*\n\s*")


def sentences_of(data: object) -> Iterator[Json]:
    """Yield every sentence in a reply, at any depth: what has a text and a place for sources."""
    return (found for found in _mappings(data) if "tekst" in found and "bronnen" in found)


def sources_of(data: object) -> Iterator[Json]:
    """Yield every source in a reply, at any depth."""
    return (found for found in _mappings(data) if "citaat" in found)


def _mappings(data: object) -> Iterator[Json]:
    if isinstance(data, Mapping):
        yield data
        data = list(data.values())
    if isinstance(data, Sequence) and not isinstance(data, str):
        for item in data:
            yield from _mappings(item)


def quoted_lines(source: Json) -> Stretch:
    """Return the lines that a source quotes."""
    start, end = source["citaat_regels"]
    return Stretch(source["nummer"], start, end)


def plain(text: str) -> str:
    """Return text without the differences that a quote may have: hyphens at line ends and white space."""
    return re.sub(r"\s+", "", _HYPHEN_AT_LINE_END.sub("", text))


def citations_of(data: object) -> tuple[Citation, ...]:
    """Return every passage that a reply quotes, once, in the order of appearance."""
    found: dict[str, Citation] = {}
    for source in sources_of(data):
        place = str(quoted_lines(source))
        if place not in found:
            found[place] = Citation(place, source["citaat"], hash_of([plain(source["citaat"])]))
    return tuple(found.values())


def grounds_of(conclusion: Json) -> tuple[Citation, ...]:
    """Return every passage that a conclusion rests on."""
    return citations_of([conclusion.get(section, ()) for section in GROUNDING])
