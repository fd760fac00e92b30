"""Outcomes expected against outcomes got, and which way a wrong one leans: too permissive is the costly way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

ORDER = (
    "nee",
    "eerst_overleg_nodig",
    "alleen_anoniem",
    "alleen_met_toestemming",
    "alleen_dat_informatie",
    "ja_mits",
    "moet_verstrekken",
)
"""From strict to permissive; acuut_112 and buiten_bereik stand outside."""


@dataclass(frozen=True)
class Matrix:
    """How often each pair (expected, got) was seen."""

    pairs: Mapping[tuple[str, str], int]

    @classmethod
    def of(cls, seen: Iterable[tuple[str, str]]) -> Matrix:
        """Count the pairs."""
        return cls(Counter(seen))

    @property
    def too_permissive(self) -> int:
        """How often more was allowed than the case says."""
        return self._leaning(+1)

    @property
    def too_strict(self) -> int:
        """How often less was allowed than the case says."""
        return self._leaning(-1)

    @property
    def elsewhere(self) -> int:
        """How often it was wrong without leaning either way: 112, out of scope, or no conclusion."""
        return self._leaning(0)

    def to_json(self) -> dict[str, Any]:
        """Return the matrix as plain data; empty when no outcome was compared."""
        if not self.pairs:
            return {}
        table: dict[str, dict[str, int]] = {}
        for (expected, got), count in sorted(self.pairs.items()):
            table.setdefault(expected, {})[got] = count
        return {
            "tabel": table,
            "te_ruim": self.too_permissive,
            "te_streng": self.too_strict,
            "anders": self.elsewhere,
        }

    def _leaning(self, way: int) -> int:
        return sum(
            count for (expected, got), count in self.pairs.items() if expected != got and _way(expected, got) == way
        )


def _way(expected: str, got: str) -> int:
    if expected not in ORDER or got not in ORDER:
        return 0
    return 1 if ORDER.index(got) > ORDER.index(expected) else -1
