"""Words the open question as plain data: a question, a list to tick, or a card that only confirms."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from assistant.cite import Citer
from assistant.instruments import Instruments
from assistant.kader.agenda import Agenda
from assistant.kader.checks import Check
from assistant.kader.codes import UNKNOWN, Step
from assistant.kader.facts import Fact, Illustration, Option, Term
from assistant.report.wording import Texts
from assistant.screens import CARD, NO, NOTHING, YES, Screen, Screens
from assistant.walk import Position, WalkState

_SHORT_WORDS = 80


@dataclass(frozen=True)
class QuestionWriter:
    """Words the open question: a question, a list to tick or a card, and the lines above it."""

    agenda: Agenda
    texts: Texts
    citer: Citer
    instruments: Instruments

    def question(self, position: Position) -> dict[str, Any] | None:
        """Return the open question as plain data, or None when the walk ended.

        `vorm` says what it is: a `vraag` (choose one option), a `lijst` (tick what is so) or a `kaart` (confirm). With
        each of them `regels` are confirmed that stand above it. `instrumenten` are the ids of what helps in this step.
        """
        if position.fact is None:
            return None
        helpful = self.instruments.at_step(position.step, position.state.get("answers", {}))
        return self._open_question(position, position.fact) | {"instrumenten": helpful}

    def _open_question(self, position: Position, question_id: str) -> dict[str, Any]:
        screen = self._screen(position)
        if screen is None:
            return self.fact_question(self.agenda.facts.by_id[question_id], position.step, position.state)
        if screen.check is not None:
            return self._check(screen, screen.check)
        if screen.is_card:
            return self._card(screen)
        if screen.ticks:
            return self._tick_list(screen, position.state)
        if screen.question in self.agenda.facts.by_id:
            fact = self.agenda.facts.by_id[screen.question]
            lines = {line.fact: line.value for line in screen.lines}
            return self.fact_question(fact, screen.step, position.state, lines) | {"regels": self._lines(screen)}
        return self._compound_question(screen)

    def reads_as(self, position: Position) -> str | None:
        """Return the fact whose words an answer in own words is read by: of a compound question the first."""
        if position.fact and self.agenda.checks.find(position.fact):
            return CARD  # "ja" and "nee" mean there what they mean to a card
        compound = self.agenda.proposals.forms.compounds.get(position.fact or "")
        return compound.facts[0] if compound else position.fact

    def places(self, position: Position) -> tuple[str, ...]:
        """Return the places that the open question itself rests on."""
        fact = self.agenda.facts.by_id.get(position.fact or "")
        if fact is not None:
            return fact.sources
        if check := self.agenda.checks.find(position.fact or ""):
            return check.sources
        forms = self.agenda.proposals.forms
        form = forms.compounds.get(position.fact or "") or forms.lists.get(position.fact or "")
        if form is not None:
            return form.sources
        return self.agenda.facts.steps[position.step].sources if position.fact else ()

    def fact_question(
        self, fact: Fact, step: Step, state: WalkState, lines: Mapping[str, str] | None = None
    ) -> dict[str, Any]:
        """Return the question for one fact, with its options, reason, terms, sources and suggestion.

        `lines` are the answers that stand above it, to be confirmed together with it.
        """
        options = [
            {
                "waarde": option.value,
                "label": option.label,
                "uitleg": option.explanation,
                "bronnen": self._cited(option.sources),
                **self._beside(option),
            }
            for option in fact.options
        ]
        options.append(_option(UNKNOWN, self.texts.sentences[UNKNOWN]))
        answers = {**state["answers"], **(lines or {})}
        return self._shown(step, "vraag") | {
            "onderdeel": fact.part,
            "feit": fact.fact_id,
            "kort": fact.short,
            "vraag": fact.question,
            "toelichting": fact.explanation,
            "opties": options,
            "bronnen": self._cited(fact.sources),
            "begrippen": self._explained(fact.terms),
            "tabel": {name: list(rows) for name, rows in fact.examples.items()} or None,
            "voorstel": self._suggestion(fact, answers, state),
        }

    def label(self, fact: str, value: str) -> str:
        """Return the words of an answer."""
        if value == UNKNOWN:
            return self.texts.sentences[UNKNOWN]
        return next(option.label for option in self.agenda.facts.by_id[fact].options if option.value == value)

    def _suggestion(self, fact: Fact, answers: Mapping[str, str], state: WalkState) -> dict[str, Any] | None:
        recognised = state["recognised"].get(fact.fact_id)
        if recognised:
            return {
                "waarde": recognised["waarde"],
                "label": self.label(fact.fact_id, recognised["waarde"]),
                "tekst": recognised["tekst"],
                "noot": "",
                "bronnen": [],
                # A language model may propose; the user sees that it was not their own words that say so.
                "herkomst": recognised.get("herkomst", "tekst"),
            }
        known, text = self.agenda.complete_with_derived(answers), state.get("question", "")
        proposal = self.agenda.proposals.propose(fact.fact_id, known, text)
        if proposal is None:
            return None
        return {
            "waarde": proposal.value,
            "label": self.label(fact.fact_id, proposal.value),
            "tekst": proposal.evidence(text),
            "noot": proposal.note,
            "bronnen": self._cited(proposal.sources),
            "herkomst": "kader",
        }

    def _screen(self, position: Position) -> Screen | None:
        if position.step is Step.BEFORE:
            return None
        return Screens(self.agenda).current(position.state)

    def _card(self, screen: Screen) -> dict[str, Any]:
        words = self.texts.sentences
        return self._shown(screen.step, "kaart") | {
            "feit": screen.question,
            "kort": words["kaart_vraag"],
            "vraag": words["kaart_vraag"],
            "toelichting": words["kaart_toelichting"],
            "opties": [_option(YES, words["kaart_ja"]), _option(NO, words["kaart_nee"])],
            "bronnen": self._cited(self.agenda.facts.steps[screen.step].sources),
            "regels": self._lines(screen),
        }

    def _check(self, screen: Screen, check: Check) -> dict[str, Any]:
        given = self.texts.sentences["controle_regel"]
        lines = [line | {"waarom": given} for line in self._lines(screen)]
        choices = ((YES, *check.confirm), (NO, *check.doubt))
        return self._shown(screen.step, "kaart") | {
            "feit": check.question_id,
            "kort": check.short,
            "vraag": check.question,
            "toelichting": check.explanation,
            "opties": [_option(value, label) | {"uitleg": explanation} for value, label, explanation in choices],
            "bronnen": self._cited(check.sources),
            "drempel": self._illustrated(check.bar),
            "regels": lines,
        }

    def _tick_list(self, screen: Screen, state: WalkState) -> dict[str, Any]:
        listed = self.agenda.proposals.forms.lists[screen.question]
        facts = self.agenda.facts.by_id
        ticks = []
        for tick in screen.ticks:
            fact = facts[tick.fact]
            said = state["recognised"].get(tick.fact)
            ticks.append(
                {
                    "feit": tick.fact,
                    "kort": fact.short,
                    "stelling": tick.statement,
                    "toelichting": fact.explanation,
                    "bronnen": self._cited(fact.sources),
                    **self._beside(next(option for option in fact.options if option.value == tick.value)),
                    # Only the words of the user tick a box beforehand.
                    "aangevinkt": bool(said and said["waarde"] == tick.value),
                    "tekst": said["tekst"] if said else "",
                }
            )
        return self._shown(screen.step, "lijst") | {
            "feit": screen.question,
            "kort": listed.short,
            "vraag": listed.question,
            "toelichting": listed.explanation,
            "opties": [_option(NOTHING, self.texts.sentences["lijst_niets"])],
            "bronnen": self._cited(listed.sources),
            "begrippen": self._explained(
                dict.fromkeys(term for tick in screen.ticks for term in facts[tick.fact].terms)
            ),
            "regels": self._lines(screen),
            "vinkjes": ticks,
        }

    def _compound_question(self, screen: Screen) -> dict[str, Any]:
        compound = self.agenda.proposals.forms.compounds[screen.question]
        names = dict.fromkeys(term for fact in compound.facts for term in self.agenda.facts.by_id[fact].terms)
        return self._shown(screen.step, "vraag") | {
            "feit": screen.question,
            "kort": compound.short,
            "vraag": compound.question,
            "toelichting": compound.explanation,
            "opties": [
                {**_option(option.value, option.label), "uitleg": option.explanation, "zet": dict(option.sets)}
                | {"bronnen": self._cited(option.sources)}
                for option in compound.options
            ],
            "bronnen": self._cited(compound.sources),
            "begrippen": self._explained(names),
            "regels": self._lines(screen),
        }

    def _shown(self, step: Step, form: str) -> dict[str, Any]:
        """Return what every question has; what a question does not fill in stays empty."""
        return {
            "stap": str(step),
            "stap_titel": self.agenda.facts.steps[step].title,
            "vorm": form,
            "onderdeel": "",
            "begrippen": [],
            "tabel": None,
            "voorstel": None,
            "drempel": None,
            "regels": [],
            "vinkjes": [],
        }

    def _lines(self, screen: Screen) -> list[dict[str, Any]]:
        words = self.texts.sentences
        lines = []
        for line in screen.lines:
            fact = self.agenda.facts.by_id[line.fact]
            said = words["regel_tekst"].format(tekst=_short(line.words)) if line.words else ""
            why = " ".join(part for part in (said, line.note) if part)
            lines.append(
                {
                    "feit": line.fact,
                    "kort": fact.short,
                    "waarde": line.value,
                    "label": self.label(line.fact, line.value),
                    "waarom": why or words["regel_bron"],
                    "tekst": line.words,
                    "bronnen": self._cited(line.sources),
                    "zekerheid": line.certainty,
                    "stap": str(fact.step),
                }
            )
        return lines

    def _beside(self, option: Option) -> dict[str, Any]:
        """Return what stands beside an answer: examples, and the sentence that sets the bar for one that can open."""
        return {
            "voorbeelden": [self._illustrated(example) for example in option.examples],
            "drempel": self._illustrated(option.bar) if option.bar else None,
        }

    def _illustrated(self, shown: Illustration) -> dict[str, Any]:
        return {"tekst": shown.text, "bronnen": self._cited(shown.sources)}

    def _explained(self, names: Iterable[str]) -> list[dict[str, Any]]:
        terms: list[Term] = [self.agenda.facts.terms[name] for name in names]
        return [{"term": term.term, "uitleg": term.explanation, "bronnen": self._cited(term.sources)} for term in terms]

    def _cited(self, places: tuple[str, ...]) -> list[dict[str, Any]]:
        return [source.to_json() for source in self.citer.cite(places, used_by="vraag")]


def _option(value: str, label: str) -> dict[str, Any]:
    return {"waarde": value, "label": label, "uitleg": "", "bronnen": [], "voorbeelden": [], "drempel": None}


def _short(words: str) -> str:
    """Return the words of the user, cut at a word when they are a whole story."""
    plain = " ".join(words.split())
    return plain if len(plain) <= _SHORT_WORDS else plain[:_SHORT_WORDS].rsplit(" ", 1)[0] + " …"
