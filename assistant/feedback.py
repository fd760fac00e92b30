"""Feedback: what users find wrong with a claim, a question or an outcome; stored here, without the casus."""

from __future__ import annotations

import json
import re
import secrets
import threading
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from assistant.errors import AssistantError, InputError

KINDS = ("bron_klopt_niet", "vraag_onduidelijk", "uitkomst_onjuist")
SORTS = ("vraag", "zin", "conclusie")
"""Of what it is said: a question, a sentence, or the outcome as a whole."""

FILE = "terugmeldingen.jsonl"
LONGEST = 300
_NAME = re.compile(r"[A-Za-z0-9_.:\-]{1,80}")


@dataclass(frozen=True)
class Feedback:
    """One thing a user said; of the casus it holds nothing but the line that they chose to add, masked."""

    feedback_id: str
    on: str  # a date: the hour would only help to tell who it was
    kind: str
    sort: str
    about: str  # id of the question, of the sentence, or of the rule that decided
    passages: tuple[str, ...]
    places: tuple[str, ...]  # the same passages as they are cited, for who reads this after a new index
    remark: str
    table: str
    generation: str
    product: str
    done_on: str | None = None

    def to_json(self) -> dict[str, Any]:
        """Return plain data."""
        return {
            "id": self.feedback_id,
            "datum": self.on,
            "soort": self.kind,
            "waarover": {"soort": self.sort, "id": self.about},
            "passages": list(self.passages),
            "plaatsen": list(self.places),
            "opmerking": self.remark,
            "tabelversie": self.table,
            "generatie": self.generation,
            "productversie": self.product,
            "afgehandeld": self.done_on,
        }


def check(kind: str, sort: str, about: str, remark: str) -> None:
    """See that this can be stored; raises InputError naming what cannot, and what is allowed."""
    for name, value, allowed in (("soort", kind, KINDS), ("waarover", sort, SORTS)):
        if value not in allowed:
            raise InputError(f"terugmelding: {name} {value!r} bestaat niet; toegestaan zijn: {', '.join(allowed)}")
    if not _NAME.fullmatch(about):
        raise InputError(f"terugmelding: {about[:80]!r} is geen id van een vraag, zin of regel")
    if len(remark) > LONGEST:
        raise InputError(f"terugmelding: de opmerking is langer dan {LONGEST} tekens")


class FeedbackBook:
    """A file with one JSON line per event: something was said, or it was dealt with. Nothing is rewritten."""

    def __init__(self, folder: Path) -> None:
        """Take the folder of the file; the file is made by the first feedback."""
        self._path = folder / FILE
        self._lock = threading.Lock()

    def add(
        self,
        kind: str,
        sort: str,
        about: str,
        *,
        passages: Sequence[str],
        places: Sequence[str],
        remark: str,
        table: str,
        generation: str,
        product: str,
    ) -> Feedback:
        """Write down what a user said; the remark is masked already."""
        said = Feedback(
            secrets.token_hex(4),
            date.today().isoformat(),
            kind,
            sort,
            about,
            tuple(passages),
            tuple(places),
            remark,
            table,
            generation,
            product,
        )
        self._append(asdict(said))
        return said

    def all(self) -> tuple[Feedback, ...]:
        """Return everything that was said, oldest first; raises AssistantError naming a line that cannot be read."""
        if not self._path.exists():
            return ()
        said: dict[str, dict[str, Any]] = {}
        for number, line in enumerate(self._path.read_text("utf-8").splitlines(), start=1):
            try:
                event = json.loads(line)
                if "done" in event:
                    said[event["done"]]["done_on"] = event["on"]
                else:
                    said[event["feedback_id"]] = event
            except (ValueError, KeyError, TypeError) as error:
                raise AssistantError(f"{self._path}:{number}: mend or remove this line: {error!r}") from error
        return tuple(
            Feedback(**event | {"passages": tuple(event["passages"]), "places": tuple(event["places"])})
            for event in said.values()
        )

    def done(self, feedback_id: str) -> Feedback:
        """Write down that something was dealt with; raises InputError when there is no such feedback."""
        known = {said.feedback_id: said for said in self.all()}
        if feedback_id not in known:
            raise InputError(f"terugmelding {feedback_id!r} bestaat niet; zie de lijst voor wat er wel is")
        self._append({"done": feedback_id, "on": date.today().isoformat()})
        return next(said for said in self.all() if said.feedback_id == feedback_id)

    def _append(self, event: Mapping[str, Any]) -> None:
        line = json.dumps(event) + "\n"
        with self._lock:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._path.touch(mode=0o600)
            # One write at the end of the file: lines of two processes do not mix.
            with self._path.open("ab", buffering=0) as file:
                file.write(line.encode())
