"""A new casus: from a walk in the terminal or a receipt of the app to a case in a file, without personal data."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol, get_args

import yaml

from evals.cases import Casus, Outcome
from evals.cases.reading import read_cases
from evals.clicks import Reply
from evals.corpus import Corpus, Stretch
from evals.door import Door
from evals.drafting.dialogue import Dialogue, Spoken
from evals.drafting.interview import walk_together
from evals.errors import CorpusError, EvalError, SuiteError

_RECEIPT = "deelwijzer-bewijs"
_COMPARED = ("conclusie", "grondslag", "omvang")


class Keeping(Protocol):
    """The part of the door that opens a kept walk."""

    def resume(self, code: str, *, looking_along: bool = False) -> Reply:
        """Open a kept walk in a new conversation."""
        ...

    def forget(self, session_id: str) -> None:
        """Delete the conversation."""
        ...


def draft(
    file: Path, assistant: Door, corpus: Corpus, person: Dialogue, proof: Mapping[str, Any] | None = None
) -> Casus:
    """Ask what a casus needs, add it to a file (made when it is not there) and return it.

    With the receipt of a conclusion the answers come from there and no question of the walk is asked. Raises EvalError
    when its answers complete no walk any more, and for a file that holds something else than casussen.
    """
    spoken = Spoken(person)
    if proof is None:
        question = _question("casus", assistant, spoken)
        conclusion = walk_together(question, assistant, spoken)
        proof = conclusion["bewijs"]
    else:
        question = _question("casus_bij_bewijs", assistant, spoken)
        concluded = assistant.walk(proof["antwoorden"], question).to_json()["conclusie"]
        if concluded is None:
            raise EvalError("the answers of this receipt complete no walk any more; walk it again in the app")
        conclusion = concluded
    casus = Casus(
        id=_name(file, spoken),
        vraag=question,
        feiten=dict(proof["antwoorden"]),
        **_judgement(conclusion, proof, corpus, spoken),
    )
    add(casus, file)
    spoken.tell("geschreven", naam=casus.id, bestand=file, map=file.parent)
    return casus


def read_proof(file: Path) -> Mapping[str, Any]:
    """Return the receipt in a file: itself, or within the conclusion it belongs to. Raises EvalError."""
    try:
        data = json.loads(file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise EvalError(f"{file}: no readable JSON: {error}") from error
    if isinstance(data, dict) and isinstance(data.get("bewijs"), dict):
        data = data["bewijs"]
    if not isinstance(data, dict) or data.get("soort") != _RECEIPT or not isinstance(data.get("antwoorden"), dict):
        raise EvalError(f"{file}: this is no receipt; expected is JSON with soort {_RECEIPT!r} and antwoorden")
    return data


def kept_proof(code: str, assistant: Keeping) -> Mapping[str, Any]:
    """Return the receipt of a walk that was kept in the app; the walk itself stays as it is. Raises EvalError."""
    turn = assistant.resume(code, looking_along=True).to_json()
    assistant.forget(turn["sessie"])
    if turn["conclusie"] is None:
        raise EvalError(f"the walk kept under {code!r} has no conclusion yet; go on with it in the app first")
    proof: Mapping[str, Any] = turn["conclusie"]["bewijs"]
    return proof


def add(casus: Casus, file: Path) -> None:
    """Add a casus to a file; what cannot be read back, or has an id that is there already, changes nothing."""
    before = file.read_text("utf-8").rstrip() + "\n\n" if file.exists() else ""
    record = casus.model_dump(exclude_defaults=True)
    file.parent.mkdir(parents=True, exist_ok=True)
    trial = file.with_suffix(".nieuw")
    trial.write_text(before + yaml.safe_dump([record], allow_unicode=True, sort_keys=False, width=110), "utf-8")
    try:
        read_cases(trial, Casus)
    except SuiteError as error:
        trial.unlink()
        raise EvalError(f"{file}: nothing is added: {error}") from error
    trial.replace(file)


def _question(key: str, assistant: Door, spoken: Spoken) -> str:
    def wrong(text: str) -> str | None:
        if not text:
            return spoken.words("leeg")
        found = assistant.ask(text).to_json()["gemaskeerd"]
        kinds = ", ".join(dict.fromkeys(each["soort"].lower() for each in found))
        return spoken.words("persoonsgegeven", soorten=kinds) if found else None

    return spoken.ask(key, wrong)


def _name(file: Path, spoken: Spoken) -> str:
    taken = {casus.id for casus in read_cases(file, Casus)} if file.exists() else set()

    def wrong(text: str) -> str | None:
        parts = text.split("-")
        if not all(part and part.isascii() and part.isalnum() and part == part.lower() for part in parts):
            return spoken.words("naam_fout", naam=repr(text), reden="a-z, 0-9, -")
        return spoken.words("naam_fout", naam=repr(text), reden=file.name) if text in taken else None

    return spoken.ask("naam", wrong)


def _judgement(
    conclusion: Mapping[str, Any], proof: Mapping[str, Any], corpus: Corpus, spoken: Spoken
) -> dict[str, Any]:
    """Ask what the source says: is the outcome as it should be, where does that stand, and why."""
    shown = {key: conclusion[key] for key in ("titel", "code", "grondslag", "omvang")}
    spoken.tell("uitkomst", **shown)
    expected = {key: proof[key] for key in _COMPARED}
    if not spoken.agrees("zo_bedoeld"):
        codes = get_args(Outcome)
        told = ", ".join(codes)
        code = spoken.ask("verwacht", lambda text: None if text in codes else told, uitkomsten=told)
        # What else it should rest on is not known, and what a case leaves out is not judged.
        expected = {"conclusie": code}
    places = spoken.ask("bron", lambda text: _wrong_place(text, corpus, spoken))
    return {
        "bron": [part.strip() for part in places.split(",")],
        "waarom": spoken.filled("waarom"),
        "verwacht": expected,
        "oordeel": "verdict" if spoken.agrees("oordeel") else "geen_oordeel",
    }


def _wrong_place(text: str, corpus: Corpus, spoken: Spoken) -> str | None:
    for place in (part.strip() for part in text.split(",")):
        try:
            corpus.text(Stretch.parse(place))
        except (CorpusError, ValueError) as error:
            return spoken.words("bron_onbekend", plaats=repr(place), reden=error)
    return None
