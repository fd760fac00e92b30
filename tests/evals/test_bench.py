"""The bench: figures are added up per kind, refusals counted, tables written, and what is absent is told."""

from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from evals.bench import run as benches
from evals.bench.plots import draw_bench
from evals.bench.run import Bench, Spread, installed, read_measured
from evals.bench.sheets import Sheet, write_sheets
from evals.bench.tables import tables
from evals.cases import Antwoordplek, Zoekvraag
from evals.corpus import CORPUS_DIR
from evals.errors import EvalError

QUESTIONS = [
    Zoekvraag(id="a", soort="term", vraag="a", relevant=[Antwoordplek(plek="000:3-4", graad=2)]),
    Zoekvraag(id="b", soort="casus", vraag="b", relevant=[Antwoordplek(plek="000:1-2", graad=1)]),
    Zoekvraag(id="c", soort="geen_antwoord", vraag="c", relevant=[]),
]


def found(*, refused: str = "") -> dict[str, Any]:
    """What a worker writes of a system that gives the same hit for every question."""
    answers = {name: {"treffers": ["000:3-4"], "beantwoordbaar": name not in refused} for name in ("a", "b", "c")}
    return {
        "stukken": 7,
        "indexeren": None,
        "geheugen": 12.0,
        "beurten": [1.0, 2.0],
        "tijden": [1.0, 3.0],
        "antwoorden": answers,
    }


@pytest.fixture
def bench() -> Bench:
    ours = read_measured("deelwijzer", found(refused="bc"), QUESTIONS, 9.0)
    peer = read_measured("bm25", {**found(), "indexeren": 0.5, "beurten": []}, QUESTIONS, 9.0)
    return Bench("toets", QUESTIONS, [ours, peer], ["Iets: niet gemeten"])


def test_quality_is_the_mean_over_the_answerable_questions_and_per_kind(bench: Bench) -> None:
    ours = bench.systems[0]
    assert bench.figure(ours, "ndcg").mean == 0.5
    assert [bench.figure(ours, "recall", kind).mean for kind in bench.kinds] == [1.0, 0.0]
    assert bench.kinds == ["term", "casus"]


def test_refusals_are_counted_apart_for_what_has_an_answer(bench: Bench) -> None:
    ours, peer = bench.systems
    assert bench.refusals(ours) == (1, 1, 1, 2)
    assert bench.refusals(peer) == (0, 1, 0, 2)


def test_our_index_took_what_the_build_took_and_a_peers_what_it_says(bench: Bench) -> None:
    assert [system.index_seconds for system in bench.systems] == [9.0, 0.5]


def test_times_give_median_and_95th_percentile() -> None:
    spread = Spread.of([float(number) for number in range(1, 102)])
    assert spread.count == 101
    assert [spread.p50, spread.p95] == pytest.approx([51, 96])


def test_every_system_has_a_row_in_every_table_and_what_is_absent_is_told(bench: Bench, tmp_path: Path) -> None:
    sheets = tables(bench)
    text = write_sheets("proef", "Titel", "make bench", "Gemeten op 1 mei.", sheets, tmp_path / "bench").read_text(
        "utf-8"
    )
    assert text.count("| deelwijzer |") == text.count("| BM25 (bm25s), stukken van 900 tekens |") == len(sheets)
    for part in ("# Titel", "`make bench`", "Gemeten op 1 mei.", "Iets: niet gemeten", "0.500 [0.00–1.00]"):
        assert part in text


def test_a_sheet_is_a_table_with_one_cell_per_column() -> None:
    lines = Sheet("Titel", ["wat", "p|q"], [["a", "1"]], ["Let op."]).markdown().splitlines()
    assert lines[2:5] == ["| wat | p\\|q |", "| --- | ---: |", "| a | 1 |"]
    console = Console(record=True, width=80)
    Sheet("Titel", ["wat", "getal"], [["[vet]", "1"]]).show(console)
    assert "[vet]" in console.export_text()


def test_the_picture_is_the_same_for_the_same_figures(bench: Bench, tmp_path: Path) -> None:
    draw_bench(bench, tmp_path / "een.png")
    draw_bench(bench, tmp_path / "twee.png")
    one = (tmp_path / "een.png").read_bytes()
    assert one.startswith(b"\x89PNG") and one == (tmp_path / "twee.png").read_bytes()


def test_a_peer_whose_library_is_absent_is_left_out_with_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(benches, "find_spec", lambda name: None)
    systems, absent = installed()
    assert "haystack" not in systems and "deelwijzer" in systems
    assert len(absent) == 1 and "haystack is hier niet geïnstalleerd" in absent[0]


def test_a_worker_that_fails_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(EvalError, match=r"stopped with code 2: .*there is no index to measure with"):
        benches.run_worker("bm25-passages", CORPUS_DIR, tmp_path, "model", [])
