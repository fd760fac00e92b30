"""The reasons of an outcome, each said once: what stands in another sentence is left out, and its sources go there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ui.texts import PageTexts

Said = Mapping[str, Any]


def said_once(texts: PageTexts, reasons: Sequence[Said], conditions: Sequence[Said]) -> list[Said]:
    """Return the reasons without those that other sentences on the page say too (ui/teksten/herhaling.yaml).

    No source is lost: those of a sentence that is left out stand behind the one that says the same.
    """
    shown = {str(said["tekst"]) for said in reasons}
    also_shown = shown | {str(said["tekst"]) for said in conditions}
    takes_over = {
        repeated.sentence: repeated.said_by[0]
        for repeated in texts.repeated
        if repeated.sentence in shown and repeated.said_by[0] in shown and also_shown.issuperset(repeated.said_by)
    }
    return [_with_sources_of(said, reasons, takes_over) for said in reasons if said["tekst"] not in takes_over]


def _with_sources_of(said: Said, reasons: Sequence[Said], takes_over: Mapping[str, str]) -> Said:
    sources = list(said["bronnen"])
    for other in reasons:
        if takes_over.get(other["tekst"]) == said["tekst"]:
            sources += [source for source in other["bronnen"] if source not in sources]
    return {**said, "bronnen": sources}
