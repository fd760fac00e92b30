"""Hears a message: masks it first of all, then tells what kind it is and which facts it states."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from assistant.masking import MaskedText, Masker, MaskingSession
from assistant.screens import CARD
from assistant.triage import Intent, Triage, Triager
from assistant.understand import FollowUp, RecognisedFact, Understander

_FOR_THE_MELDPUNT = ("bemoeizorg", "overlast_of_verward_gedrag")
"""Situations for which the meldpunt is there when the danger is not acute after all (004:705-711)."""

_WHATEVER_IT_IS = ("acuut", "veilig_thuis", "meldpunt", "gemaskeerd")
"""Notices that stand whatever a message is an answer to."""


@dataclass(frozen=True)
class Heard:
    """What was heard. The text is masked; the original is not kept."""

    text: str
    intent: str
    unclear: bool
    masked: tuple[dict[str, Any], ...]
    facts: Mapping[str, Mapping[str, Any]]
    notices: tuple[str, ...] = field(default=())  # ids of meldingen.yaml, in the order of showing
    asks: bool = True  # it is put as a question, or too short to be a statement

    @classmethod
    def silence(cls) -> Heard:
        """Nothing was typed: a click."""
        return cls("", str(Intent.CASUS), False, (), {})

    def as_reply(self) -> Heard:
        """Return the same for what turned out to be a reply to the walk: what it is apart from that says nothing."""
        notices = tuple(name for name in self.notices if name in _WHATEVER_IT_IS)
        return replace(self, intent=str(Intent.CASUS), unclear=False, notices=notices)


@dataclass(frozen=True)
class Hearing:
    """Masker, triage and recognition behind one door, so that nothing can pass unmasked."""

    masker: Masker
    triager: Triager
    understander: Understander
    longest: int

    def mask(self, text: str, session: MaskingSession | None = None) -> MaskedText:
        """Return a text with personal data replaced by placeholders: those of a conversation, or of this text alone."""
        return self.masker.mask(text, session=session)

    def hear(self, text: str, session: MaskingSession, *, on_the_way: bool = False) -> Heard:
        """Mask, judge and understand a message of any content or length; never raises on what a user types.

        On the way, in the middle of a walk, what states a fact and asks nothing is about the casus.
        """
        too_long = len(text) > self.longest
        masked = self.masker.mask(text[: self.longest], session=session)
        judgement = self.triager.judge(masked.text)
        judged = judgement.triage
        unclear = judged.unclear or too_long
        facts = {} if unclear else self.understander.facts_of(judgement, masked.text, on_the_way=on_the_way)
        if on_the_way and facts and judged.intent in (Intent.KENNISVRAAG, Intent.BUITEN_BEREIK):
            judged = replace(judged, intent=Intent.CASUS)
        return Heard(
            text=masked.text,
            intent=str(judged.intent),
            unclear=unclear and not judged.acute,
            masked=tuple(item.to_json() for item in masked.masked),
            facts={
                name: {"waarde": found.value, "zekerheid": round(found.certainty, 2), "tekst": found.text}
                for name, found in facts.items()
            },
            asks=self.triager.asks(judgement.reading),
            notices=tuple(_notices(judged, masked, facts, blank=not text.strip(), too_long=too_long)),
        )

    def follow_up(self, heard: Heard) -> FollowUp | None:
        """Return what a message asks about the walk itself; one that states a fact of the casus is none."""
        return None if set(heard.facts) - {"gaat_over_delen"} else self.understander.follow_up(heard.text)

    def read_answer(self, heard: Heard, fact: str | None, options: Sequence[str]) -> str | None:
        """Return the option that a typed answer means, or None when it is no answer to the open question."""
        if fact is None:
            return None
        # "Ja" and "nee" to a card read as to any yes-or-no question.
        asked = "gaat_over_delen" if fact.startswith(CARD) else fact
        return self.understander.read_answer(heard.text, asked, options)


def _notices(
    judged: Triage, masked: MaskedText, facts: Mapping[str, RecognisedFact], *, blank: bool, too_long: bool
) -> list[str]:
    names = []
    if judged.acute:
        names.append("acuut")
    elif judged.perhaps_acute:
        names.append("acuut_misschien")
    if judged.violence:
        names.append("veilig_thuis")
    if judged.acute and "situatie" in facts and facts["situatie"].value in _FOR_THE_MELDPUNT:
        names.append("meldpunt")
    if masked.masked:
        names.append("gemaskeerd")
    if too_long:
        names.append("te_lang")
    elif blank:
        names.append("leeg")
    elif judged.unclear:
        letters = any(char.isalpha() for char in masked.text)
        names.append(judged.reason if letters else "alleen_tekens")
    elif judged.intent is Intent.BUITEN_BEREIK:
        names.append("buiten_bereik")
    return names
