"""The errors of ingest: each says what is wrong, where, and what to do now."""

from pathlib import Path


class IngestError(Exception):
    """Something in the documents, the data files or the index stops ingest.

    str() is one line for a developer; teksten.yaml holds the line for a user, by the name of the class, with the
    attributes of the error to fill in.
    """


class DataFileError(IngestError):
    """A data file does not hold what was expected."""

    def __init__(self, path: Path, key: str, expected: str) -> None:
        super().__init__(f"{path}: {key}: {expected}")
        self.path = path
        self.key = key
        self.expected = expected
