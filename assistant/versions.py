"""What a reader is told when the words that are cited are no longer those a rule or text was written for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.cite import Source
from assistant.datafiles import read_yaml, texts
from ingest.store import CitedPlace

FILE = "versies.yaml"
_NOTES = ("gewijzigd", "vervallen", "eigen_document")
_AGEING = ("verwijzing", "in_document", "gewijzigd", "vervallen")
_CERTAIN = "hoog"  # that words changed was compared, not judged


@dataclass(frozen=True)
class VersionWords:
    """The sentences about versions, from teksten/versies.yaml."""

    notes: Mapping[str, str]
    ageing: Mapping[str, str]

    def note(self, place: CitedPlace) -> str:
        """Return what stands beside a quote of a place whose words changed and were not confirmed; else nothing."""
        return self.notes[place.fate].format(nu=place.now, toen=place.written_for) if place.doubtful else ""

    @property
    def own_document(self) -> str:
        """What stands beside a quote of a document of the organisation itself."""
        return self.notes["eigen_document"]

    def aged(self, sources: Iterable[Source]) -> tuple[dict[str, Any], ...]:
        """Return, with the keys of an entry of the law register, the citations whose words changed."""
        unique = {(source.passage.passage_id, source.quote_lines): source for source in sources}
        found = []
        for source in unique.values():
            place = source.place
            if place is None or not place.doubtful:
                continue
            filled = {"titel": source.document.title, "nu": place.now, "toen": place.written_for}
            present = self.ageing[place.fate].format(**filled)
            found.append(
                {
                    "id": f"versie-{source.document.number}-{source.quote_lines[0]}",
                    "verwijzing": self.ageing["verwijzing"].format(**filled),
                    "in_document": self.ageing["in_document"].format(**filled),
                    "hoe_het_is": present,
                    "zekerheid": _CERTAIN,
                    "bron": source.document.title,
                    "gecontroleerd": "",
                    "tekst": present,
                    "bronnen": [source.to_json()],
                }
            )
        return tuple(found)


def load_version_words(path: Path) -> VersionWords:
    """Read teksten/versies.yaml; raises DataFileError for a key that is missing or unknown."""
    content = read_yaml(path, required=("opmerkingen", "veroudering"))
    return VersionWords(
        texts(content["opmerkingen"], path.name, "opmerkingen", required=_NOTES),
        texts(content["veroudering"], path.name, "veroudering", required=_AGEING),
    )
