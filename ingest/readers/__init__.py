"""Readers: from a file as it was received to the citable text, line by line."""

from ingest.readers.errors import FileEmpty, FileTooLarge, FormatUnknown, ReadError, TextUnreadable
from ingest.readers.reading import Limits, ReadText, limits_from_environment, read_file

__all__ = [
    "FileEmpty",
    "FileTooLarge",
    "FormatUnknown",
    "Limits",
    "ReadError",
    "ReadText",
    "TextUnreadable",
    "limits_from_environment",
    "read_file",
]
