"""What is kept of a conversation: masked words and answers, and never what a placeholder stands for."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from assistant.kader.agenda import Agenda
from assistant.kader.codes import UNKNOWN
from assistant.sessions import Remark, Said, Session
from assistant.walk import Walk, WalkState

FORM = 1
"""Raised when a record changes its form; one of another form is not opened."""


def to_record(session: Session, walk: Walk, agenda: Agenda, generation: str) -> dict[str, Any]:
    """Return a conversation as plain data; of a conclusion only its receipt, for it is drawn anew."""
    position = walk.position(session.thread)
    conclusion = position.conclusion
    return {
        "vorm": FORM,
        "afweging": {**position.state, "conclusion": None},
        "gezegd": [asdict(said) for said in session.said],
        "vinkjes": sorted(session.ticked),
        "opmerkingen": [asdict(remark) for remark in session.remarks],
        "bewijs": conclusion["bewijs"] if conclusion else None,
        "generatie": generation,
        "tabel": agenda.table.fingerprint,
    }


def restore(record: Mapping[str, Any], session: Session, walk: Walk, agenda: Agenda, generation: str) -> bool:
    """Put a record back into a conversation.

    Answers that the table of today does not know are left out; returns whether there were any.
    """
    state, dropped = _known(record["afweging"], agenda)
    walk.restore(session.thread, state)
    session.begun = True
    same_documents = record["generatie"] == generation
    # An answer quotes passages of the documents of then; of other documents it may no longer be shown.
    session.said = [Said(said["text"], said["answer"] if same_documents else None) for said in record["gezegd"]]
    session.ticked = set(record["vinkjes"])
    session.remarks = remarks_of(record)
    # A placeholder that stands in what was kept belongs to somebody; it is not handed out again.
    for words in (state.get("question", ""), *(said.text for said in session.said), *_words(session.remarks)):
        session.masking.reserve(words)
    return dropped


def remarks_of(record: Mapping[str, Any]) -> list[Remark]:
    """Return the remarks in a record."""
    return [Remark(**remark) for remark in record["opmerkingen"]]


def but_for_remarks(record: Mapping[str, Any]) -> str:
    """Return a fingerprint of everything in a record but its remarks: two that are the same hold the same walk."""
    walk = {name: part for name, part in record.items() if name != "opmerkingen"}
    return hashlib.sha256(json.dumps(walk, sort_keys=True).encode()).hexdigest()


def older(record: Mapping[str, Any], agenda: Agenda, generation: str) -> bool:
    """Say whether a record was made with another table or other documents than those of now."""
    return bool(record["generatie"] != generation or record["tabel"] != agenda.table.fingerprint)


def _known(state: WalkState, agenda: Agenda) -> tuple[WalkState, bool]:
    facts = agenda.facts.by_id

    def exists(fact: str, value: str) -> bool:
        return fact in facts and value in (*facts[fact].values, UNKNOWN)

    answers = {fact: value for fact, value in state["answers"].items() if exists(fact, value)}
    recognised = {fact: found for fact, found in state["recognised"].items() if exists(fact, found["waarde"])}
    return {**state, "answers": answers, "recognised": recognised}, len(answers) < len(state["answers"])


def _words(remarks: list[Remark]) -> list[str]:
    return [words for remark in remarks for words in (remark.text, remark.by)]
