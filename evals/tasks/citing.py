"""Everything that cites, in rules, questions and texts: each place resolves, and each quote stands there literally."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from evals.corpus import Corpus, Stretch
from evals.errors import CorpusError
from evals.results import CaseResult, Score, hash_of
from evals.scorers import quotes_literal
from evals.scorers.replies import Json, citations_of, plain, quoted_lines, sources_of
from evals.tasks.suite import Setting, Suite

_QUOTE = re.compile(r"“([^”]+)”")


def judge_citations(name: str, entries: Sequence[Json], setting: Setting) -> CaseResult:
    """Score all that one rule, question or text cites."""
    quoted = citations_of([entry["bronnen"] for entry in entries])
    return CaseResult(
        case_id=name,
        about=", ".join(place for entry in entries for place in entry["plaatsen"]),
        scores=(
            _every_place_shown(entries, setting.corpus),
            quotes_literal([entry["bronnen"] for entry in entries], setting.corpus),
            _quotes_inside(entries, setting.corpus),
        ),
        citations=quoted,
        cited=hash_of([each.text_hash for each in quoted]),
    )


def _every_place_shown(entries: Sequence[Json], corpus: Corpus) -> Score:
    """Pass when every place that is named stands in the stored documents and is among what is shown for it."""
    if not any(entry["plaatsen"] for entry in entries):
        return Score("vindbaar", True, "haalt zelf niets aan")
    for entry in entries:
        shown = [quoted_lines(source) for source in sources_of(entry["bronnen"])]
        for place in (corpus.where(Stretch.parse(named)) for named in entry["plaatsen"]):
            try:
                corpus.text(place)
            except CorpusError as error:
                return Score("vindbaar", False, str(error))
            if not any(place.overlap(lines) for lines in shown):
                return Score("vindbaar", False, f"{place} wordt niet getoond")
    return Score("vindbaar", True, "elke plaats bestaat en wordt getoond")


def _quotes_inside(entries: Sequence[Json], corpus: Corpus) -> Score:
    """Pass when what stands between “ ” in the words of the entry stands so on the lines that it cites."""
    for entry in (entry for entry in entries if _QUOTE.search(entry["tekst"])):
        try:
            stored = plain("\n".join(corpus.text(quoted_lines(source)) for source in sources_of(entry["bronnen"])))
        except CorpusError as error:
            return Score("letterlijk in de tekst", False, str(error))
        for quote in _QUOTE.findall(entry["tekst"]):
            if plain(quote) not in stored:
                return Score("letterlijk in de tekst", False, f"“{quote[:80]}” staat niet in {entry['plaatsen']}")
    return Score("letterlijk in de tekst", True, "elk “citaat” staat zo in het document")


def _entries(setting: Setting) -> Mapping[str, Sequence[Json]]:
    found: dict[str, list[Json]] = {}
    for entry in setting.assistant.citations():
        found.setdefault(entry["wie"], []).append(entry)
    return found


CORPUS = Suite("corpus", _entries, judge_citations)
