"""What if: what another answer would change, worked out beside the walk, which stays as it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.correction import corrected
from assistant.datafiles import read_yaml
from assistant.errors import DataFileError, InputError
from assistant.kader.agenda import Agenda
from assistant.kader.codes import UNKNOWN
from assistant.kader.verdict import Verdict
from assistant.report.wording import Texts
from assistant.screens import Screens

_WORDS = (
    *("uitkomst_wordt", "uitkomst_blijft", "grondslag_wordt", "omvang_wordt", "vraag_erbij", "vragen_erbij"),
    *("vragen_weg", "controlevraag", "zelfde_vragen", "stopt", "gewijzigd", "gezet"),
    *("weggehaald", "uitkomst_werd", "uitkomst_bleef", "vraag_open", "vragen_open", "en_nog"),
)
_NAMED = 4
"""More questions than this are counted and not named."""


@dataclass(frozen=True)
class Effect:
    """What one other answer does: the questions it opens and makes needless, and the verdicts when both are known."""

    fact: str
    value: str | None
    was: str | None
    answers: Mapping[str, str]
    opened: tuple[str, ...]
    needless: tuple[str, ...]
    checked: bool  # a check question would come first
    stopped: bool
    before: Verdict | None  # None: there is no conclusion yet, and none is hinted at
    after: Verdict | None


@dataclass(frozen=True)
class WhatIf:
    """Works out other answers."""

    agenda: Agenda
    texts: Texts
    words: Mapping[str, str]
    conclude: Callable[[Mapping[str, str]], dict[str, Any]]

    def look(self, state: Mapping[str, Any], fact: str, value: str | None) -> Effect:
        """Return what happens when a fact gets this answer (None: loses its answer).

        Raises InputError for an unknown fact or value.
        """
        agenda = self.agenda
        known = agenda.facts.by_id
        if fact not in known:
            raise InputError(f"feit {fact!r} bestaat niet; toegestaan zijn: {', '.join(known)}")
        changed = {**state, **corrected(state, {fact: value}, agenda.facts)}
        answers = changed["answers"]
        stopped = agenda.stopped(answers)
        screen = None if stopped else Screens(agenda).current(changed)
        checked = screen is not None and screen.check is not None
        concluded = bool(state.get("conclusion"))
        assumed = self._assumed(state)
        # After the conclusion every question that comes counts; before it, those that were not coming already.
        missing = agenda.missing(answers if concluded else self._assumed(changed))
        earlier = [] if concluded else agenda.missing(assumed)
        return Effect(
            fact=fact,
            value=value,
            was=agenda.complete_with_derived(assumed).get(fact),
            answers=answers,
            opened=tuple(name for name in missing if name not in earlier and name != fact),
            needless=tuple(name for name in earlier if name not in missing and name != fact and name not in answers),
            checked=checked,
            stopped=stopped,
            before=self._verdict(state["answers"]) if concluded else None,
            after=self._verdict(answers) if concluded and screen is None else None,
        )

    def beforehand(self, state: Mapping[str, Any], fact: str) -> dict[str, str]:
        """Return per value of a fact what choosing it would change, in words; the present answer changes nothing."""
        values = [*self.agenda.facts.by_id[fact].values, UNKNOWN]
        looked = [self.look(state, fact, value) for value in values]
        return {str(effect.value): self._ahead(effect) for effect in looked if effect.value != effect.was}

    def afterwards(self, effect: Effect) -> str:
        """Return the line that says what a change did."""
        words = self.words
        short = self.agenda.facts.by_id[effect.fact].short
        label = self._label(effect.fact, effect.value)
        if effect.value is None:
            said = words["weggehaald"].format(kort=short)
        elif effect.was is None:
            said = words["gezet"].format(kort=short, label=label)
        else:
            said = words["gewijzigd"].format(kort=short, was=self._label(effect.fact, effect.was), label=label)
        return f"{said} {self._outcome_afterwards(effect)}".strip()

    def preview(self, state: Mapping[str, Any], fact: str, value: str) -> dict[str, Any]:
        """Return the conclusion that another answer would give, beside the present one; the walk stays as it is.

        `conclusie` is None when that answer opens questions. Raises InputError while there is no conclusion: before
        the five steps are done nothing is said about what would come out.
        """
        if not state.get("conclusion"):
            raise InputError("er is nog geen conclusie om mee te vergelijken; beantwoord eerst de open vraag")
        effect = self.look(state, fact, value)
        title = self.texts.titles
        return {
            "feit": fact,
            "waarde": value,
            "kort": self.agenda.facts.by_id[fact].short,
            "label": self._label(fact, value),
            "was": self._label(fact, effect.was) if effect.was else "",
            "nu": title[effect.before.outcome] if effect.before else "",
            "dan": title[effect.after.outcome] if effect.after else "",
            "tekst": self._ahead(effect),
            "conclusie": self.conclude(effect.answers) if effect.after else None,
        }

    def _assumed(self, state: Mapping[str, Any]) -> dict[str, str]:
        """Return the answers with the lines that wait for confirmation: that is what the user sees as it stands."""
        answers = state["answers"]
        screen = None if self.agenda.stopped(answers) else Screens(self.agenda).current(state)
        return {**answers, **{line.fact: line.value for line in screen.lines}} if screen else dict(answers)

    def _verdict(self, answers: Mapping[str, str]) -> Verdict:
        return self.agenda.table.decide(self.agenda.complete_with_derived(answers)).verdict

    def _ahead(self, effect: Effect) -> str:
        words = self.words
        if effect.before and effect.after:
            return " ".join(self._outcome_ahead(effect.before, effect.after))
        if effect.stopped:
            return words["stopt"]
        said = [self._count("erbij", effect.opened)] if effect.opened else []
        said += [words["vragen_weg"].format(vragen=self._named(effect.needless))] if effect.needless else []
        said += [words["controlevraag"]] if effect.checked else []
        return " ".join(said) or words["zelfde_vragen"]

    def _outcome_ahead(self, before: Verdict, after: Verdict) -> list[str]:
        words, texts = self.words, self.texts
        if after.outcome is not before.outcome:
            return [words["uitkomst_wordt"].format(titel=texts.titles[after.outcome])]
        said = [words["uitkomst_blijft"].format(titel=texts.titles[after.outcome])]
        if after.grondslag is not before.grondslag:
            said.append(words["grondslag_wordt"].format(grondslag=texts.grondslag_names[after.grondslag]))
        if after.omvang is not before.omvang:
            said.append(words["omvang_wordt"].format(omvang=texts.omvang_names[after.omvang]))
        return said

    def _outcome_afterwards(self, effect: Effect) -> str:
        words, titles = self.words, self.texts.titles
        if effect.before is None or effect.after is None:
            return self._ahead_again(effect)
        now = titles[effect.after.outcome]
        if effect.after.outcome is effect.before.outcome:
            return " ".join(
                [words["uitkomst_bleef"].format(titel=now), *self._outcome_ahead(effect.before, effect.after)[1:]]
            )
        return words["uitkomst_werd"].format(oud=titles[effect.before.outcome], titel=now)

    def _ahead_again(self, effect: Effect) -> str:
        """Say which questions are open because of the change; nothing when there are none."""
        return self._count("open", effect.opened) if effect.opened else ""

    def _count(self, kind: str, questions: Sequence[str]) -> str:
        key = f"vraag_{kind}" if len(questions) == 1 else f"vragen_{kind}"
        return self.words[key].format(aantal=len(questions), vragen=self._named(questions))

    def _named(self, questions: Sequence[str]) -> str:
        facts = self.agenda.facts.by_id
        named = ", ".join(f"‘{facts[name].short}’" for name in questions[:_NAMED])
        more = len(questions) - _NAMED
        return named + (" " + self.words["en_nog"].format(aantal=more) if more > 0 else "")

    def _label(self, fact: str, value: str | None) -> str:
        if value is None or value == UNKNOWN:
            return self.texts.sentences[UNKNOWN]
        return next(option.label for option in self.agenda.facts.by_id[fact].options if option.value == value)


def load_what_if_words(path: Path) -> dict[str, str]:
    """Read teksten/wijzigen.yaml; raises DataFileError naming the file, the key and what was expected."""
    data = read_yaml(path, required=_WORDS)
    for key, words in data.items():
        if not isinstance(words, str) or not words.strip():
            raise DataFileError(path.name, key, f"a sentence between quotes was expected, found {words!r}")
    return data
