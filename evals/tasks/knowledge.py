"""Knowledge questions: answered word for word from a place that answers them, or with an honest no."""

from __future__ import annotations

from evals.cases import Kennisvraag, load_kennisvragen
from evals.corpus import Stretch
from evals.results import CaseResult, Figure, Said, Score, hash_of
from evals.scorers import quotes_literal, sentences_cited
from evals.scorers.replies import Json, citations_of, quoted_lines, sources_of
from evals.tasks.suite import Setting, Suite

_HONEST = frozenset({"geen_antwoord", "buiten_bereik"})


def judge_knowledge(name: str, question: Kennisvraag, setting: Setting) -> CaseResult:
    """Score the answer: from one of the right places, every sentence cited, every quote literal, and no conclusion."""
    turn = setting.assistant.ask(question.vraag).to_json()
    answer = turn["antwoord"]
    right = _says_no(turn) if question.geen_antwoord else _from_a_right_place(question, answer)
    said = answer["zinnen"] if answer else []
    grounded = (sentences_cited({"zinnen": said}), quotes_literal(answer, setting.corpus))
    quiet = Score("geen conclusie", turn["conclusie"] is None, "geen" if turn["conclusie"] is None else "wel een")
    quoted = citations_of(said)
    return CaseResult(
        case_id=name,
        about=f"{question.vraag} ({question.waarom})",
        scores=(right, *grounded, quiet),
        figures={
            "juist beantwoord of geweigerd": Figure(right.passed),
            "goed en gegrond": Figure(right.passed and all(score.passed for score in grounded)),
        },
        expected={"antwoord": "nee" if question.geen_antwoord else "ja"},
        got={"antwoord": "ja" if answer else "nee"},
        transcript=(Said("gebruiker", question.vraag), *(Said("deelwijzer", each) for each in _told(turn))),
        citations=quoted,
        cited=hash_of([each.text_hash for each in quoted]),
    )


def _says_no(turn: Json) -> Score:
    told = {notice["soort"] for notice in turn["meldingen"]}
    honest = turn["antwoord"] is None and bool(told & _HONEST)
    return Score(
        "eerlijk geen antwoord", honest, "geen antwoord" if honest else "er kwam een antwoord, of geen melding"
    )


def _from_a_right_place(question: Kennisvraag, answer: Json | None) -> Score:
    if answer is None:
        return Score("juiste plaats", False, "geen antwoord")
    wanted = [Stretch.parse(place) for place in question.bronnen]
    # The first source of a sentence is what it quotes; the others say the same elsewhere.
    leading = [quoted_lines(source) for sentence in answer["zinnen"] for source in list(sources_of(sentence))[:1]]
    right = any(place.overlap(lines) for place in wanted for lines in leading)
    return Score("juiste plaats", right, f"aangehaald: {', '.join(map(str, leading))}")


def _told(turn: Json) -> list[str]:
    if turn["antwoord"]:
        return [sentence["tekst"] for sentence in turn["antwoord"]["zinnen"]]
    return [notice["tekst"] for notice in turn["meldingen"]] or [f"(soort {turn['intent']})"]


KENNISVRAGEN = Suite(
    "kennisvragen", lambda setting: {q.id: q for q in load_kennisvragen(setting.part, setting.folder)}, judge_knowledge
)
