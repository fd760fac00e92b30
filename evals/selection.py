"""Which cases are run: of which suites, which part of them, which ids, and from where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path

from evals.cases import REPORTED, SUITES_DIR
from evals.corpus import Corpus
from evals.errors import EvalError
from evals.tasks import STANDARD, SUITES


@dataclass(frozen=True)
class Selection:
    """Which cases: of which suites, which part, which ids, and from where."""

    names: Sequence[str] = STANDARD
    pattern: str | None = None  # part of an id, or a glob
    part: str = REPORTED
    folder: Path = SUITES_DIR
    corpus: Corpus = field(default_factory=Corpus)
    own_folder: Path | None = None

    def __post_init__(self) -> None:
        """Refuse a suite that does not exist."""
        check_suites(self.names)

    @property
    def whole(self) -> bool:
        """Whether these are all the cases that are reported: only then a floor under a mean says something."""
        return self.pattern is None and self.part == REPORTED

    def takes(self, case_id: str) -> bool:
        """Say whether a case is selected."""
        return self.pattern is None or self.pattern in case_id or fnmatch(case_id, self.pattern)


def check_suites(names: Sequence[str]) -> None:
    """Raise EvalError for a name that is no suite."""
    if unknown := [name for name in names if name not in SUITES]:
        raise EvalError(f"suite {unknown[0]!r} does not exist; known are {', '.join(SUITES)}")
