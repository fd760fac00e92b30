"""What came of one case: what was looked at, what was seen, and what a reader needs to see for himself."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import cached_property
from typing import Any

Json = Mapping[str, Any]

RIGHT = "goed"
"""The figure that every suite has: the share of its cases of which every score held."""


@dataclass(frozen=True)
class Score:
    """One judgement: what was looked at, whether it held, and what was seen."""

    name: str
    passed: bool
    seen: str


@dataclass(frozen=True)
class Figure:
    """A measured amount of one case: so many out of so many. Over a suite both are added up, then divided."""

    total: float
    of: float = 1.0


@dataclass(frozen=True)
class Said:
    """One line of a conversation: who ("gebruiker" or "deelwijzer") said what."""

    who: str
    text: str


@dataclass(frozen=True)
class Citation:
    """A passage that an answer leaned on: where it stands, its words, and a hash by which the words are known again."""

    place: str
    quote: str
    text_hash: str


@dataclass(frozen=True)
class CaseResult:
    """One case: its scores, its figures, what was expected and got, and what a reader needs to see for himself."""

    case_id: str
    about: str  # why this is expected, or the question itself: what a reader needs beside a miss
    scores: tuple[Score, ...]
    figures: Mapping[str, Figure] = field(default_factory=dict)
    expected: Mapping[str, str] = field(default_factory=dict)  # conclusie, grondslag, omvang, soort …
    got: Mapping[str, str] = field(default_factory=dict)
    reached: tuple[str, ...] = ()  # rows of the table, outcomes and options that this case came by
    transcript: tuple[Said, ...] = ()
    citations: tuple[Citation, ...] = ()
    cited: str = ""  # hash over the words of all citations: what a comparison looks at
    seconds: float = 0.0

    @cached_property
    def passed(self) -> bool:
        """Whether every score held."""
        return all(score.passed for score in self.scores)

    @property
    def missed(self) -> list[Score]:
        """The scores that did not hold."""
        return [score for score in self.scores if not score.passed]

    def to_json(self) -> dict[str, Any]:
        """Return the case as plain data; of a case that is right, without its conversation and quotes."""
        told: dict[str, Any] = {"id": self.case_id, "goed": self.passed, "waarover": self.about}
        told["scores"] = [asdict(score) for score in self.scores]
        told["cijfers"] = {name: [figure.total, figure.of] for name, figure in self.figures.items()}
        told |= {"verwacht": dict(self.expected), "gekregen": dict(self.got), "bereikt": list(self.reached)}
        told |= {"aangehaald": self.cited, "seconden": round(self.seconds, 4)}
        if not self.passed:
            told["transcript"] = [asdict(said) for said in self.transcript]
            told["passages"] = [asdict(citation) for citation in self.citations]
        else:
            told["passages"] = [{"place": each.place, "text_hash": each.text_hash} for each in self.citations]
        return told

    def to_compact(self) -> dict[str, Any]:
        """Return only what a comparison needs."""
        told: dict[str, Any] = {"id": self.case_id, "goed": self.passed}
        if self.got:
            told["gekregen"] = dict(self.got)
        return {**told, "aangehaald": self.cited} if self.cited else told

    @classmethod
    def from_json(cls, data: Json) -> CaseResult:
        """Read a case back; of a compact one the scores are a single verdict."""
        scores = data.get("scores", [{"name": RIGHT, "passed": data["goed"], "seen": ""}])
        return cls(
            case_id=data["id"],
            about=data.get("waarover", ""),
            scores=tuple(Score(**score) for score in scores),
            figures={name: Figure(*pair) for name, pair in data.get("cijfers", {}).items()},
            expected=data.get("verwacht", {}),
            got=data.get("gekregen", {}),
            reached=tuple(data.get("bereikt", ())),
            transcript=tuple(Said(**said) for said in data.get("transcript", ())),
            citations=tuple(Citation(**{"quote": "", **each}) for each in data.get("passages", ())),
            cited=data.get("aangehaald", ""),
            seconds=data.get("seconden", 0.0),
        )


def hash_of(texts: Sequence[str]) -> str:
    """Return a short hash of a set of texts, the same whatever their order; of none it is empty."""
    if not texts:
        return ""
    return hashlib.sha256("\n".join(sorted(set(texts))).encode()).hexdigest()[:12]
