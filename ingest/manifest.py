"""The manifest of the corpus: which documents there are, and whether their files are the ones it names."""

import hashlib
import json
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, model_validator

from ingest.datafiles import DataModel, load_model
from ingest.errors import DataFileError, IngestError
from ingest.readers import ReadText

FOLDER_NAME = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9._-]*$")]
TEXT = Annotated[str, Field(min_length=1)]
FILE_NAME = Annotated[str, Field(pattern=r"^[^/\\]+$")]
CHECKSUM = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
READING = "lezing.json"


class Earlier(DataModel):
    """A version that was replaced; its file stays, for receipts and citations that were made from it."""

    versie: FOLDER_NAME
    datum: TEXT
    opmerking: str
    bestand: FILE_NAME
    sha256: CHECKSUM
    vervangen_op: TEXT
    vervangen_door: FOLDER_NAME


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
    bestand: FILE_NAME
    sha256: CHECKSUM
    sinds: str = ""
    adres: str = ""
    lokaal: bool = False
    regels_tegen: FOLDER_NAME | None = None
    eerdere: Annotated[tuple[Earlier, ...], Field(strict=False)] = ()

    @property
    def cited_version(self) -> str:
        """The version that the places in the data files ("002:515-518") were written against."""
        return self.regels_tegen or self.versie

    def at(self, version: str) -> "Source | None":
        """Return this document in another version that the corpus keeps, or None when it does not."""
        if version == self.versie:
            return self
        earlier = next((own for own in self.eerdere if own.versie == version), None)
        if earlier is None:
            return None
        changed = earlier.model_dump(include={"versie", "datum", "opmerking", "bestand", "sha256"})
        return self.model_copy(update={**changed, "status": "verouderd", "regels_tegen": None, "eerdere": ()})


class StagedSource(Source):
    """A version that was added to an installation: it stands in the data folder, with the file it was read from."""

    folder: Path
    origineel: FILE_NAME
    origineel_sha256: CHECKSUM
    toegevoegd: TEXT
    naast: str = ""  # the version of the project at that time; when the project moves on, this one no longer counts


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

    def of(self, document: str) -> Source | None:
        """Return the entry of a document, or None when it has none."""
        return next((source for source in self.bronnen if source.id == document), None)

    def with_source(self, source: Source) -> "Manifest":
        """Return the same manifest with this version of its document, which may be a document that is new."""
        others = [source if own.id == source.id else own for own in self.bronnen]
        return Manifest(bronnen=tuple(others if source in others else [*others, source]))


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
    if isinstance(source, StagedSource):
        return source.folder / source.bestand
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


def read_stored(corpus_dir: Path, source: Source) -> ReadText:
    """Return the citable text of a document, with what its reader saw; raises as `read_document` does.

    A file of the project is plain text and says nothing beside it; an added one has its reading in a file of its own.
    """
    path = document_path(corpus_dir, source)
    lines = tuple(document_lines(read_document(corpus_dir, source), path))
    if not isinstance(source, StagedSource):
        return ReadText(lines=lines, reader="tekst 1")
    beside = source.folder / READING
    try:
        said = json.loads(beside.read_text("utf-8"))
        pages = said["pages"]
        return ReadText(
            lines=lines,
            pages=None if pages is None else tuple(pages),
            headings={int(line): level for line, level in said["headings"].items()},
            kinds={int(line): kind for line, kind in said["kinds"].items()},
            reader=said["reader"],
            remarks=tuple(said["remarks"]),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise DataFileError(beside, "-", f"expected what the reader said of {source.bestand} ({error})") from None


def reading_beside(text: ReadText) -> str:
    """Return, as JSON, what is kept beside the lines of a reading."""
    said = {
        "pages": text.pages,
        "headings": {str(line): level for line, level in text.headings.items()},
        "kinds": {str(line): kind for line, kind in text.kinds.items()},
        "reader": text.reader,
        "remarks": text.remarks,
    }
    return json.dumps(said, ensure_ascii=False, indent=1)
