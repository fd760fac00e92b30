"""A made-up walk reply, as the assistant's door gives it, over lines that really stand in the corpus."""

from typing import Any

from evals.corpus import Corpus, Stretch

TAAK = "002:481-483"


def source(place: str = TAAK, *, quote: str | None = None) -> dict[str, Any]:
    lines = Stretch.parse(place)
    return {
        "nummer": lines.number,
        "citaat": Corpus().text(lines) if quote is None else quote,
        "citaat_regels": [lines.start, lines.end],
    }


def sentence(*sources: dict[str, Any]) -> dict[str, Any]:
    return {"tekst": "Je mag dit delen.", "bronnen": list(sources)}


def conclusion(**changes: Any) -> dict[str, Any]:
    return {
        "code": "ja_mits",
        "titel": "Ja, mits",
        "grondslag": "eigen_taak",
        "omvang": "buitenkant",
        "zinnen": [sentence(source())],
        "voorwaarden": [],
        "vastleggen": [],
        "informeren": [],
        "evalueren": [],
        **changes,
    }


def walk(reached: dict[str, Any] | None) -> dict[str, Any]:
    return {"conclusie": reached, "transcript": [], "ontbreekt": [] if reached else ["doel", "ontvanger"]}
