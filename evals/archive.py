"""Where runs are kept: every run in the data folder, and the accepted one, the baseline, in the repository."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from evals.errors import ResultError
from evals.results import Run
from evals.tasks import STANDARD

BASELINE = Path(__file__).parent / "uitslag" / "baseline.json"
BASELINE_NAME = "baseline"
LATEST = "laatste"
_FOLDER = "uitslagen"
_SELF_TEST = "zelftest.json"


def keep(run: Run, data_dir: Path) -> Path:
    """Write a run to the data folder under its day and a mark of its own; return the file."""
    folder = data_dir / _FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    text = as_text(run)
    day = run.meta.date[:19].replace(":", "").replace("-", "")
    file = folder / f"{day}-{sha256(text.encode()).hexdigest()[:6]}.json"
    file.write_text(text, "utf-8")
    return file


def keep_self_test(found: Sequence[Mapping[str, Any]], data_dir: Path) -> Path:
    """Write what came of the self-test to the data folder, where the report finds it; return the file."""
    data_dir.mkdir(parents=True, exist_ok=True)
    file = data_dir / _SELF_TEST
    file.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return file


def read_self_test(data_dir: Path) -> Sequence[Mapping[str, Any]]:
    """Return the faults of the last self-test that was kept; none when there was none. Raises ResultError."""
    file = data_dir / _SELF_TEST
    if not file.is_file():
        return ()
    try:
        found: list[dict[str, Any]] = json.loads(file.read_text("utf-8"))
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise ResultError(f"{file}: no readable JSON: {error}; run python -m evals selftest again") from error
    return found


def as_text(run: Run) -> str:
    """Return a run as JSON for a file."""
    return json.dumps(run.to_json(), ensure_ascii=False, indent=1) + "\n"


def find(name: str, data_dir: Path) -> Path:
    """Return the file of a run: "baseline", "laatste", the name of a kept run, or a path. Raises ResultError."""
    if name == BASELINE_NAME:
        return _existing(BASELINE, 'no baseline is recorded; make one with: python -m evals accept --reden "…"')
    if name == LATEST:
        kept = sorted((data_dir / _FOLDER).glob("*.json"), key=lambda file: file.stat().st_mtime_ns)
        if not kept:
            raise ResultError(f"no run is kept in {data_dir / _FOLDER}; make one with: python -m evals run")
        return kept[-1]
    own = data_dir / _FOLDER / f"{name}.json"
    return own if own.is_file() else _existing(Path(name), f"give a file, {BASELINE_NAME}, {LATEST} or a kept run")


def read(file: Path) -> Run:
    """Read a run back. Raises ResultError."""
    try:
        data = json.loads(file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise ResultError(f"{file}: no readable JSON: {error}") from error
    return Run.from_json(data, where=str(file))


def accept(run: Run, reason: str, file: Path = BASELINE) -> None:
    """Record a run as what later ones are compared with.

    Raises ResultError for a run of a part of the cases, for one that misses a floor, and without a reason.
    """
    if run.meta.cases:
        raise ResultError(f"a run of a part of the cases ({run.meta.cases}) is no baseline; run all of them")
    if run.failed:
        failed = ", ".join(suite.name for suite in run.suites if suite.failed)
        raise ResultError(
            f"a run that misses a floor ({failed}) is no baseline; mend it, or drempels.yaml with a reason"
        )
    if missing := [name for name in STANDARD if run.suite(name) is None]:
        raise ResultError(f"a run without {', '.join(missing)} is no baseline; run all suites")
    if not reason.strip():
        raise ResultError("a baseline carries the reason for which it was accepted; give one with --reden")
    # Casussen of an organisation of its own do not belong in what everybody gets.
    run = replace(run, suites=tuple(suite for suite in run.suites if suite.name in STANDARD))
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("".join(_lines({**run.to_json(compact=True), "reden": reason.strip()})), "utf-8")


def _lines(data: dict[str, Any]) -> Iterator[str]:
    """Write one case per line: a change in the repository then shows case by case."""
    suites = data.pop("suites")
    head = json.dumps(data, ensure_ascii=False, indent=1)
    yield head[: head.rindex("\n}")] + ',\n "suites": [\n'
    for number, suite in enumerate(suites):
        cases = suite.pop("gevallen")
        about = json.dumps(suite, ensure_ascii=False, indent=1)
        yield about[: about.rindex("\n}")] + ',\n "gevallen": [\n'
        yield ",\n".join(json.dumps(case, ensure_ascii=False) for case in cases)
        yield "\n]}" + (",\n" if number < len(suites) - 1 else "\n")
    yield "]}\n"


def _existing(file: Path, advice: str) -> Path:
    if not file.is_file():
        raise ResultError(f"{file}: there is no such run; {advice}")
    return file
