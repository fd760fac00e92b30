"""One system of the bench in a process of its own: its index, its answers, its times, its memory, as one JSON file.

    python -m evals.bench.worker SYSTEM --corpus FOLDER --data FOLDER --model MODEL --out FILE

`evals.bench.run` starts it. Alone in a process no system profits from what another has loaded, and its memory can be
seen.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant import Assistant, AssistantError, Settings, Turn, build_assistant, silence_telemetry
from evals.bench.peers import PEERS, K
from evals.bench.pieces import cut, generation_folder, our_passages
from evals.cases import Zoekvraag, load_casussen, load_zoeken
from evals.clicks import walk_by_clicks
from evals.corpus import Corpus, Stretch
from evals.errors import EvalError
from evals.retrieval import ranking_of

OURS = "deelwijzer"


@dataclass(frozen=True)
class Found:
    """What a search gave, and whether it says that there is an answer."""

    ranking: Sequence[Stretch]
    answerable: bool


@dataclass(frozen=True)
class Opened:
    """A system that is ready to be asked. `index_seconds` is None where the index was made beforehand."""

    pieces: int
    search: Callable[[str], Found]
    index_seconds: float | None = None
    assistant: Assistant | None = None


def open_system(name: str, corpus_dir: Path, data_dir: Path, model: str) -> Opened:
    """Return a system over the corpus: ours over the index in `data_dir`, a peer with the model of that index.

    Raises EvalError and AssistantError.
    """
    corpus = Corpus(corpus_dir)
    if name == OURS:
        assistant = build_assistant(Settings(data_dir=data_dir, corpus_dir=corpus_dir))
        assistant.warm_up()

        def search(query: str) -> Found:
            found = assistant.search(query, k=K)
            return Found(ranking_of(found["hits"], corpus), found["beantwoordbaar"])

        return Opened(assistant.about()["passages"], search, assistant=assistant)
    peer = PEERS[name]
    pieces = cut(corpus) if peer.searches == "stukken" else our_passages(generation_folder(data_dir), corpus)
    begin = time.perf_counter()
    find = peer.build(pieces, model)
    seconds = time.perf_counter() - begin

    def ask(query: str) -> Found:
        hits = find(query)
        return Found(hits, bool(hits))  # a peer can say that there is no answer in one way: by finding nothing

    return Opened(len(pieces), ask, seconds)


def measure(opened: Opened, questions: Sequence[Zoekvraag], rounds: int) -> dict[str, Any]:
    """Return the answers to the questions, and the times of `rounds` searches of each, in milliseconds, warm."""
    answers = {}
    for question in questions:  # not timed: the first search of a kind fills caches
        found = opened.search(question.vraag)
        answers[question.id] = {
            "treffers": [str(hit) for hit in found.ranking],
            "beantwoordbaar": found.answerable,
        }
    times = [_timed(opened.search, question.vraag) for _ in range(rounds) for question in questions]
    return {"antwoorden": answers, "tijden": times}


class _Clock:
    """The assistant's door, with the time that each answer of a user takes, in milliseconds."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant
        self.start, self.change, self.forget = assistant.start, assistant.change, assistant.forget
        self.times: list[float] = []

    def answer(self, session_id: str, fact: str, value: str) -> Turn:
        begin = time.perf_counter()
        turn = self._assistant.answer(session_id, fact, value)
        self.times.append(1000 * (time.perf_counter() - begin))
        return turn


def turns(assistant: Assistant) -> list[float]:
    """Walk every casus by clicks and return what each answer takes, in milliseconds."""
    clock = _Clock(assistant)
    for casus in load_casussen():
        walk_by_clicks(casus.vraag, casus.feiten, clock)
    return clock.times


def _timed(search: Callable[[str], object], query: str) -> float:
    begin = time.perf_counter()
    search(query)
    return 1000 * (time.perf_counter() - begin)


def _megabytes() -> float:
    import psutil

    return float(psutil.Process().memory_info().rss) / 2**20


def main() -> None:
    """Measure one system and write what was found; a fault is one line and exit code 2."""
    silence_telemetry()
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("system", choices=[OURS, *PEERS])
    parser.add_argument("--corpus", type=Path, required=True, help="the folder of the corpus")
    parser.add_argument("--data", type=Path, required=True, help="the folder with our index of it")
    parser.add_argument("--model", required=True, help="the embedding model that made that index")
    parser.add_argument("--out", type=Path, required=True, help="the JSON file to write")
    parser.add_argument("--part", default="toets", help="which part of the questions")
    parser.add_argument("--rounds", type=int, default=3, help="how often each question is timed")
    parser.add_argument("--every", type=int, default=1, help="ask one in so many questions")
    parser.add_argument("--turns", action="store_true", help="also time the turns of a walk (ours)")
    given = parser.parse_args()
    try:
        questions = load_zoeken(given.part)[:: given.every]
        before = _megabytes()
        opened = open_system(given.system, given.corpus, given.data, given.model)
        opened.search(questions[0].vraag)
        memory = _megabytes() - before
        found = measure(opened, questions, given.rounds)
        walked = turns(opened.assistant) if given.turns and opened.assistant is not None else []
    except (EvalError, AssistantError) as error:
        print(error, file=sys.stderr)
        sys.exit(2)
    summary = {"stukken": opened.pieces, "indexeren": opened.index_seconds, "geheugen": memory, "beurten": walked}
    given.out.write_text(json.dumps({**summary, **found}), "utf-8")


if __name__ == "__main__":
    main()
