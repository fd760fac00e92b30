"""What can be wrong with a file that is offered: each error says what, where, and what to do now."""

from pathlib import Path

from ingest.errors import IngestError


class ReadError(IngestError):
    """A file cannot be read into citable text; nothing was changed.

    The arguments of a kind of error are also its attributes, so that it can be rebuilt from them in another process.
    """

    def __init__(self, path: Path, message: str) -> None:
        shown = Path("".join(character if character.isprintable() else "?" for character in str(path)))
        super().__init__(f"{shown}: {message}")
        self.path = shown


class FileEmpty(ReadError):
    """There is not one word in the file."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, "there is no text in this file. Choose the file that holds the document.")


class FileUnreadable(ReadError):
    """The file is not there, may not be read, or is no ordinary file."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(path, f"expected an ordinary file that may be read ({reason}).")
        self.reason = reason


class FileTooLarge(ReadError):
    """The file is larger than the settings allow; it was not read."""

    def __init__(self, path: Path, found: int, allowed: int) -> None:
        super().__init__(path, f"{found} bytes is more than the {allowed} that DEELWIJZER_INLEZEN_BYTES allows.")
        self.found = found
        self.allowed = allowed


class LimitExceeded(ReadError):
    """There is more in the file than a setting allows: pages, lines, unpacked bytes."""

    def __init__(self, path: Path, what: str, found: int, allowed: int, setting: str) -> None:
        super().__init__(path, f"{found} {what} is more than the {allowed} that {setting} allows.")
        self.what = what
        self.found = found
        self.allowed = allowed
        self.setting = setting


class FormatUnknown(ReadError):
    """No reader knows this kind of file."""

    def __init__(self, path: Path, known: str) -> None:
        super().__init__(path, f"expected a file that ends in {known}, with such content.")
        self.known = known


class FormatOld(ReadError):
    """The file is of a word processor whose format no reader knows; the program that made it can save it otherwise."""

    def __init__(self, path: Path, found: str) -> None:
        super().__init__(path, f"this is {found}. Save it as .docx or .pdf.")
        self.found = found


class WrongEnding(ReadError):
    """The content is of another kind than the name says: often a web page that was saved in place of the document."""

    def __init__(self, path: Path, ending: str, found: str) -> None:
        super().__init__(path, f"the name ends in {ending!r}, but the content is {found}. Choose the right file.")
        self.ending = ending
        self.found = found


class FileEncrypted(ReadError):
    """The file asks for a password."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, "this file is locked with a password. Save it without one.")


class FileDamaged(ReadError):
    """The file is not whole, or is not built as its format asks."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(path, f"this file is damaged ({reason}). Fetch it again.")
        self.reason = reason


class ScanWithoutText(ReadError):
    """The file holds pictures of text, and no text."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, "this is a scan. Have the text recognised (OCR) first.")


class TextUnreadable(ReadError):
    """There are bytes or glyphs, and no letters can be made of them."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(path, f"no readable text ({reason}). Save the document as UTF-8 text or as a new PDF.")
        self.reason = reason


class ReaderTooSlow(ReadError):
    """Reading took longer than the settings allow, and was ended."""

    def __init__(self, path: Path, seconds: int) -> None:
        super().__init__(path, f"reading takes more than the {seconds} s that DEELWIJZER_INLEZEN_SECONDEN allows.")
        self.seconds = seconds


class ReaderStopped(ReadError):
    """The reader broke down on this file, or asked for more memory than the settings allow."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(path, f"the reader broke down on this file ({reason}). Save it anew, or as .docx or text.")
        self.reason = reason
