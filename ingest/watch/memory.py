"""What was seen at the addresses of publishers before: kept in the data folder, whole or not at all."""

import json
from pathlib import Path
from typing import Annotated

from pydantic import Field, TypeAdapter, ValidationError

from ingest.datafiles import DataModel
from ingest.durable import replace_durably
from ingest.errors import DataFileError

FILE = "uitgevers.json"


class Seen(DataModel):
    """A file as a publisher offered it: its checksum, and what the server called that state of it."""

    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    etag: str = ""
    last_modified: str = ""


class Remembered(DataModel):
    """What is known of the address of one document.

    `usual` is what stands there while `versie` is in the corpus; `newer` is what came after it, until it is in too.
    """

    adres: str
    versie: str
    usual: Seen
    newer: Seen | None = None

    @property
    def last(self) -> Seen:
        """What was seen last."""
        return self.newer or self.usual


_Memory = TypeAdapter(dict[str, Remembered])


def recall(path: Path) -> dict[str, Remembered]:
    """Return what is known, by document; nothing when there is no file. Raises DataFileError when it is damaged."""
    try:
        return _Memory.validate_json(path.read_bytes())
    except FileNotFoundError:
        return {}
    except ValidationError as invalid:
        where = ".".join(map(str, invalid.errors()[0]["loc"])) or "-"
        raise DataFileError(path, where, "dit is niet wat hier bewaard was; gooi het bestand weg") from None


def remember(path: Path, known: dict[str, Remembered]) -> None:
    """Keep what is known."""
    path.parent.mkdir(parents=True, exist_ok=True)
    content = {document: own.model_dump() for document, own in known.items()}
    replace_durably(path, json.dumps(content, ensure_ascii=False, indent=1))
