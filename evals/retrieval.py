"""What a ranking is worth: nDCG@10, recall@5 and MRR over places in the documents, whatever pieces a system cuts.

A "document" of the field's measures is here a place: lines that answer the question, with a grade. A hit is worth the
places it is the first to show. One that shows nothing new is a miss, so that cutting finer never earns twice on one
answer; one that shows two places at once takes two ranks, the higher grade first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import mean
from typing import Any

from evals.cases import Zoekvraag
from evals.corpus import Corpus, Stretch


@dataclass(frozen=True)
class Place:
    """Lines that answer a question: grade 2 answers it, grade 1 in part."""

    lines: Stretch
    grade: int


@dataclass(frozen=True)
class Figures:
    """The figures of one question, each between 0 and 1."""

    ndcg: float = 0.0
    recall: float = 0.0
    rr: float = 0.0


def places_of(question: Zoekvraag) -> list[Place]:
    """Return the places that answer a question; none when the documents do not."""
    return [Place(Stretch.parse(answer.plek), answer.graad) for answer in question.relevant]


def ranking_of(hits: Sequence[Mapping[str, Any]], corpus: Corpus) -> list[Stretch]:
    """Return the hits of a search reply as stretches of text."""
    return [Stretch(corpus.numbers[hit["document"]], hit["start_line"], hit["end_line"]) for hit in hits]


def shows(hit: Stretch, lines: Stretch) -> bool:
    """Say whether a hit shows a place: at least half of the shorter of the two is shared."""
    return 2 * hit.overlap(lines) >= min(len(hit), len(lines))


def run_of(ranking: Sequence[Stretch], places: Sequence[Place]) -> list[str]:
    """Return a ranking as the measures take it: per rank the number of the place shown, or the name of a miss."""
    left = list(range(len(places)))
    run = []
    for rank, hit in enumerate(ranking):
        shown = [number for number in left if shows(hit, places[number].lines)]
        left = [number for number in left if number not in shown]
        shown.sort(key=lambda number: -places[number].grade)
        run += [str(number) for number in shown] or [f"mis-{rank}"]
    return run


def figures_of(asked: Mapping[str, tuple[Sequence[Stretch], Sequence[Place]]]) -> dict[str, Figures]:
    """Return the figures of every question, given by its id as its ranking and the places that answer it.

    Computed by ir-measures, which takes them from trec_eval: the gain of a place is its grade, the discount is log2.
    """
    from ir_measures import RR, Qrel, R, ScoredDoc, iter_calc, nDCG

    names = {nDCG @ 10: "ndcg", R @ 5: "recall", RR: "rr"}
    wanted = (
        Qrel(name, str(number), place.grade)
        for name, (_, places) in asked.items()
        for number, place in enumerate(places)
    )
    found = (
        ScoredDoc(name, document, -float(rank))
        for name, (ranking, places) in asked.items()
        for rank, document in enumerate(run_of(ranking, places))
    )
    values: dict[str, dict[str, float]] = {name: {} for name in asked}
    for metric in iter_calc(list(names), wanted, found):
        values[metric.query_id][names[metric.measure]] = metric.value
    return {name: Figures(**own) for name, own in values.items()}


def first_rank(ranking: Sequence[Stretch], places: Sequence[Place]) -> int | None:
    """Return the rank, from 1, of the first hit that shows a place, or None."""
    showing = (rank for rank, hit in enumerate(ranking, 1) if any(shows(hit, place.lines) for place in places))
    return next(showing, None)


def average(figures: Sequence[float]) -> float:
    """Return the mean, or 0 when nothing was measured."""
    return mean(figures) if figures else 0.0
