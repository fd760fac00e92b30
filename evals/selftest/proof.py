"""The proof that the evals can fail: every planted fault is laid before the suite that must see it."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from assistant import Settings
from evals.cases.reading import read_yaml
from evals.door import Door
from evals.errors import EvalError, SuiteError
from evals.results import Run, SuiteResult
from evals.runner import run_suites
from evals.selection import Selection
from evals.selftest.faults import PLANTS
from evals.selftest.workshop import Workshop
from evals.tasks import SUITES

FILE = Path(__file__).parent / "fouten.yaml"
Text = Annotated[str, Field(min_length=1)]


class Fault(BaseModel):
    """What is broken, which suite must see it, on which cases, and by which score or figure."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    wat: Text
    suite: Text
    gevallen: Text | None = None
    ziet: Text


@dataclass(frozen=True)
class Proof:
    """One fault as it was laid before its suite: caught or not, by what, and what was seen."""

    fault: str
    about: str
    suite: str
    cases: int
    caught: bool
    seen: str

    def to_json(self) -> dict[str, Any]:
        """Return it as plain data."""
        return asdict(self)


def load_faults(file: Path = FILE) -> Mapping[str, Fault]:
    """Return the planted faults by name. Raises SuiteError, also when one cannot be made or names no suite."""
    try:
        faults = TypeAdapter(dict[str, Fault]).validate_python(read_yaml(file))
    except ValidationError as error:
        first = error.errors()[0]
        raise SuiteError(file.name, ".".join(map(str, first["loc"])), first["msg"]) from error
    if odd := faults.keys() ^ PLANTS.keys():
        raise SuiteError(file.name, ", ".join(sorted(odd)), "every fault stands here and in faults.py")
    for name, fault in faults.items():
        if fault.suite not in SUITES:
            raise SuiteError(file.name, f"{name}.suite", f"no suite is called {fault.suite!r}")
    return faults


def prove(
    assistant: Door,
    settings: Settings,
    names: Sequence[str] = (),
    *,
    progress: Callable[[str], None] = lambda name: None,
) -> list[Proof]:
    """Plant each fault and say whether its suite saw it; without a fault that suite must see nothing.

    Raises EvalError when a suite fails on an assistant that is whole: then its seeing proves nothing.
    """
    faults = load_faults()
    if unknown := [name for name in names if name not in faults]:
        raise EvalError(f"fault {unknown[0]!r} does not exist; known are {', '.join(faults)}")
    clean: dict[tuple[str, str | None], SuiteResult] = {}
    proofs = []
    with tempfile.TemporaryDirectory(prefix="deelwijzer-zelftest-") as folder:
        shop = Workshop(settings, Path(folder))
        for name in names or faults:
            progress(name)
            fault = faults[name]
            key = (fault.suite, fault.gevallen)
            if key not in clean:
                (clean[key],) = _run(assistant, Selection((fault.suite,), pattern=fault.gevallen)).suites
            if _misses(clean[key], fault):
                raise EvalError(
                    f"{name}: {fault.suite} already misses {fault.ziet!r} without the fault; mend that first"
                )
            planted = PLANTS[name](assistant, shop)
            selection = Selection((fault.suite,), pattern=fault.gevallen, corpus=planted.corpus)
            (found,) = _run(planted.door, selection).suites
            seen = _misses(found, fault)
            proofs.append(
                Proof(name, fault.wat, fault.suite, len(found.cases), bool(seen) and found.failed, "; ".join(seen[:2]))
            )
    return proofs


def _run(door: Door, selection: Selection) -> Run:
    return run_suites(door, selection=selection)


def _misses(suite: SuiteResult, fault: Fault) -> list[str]:
    """Return what a suite says against the score or the floor that the fault must touch."""
    floors = [f"{floor.figure}: {value:.3f}" for floor, value in suite.missed if floor.figure == fault.ziet]
    scores = [
        f"{case.case_id}: {score.seen}" for case in suite.cases for score in case.missed if score.name == fault.ziet
    ]
    return floors or scores if suite.decides or floors else []
