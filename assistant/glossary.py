"""The glossary (corpus/begrippen.yaml): the terms of the documents, and the lines that explain each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from assistant.datafiles import places, read_yaml, texts

_OPTIONAL = ("vormen", "gewoon", "definitie", "richting", "zie_ook")


@dataclass(frozen=True)
class GlossaryEntry:
    """One term with its other spellings, and the places that carry its explanation."""

    term: str
    forms: tuple[str, ...]
    places: tuple[str, ...]


@dataclass(frozen=True)
class Glossary:
    """All terms."""

    entries: tuple[GlossaryEntry, ...]

    def find(self, question: str) -> GlossaryEntry | None:
        """Return the entry whose term stands in a question as whole words; the longest term wins."""
        asked = question.lower()
        found = [
            (len(form), entry)
            for entry in self.entries
            for form in (entry.term, *entry.forms)
            if re.search(rf"(?<![\w-]){re.escape(form.lower())}(?![\w-])", asked)
        ]
        return max(found, key=lambda item: item[0])[1] if found else None


def load_glossary(path: Path) -> Glossary:
    """Read corpus/begrippen.yaml; raises DataFileError for an entry without a term or a place."""
    entries = []
    for i, item in enumerate(read_yaml(path, required=("begrippen",))["begrippen"]):
        entry = texts(item, path.name, f"begrippen[{i}]", required=("term", "bronnen"), optional=_OPTIONAL)
        entries.append(
            GlossaryEntry(
                entry["term"], tuple(entry.get("vormen") or ()), places(entry["bronnen"], path.name, f"begrippen[{i}]")
            )
        )
    return Glossary(tuple(entries))
