"""Readers: from a file as it was received to the citable text, line by line."""

from ingest.readers.errors import (
    FileDamaged,
    FileEmpty,
    FileEncrypted,
    FileTooLarge,
    FileUnreadable,
    FormatOld,
    FormatUnknown,
    LimitExceeded,
    ReadError,
    ReaderStopped,
    ReaderTooSlow,
    ScanWithoutText,
    TextUnreadable,
    WrongEnding,
)
from ingest.readers.process import read_file
from ingest.readers.reading import Limits, ReadText, limits_from_environment

__all__ = [
    "FileDamaged",
    "FileEmpty",
    "FileEncrypted",
    "FileTooLarge",
    "FileUnreadable",
    "FormatOld",
    "FormatUnknown",
    "LimitExceeded",
    "Limits",
    "ReadError",
    "ReadText",
    "ReaderStopped",
    "ReaderTooSlow",
    "ScanWithoutText",
    "TextUnreadable",
    "WrongEnding",
    "limits_from_environment",
    "read_file",
]
