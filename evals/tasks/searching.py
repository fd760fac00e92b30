"""Search questions: are the places that answer them found, and is it seen when no document answers?"""

from __future__ import annotations

from evals import retrieval
from evals.cases import Zoekvraag, load_zoeken
from evals.results import CaseResult, Citation, Figure, Said, Score, hash_of
from evals.retrieval import ranking_of
from evals.scorers.replies import Json, plain
from evals.tasks.suite import Setting, Suite

_FIRST = 5


def judge_search(name: str, question: Zoekvraag, setting: Setting) -> CaseResult:
    """Score the ranking for a question that the documents answer, and that it is not refused."""
    found = setting.assistant.search(question.vraag, k=10)
    ranking, places = ranking_of(found["hits"], setting.corpus), retrieval.places_of(question)
    measured = retrieval.figures_of({name: (ranking, places)})[name]
    best = retrieval.first_rank(ranking, places)
    seen = f"op plaats {best}" if best else "niet in de eerste tien"
    answered = found["beantwoordbaar"]
    top = tuple(
        Citation(str(lines), hit["text"], hash_of([plain(hit["text"])]))
        for lines, hit in zip(ranking[:_FIRST], found["hits"][:_FIRST], strict=True)
    )
    return CaseResult(
        case_id=name,
        about=question.vraag,
        scores=(
            Score("in de eerste vijf", best is not None and best <= _FIRST, seen),
            Score("beantwoordbaar", answered, "ja" if answered else "nee, verwacht ja"),
        ),
        figures={
            "nDCG@10": Figure(measured.ndcg),
            "recall@5": Figure(measured.recall),
            "MRR": Figure(measured.rr),
            # Beside its opposite in geen_antwoord: refusing everything must not look like knowing one's limits.
            "niet geweigerd": Figure(answered),
        },
        expected={"antwoord": "ja"},
        got={"antwoord": _yes(answered)},
        transcript=(Said("gebruiker", question.vraag), Said("deelwijzer", f"gevonden: {', '.join(map(str, ranking))}")),
        citations=top,
        cited=hash_of([each.text_hash for each in top]),
    )


def judge_refusal(name: str, question: Zoekvraag, setting: Setting) -> CaseResult:
    """Score that a question without an answer in the documents gets none, from search and in a conversation."""
    found = setting.assistant.search(question.vraag, k=10)
    turn = setting.assistant.ask(question.vraag).to_json()
    refused, silent = not found["beantwoordbaar"], turn["antwoord"] is None
    return CaseResult(
        case_id=name,
        about=question.vraag,
        scores=(
            Score("geweigerd in zoeken", refused, "herkend" if refused else "de documenten zouden dit beantwoorden"),
            Score("geen antwoord in het gesprek", silent, "geen antwoord" if silent else _answer(turn)),
        ),
        figures={"geweigerd in zoeken": Figure(refused), "geen antwoord in het gesprek": Figure(silent)},
        expected={"antwoord": "nee"},
        got={"antwoord": _yes(not refused)},
        transcript=(Said("gebruiker", question.vraag), Said("deelwijzer", _answer(turn))),
    )


def _answer(turn: Json) -> str:
    if turn["antwoord"]:
        return str(turn["antwoord"]["tekst"])
    return "; ".join(notice["tekst"] for notice in turn["meldingen"]) or f"(geen antwoord; soort {turn['intent']})"


def _yes(so: bool) -> str:
    return "ja" if so else "nee"


def _answerable(setting: Setting, *, so: bool) -> dict[str, Zoekvraag]:
    every = load_zoeken(setting.part, setting.folder)
    return {question.id: question for question in every if bool(question.relevant) is so}


ZOEKEN = Suite("zoeken", lambda setting: _answerable(setting, so=True), judge_search)
GEEN_ANTWOORD = Suite("geen_antwoord", lambda setting: _answerable(setting, so=False), judge_refusal)
