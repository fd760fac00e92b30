"""What can be wrong with a file that is offered: each error says what, where, and what to do now."""

from pathlib import Path

from ingest.errors import IngestError


class ReadError(IngestError):
    """A file cannot be read into citable text; nothing was changed."""

    def __init__(self, path: Path, message: str) -> None:
        super().__init__(f"{path}: {message}")
        self.path = path


class FileEmpty(ReadError):
    """There is not one word in the file."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, "there is no text in this file. Choose the file that holds the document.")


class FileTooLarge(ReadError):
    """The file is larger than the settings allow; it was not read."""

    def __init__(self, path: Path, found: int, allowed: int) -> None:
        super().__init__(path, f"{found} bytes is more than the {allowed} that DEELWIJZER_INLEZEN_BYTES allows.")
        self.found = found
        self.allowed = allowed


class FormatUnknown(ReadError):
    """No reader knows this kind of file."""

    def __init__(self, path: Path, known: str) -> None:
        super().__init__(path, f"expected a file that ends in {known}.")
        self.known = known


class TextUnreadable(ReadError):
    """The bytes of a text file are no text in a known encoding."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(path, f"expected UTF-8 text ({reason}). Save the document as UTF-8.")
        self.reason = reason
