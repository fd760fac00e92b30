"""Scorers: each compares one thing and says in a sentence what it saw."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evals.cases import Expectation, Uiting
from evals.corpus import Corpus, Stretch
from evals.errors import CorpusError

Json = Mapping[str, Any]

# Where a conclusion says what it rests on; a passage shown as another opinion (tegenspraak) grounds nothing.
_GROUNDING = ("zinnen", "voorwaarden", "vastleggen", "informeren", "evalueren", "ladder")
_PLACE = re.compile(r"\d{3}:\d+(-\d+)?")
_HYPHEN_AT_LINE_END = re.compile(r"[-\u00ad]\s*\n\s*")


@dataclass(frozen=True)
class Score:
    """One judgement: what was looked at, whether it held, and what was seen."""

    name: str
    passed: bool
    seen: str


def concluded(walk: Json) -> Score:
    """Pass when the walk reached a conclusion."""
    if walk["conclusie"] is None:
        return Score("conclusie", False, f"geen conclusie; er ontbreekt: {', '.join(map(str, walk['ontbreekt']))}")
    return Score("conclusie", True, "er is een conclusie")


def outcome(expected: Expectation, conclusion: Json) -> Iterator[Score]:
    """Compare the code, grondslag and omvang where the case names them, and that nothing is said that it forbids."""
    for name, key, wanted in (
        ("conclusie", "code", expected.conclusie),
        ("grondslag", "grondslag", expected.grondslag),
        ("omvang", "omvang", expected.omvang),
    ):
        if wanted is not None:
            got = conclusion[key]
            yield Score(name, got == wanted, f"{got}" if got == wanted else f"{got}, verwacht {wanted}")
    if expected.niet:
        yield nothing_forbidden(expected.niet, conclusion)


def nothing_forbidden(forbidden: Sequence[str], conclusion: Json) -> Score:
    """Pass when no sentence of the conclusion holds forbidden words and no forbidden passage grounds it.

    An item of `forbidden` is a passage ("001:299-307") or words, in any case and spacing. The ladder is left out: it
    explains the rungs that fell away in their own words, and a passage quoted against the outcome is no ground.
    """
    sections = [conclusion.get(section, ()) for section in _GROUNDING if section != "ladder"]
    sentences = [_spaced(sentence["tekst"]) for section in sections for sentence in sentences_of(section)]
    cited = [quoted_lines(source) for section in sections for source in sources_of(section)]
    for item in forbidden:
        if _PLACE.fullmatch(item):
            if any(Stretch.parse(item).overlap(lines) for lines in cited):
                return Score("niet", False, f"rust op {item}")
        elif said := next((sentence for sentence in sentences if _spaced(item) in sentence), None):
            return Score("niet", False, f"zegt {item!r}: {said!r}")
    return Score("niet", True, "niets gezegd dat niet mag")


def _spaced(text: str) -> str:
    return " ".join(text.casefold().split())


def required_cited(wanted: Sequence[str], conclusion: Json) -> Score:
    """Pass when every required stretch of text is cited, in whole or in part, by what the conclusion rests on."""
    cited = [quoted_lines(source) for section in _GROUNDING for source in sources_of(conclusion.get(section, ()))]
    missing = [place for place in wanted if not any(Stretch.parse(place).overlap(lines) for lines in cited)]
    return Score("bronnen", not missing, f"niet aangehaald: {', '.join(missing)}" if missing else "alle aangehaald")


def sentences_cited(conclusion: Json) -> Score:
    """Pass when every sentence of the conclusion, wherever it stands, carries at least one source."""
    bare = [sentence["tekst"] for sentence in sentences_of(conclusion) if not sentence["bronnen"]]
    return Score("elke zin een bron", not bare, f"zonder bron: {bare[0]!r}" if bare else "elke zin heeft een bron")


def quotes_literal(conclusion: Json, corpus: Corpus) -> Score:
    """Pass when every quote stands word for word in the stored document, up to hyphenation and white space."""
    for source in sources_of(conclusion):
        stretch = quoted_lines(source)
        try:
            stored = corpus.text(stretch)
        except CorpusError as error:
            return Score("letterlijk", False, str(error))
        if plain(source["citaat"]) != plain(stored):
            return Score("letterlijk", False, f"{stretch}: {source['citaat'][:60]!r} staat er zo niet")
    return Score("letterlijk", True, "elk citaat staat zo in het document")


def intent(expected: Uiting, asked: Json) -> Score:
    """Compare the kind of question."""
    got = asked["intent"]
    return Score("soort", got == expected.soort, got if got == expected.soort else f"{got}, verwacht {expected.soort}")


def recognised(expected: Uiting, asked: Json) -> Iterator[Score]:
    """Compare each fact that the text gives with what was recognised."""
    found = {fact: value["waarde"] for fact, value in asked["feiten"].items()}
    for fact, wanted in expected.feiten.items():
        got = found.get(fact, "niet herkend")
        yield Score(fact, got == wanted, got if got == wanted else f"{got}, verwacht {wanted}")


def sentences_of(data: object) -> Iterator[Json]:
    """Yield every sentence in a reply, at any depth: what has a text and a place for sources."""
    return (found for found in _mappings(data) if "tekst" in found and "bronnen" in found)


def sources_of(data: object) -> Iterator[Json]:
    """Yield every source in a reply, at any depth."""
    return (found for found in _mappings(data) if "citaat" in found)


def _mappings(data: object) -> Iterator[Json]:
    if isinstance(data, Mapping):
        yield data
        data = list(data.values())
    if isinstance(data, Sequence) and not isinstance(data, str):
        for item in data:
            yield from _mappings(item)


def quoted_lines(source: Json) -> Stretch:
    """Return the lines that a source quotes."""
    start, end = source["citaat_regels"]
    return Stretch(source["nummer"], start, end)


def plain(text: str) -> str:
    """Return text without the differences that a quote may have: hyphens at line ends and white space."""
    return re.sub(r"\s+", "", _HYPHEN_AT_LINE_END.sub("", text))
