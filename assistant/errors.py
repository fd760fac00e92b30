"""The errors of the assistant: each says what is wrong, where, and what to do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from ingest.store import StoreError


class AssistantError(Exception):
    """Base class of every error the assistant raises on purpose."""


class DataFileError(AssistantError):
    """A data file of the project does not have the form it must have."""

    def __init__(self, file: str, key: str, reason: str) -> None:
        """Name the file, the key in it and the reason."""
        super().__init__(f"{file or 'data file'}: {key}: {reason}")


class InputError(AssistantError):
    """Something the user gave cannot be used; the message says what, where and what is allowed."""


class KeepingError(InputError):
    """About a kept walk or a remark; the message is a Dutch sentence for the screen of the user."""


class IncompleteWalk(AssistantError):
    """A conclusion was asked of a walk whose five steps are not all answered."""


@contextmanager
def index_trouble() -> Iterator[None]:
    """Pass on what is wrong with the index as an error of the assistant: one line, with what to do."""
    try:
        yield
    except StoreError as error:
        raise AssistantError(str(error)) from error
