"""The figures of the latest recorded evals: read as data, for this room knows nothing of the evals."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from assistant.errors import DataFileError


def read_figures(path: Path) -> dict[str, Any] | None:
    """Return the date, the index and per suite how many cases went well, or None when nothing was recorded.

    Raises DataFileError when the file has another form.
    """
    if not path.exists():
        return None
    try:
        recorded = json.loads(path.read_text("utf-8"))
        suites = [
            {"naam": str(suite["suite"]), "goed": int(suite["goed"]), "totaal": int(suite["totaal"])}
            for suite in recorded["suites"]
        ]
        meta = recorded["meta"]
        return {"datum": str(meta["datum"])[:10], "generatie": str(meta["generatie"]), "suites": suites}
    except (ValueError, KeyError, TypeError) as error:
        raise DataFileError(path.name, "suites", f"recorded figures were expected: {error!r}") from error
