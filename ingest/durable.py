"""Files that are there whole or not at all, also after a crash or a power cut."""

import os
from pathlib import Path

NEW = ".nieuw"  # what a file is called until it is whole


def replace_durably(path: Path, content: str | bytes) -> None:
    """Give a file new content in one step: a reader finds the old content or the new, never half of one.

    Raises OSError when that cannot be done; the old content then stays.
    """
    new = path.with_name(path.name + NEW)
    try:
        with new.open("wb") as file:
            file.write(content.encode() if isinstance(content, str) else content)
            file.flush()
            os.fsync(file.fileno())
        new.replace(path)
    except OSError:
        new.unlink(missing_ok=True)
        raise
    _sync(path.parent)


def sync_tree(folder: Path) -> None:
    """Return when all files under a folder, and the folders themselves, are on the disk."""
    for path in (*folder.rglob("*"), folder, folder.parent):
        _sync(path)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
