"""Read one file in this process: which reader does it, and whether the outcome keeps to the limits."""

from pathlib import Path

from ingest.readers.errors import FileEmpty, FileTooLarge, LimitExceeded
from ingest.readers.phrases import measure
from ingest.readers.reading import Limits, ReadText, setting_of
from ingest.readers.sniff import kind_of


def read_within(path: Path, *, limits: Limits) -> ReadText:
    """Return the citable text of a file; raises ReadError, or whatever a library raises on a file that is damaged.

    Others call `ingest.readers.read_file`, which does this in a process of its own.
    """
    with path.open("rb") as file:
        content = file.read(limits.file_bytes + 1)
    if len(content) > limits.file_bytes:  # it grew since it was weighed
        raise FileTooLarge(path, len(content), limits.file_bytes)
    text = _read(path, content, limits)
    if not any(line.strip() for line in text.lines):
        raise FileEmpty(path)
    _check(path, text, limits)
    return text


def _read(path: Path, content: bytes, limits: Limits) -> ReadText:
    # Each reader is imported where it is used: the libraries of the others are not loaded for it.
    match kind_of(path, content):
        case "pdf":
            from ingest.readers.pdf import read_pdf

            return read_pdf(path, content, limits)
        case "docx":
            from ingest.readers.word import read_word

            return read_word(path, content, limits)
        case "html":
            from ingest.readers.web import read_web

            return read_web(path, content)
        case "markdown":
            from ingest.readers.markdown import read_markdown

            return read_markdown(path, content)
        case _:
            from ingest.readers.plain import read_plain

            return read_plain(path, content)


def _check(path: Path, text: ReadText, limits: Limits) -> None:
    longest = max(len(line) for line in text.lines)
    for name, found in (("lines", len(text.lines)), ("line_length", longest)):
        allowed: int = getattr(limits, name)
        if found > allowed:
            raise LimitExceeded(path, measure(name), found, allowed, setting_of(name))
