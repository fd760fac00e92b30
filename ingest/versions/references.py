"""Who cites which place: every "002:515-518" in the data files of the project, with the file and the entry."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field

from ingest.datafiles import DataModel, load_model, read_yaml

_PLACE = re.compile(r"^(?P<number>\d{3}):(?P<start>[1-9]\d*)(?:-(?P<end>[1-9]\d*))?$")
_NAMES = ("id", "term", "passage", "feit")


class Citing(DataModel):
    """A kind of data that cites, and the files it stands in."""

    soort: str
    bestanden: Annotated[tuple[str, ...], Field(min_length=1, strict=False)]
    draagt: bool  # whether what the assistant says rests on it: then its passage may not be lost


class CitingFiles(DataModel):
    """All of them, as verwijzers.yaml lists them."""

    verwijzers: Annotated[tuple[Citing, ...], Field(min_length=1, strict=False)]


@dataclass(frozen=True, kw_only=True)
class Reference:
    """One place that is cited, and by what."""

    kind: str  # regel, vraag, begrip, …
    owner: str  # the entry that cites
    file: str
    carries: bool
    place: str
    number: str
    start: int
    end: int


def find_references(root: Path) -> tuple[Reference, ...]:
    """Return every place that the data files under `root` cite; raises DataFileError for a file that is no YAML."""
    listed = load_model(Path(__file__).with_name("verwijzers.yaml"), CitingFiles)
    found: dict[Reference, None] = {}
    seen: set[Path] = set()
    for citing in listed.verwijzers:
        paths = {path for pattern in citing.bestanden for path in root.glob(pattern)} - seen
        seen |= paths
        for path in sorted(paths):
            file = path.relative_to(root).as_posix()
            for owner, place in _places(read_yaml(path), ""):
                match = _PLACE.match(place)
                if match is not None:
                    start = int(match["start"])
                    reference = Reference(
                        kind=citing.soort,
                        owner=owner or path.stem,
                        file=file,
                        carries=citing.draagt,
                        place=place,
                        number=match["number"],
                        start=start,
                        end=int(match["end"] or start),
                    )
                    found.setdefault(reference)
    return tuple(found)


def _places(data: Any, owner: str) -> Iterator[tuple[str, str]]:
    """Yield (entry, place) for every place at any depth; an entry is called by its id, else by the key it stands at."""
    if isinstance(data, str):
        if _PLACE.match(data):
            yield owner, data
    elif isinstance(data, dict):
        name = next((data[key] for key in _NAMES if isinstance(data.get(key), str)), "")
        own = f"{owner}.{name}".strip(".") if name else owner
        for key, value in data.items():
            # A place under a key such as "bronnen" belongs to its entry; a mapping of entries names each by its key.
            yield from _places(value, f"{own}.{key}".strip(".") if isinstance(value, dict) and not name else own)
    elif isinstance(data, list):
        for item in data:
            yield from _places(item, owner)
