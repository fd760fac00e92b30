"""Is the conclusion what the case says it must be: outcome, grondslag, omvang, and nothing that may not be said?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from evals.cases import Expectation
from evals.corpus import Stretch
from evals.results import Score
from evals.scorers.replies import GROUNDING, Json, quoted_lines, sentences_of, sources_of

_PLACE = re.compile(r"\d{3}:\d+(-\d+)?")


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
    sections = [conclusion.get(section, ()) for section in GROUNDING if section != "ladder"]
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
