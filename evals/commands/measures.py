"""Measure one thing apart: what is masked, or how search does beside its peers."""

from __future__ import annotations

import json
import sys
from typing import Annotated

import typer
from rich.console import Console

from evals.bench.growth import FACTORS
from evals.bench.report import REPORTED, show_bench, show_growth
from evals.commands import opening
from evals.masking import load_sentences, measure_masking
from evals.report import terminal


def masking(
    parts: Annotated[list[str], typer.Argument(help="Parts of the suite privacy: leer, ontwikkel or toets.")],
    misses: Annotated[bool, typer.Option("--missers", help="Show each miss; never for a part kept apart.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON value per part on standard output.")] = False,
) -> None:
    """Measure what the assistant masks. Exit code 1 when a part does not reach the aims, 2 for bad input."""
    loaded = {part: load_sentences(part) for part in parts}
    assistant = opening.open_assistant()

    def find(text: str) -> list[tuple[int, int]]:
        start_end = (item["getypt"] for item in assistant.ask(text).to_json()["gemaskeerd"])
        return [(start, end) for start, end in start_end]

    measures = {part: measure_masking(sentences, find) for part, sentences in loaded.items()}
    if as_json:
        for part, found in measures.items():
            sys.stdout.write(json.dumps({"deel": part, **found.to_json()}) + "\n")
    else:
        terminal.show_masking(measures, Console(), misses=misses)
    if not all(found.reaches_aims for found in measures.values()):
        raise typer.Exit(1)


def bench(
    part: Annotated[str, typer.Option("--deel", help="Which questions: leer or ontwikkel to choose by.")] = REPORTED,
    growth: Annotated[bool, typer.Option("--growth", help="Measure 1, 10 and 100 times the corpus instead.")] = False,
    factors: Annotated[list[int] | None, typer.Option("--keer", min=1, help="With --growth: other sizes.")] = None,
) -> None:
    """Measure search beside its peers; the figures of the questions kept apart are written to evals/bench/."""
    if growth:
        show_growth(factors or FACTORS, Console())
    else:
        show_bench(part, Console())
