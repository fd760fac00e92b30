"""Why a file is not taken in as a new version, or a new version not taken into use: one line each, nothing changed."""

from collections.abc import Sequence
from pathlib import Path

from ingest.errors import IngestError

_SHOWN = 4  # reasons in one line; the rehearsal shows them all


class FileMissing(IngestError):
    """The file that is offered is not there."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} is not a file. Name the file that holds the document.")
        self.path = path


class NameUnsafe(IngestError):
    """A name cannot be a part of a path."""

    def __init__(self, key: str, value: str) -> None:
        super().__init__(f"{key}: {value!r} cannot be a name; use small letters, digits, dots and dashes.")
        self.key = key
        self.value = repr(value)


class DateUnreadable(IngestError):
    """A date is none."""

    def __init__(self, value: str) -> None:
        super().__init__(f"--date: {value!r} is no date; expected 2026, 2026-05 or 2026-05-01.")
        self.value = repr(value)


class DocumentUnknown(IngestError):
    """A document is named that the corpus does not hold."""

    def __init__(self, document: str, known: Sequence[str]) -> None:
        super().__init__(f"There is no document {document!r}; there are {', '.join(known)}. A new one needs --local.")
        self.document = document
        self.known = ", ".join(known)


class TitleMissing(IngestError):
    """A document of one's own has no title or publisher yet."""

    def __init__(self, document: str) -> None:
        super().__init__(f"{document!r} is new: give --title and --publisher, for they are shown beside every quote.")
        self.document = document


class VersionExists(IngestError):
    """There is a version by this name already."""

    def __init__(self, document: str, version: str) -> None:
        super().__init__(f"{document!r} has a version {version!r} already. Give the new file a name of its own.")
        self.document = document
        self.version = version


class VersionOlder(IngestError):
    """What is offered is older than what is in use."""

    def __init__(self, document: str, version: str, active: str) -> None:
        super().__init__(f"{document!r}: {version!r} is older than {active!r}, which is in use.")
        self.document = document
        self.version = version
        self.active = active


class VersionUnknown(IngestError):
    """A version is named that a document does not have."""

    def __init__(self, document: str, version: str, known: Sequence[str]) -> None:
        super().__init__(f"{document!r} has no version {version!r}; there are {', '.join(known)}.")
        self.document = document
        self.version = version
        self.known = ", ".join(known)


class FileKnown(IngestError):
    """The same file was taken in before."""

    def __init__(self, path: Path, document: str, version: str) -> None:
        super().__init__(f"{path} is the file of {document!r}, version {version!r}, already.")
        self.path = path
        self.document = document
        self.version = version


class NothingToCompare(IngestError):
    """A document has one version only."""

    def __init__(self, document: str, version: str) -> None:
        super().__init__(f"{document!r} has version {version!r} only. Add another with `python -m ingest add`.")
        self.document = document
        self.version = version


class RehearsalMissing(IngestError):
    """A generation was not rehearsed against the one that is active now."""

    def __init__(self, generation: str, active: str) -> None:
        super().__init__(
            f"{generation!r} was not rehearsed against {active!r}. Type `python -m evals rehearse {generation}`."
        )
        self.generation = generation
        self.active = active


class ActivationRefused(IngestError):
    """A generation would take something away: rules without a passage, or suites that got worse."""

    def __init__(self, generation: str, reasons: Sequence[str]) -> None:
        first = "; ".join(reasons[:_SHOWN])
        super().__init__(f"{generation!r}: {len(reasons)} reasons: {first}. Mend that, or say why: --accept REASON.")
        self.generation = generation
        self.count = len(reasons)
        self.reasons = first


class PlaceNotChanged(IngestError):
    """A place is confirmed that has nothing to confirm."""

    def __init__(self, place: str, fate: str) -> None:
        super().__init__(f"{place!r} needs no confirmation and cannot have one (it is {fate!r}).")
        self.place = place
        self.fate = fate
