"""The register of law references (corpus/wetsverwijzingen.yaml): what changed since a document was written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.cite import Note, Place, Source
from assistant.datafiles import read_yaml, texts
from assistant.errors import DataFileError
from assistant.versions import VersionWords
from ingest.store import Store, StoreError

_CERTAIN = "hoog"
_CERTAINTIES = (_CERTAIN, "middel", "niet_vastgesteld")
_CHECK_THIS = "Controleer dit"


@dataclass(frozen=True)
class LawReference:
    """One reference: what the document says, what is so, and how certain that is."""

    reference_id: str
    reference: str
    in_document: str
    actual: str
    origin: str
    checked: str
    certainty: str
    remark: str
    places: tuple[tuple[str, int, int], ...]  # document id, first line, last line

    def touches(self, source: Source) -> bool:
        """Say whether a citation quotes one of the lines where this reference stands."""
        first, last = source.quote_lines
        return any(
            document == source.passage.document and start <= last and end >= first
            for document, start, end in self.places
        )

    def to_json(self) -> dict[str, Any]:
        """Return the reference as plain data."""
        return {
            "id": self.reference_id,
            "verwijzing": self.reference,
            "in_document": self.in_document,
            # What is not certain is not stated, not even as data: the remark says what to check.
            "hoe_het_is": self.actual if self.certainty == _CERTAIN else self.remark,
            "zekerheid": self.certainty,
            "bron": self.origin,
            "gecontroleerd": self.checked,
            "tekst": self.remark,
        }


@dataclass(frozen=True)
class LawRegister:
    """All references, and the words for what changed in the documents themselves."""

    references: tuple[LawReference, ...]
    versions: VersionWords

    def notes(self) -> tuple[Note, ...]:
        """Return the notes to show beside quotes."""
        return tuple(Note(*place, text=entry.remark) for entry in self.references for place in entry.places)

    def ageing(self, sources: Iterable[Source]) -> tuple[dict[str, Any], ...]:
        """Return the references that the cited lines lean on, and the lines that a newer version words otherwise."""
        unique = {(source.passage.passage_id, source.quote_lines): source for source in sources}
        found = []
        for entry in self.references:
            leaning = [source for source in unique.values() if entry.touches(source)]
            if leaning:
                found.append({**entry.to_json(), "bronnen": [source.to_json() for source in leaning]})
        return (*found, *self.versions.aged(unique.values()))


def load_law_register(path: Path, store: Store, versions: VersionWords) -> LawRegister:
    """Read the register; raises DataFileError for a missing key, a wrong certainty or remark, or an unknown place."""
    entries = read_yaml(path, required=("verwijzingen",))["verwijzingen"]
    references = (_read(item, store, path.name, f"verwijzingen[{i}]") for i, item in enumerate(entries))
    return LawRegister(tuple(references), versions)


def _read(item: Any, store: Store, file: str, key: str) -> LawReference:
    names: Sequence[str] = (
        *("id", "verwijzing", "plaatsen", "in_document", "hoe_het_is"),
        *("bron", "gecontroleerd", "zekerheid", "opmerking"),
    )
    entry = texts(item, file, key, required=names)
    if entry["zekerheid"] not in _CERTAINTIES:
        raise DataFileError(file, f"{key}.zekerheid", f"{entry['zekerheid']!r} is none of {', '.join(_CERTAINTIES)}")
    if entry["zekerheid"] != _CERTAIN and not entry["opmerking"].startswith(_CHECK_THIS):
        raise DataFileError(file, f"{key}.opmerking", f"what is not certain begins with {_CHECK_THIS!r}")
    places = []
    for written in entry["plaatsen"]:
        place = Place.parse(str(written))
        if place is None:
            raise DataFileError(file, f"{key}.plaatsen", f"{written!r} is no place such as '002:485-488'")
        try:
            found = store.locate(place.number, place.start, place.end)
        except StoreError as error:
            raise DataFileError(file, f"{key}.plaatsen", f"{written!r}: {error}") from error
        places.append((found.document, found.start, found.end))
    return LawReference(
        entry["id"],
        entry["verwijzing"],
        entry["in_document"],
        entry["hoe_het_is"],
        entry["bron"],
        str(entry["gecontroleerd"]),
        entry["zekerheid"],
        entry["opmerking"],
        tuple(places),
    )
