"""Measures search quality beside two peers on the same questions, and how long a search and a turn of the walk take."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles
from typing import TYPE_CHECKING, Any

from evals import retrieval
from evals.cases import Zoekvraag, load_casussen, load_zoeken
from evals.corpus import Corpus, Stretch
from evals.peers import langchain_recipe, model_of_the_index, plain_bm25
from evals.pieces import cut
from evals.runner import ranking_of

if TYPE_CHECKING:
    from assistant import Assistant

_ROUNDS = 3


@dataclass(frozen=True)
class Quality:
    """How well a system finds the relevant stretches, averaged over the answerable questions."""

    system: str
    pieces: int
    ndcg: float
    recall: float


@dataclass(frozen=True)
class Latency:
    """How long one thing takes, in milliseconds."""

    name: str
    count: int
    p50: float
    p95: float


def measure(assistant: Assistant, corpus: Corpus, data_dir: Path) -> tuple[list[Quality], list[Latency]]:
    """Return the quality of search beside the peers, and the latencies, measured warm."""
    questions = [question for question in load_zoeken() if question.relevant]
    assistant.warm_up()

    def ours(query: str) -> list[Stretch]:
        return ranking_of(assistant.search(query, k=10)["hits"], corpus)

    about = assistant.about()
    pieces = cut(corpus)
    peers = [plain_bm25(pieces), langchain_recipe(pieces, model_of_the_index(data_dir, about["generatie"]))]
    return [
        quality("deelwijzer", about["passages"], ours, questions),
        *(quality(peer.name, peer.pieces, peer.search, questions) for peer in peers),
    ], [
        latency("zoeken", (_timed(ours, question.vraag) for _ in range(_ROUNDS) for question in questions)),
        latency("beurt in de stappen", _turns(assistant)),
    ]


def quality(
    system: str, pieces: int, search: Callable[[str], Sequence[Stretch]], questions: Sequence[Zoekvraag]
) -> Quality:
    """Return the mean figures of one way of searching over these questions."""
    pairs = [(search(q.vraag), [Stretch.parse(source) for source in q.relevant]) for q in questions]
    return Quality(
        system,
        pieces,
        retrieval.average([retrieval.ndcg(ranking, relevant) for ranking, relevant in pairs]),
        retrieval.average([retrieval.recall(ranking, relevant) for ranking, relevant in pairs]),
    )


def latency(name: str, seconds: Iterator[float]) -> Latency:
    """Return median and 95th percentile of these times."""
    times = [1000 * second for second in seconds]
    cuts = quantiles(times, n=20, method="inclusive")
    return Latency(name, len(times), cuts[9], cuts[18])


def _turns(assistant: Assistant) -> Iterator[float]:
    """Walk every casus question by question and yield what each click takes."""
    for casus in load_casussen():
        turn = assistant.start("").to_json()
        session = turn["sessie"]
        while (question := turn["volgende_vraag"]) is not None:
            value = _answer(question, casus.feiten)
            begin = time.perf_counter()
            turn = assistant.answer(session, question["feit"], value).to_json()
            yield time.perf_counter() - begin
        assistant.forget(session)


def _answer(question: Mapping[str, Any], facts: Mapping[str, str]) -> str:
    """Answer from the casus; what it does not give is not known."""
    return facts.get(question["feit"], "weet_ik_niet")


def _timed(search: Callable[[str], object], query: str) -> float:
    begin = time.perf_counter()
    search(query)
    return time.perf_counter() - begin
