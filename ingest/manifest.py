"""The manifest of the corpus: which documents there are, and whether their files are the ones it names."""

import hashlib
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, model_validator

from ingest.datafiles import DataModel, load_model
from ingest.errors import DataFileError, IngestError

FOLDER_NAME = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9._-]*$")]
TEXT = Annotated[str, Field(min_length=1)]


class Source(DataModel):
    """One document of the manifest, as bronnen.yaml describes it."""

    id: FOLDER_NAME
    nummer: Annotated[str, Field(pattern=r"^\d{3}$")]
    titel: TEXT
    uitgever: TEXT
    versie: FOLDER_NAME
    datum: TEXT
    status: Literal["actueel", "verouderd"]
    opmerking: str
    bestand: Annotated[str, Field(pattern=r"^[^/\\]+$")]
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class Manifest(DataModel):
    """The documents of the corpus, in the order of the file."""

    bronnen: Annotated[tuple[Source, ...], Field(min_length=1, strict=False)]

    @model_validator(mode="after")
    def names_are_unique(self) -> "Manifest":
        """Refuse two documents with one id or one number: a citation would mean two things."""
        for field in ("id", "nummer"):
            seen: set[str] = set()
            for source in self.bronnen:
                value = getattr(source, field)
                if value in seen:
                    raise ValueError(f"{field} {value!r} stands there twice; expected each {field} once")
                seen.add(value)
        return self


class DocumentChanged(IngestError):
    """A stored document is not the file that the manifest names."""

    def __init__(self, path: Path, expected: str, found: str) -> None:
        super().__init__(
            f"{path}: sha256 is {found[:12]}…, expected {expected[:12]}… of bronnen.yaml. "
            "Put the original file back, or add the new text as a new version."
        )
        self.path = path
        self.expected = expected[:12]
        self.found = found[:12]


def load_manifest(corpus_dir: Path) -> Manifest:
    """Return the checked manifest of a corpus folder; raises DataFileError with file, key and what was expected."""
    return load_model(corpus_dir / "bronnen.yaml", Manifest)


def document_path(corpus_dir: Path, source: Source) -> Path:
    """Return where the file of a document stands in the corpus."""
    return corpus_dir / "documenten" / source.id / source.versie / source.bestand


def read_document(corpus_dir: Path, source: Source) -> bytes:
    """Return the bytes of a document; raises when the file is absent or is not the one the manifest names."""
    path = document_path(corpus_dir, source)
    try:
        content = path.read_bytes()
    except OSError as error:
        raise DataFileError(path, source.id, f"the document cannot be read ({error.strerror})") from None
    found = hashlib.sha256(content).hexdigest()
    if found != source.sha256:
        raise DocumentChanged(path, source.sha256, found)
    return content


def document_lines(content: bytes, path: Path) -> list[str]:
    r"""Return the lines of a document as stored, without their "\n"; raises DataFileError when it is not UTF-8 text.

    Only "\n" ends a line: other separators, which str.splitlines knows, would shift every citation below them.
    """
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise DataFileError(path, f"byte {error.start}", "expected UTF-8 text") from None
    return text.removesuffix("\n").split("\n")
