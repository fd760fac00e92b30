"""Verifies the raw output of a language model: what passes may be shown, what fails is dropped and counted.

Pure functions: text in, checked result out. They never raise on what a model wrote.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.llm.bounds import Bounds
from assistant.llm.quotes import Given, find_quote
from assistant.llm.raw import read_items, read_object
from assistant.llm.support import content, negations, numbers, unfit, unsupported, words

__all__ = [
    "CheckedAnswer",
    "CheckedProposals",
    "CheckedRewording",
    "CheckedSentence",
    "Given",
    "verify_answer",
    "verify_proposals",
    "verify_rewording",
]

_MOST_SENTENCES = 6
_MOST_PROPOSALS = 12
_LONGEST_WORDS = 200
_LONGEST_REWORDING = 900
_OLD_WORDS = 0.5  # of the content words of a reworded explanation, at least this part comes from the explanation
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_PLACEHOLDER = re.compile(r"\[[A-Z]+(?:-\d+)?\]")
_QUOTED = re.compile(r"“([^”]*)”")
_OPTION = re.compile(r"‘([^’]*)’")


@dataclass(frozen=True)
class CheckedSentence:
    """A sentence that passed, with the passage and the whole stored sentences it rests on."""

    text: str
    passage_id: str
    quote: str


@dataclass(frozen=True)
class CheckedAnswer:
    """The sentences that passed, and why each other one was dropped; `usable` is False for rubbish."""

    sentences: tuple[CheckedSentence, ...]
    reasons: tuple[str, ...]
    usable: bool = True

    @property
    def dropped(self) -> int:
        """How many sentences were dropped."""
        return len(self.reasons)

    def good_enough(self, most_dropped: float) -> bool:
        """Say whether enough passed to show it: something did, and at most this part was dropped."""
        total = len(self.sentences) + self.dropped
        return bool(self.sentences) and self.dropped <= most_dropped * total


@dataclass(frozen=True)
class Proposal:
    """A fact that a model proposes, with the words of the masked text that it rests on."""

    fact: str
    value: str
    words: str


@dataclass(frozen=True)
class CheckedProposals:
    """The proposals that passed, and why each other one was dropped; `usable` is False for rubbish."""

    proposals: tuple[Proposal, ...]
    reasons: tuple[str, ...]
    usable: bool = True

    @property
    def dropped(self) -> int:
        """How many proposals were dropped."""
        return len(self.reasons)


@dataclass(frozen=True)
class CheckedRewording:
    """The reworded explanation, or None with the reason why it may not be shown; `usable` is False for rubbish."""

    text: str | None
    reason: str = ""
    usable: bool = True


def verify_answer(raw: object, given: Sequence[Given], bounds: Bounds) -> CheckedAnswer:
    """Check an answer sentence by sentence: {"zinnen": [{"zin", "passage_id", "citaat"}]}.

    A sentence passes when its passage was given, its quote stands there word for word, and it says no more, no less and
    nothing else than the sentences around that quote.
    """
    items = read_items(raw, "zinnen", ("zin", "passage_id", "citaat"))
    if items is None:
        return CheckedAnswer((), ("onleesbaar",), usable=False)
    passages = {passage.passage_id: passage for passage in given}
    passed: list[CheckedSentence] = []
    reasons: list[str] = ["te_veel"] * max(0, len(items) - _MOST_SENTENCES)
    for item in items[:_MOST_SENTENCES]:
        checked = _sentence(item, passages, bounds) if item else "andere_vorm"
        if isinstance(checked, str):
            reasons.append(checked)
        elif checked.text in {sentence.text for sentence in passed}:
            reasons.append("dubbel")
        else:
            passed.append(checked)
    return CheckedAnswer(tuple(passed), tuple(reasons))


def verify_proposals(raw: object, masked_text: str, allowed: Mapping[str, Sequence[str]]) -> CheckedProposals:
    """Check proposed facts: {"feiten": [{"feit", "waarde", "woorden"}]}.

    A proposal passes when fact and value are on the list of what a model may propose, its words stand literally in the
    masked text, and no other proposal gives the same fact another value.
    """
    items = read_items(raw, "feiten", ("feit", "waarde", "woorden"))
    if items is None:
        return CheckedProposals((), ("onleesbaar",), usable=False)
    text = " ".join(masked_text.split())
    passed: dict[str, Proposal] = {}
    reasons: list[str] = ["te_veel"] * max(0, len(items) - _MOST_PROPOSALS)
    torn: set[str] = set()
    for item in items[:_MOST_PROPOSALS]:
        checked = _proposal(item, text, allowed) if item else "andere_vorm"
        if isinstance(checked, str):
            reasons.append(checked)
        elif checked.fact in passed:
            reasons.append("dubbel")
            if passed[checked.fact].value != checked.value:
                torn.add(checked.fact)
        else:
            passed[checked.fact] = checked
    reasons += ["tegenstrijdig"] * len(torn)
    return CheckedProposals(tuple(each for name, each in passed.items() if name not in torn), tuple(reasons))


def verify_rewording(raw: object, original: str, bounds: Bounds) -> CheckedRewording:
    """Check a reworded explanation: {"uitleg": "..."}.

    It passes when it adds no number, name, denial, strength, reservation or leaning, loses none of them either, keeps
    what stands between “ ” literal, and takes at least half of its content words from the explanation.
    """
    found = read_object(raw)
    if found is None or set(found) != {"uitleg"} or not isinstance(found["uitleg"], str):
        return CheckedRewording(None, "onleesbaar", usable=False)
    text = " ".join(found["uitleg"].split())
    reason = _rewording(text, original, bounds)
    return CheckedRewording(None, reason) if reason else CheckedRewording(text)


def _sentence(item: Mapping[str, str], passages: Mapping[str, Given], bounds: Bounds) -> CheckedSentence | str:
    passage = passages.get(item["passage_id"])
    if passage is None:
        return "andere_passage"
    quote = find_quote(item["citaat"], passage)
    if quote is None:
        return "citaat_niet_letterlijk"
    text = item["zin"].strip()
    reason = unfit(text) or unsupported(text, quote, bounds)
    return reason or CheckedSentence(text, passage.passage_id, quote)


def _proposal(item: Mapping[str, str], text: str, allowed: Mapping[str, Sequence[str]]) -> Proposal | str:
    fact, value, said = item["feit"], item["waarde"], " ".join(item["woorden"].split())
    if fact not in allowed or value not in allowed[fact]:
        return "onbekend_feit"
    if len(said) > _LONGEST_WORDS or not words(_PLACEHOLDER.sub(" ", said)):
        return "geen_woorden"
    literal = re.search(rf"(?<!\w){re.escape(said)}(?!\w)", text)
    return Proposal(fact, value, said) if literal else "woorden_niet_letterlijk"


def _rewording(text: str, original: str, bounds: Bounds) -> str | None:
    sentences = _SENTENCE_END.split(text)
    if len(text) > min(_LONGEST_REWORDING, 2 * len(original)):
        return "te_lang"
    for sentence in sentences:
        if len(sentence) > 1 and (reason := unfit(sentence)) not in (None, "geen_zin"):
            return reason
    if not bounds.leanings_in(text) <= bounds.leanings_in(original):
        return "neiging"
    if _OPTION.findall(text) != _OPTION.findall(original):
        return "antwoord"
    if sorted(numbers(text, bounds)) != sorted(numbers(original, bounds)):
        return "getal"
    if negations(text, bounds) != negations(original, bounds):
        return "ontkenning"
    if bounds.groups_in(text) != bounds.groups_in(original):
        return "sterkte_of_voorbehoud"
    if not _names(sentences) <= set(re.findall(r"\w+", original)):
        return "naam"
    if any(quote not in original for quote in _QUOTED.findall(text)):
        return "citaat_niet_letterlijk"
    old = set(content(original, bounds))
    new = content(text, bounds)
    return None if new and sum(word in old for word in new) >= _OLD_WORDS * len(new) else "te_veel_nieuw"


def _names(sentences: Sequence[str]) -> set[str]:
    """Return the words with a capital that do not begin a sentence, and all words with more than one: names of laws."""
    inner = {word for sentence in sentences for word in re.findall(r"\w+", sentence)[1:] if word[0].isupper()}
    return inner | {
        word
        for sentence in sentences
        for word in re.findall(r"\w+", sentence)
        if not word[1:].islower() and word != word.lower() and len(word) > 1
    }
