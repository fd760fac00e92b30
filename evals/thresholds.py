"""The floors of every suite, read from drempels.yaml: what must be certain, what may not get worse, and why."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from evals.cases.reading import read_yaml
from evals.errors import SuiteError
from evals.results import Floor

FILE = Path(__file__).parent / "drempels.yaml"
Text = Annotated[str, Field(min_length=1)]


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class _Bound(_Record):
    cijfer: Text
    minstens: float | None = None
    hoogstens: float | None = None
    reden: Text

    def as_floor(self) -> Floor:
        bound = self.minstens if self.minstens is not None else self.hoogstens
        assert bound is not None
        return Floor(self.cijfer, float(bound), self.reden, upper=self.hoogstens is not None)


class _Suite(_Record):
    wat: Text
    herkomst: Text
    drempels: list[_Bound]


class _Tolerance(_Record):
    gevallen: Annotated[int, Field(ge=0)]
    reden: Text


class _File(_Record):
    suites: dict[str, _Suite]
    achteruitgang: dict[Literal["beslissend", "metend"], _Tolerance]
    trager: Annotated[float, Field(gt=1)]


class Thresholds:
    """Floors and tolerances by suite."""

    def __init__(self, data: _File) -> None:
        self._data = data

    def about(self, suite: str) -> tuple[str, str]:
        """Return what a suite is about and where its cases and labels come from."""
        own = self._data.suites[suite]
        return own.wat, own.herkomst

    def floors(self, suite: str, *, whole: bool = True) -> tuple[Floor, ...]:
        """Return the floors of a suite; of a part of its cases only those that hold for every single case."""
        every = tuple(bound.as_floor() for bound in self._data.suites[suite].drempels)
        return every if whole else tuple(floor for floor in every if floor.certain)

    @property
    def suites(self) -> Mapping[str, _Suite]:
        """Every suite that is described."""
        return self._data.suites

    def tolerance(self, *, decides: bool) -> int:
        """Return how many cases of a suite may get worse before it is a regression."""
        return self._data.achteruitgang["beslissend" if decides else "metend"].gevallen

    @property
    def slower(self) -> float:
        """From how many times the time of before a suite is called slower."""
        return self._data.trager


@cache
def load_thresholds(file: Path = FILE) -> Thresholds:
    """Read the floors. Raises SuiteError naming the key, also for a bound that is no bound."""
    try:
        data = TypeAdapter(_File).validate_python(read_yaml(file))
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(map(str, first["loc"])) or "top level"
        raise SuiteError(file.name, key, f"{first['msg']}, found {first['input']!r:.60}") from error
    for name, suite in data.suites.items():
        for bound in suite.drempels:
            if (bound.minstens is None) == (bound.hoogstens is None):
                raise SuiteError(file.name, f"{name}.{bound.cijfer}", "give minstens or hoogstens, and not both")
    return Thresholds(data)
