"""How readable the Dutch is: Flesch-Douma and the longest sentence of every text a user reads, the hardest first.

    python scripts/readability.py [HOW MANY]

Literal quotes (between “ ”) are the documents' own words and are left out. The formula and the counting of syllables
are textstat's: 206.835 - 0.93 * words per sentence - 77 * syllables per word; 60 and above reads as plain Dutch.
"""

from __future__ import annotations

import re
import statistics
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
FILES = ("assistant/kader", "assistant/teksten")
READ_BY_USERS = frozenset(
    {"vraag", "toelichting", "uitleg", "label", "tekst", "stelling", "standpunt", "volgt", "titel", "noot", "naam"}
)
ENOUGH_WORDS = 8
"""A formula over fewer words says more about the one long word than about the text; those are judged by length only."""

_QUOTE = re.compile(r"“[^”]*”")
_SENTENCE_END = re.compile(r"(?<=[.?!])[”’)]*\s+")


@dataclass(frozen=True)
class Measured:
    """One text: where it stands, its longest sentence in words, and its score when it is long enough for one."""

    place: str
    text: str
    longest: int
    score: float | None


def every_text() -> Iterator[tuple[str, str]]:
    """Yield (place, text) of every question, option, explanation, condition and conclusion."""
    for folder in FILES:
        for path in sorted((ROOT / folder).glob("*.yaml")):
            yield from _texts_in(yaml.safe_load(path.read_text("utf-8")), path.stem)


def measure(place: str, text: str) -> Measured:
    """Return how readable a text is without its literal quotes."""
    own = _QUOTE.sub("", text)
    sentences = [sentence for sentence in _SENTENCE_END.split(own) if _words(sentence)]
    words = _words(own)
    longest = max((len(_words(sentence)) for sentence in sentences), default=0)
    score = _flesch_douma(words, len(sentences)) if len(words) >= ENOUGH_WORDS else None
    return Measured(place, text, longest, score)


def _flesch_douma(words: list[str], sentences: int) -> float:
    import textstat  # only who measures needs it

    # textstat's own flesch_reading_ease passes over sentences of one or two words; ours count.
    textstat.set_lang("nl")
    syllables = sum(textstat.syllable_count(word) for word in words)
    return float(206.835 - 0.93 * len(words) / sentences - 77 * syllables / len(words))


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+(?:[-'’.][^\W_]+)*", text)


def _texts_in(data: Any, place: str) -> Iterator[tuple[str, str]]:
    if isinstance(data, dict):
        name = data.get("id") or data.get("waarde") or data.get("feit")
        here = f"{place}.{name}" if name else place
        for key, value in data.items():
            if key in READ_BY_USERS and isinstance(value, str) and value.strip():
                yield f"{here}.{key}", value
            elif key != "tabel":  # the table of noodzaak quotes the document in full
                yield from _texts_in(value, here if name else f"{place}.{key}")
    elif isinstance(data, list):
        for number, item in enumerate(data):
            numbered = isinstance(item, dict) and not {"id", "waarde", "feit"} & set(item)
            yield from _texts_in(item, f"{place}[{number}]" if numbered else place)


def main() -> None:
    """Print the hardest texts, and how all of them measure."""
    how_many = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    measured = [measure(place, text) for place, text in every_text()]
    scored = sorted((item for item in measured if item.score is not None), key=lambda item: item.score or 0.0)
    for item in scored[:how_many]:
        print(f"{item.score:6.1f}  {item.longest:3d}  {item.place}\n               {' '.join(item.text.split())}")
    scores = [item.score for item in scored if item.score is not None]
    print(
        f"\n{len(measured)} texts, {len(scores)} scored: median {statistics.median(scores):.1f}, lowest {scores[0]:.1f}"
    )
    print(f"below 60: {sum(score < 60 for score in scores)}, below 45: {sum(score < 45 for score in scores)}")
    print(f"longest sentence: {max(item.longest for item in measured)} words")
    for item in sorted(measured, key=lambda item: -item.longest)[:3]:
        print(f"  {item.longest} words: {item.place}")


if __name__ == "__main__":
    main()
