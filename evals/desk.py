"""The desk: one assistant that is put to work on selected cases, one after the other."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any

from evals.door import Door, Stopwatch
from evals.errors import SuiteError
from evals.results import FELL, CaseResult, Figure, Score
from evals.selection import Selection
from evals.tasks import SUITES, Setting


class Desk:
    """Judges cases with one assistant, and keeps how long each call took."""

    def __init__(self, assistant: Door, selection: Selection) -> None:
        """Take the assistant and what is selected."""
        self._watch = Stopwatch(assistant)
        self._selection = selection
        self._cases: dict[str, Mapping[str, Any]] = {}

    @cached_property
    def setting(self) -> Setting:
        """What the suites work with."""
        chosen = self._selection
        return Setting(self._watch, chosen.corpus, chosen.folder, chosen.part, chosen.own_folder)

    @property
    def times(self) -> Mapping[str, list[float]]:
        """The seconds of every call, by kind."""
        return self._watch.times

    def ids(self, name: str) -> list[str]:
        """Return the selected cases of a suite."""
        return [case_id for case_id in self._of(name) if self._selection.takes(case_id)]

    def judged(self, name: str, ids: Iterable[str]) -> Iterator[CaseResult]:
        """Judge these cases one by one."""
        for case_id in ids:
            begin = time.perf_counter()
            try:
                result = SUITES[name].judge(case_id, self._of(name)[case_id], self.setting)
            except SuiteError:
                raise  # a fault of a file, not of the assistant
            except Exception as error:  # whatever falls over in one case, the others are judged
                seen = f"{type(error).__name__}: {error}"
                result = CaseResult(case_id, name, (Score(FELL, False, seen),), {FELL: Figure(1.0)})
            yield replace(result, seconds=time.perf_counter() - begin)

    def _of(self, name: str) -> Mapping[str, Any]:
        if name not in self._cases:
            self._cases[name] = SUITES[name].load(self.setting)
        return self._cases[name]
