"""On what a run ran: generation, table, models, code, day and machine."""

from __future__ import annotations

import os
import platform
import subprocess
from collections.abc import Mapping
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from evals.cases import REPORTED
from evals.results import Meta
from evals.selection import Selection

ROOT = Path(__file__).resolve().parent.parent


def meta_of(about: Mapping[str, Any], day: datetime, seconds: float, chosen: Selection) -> Meta:
    """Return on what a run ran; `about` is what the assistant says of itself."""
    selected = [f"deel {chosen.part}"] if chosen.part != REPORTED else []
    selected += [f"filter {chosen.pattern}"] if chosen.pattern else []
    return Meta(
        generation=about["generatie"],
        table=about["tabelversie"],
        model=str(about["model"]),
        language_model=str(about["taalmodel"] or ""),
        code=_code_version(),
        date=day.isoformat(timespec="seconds"),
        machine=f"{platform.system()} {platform.machine()}, {os.cpu_count()} kernen",
        seconds=round(seconds, 1),
        cases=", ".join(selected),
    )


def _code_version() -> str:
    """Return what git calls this code; outside a checkout the version of the package."""
    try:
        command = ["git", "describe", "--always", "--dirty", "--tags"]
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        try:
            return version("deelwijzer")
        except PackageNotFoundError:
            return "onbekend"
