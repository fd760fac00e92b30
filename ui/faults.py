"""A fault of ours while the page is served: logged for the maintainer, without what a user typed."""

from __future__ import annotations

import logging
import traceback

_LOG = logging.getLogger(__name__)


def log_fault(error: Exception) -> None:
    """Log the type of an error and the lines of code it came through; its message may quote what was typed."""
    where = "".join(traceback.format_tb(error.__traceback__))
    _LOG.error("%s while serving the page\n%s", type(error).__name__, where)
