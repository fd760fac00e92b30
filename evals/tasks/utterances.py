"""What people type: is it understood, is danger seen, and is what identifies a person masked?"""

from __future__ import annotations

from collections import Counter

from evals.cases import Spoed, Uiting, Zin, load_acuut, load_begrip, load_privacy
from evals.masking import PERSON, Sentence, measure_masking
from evals.results import CaseResult, Figure, Said, Score
from evals.scorers.replies import Json
from evals.scorers.understanding import danger_figures, danger_told, intent, nothing_wrong_filled_in, recognised
from evals.tasks.suite import Setting, Suite


def judge_utterance(name: str, utterance: Uiting, setting: Setting) -> CaseResult:
    """Score what was understood: the kind of question, and each fact that the text gives."""
    asked = setting.assistant.ask(utterance.vraag).to_json()
    kind = intent(utterance, asked)
    return CaseResult(
        case_id=name,
        about=utterance.vraag,
        scores=(kind, nothing_wrong_filled_in(utterance, asked)),
        figures={"soort goed": Figure(kind.passed), **dict(recognised(utterance, asked))},
        expected={"soort": utterance.soort},
        got={"soort": asked["intent"]},
        transcript=_understood(utterance.vraag, asked),
    )


def judge_danger(name: str, utterance: Spoed, setting: Setting) -> CaseResult:
    """Score whether danger is met with 112, and whether what only looks like it is not called danger."""
    asked = setting.assistant.ask(utterance.vraag).to_json()
    return CaseResult(
        case_id=name,
        about=utterance.vraag,
        scores=(danger_told(utterance, asked),),
        figures=dict(danger_figures(utterance, asked)),
        expected={"acuut": utterance.acuut},
        got={"soort": asked["intent"]},
        transcript=_understood(utterance.vraag, asked),
    )


def judge_masking(name: str, line: Zin, setting: Setting) -> CaseResult:
    """Score what is masked of a sentence; its words do not come into the result, for they stand for real ones."""
    sentence = Sentence.parse(line.id, line.tekst)
    hidden = [tuple(found["getypt"]) for found in setting.assistant.ask(sentence.text).to_json()["gemaskeerd"]]
    measure = measure_masking([sentence], lambda _: ((start, end) for start, end in hidden))
    missed = Counter(what for _, what, _ in measure.misses if what.startswith("gemist"))
    seen = ", ".join(f"{what} ({count} keer)" for what, count in missed.items()) or "alles wat weg moest is weg"
    numbers = [kind for kind in measure.wanted if kind != PERSON]
    figures = {"ten onrechte": Figure(measure.hidden, measure.words)}
    if numbers:
        figures["nummers"] = Figure(sum(measure.found[k] for k in numbers), sum(measure.wanted[k] for k in numbers))
    if measure.wanted[PERSON]:
        figures["namen"] = Figure(measure.found[PERSON], measure.wanted[PERSON])
    about = f"zin met {', '.join(sorted(measure.wanted))}" if measure.wanted else "zin waarin alles moet blijven staan"
    return CaseResult(name, about, (Score("afgeschermd", not missed, seen),), figures)


def _understood(text: str, asked: Json) -> tuple[Said, ...]:
    facts = (f"{fact}: {found['waarde']} ({found['zekerheid']:.2f})" for fact, found in asked["feiten"].items())
    told = [notice["tekst"] for notice in asked["meldingen"]]
    heard = f"soort: {asked['intent']}; {', '.join(facts) or 'geen feiten herkend'}"
    return (Said("gebruiker", text), *(Said("deelwijzer", each) for each in told), Said("deelwijzer", heard))


BEGRIP = Suite("begrip", lambda s: {u.id: u for u in load_begrip(s.part, s.folder)}, judge_utterance)
ACUUT = Suite("acuut", lambda s: {u.id: u for u in load_acuut(s.part, s.folder)}, judge_danger)
PRIVACY = Suite("privacy", lambda s: {z.id: z for z in load_privacy(s.part, s.folder)}, judge_masking)
