"""The errors of the page."""

from __future__ import annotations


class UiError(Exception):
    """Base class of every error the page raises on purpose."""


class TextFileError(UiError):
    """A text file of the page does not have the form it must have."""

    def __init__(self, file: str, key: str, reason: str) -> None:
        """Name the file, the key in it and what was expected."""
        super().__init__(f"ui/teksten/{file}: {key}: {reason}")
