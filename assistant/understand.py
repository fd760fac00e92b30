"""Recognises facts in a masked text, each with how sure it is and the words it came from, and reads typed answers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from assistant.begrip import FOLDER, PhraseBook, Reading, Sentence, words_of
from assistant.begrip.clues import RecognisedFact, aged, surest
from assistant.begrip.examples import NOT_SAID
from assistant.begrip.factbook import CERTAIN, LIKELY, LITERAL
from assistant.begrip.learned import SURE, SUREST
from assistant.begrip.linear import agreed
from assistant.begrip.reply import FollowUp, ReplyReader
from assistant.begrip.whois import PARENT, Told
from assistant.triage import Intent, Judged, Triager

__all__ = ["FollowUp", "RecognisedFact", "Understander"]

_AGE = re.compile(r"\d{1,3}")
_LEAST = 0.4
_EVEN = 0.5
_I_ASK = 0.3
# Phrases alone, for facts of which too few examples are known to tell how often they are right.
_PHRASE_AT_MOST = 0.75
_PURPOSE_AT_MOST = 0.6
_NOT_AGAINST = 0.25
_CONTRADICTED = 0.1
# From which weight on a sentence tells a value by itself, and by how much more than the next one.
_TELLS, _STANDS_OUT = 0.6, 0.3
_MINORS = frozenset(["kind_tot_12", "jongere_12_tot_16", "jongere_vanaf_16"])
_REQUEST = "verzoek_om_informatie"
_GUARDIAN, _RELATIVE = "wettelijk_vertegenwoordiger", "naaste"


class Understander:
    """Recognises facts by what was learned from examples and by phrases; returns nothing rather than a guess."""

    def __init__(self, triager: Triager, replies: ReplyReader) -> None:
        self._triager = triager
        self._reader = triager.reader
        self._learned = triager.learned
        self._replies = replies

    @classmethod
    def load(cls, folder: Path = FOLDER, *, triager: Triager | None = None) -> Understander:
        """Return the understander over the data files, with a triager that is at hand or its own.

        Raises DataFileError when a file is damaged.
        """
        return cls(triager or Triager.load(folder), ReplyReader.load(PhraseBook.load(folder), folder))

    def recognise(self, masked_text: str, *, on_the_way: bool = False) -> dict[str, RecognisedFact]:
        """Return per fact what the text says of it; facts it does not speak of are absent. Never raises on any text.

        On the way, in the middle of a walk, a remark that asks nothing ("nee, hij is 15") is about the casus.
        """
        return self.facts_of(self._triager.judge(masked_text), masked_text, on_the_way=on_the_way)

    def facts_of(self, judged: Judged, masked_text: str, *, on_the_way: bool = False) -> dict[str, RecognisedFact]:
        """Return the same for a text that was judged before, so that it is read once."""
        triage = judged.triage
        asks = "?" in masked_text or self._replies.asks_back(masked_text)
        if on_the_way and not (asks or triage.unclear or triage.acute):
            # A few words hold little to guess from: only what is sure is taken, and it corrects what was read before.
            said = self._facts(judged).items()
            return {name: replace(fact, certainty=SUREST) for name, fact in said if fact.certainty >= SURE}
        if triage.unclear or triage.intent is Intent.KENNISVRAAG:
            return {}
        certain = triage.reason != "geleerd_onzeker"
        text = masked_text.strip()
        if triage.intent is Intent.BUITEN_BEREIK:
            return surest([_fact("gaat_over_delen", "nee", SURE if certain else 0.5, text)])
        found = [_fact("gaat_over_delen", "ja", CERTAIN if certain else LIKELY, text)]
        if triage.acute:
            found.append(_fact("acuut_gevaar", "ja", CERTAIN, text))
        facts = {**surest(found), **self._facts(judged)}
        if triage.violence and "vermoeden_geweld" not in facts:
            facts["vermoeden_geweld"] = _fact("vermoeden_geweld", "ja", LIKELY, text)
        return {name: fact for name, fact in facts.items() if fact.certainty >= _LEAST}

    def read_answer(self, masked_text: str, fact: str, options: Sequence[str]) -> str | None:
        """Return the option that a typed answer names, or None when it names none of them.

        Options are given in the order in which they were shown, for "de tweede" and "optie 2".
        """
        answer = self._replies.read(masked_text, fact, options)
        if answer is not None or self._replies.asks_back(masked_text):
            return answer
        reading = self._reader.read(masked_text)
        known = surest(self._answers(reading, masked_text, fact)).get(fact)
        return known.value if known is not None and known.value in options and known.certainty >= LIKELY else None

    def follow_up(self, masked_text: str) -> FollowUp | None:
        """Return what a message asks about the walk itself ("waarom vraag je dat?"), or None."""
        return self._replies.follow_up(masked_text)

    def _answers(self, reading: Reading, text: str, fact: str) -> Iterator[RecognisedFact]:
        yield from self._reader.clues.stated(reading.sentences)
        if fact == "betrokkene":
            ages = self._reader.clues.ages(reading.sentences)
            yield from ages
            if not ages and (age := _AGE.search(text)) is not None:
                yield aged(int(age[0]), text, CERTAIN)
        for _, mention in reading.every_mention[:1]:
            code = mention.party.role if fact == "rol" else mention.party.receiver
            if fact in ("rol", "ontvanger") and code is not None:
                yield _fact(fact, _RELATIVE if code == PARENT else code, CERTAIN, mention.text)

    def _facts(self, judged: Judged) -> dict[str, RecognisedFact]:
        parts = judged.reading.sentences
        stated = surest([*self._reader.clues.stated(parts), *self._reader.clues.ages(parts)])
        facts = {
            name: replace(fact, certainty=min(fact.certainty, _PHRASE_AT_MOST))
            for name, fact in stated.items()
            if name not in self._learned.facts
        }
        for name in self._learned.facts:
            if (fact := self._learned_fact(name, judged, stated.get(name))) is not None:
                facts[name] = fact
        told = self._learned.who.told(judged.reading)
        for fact in self._parties(told, judged, facts.get("betrokkene")):
            facts[fact.fact] = fact
        situation = facts.get("situatie")
        if situation is not None and situation.value == _REQUEST and told.i_ask >= _I_ASK:
            # Who asks for data themselves is not being asked for them.
            facts["situatie"] = situation = replace(situation, certainty=min(situation.certainty, _PHRASE_AT_MOST))
        purposes = self._reader.clues.book.purpose_of
        if "doel" not in facts and situation is not None and situation.value in purposes:
            certainty = min(_PURPOSE_AT_MOST, situation.certainty)
            facts["doel"] = replace(situation, fact="doel", value=purposes[situation.value], certainty=certainty)
        return facts

    def _learned_fact(self, name: str, judged: Judged, stated: RecognisedFact | None) -> RecognisedFact | None:
        """Return the most probable value of a fact, with the words that speak for it most."""
        found, clause = self._chances(name, judged)
        value = max((each for each in found if each != NOT_SAID), key=lambda each: found[each])
        certainty = self._learned.certainty(name, value, found[value])
        if stated is not None and stated.certainty >= SURE and self._holds(stated, found):
            value, certainty = stated.value, max(SURE, certainty if stated.value == value else 0.0)
        elif stated is not None and stated.value == value and stated.certainty < LIKELY:
            # "Volgens de buren": the words themselves say that it is not sure.
            certainty = min(max(certainty, stated.certainty), _PHRASE_AT_MOST)
        elif stated is not None and name in self._learned.words_tell and stated.certainty >= LIKELY:
            # The phrases of this fact are hardly ever wrong: what speaks against them is not sure.
            certainty = min(certainty, _PHRASE_AT_MOST)
        elif certainty < _LEAST or found[value] < found.get(NOT_SAID, 0.0):
            if stated is None or found.get(stated.value, 0.0) < self._contradicted(name):
                return None
            return replace(stated, certainty=min(stated.certainty, _PHRASE_AT_MOST))
        if stated is not None and stated.value == value:
            words = stated.text
        else:
            words = clause.get(value) or self._words_for(name, value, judged)
        return _fact(name, value, certainty, words)

    def _contradicted(self, name: str) -> float:
        """Return below which chance a phrase is not even proposed: it was read in its clause and found wanting."""
        return _CONTRADICTED if name in self._learned.statements else 0.0

    def _chances(self, name: str, judged: Judged) -> tuple[Mapping[str, float], Mapping[str, str]]:
        """Return how probable every value is, and of those that one clause tells the words of that clause."""
        whole = self._learned.facts[name].probabilities(judged.features)
        statements = self._learned.statements.get(name)
        if statements is None:
            return whole, {}
        clauses = self._reader.clauses.clauses(judged.reading)
        said = statements.said([clause.features for clause in clauses])
        chances = {value: each.probability for value, each in said.items()}
        words = {value: clauses[each.clause].text for value, each in said.items()} if clauses else {}
        return agreed(whole, {**chances, NOT_SAID: 1 - sum(chances.values())}), words

    def _holds(self, stated: RecognisedFact, found: Mapping[str, float]) -> bool:
        """Say whether what the phrases say in so many words is sure."""
        if f"{stated.fact}={stated.value}" in self._learned.by_words:
            return True
        if stated.certainty >= LITERAL:
            # "De thuiszorg wil niet dat ik": the same words of somebody else.
            return found.get(stated.value, 0.0) >= _NOT_AGAINST
        return stated.fact in self._learned.words_tell and found.get(stated.value, 0) >= _NOT_AGAINST

    def _words_for(self, name: str, value: str, judged: Judged) -> str:
        """Return the sentence that tells a value, or the whole text: a sentence that proves nothing is no reason."""
        linear = self._learned.facts[name]

        def weight(sentence: Sentence) -> float:
            return linear.weight([f"woord:{word}" for word in set(words_of(sentence))], value)

        first, *others = sorted(judged.reading.sentences, key=weight, reverse=True)
        if others and weight(first) < max(_TELLS, weight(others[0]) + _STANDS_OUT):
            return judged.text
        return first.quote(0, len(first.words) - 1)

    def _parties(self, told: Told, judged: Judged, about: RecognisedFact | None) -> Iterator[RecognisedFact]:
        for fact, parts in told.parts.items():
            if not parts:
                continue
            part, value, probability = parts[0], parts[0].value, parts[0].probability
            if value == PARENT:
                # Whether a parent speaks for the one it is about hangs on an age that may be unsure itself.
                minor = self._minor(judged, about)
                value = _GUARDIAN if minor >= _EVEN else _RELATIVE
                probability *= max(minor, 1 - minor)
                probability += sum(each.probability for each in parts[1:] if each.value == value)
            yield _fact(fact, value, self._learned.certainty(fact, value, min(1.0, probability)), part.mention.text)

    def _minor(self, judged: Judged, about: RecognisedFact | None) -> float:
        """Return how probable it is that the one it is about is under age."""
        found = self._learned.facts["betrokkene"].probabilities(judged.features)
        if about is not None and about.certainty >= SURE:
            return SUREST if about.value in _MINORS else 1 - SUREST
        minor = sum(found.get(value, 0.0) for value in _MINORS)
        return minor / (minor + sum(found[value] for value in found if value not in (*_MINORS, NOT_SAID)))


def _fact(fact: str, value: str, certainty: float, text: str) -> RecognisedFact:
    return RecognisedFact(fact=fact, value=value, certainty=certainty, text=text)
