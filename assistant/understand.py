"""Recognises facts in a masked text, each with how sure it is and the words it came from, and reads typed answers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.begrip import FOLDER, Hit, Phrase, PhraseBook, Sentence, is_denied, sentences
from assistant.begrip.factbook import CERTAIN, LIKELY, Clue, FactBook, stands_in
from assistant.begrip.reply import ReplyReader
from assistant.triage import Intent, Triager

# Longer than any message about one casus; facts are not looked for after it.
_READ = 6000
_DOUBT = 0.7
_LEAST = 0.4
_AGE = re.compile(r"\d{1,3}")
# Facts that a doubt or a rumour in the same clause makes less sure; who asks whom is no matter of doubt.
_DOUBTED = frozenset(
    ["vermoeden_geweld", "situatie", "betrokkene", "toestemming", "betrokkene_geinformeerd", "ernstige_schade"]
)


@dataclass(frozen=True, kw_only=True)
class RecognisedFact:
    """A fact the text states; `certainty` between 0 and 1, `text` as it stands in the masked text."""

    fact: str
    value: str
    certainty: float
    text: str


class Understander:
    """Recognises facts by the phrases of feiten.yaml; returns nothing rather than a guess."""

    def __init__(self, book: FactBook, doubts: Sequence[Phrase], triager: Triager, replies: ReplyReader) -> None:
        self._book = book
        self._doubts = doubts
        self._triager = triager
        self._replies = replies

    @classmethod
    def load(cls, folder: Path = FOLDER, *, triager: Triager | None = None) -> Understander:
        """Return the understander over the data files, with a triager that is at hand or its own.

        Raises DataFileError when a file is damaged.
        """
        phrases = PhraseBook.load(folder)
        doubts = phrases.phrases(["{onzeker}", "{horen_zeggen}", "{voorwaarde}"], "woordgroepen.yaml", "onzeker")
        triage = triager or Triager.load(folder)
        return cls(FactBook.load(phrases, folder), doubts, triage, ReplyReader.load(phrases, folder))

    def recognise(self, masked_text: str) -> dict[str, RecognisedFact]:
        """Return per fact what the text says of it; facts it does not speak of are absent. Never raises on any text."""
        judged = self._triager.triage(masked_text)
        text = masked_text[:_READ].strip()
        if judged.unclear or judged.intent is Intent.KENNISVRAAG:
            return {}
        if judged.intent is Intent.BUITEN_BEREIK:
            certainty = 0.8 if judged.reason == "ander_onderwerp" else 0.5
            return _by_fact([RecognisedFact(fact="gaat_over_delen", value="nee", certainty=certainty, text=text)])
        parts = list(sentences(text))
        found = [*self._parties(parts), *self._stated(parts), *self._ages(parts)]
        if judged.acute:
            found.append(RecognisedFact(fact="acuut_gevaar", value="ja", certainty=CERTAIN, text=text))
        if judged.violence and not any(fact.fact == "vermoeden_geweld" for fact in found):
            found.append(RecognisedFact(fact="vermoeden_geweld", value="ja", certainty=LIKELY, text=text))
        sharing = {"vraag_over_delen": CERTAIN, "verzoek_om_gegevens": CERTAIN}.get(judged.reason, LIKELY)
        found.append(RecognisedFact(fact="gaat_over_delen", value="ja", certainty=sharing, text=text))
        facts = _by_fact(found)
        situation = facts.get("situatie")
        if "doel" not in facts and situation is not None and situation.value in self._book.purpose_of:
            purpose = self._book.purpose_of[situation.value]
            facts["doel"] = replace(situation, fact="doel", value=purpose, certainty=min(0.6, situation.certainty))
        return facts

    def read_answer(self, masked_text: str, fact: str, options: Sequence[str]) -> str | None:
        """Return the option that a typed answer to this question means, or None when it is no clear answer."""
        answer = self._replies.read(masked_text, fact, options)
        if answer is not None or not masked_text.strip():
            return answer
        parts = list(sentences(masked_text[:_READ]))
        ages = self._ages(parts) if fact == "betrokkene" else []
        if fact == "betrokkene" and not ages and (age := _AGE.search(masked_text)) is not None:
            ages = [_aged(int(age[0]), masked_text, CERTAIN)]
        parties = self._parties(parts) if fact in ("rol", "ontvanger") else ()
        known = _by_fact([*self._stated(parts), *parties, *ages]).get(fact)
        if known is None:
            named = [clue for clue in self._book.named if clue.fact == fact]
            known = _by_fact(self._recognised(named, parts)).get(fact)
        return known.value if known is not None and known.value in options and known.certainty >= LIKELY else None

    def _parties(self, parts: Sequence[Sentence]) -> list[RecognisedFact]:
        """Return who gives and who gets: roles told in the first person, and the frames of giving and asking."""
        roles = _by_fact(self._recognised(self._book.roles, parts))
        asking = list(self._recognised(self._book.i_ask, parts))
        asked = list(self._recognised(self._book.asks_me, parts))
        if asked and not any(stands_in(self._book.asks_me_not, part) for part in parts):
            situation = replace(asked[0], fact="situatie", value="verzoek_om_informatie")
            return [*roles.values(), *asked, situation]
        if asking:
            # The one I ask is the one who gives; what I learn comes to me.
            mine = roles.get("rol")
            giver = self._book.role_of_party.get(asking[0].value)
            found = [] if giver is None else [replace(asking[0], fact="rol", value=giver, certainty=0.7)]
            if mine is not None and mine.value in self._book.party_of_role:
                found.append(replace(mine, fact="ontvanger", value=self._book.party_of_role[mine.value], certainty=0.7))
            return found
        return [*roles.values(), *self._recognised(self._book.gives_to, parts)]

    def _stated(self, parts: Sequence[Sentence]) -> Iterator[RecognisedFact]:
        return self._recognised(self._book.clues, parts)

    def _recognised(self, clues: Iterable[Clue], parts: Sequence[Sentence]) -> Iterator[RecognisedFact]:
        for part in parts:
            for clue in clues:
                for hit in clue.phrase.hits(part):
                    certainty = self._certainty(clue, hit)
                    if certainty >= _LEAST:
                        yield RecognisedFact(fact=clue.fact, value=clue.value, certainty=certainty, text=hit.text)

    def _certainty(self, clue: Clue, hit: Hit) -> float:
        clause = hit.sentence.clause(hit.first, hit.last)
        if is_denied(hit) or stands_in(self._book.excluded.get(clue.fact, ()), clause):
            return 0.0
        doubted = clue.fact in _DOUBTED and stands_in(self._doubts, clause)
        return clue.certainty * _DOUBT if doubted else clue.certainty

    def _ages(self, parts: Sequence[Sentence]) -> list[RecognisedFact]:
        own = list(self._aged_hits(self._book.own_age, parts, CERTAIN))
        # "haar zoon van 8" may or may not be the person the question is about.
        return own or list(self._aged_hits(self._book.other_age, parts, 0.5))

    def _aged_hits(
        self, phrases: Sequence[Phrase], parts: Sequence[Sentence], certainty: float
    ) -> Iterator[RecognisedFact]:
        for part in parts:
            for phrase in phrases:
                for hit in phrase.hits(part):
                    age = _AGE.search(re.sub(r"\[[A-Z]+-\d+\]", "", hit.text))
                    if age is not None and int(age[0]) < 115:
                        yield _aged(int(age[0]), hit.text, certainty)


def _aged(age: int, text: str, certainty: float) -> RecognisedFact:
    limits = ((12, "kind_tot_12"), (16, "jongere_12_tot_16"), (18, "jongere_vanaf_16"))
    value = next((name for limit, name in limits if age < limit), "volwassene")
    return RecognisedFact(fact="betrokkene", value=value, certainty=certainty, text=text)


def _by_fact(found: Iterable[RecognisedFact]) -> dict[str, RecognisedFact]:
    """Return the surest value per fact; values that speak against each other make it unsure."""
    best: dict[str, RecognisedFact] = {}
    against: dict[str, float] = {}
    for fact in found:
        known = best.get(fact.fact)
        if known is None:
            best[fact.fact] = fact
        elif fact.value == known.value:
            if fact.certainty > known.certainty:
                best[fact.fact] = fact
        elif fact.certainty > known.certainty:
            against[fact.fact] = known.certainty
            best[fact.fact] = fact
        else:
            against[fact.fact] = max(against.get(fact.fact, 0.0), fact.certainty)
    return {
        name: replace(fact, certainty=min(fact.certainty, 0.6))
        if against.get(name, 0.0) > fact.certainty - 0.2
        else fact
        for name, fact in best.items()
    }
