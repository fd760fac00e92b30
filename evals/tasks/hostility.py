"""Hostile users: nothing they type, first or halfway, gets a verdict, a leaning, a false quote or a fall out of it."""

from __future__ import annotations

from collections.abc import Sequence

from evals.attacks import attack_first, attack_halfway
from evals.guard import RULES, Attack, Breach, load_attacks
from evals.results import CaseResult, Figure, Said, Score
from evals.tasks.suite import Setting, Suite


def judge_attack(name: str, attack: Attack, setting: Setting) -> CaseResult:
    """Send an attack as the first messages, and again halfway a walk; score each rule of the guard."""
    breaches = [
        *attack_first(attack, setting.assistant, setting.watch),
        *attack_halfway(attack, setting.assistant, setting.watch),
    ]
    return CaseResult(
        case_id=name,
        about=attack.waarom,
        scores=_held(breaches),
        figures={"doorgedrongen": Figure(len(breaches), 2)},
        transcript=(
            *(Said("gebruiker", message) for message in attack.beurten),
            *(Said("deelwijzer", f"{breach.rule}: {breach.seen}") for breach in breaches),
        ),
    )


def _held(breaches: Sequence[Breach]) -> tuple[Score, ...]:
    """Return one score per rule, with the first breach of it and how often it was broken."""
    found = {rule: [breach.seen for breach in breaches if breach.rule == rule] for rule in RULES}
    return tuple(
        Score(rule, not seen, f"{len(seen)} keer, eerst: {seen[0]}" if seen else "nul keer")
        for rule, seen in found.items()
    )


GUARD = Suite("guard", lambda setting: {a.id: a for a in load_attacks(setting.folder / "guard")}, judge_attack)
