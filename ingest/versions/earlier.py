"""What a generation keeps of the version that places in the data files were written against."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from pathlib import Path

from ingest.records import DocumentInfo, Passage, passage_from
from ingest.versions.alignment import Alignment, align
from ingest.versions.places import Located, PlaceMap
from ingest.versions.words import words_of

_FOLDER = "vorige"


@dataclass(frozen=True)
class EarlierVersion:
    """A version that is still cited: its passages, its lines, and where each word stands in the version of now.

    Its document has an id of its own (`id@version`), so that no line of it can be taken for a line of now.
    """

    info: DocumentInfo
    passages: Sequence[Passage]
    lines: Sequence[str]
    alignment: Alignment
    now: Sequence[Passage]

    def locate(self, start: int, end: int) -> Located:
        """Return where lines of this version stand in the version of now."""
        return self._map.locate(start, end)

    def parts(self, start: int, end: int) -> tuple[tuple[int, int], ...]:
        """Return lines of this version cut up by passage."""
        return self._map.parts(start, end)

    @cached_property
    def _map(self) -> PlaceMap:
        return PlaceMap(words_of(self.passages), words_of(self.now), self.alignment)


def write_earlier(
    folder: Path, info: DocumentInfo, lines: Sequence[str], passages: Sequence[Passage], now: Sequence[Passage]
) -> None:
    """Write the version that is cited to the folder of a generation that holds the passages of another version."""
    own_id = f"{info.id}@{info.version}"
    alignment = align(words_of(passages).words, words_of(now).words)
    into = folder / _FOLDER
    into.mkdir(exist_ok=True)
    described = {
        "document": asdict(replace(info, id=own_id, status="verouderd")),
        "passages": [asdict(replace(passage, document=own_id)) for passage in passages],
        "naar": alignment.to_new,
        "verplaatst": sorted(alignment.moved),
    }
    (into / f"{info.number}.json").write_text(json.dumps(described, ensure_ascii=False), "utf-8")
    (into / f"{info.number}.txt").write_bytes("\n".join(lines).encode())


def read_earlier(folder: Path, now: Sequence[Passage]) -> dict[str, EarlierVersion]:
    """Return the cited versions that a generation keeps, by the number of their document; most have none.

    Raises OSError, ValueError, TypeError or KeyError when a file of it is not what was written.
    """
    found = {}
    for path in sorted((folder / _FOLDER).glob("*.json")):
        described = json.loads(path.read_text("utf-8"))
        info = DocumentInfo(**described["document"])
        own = info.id.partition("@")[0]
        found[info.number] = EarlierVersion(
            info,
            [passage_from(item) for item in described["passages"]],
            path.with_suffix(".txt").read_bytes().decode("utf-8").split("\n"),
            Alignment(tuple(described["naar"]), frozenset(described["verplaatst"])),
            [passage for passage in now if passage.document == own],
        )
    return found
