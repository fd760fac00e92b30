"""The report of a run: one page that loads nothing, shows every miss, and escapes what a case says."""

import re
from collections.abc import Mapping

import pytest

from evals.comparison import compare
from evals.report.markdown import markdown_report
from evals.report.page import html_report
from evals.results import CLICKS, CaseResult, Citation, Figure, Latency, Meta, Run, Said, Score, SuiteResult
from evals.thresholds import load_thresholds

META = Meta("gen-1", "2026.11", "corpus (256)", "", "v1", "2026-11-22T10:00:00+00:00", "Linux, 2 kernen", 61.0)


def a_case(name: str, *, passed: bool, outcome: str = "ja_mits") -> CaseResult:
    return CaseResult(
        case_id=name,
        about="Waarom <b>dit</b> zo is",
        scores=(Score("conclusie", passed, "" if passed else f"{outcome}, verwacht nee"),),
        figures={CLICKS: Figure(11.0)},
        expected={"conclusie": "ja_mits" if passed else "nee"},
        got={"conclusie": outcome},
        transcript=(
            Said("gebruiker", "Mag <script>alert(1)</script> dit?"),
            Said("deelwijzer", "[stap I] Wat speelt er?"),
        ),
        citations=(Citation("002:570-572", "Kun je je doel bereiken met beperkte informatie?", "abc"),),
    )


def a_run(*cases: CaseResult, coverage: Mapping[str, Mapping[str, object]] | None = None) -> Run:
    suite = SuiteResult("casussen", cases, load_thresholds().floors("casussen"))
    return Run(META, (suite,), {"answer": Latency(3, 12.0, 30.0)}, coverage or {})


GOOD = a_run(a_case("een", passed=True), a_case("twee", passed=True))
BAD = a_run(a_case("een", passed=True), a_case("fout-geval", passed=False))
FAULT = {"fault": "een regel omgedraaid", "suite": "casussen", "caught": True, "seen": "3 gevallen"}


def test_the_page_loads_nothing_from_elsewhere_and_runs_no_script() -> None:
    page = html_report(BAD, comparison=compare(GOOD, BAD), selftest=[FAULT])
    assert "<script" not in page and "javascript:" not in page and "@import" not in page
    # Names of XML vocabularies inside the pictures are no addresses that a browser fetches.
    loads = [*re.findall(r"""(?:src|href)="([^"]+)""", page), *re.findall(r"url\(([^)]+)\)", page)]
    assert loads and [each for each in loads if not each.startswith("#")] == []


def test_what_a_case_says_is_shown_as_text() -> None:
    page = html_report(BAD)
    assert "Mag &lt;script&gt;alert(1)&lt;/script&gt; dit?" in page and "Waarom &lt;b&gt;dit&lt;/b&gt; zo is" in page


def test_every_miss_is_there_with_its_conversation_and_its_passages() -> None:
    page = html_report(BAD)
    for told in (
        "fout-geval",
        "ja_mits, verwacht nee",
        "[stap I] Wat speelt er?",
        "002:570-572",
        "beperkte informatie",
    ):
        assert told in page
    assert "Wat speelt er?" not in html_report(GOOD)


def test_a_missed_floor_is_the_first_thing_that_is_said() -> None:
    bad, good = html_report(BAD), html_report(GOOD)
    assert "Niet in orde: één drempel is niet gehaald" in bad and "casussen: goed is 0,50" in bad
    assert "In orde: alle drempels zijn gehaald" in good and "Niet in orde" not in good


def test_more_allowed_than_the_case_says_is_marked_apart_from_less() -> None:
    wide = html_report(a_run(a_case("ruim", passed=False, outcome="ja_mits")))
    assert "te ruim 1, te streng 0" in wide and "▲ 1" in wide and "▼ 1" not in wide


@pytest.mark.parametrize("told", ["een regel omgedraaid", "3 gevallen"])
def test_what_the_self_test_saw_is_shown(told: str) -> None:
    assert told in html_report(GOOD, selftest=[FAULT]) and told in markdown_report(GOOD, selftest=[FAULT])
    assert "python -m evals selftest" in html_report(GOOD)


def test_the_comparison_names_what_went_from_right_to_wrong() -> None:
    was = a_run(a_case("een", passed=True), a_case("fout-geval", passed=True))
    page = html_report(BAD, comparison=compare(was, BAD))
    assert "van goed naar fout (1)" in page and "Achteruitgang: casussen" in page


def test_the_text_has_the_same_figures_and_misses_and_whole_tables() -> None:
    text = markdown_report(BAD, comparison=compare(GOOD, BAD))
    assert "| casussen | 1/2 |" in text and "**fout-geval**" in text
    tables = [line for line in text.splitlines() if line.startswith("|")]
    widths = {line.replace("\\|", "").count("|") for line in tables}
    assert tables and all(width >= 3 for width in widths)


def test_what_was_not_reached_is_named() -> None:
    page = html_report(
        a_run(a_case("een", passed=True), coverage={"regel": {"totaal": 2, "bereikt": 1, "niet_bereikt": ["R99"]}})
    )
    assert "R99" in page
