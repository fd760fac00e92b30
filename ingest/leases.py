"""Leases: a reader holds on to its generation, so that nobody clears it away meanwhile; it ends with the process."""

import fcntl
import os
import weakref
from pathlib import Path


def lease(reader: object, folder: Path) -> None:
    """Keep a folder in use for as long as `reader` lives. Raises OSError when the folder is not there."""
    descriptor = os.open(folder, os.O_RDONLY)
    fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    weakref.finalize(reader, os.close, descriptor)


def in_use(folder: Path) -> bool:
    """Whether a reader, here or in another process, has a lease on a folder."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(descriptor)
    return False
