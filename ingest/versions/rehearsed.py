"""The rehearsal of a generation: what the suites said of it beside the active one, kept with the generation itself."""

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ingest.durable import replace_durably

_FILE = "herhaling.json"


@dataclass(frozen=True, kw_only=True)
class Rehearsal:
    """What came of it: what got worse, in a sentence each, and all the rest as plain data."""

    made: str
    worse: tuple[str, ...]
    outcome: dict[str, Any]


def keep_rehearsal(generation: Path, beside: Path, worse: list[str], outcome: dict[str, Any]) -> Path:
    """Write the rehearsal of a generation, bound to the two generations that were compared; returns the file."""
    said = {"slechter": worse, "uitkomst": outcome}
    record = {
        "generatie": generation.name,
        "naast": beside.name,
        "gemaakt": datetime.now(UTC).isoformat(timespec="seconds"),
        "controlesom": _seal(generation, beside, said),
        **said,
    }
    path = generation / _FILE
    replace_durably(path, json.dumps(record, ensure_ascii=False, indent=1))
    return path


def read_rehearsal(generation: Path, beside: Path) -> Rehearsal | None:
    """Return the rehearsal of a generation beside another; None when there is none, or one of something else."""
    try:
        record = json.loads((generation / _FILE).read_text("utf-8"))
        said = {"slechter": record["slechter"], "uitkomst": record["uitkomst"]}
        if record["controlesom"] != _seal(generation, beside, said):
            return None
        return Rehearsal(made=record["gemaakt"], worse=tuple(said["slechter"]), outcome=said["uitkomst"])
    except (OSError, ValueError, KeyError, TypeError):
        return None  # a file that was broken off says nothing: rehearse again


def _seal(generation: Path, beside: Path, said: dict[str, Any]) -> str:
    digest = hashlib.sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode())
    for folder in (generation, beside):
        digest.update((folder / "generation.json").read_bytes())
    return digest.hexdigest()
