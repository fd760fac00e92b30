"""Results: written and read back the same, failing on a floor missed, and leaning the way they lean."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals import archive
from evals.errors import ResultError
from evals.results import (
    ORDER,
    CaseResult,
    Citation,
    Figure,
    Floor,
    Latency,
    Matrix,
    Meta,
    Run,
    Said,
    Score,
    SuiteResult,
    hash_of,
)
from evals.tasks import STANDARD

META = Meta("g-1", "2026.11", "corpus", "", "abc", "2026-11-22T18:00:00+00:00", "Linux, 4 kernen", 3.0)


def case(name: str = "een", *, right: bool = True, got: str = "nee", cited: str = "", **more: float) -> CaseResult:
    return CaseResult(
        case_id=name,
        about="waarom",
        scores=(Score("conclusie", right, got),),
        figures={name: Figure(value) for name, value in more.items()},
        expected={"conclusie": "nee"},
        got={"conclusie": got},
        transcript=(Said("gebruiker", "Mag dit?"),),
        citations=(Citation("002:1-2", "Een citaat.", "abc"),),
        cited=cited,
        seconds=0.25,
    )


def suite(*cases: CaseResult, name: str = "casussen", floors: tuple[Floor, ...] = ()) -> SuiteResult:
    return SuiteResult(name, cases, floors or (Floor("goed", 1.0, "zeker"),))


def all_suites(*cases: CaseResult) -> list[SuiteResult]:
    return [suite(*cases, name=name) for name in STANDARD]


def run(*suites: SuiteResult) -> Run:
    return Run(META, suites, {"ask": Latency(3, 10.0, 20.0)}, {"regel": {"totaal": 1}})


def test_a_run_is_read_back_as_it_was_written() -> None:
    written = run(suite(case(klikken=4.0), case("twee", right=False))).to_json()
    assert Run.from_json(json.loads(json.dumps(written)), where="x").to_json() == written


def test_what_went_well_is_told_without_its_conversation_and_quotes() -> None:
    right, wrong = case().to_json(), case(right=False).to_json()
    assert "transcript" not in right and "quote" not in right["passages"][0]
    assert wrong["transcript"] == [{"who": "gebruiker", "text": "Mag dit?"}]
    assert wrong["passages"][0]["quote"] == "Een citaat."


@pytest.mark.parametrize(
    ("floor", "value", "missed"),
    [
        (Floor("klikken", 8.0, "x", upper=True), 8.0, False),
        (Floor("klikken", 8.0, "x", upper=True), 8.1, True),
        (Floor("klikken", 8.0, "x"), 7.9, True),
        (Floor("iets anders", 0.0, "x"), 1.0, True),
    ],
)
def test_a_floor_is_reached_or_missed_and_what_was_not_measured_misses(
    floor: Floor, value: float, missed: bool
) -> None:
    assert suite(case(klikken=value), floors=(floor,)).failed is missed


def test_a_figure_is_added_up_over_the_cases_before_it_is_divided() -> None:
    found = replace(case(), figures={"nummers": Figure(1, 4)}), replace(case("b"), figures={"nummers": Figure(2, 2)})
    assert suite(*found).figures["nummers"].mean == pytest.approx(0.5)


@given(st.lists(st.tuples(st.sampled_from(ORDER), st.sampled_from([*ORDER, "acuut_112", "geen"]))))
def test_every_wrong_outcome_leans_exactly_one_way(pairs: list[tuple[str, str]]) -> None:
    matrix = Matrix.of(pairs)
    wrong = sum(expected != got for expected, got in pairs)
    assert matrix.too_permissive + matrix.too_strict + matrix.elsewhere == wrong
    turned = Matrix.of([(got, expected) for expected, got in pairs])
    assert (turned.too_permissive, turned.too_strict) == (matrix.too_strict, matrix.too_permissive)


def test_a_hash_knows_texts_whatever_their_order() -> None:
    assert hash_of(["a", "b"]) == hash_of(["b", "a", "b"]) != hash_of(["a", "c"])
    assert hash_of([]) == ""


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("{", "no readable JSON"),
        ("[]", "is no result of the evals"),
        ('{"soort": "deelwijzer-evals", "vorm": 9}', "vorm: expected is 1, found 9"),
        ('{"soort": "deelwijzer-evals", "vorm": 1}', "damaged"),
        ('{"soort": "deelwijzer-evals", "vorm": 1, "meta": 3, "suites": []}', "damaged"),
    ],
)
def test_a_file_that_is_no_run_is_refused_by_name(tmp_path: Path, content: str, told: str) -> None:
    file = tmp_path / "uit.json"
    file.write_text(content, "utf-8")
    with pytest.raises(ResultError, match=rf"uit\.json: .*{told}"):
        archive.read(file)


def test_kept_runs_are_found_by_name_and_the_last_one_by_its_own(tmp_path: Path) -> None:
    first = archive.keep(run(suite(case())), tmp_path)
    later = replace(META, date="2026-11-23T18:00:00+00:00")
    last = archive.keep(replace(run(suite(case())), meta=later), tmp_path)
    assert archive.find("laatste", tmp_path) == last
    assert archive.find(first.stem, tmp_path) == archive.find(str(first), tmp_path) == first
    with pytest.raises(ResultError, match="there is no such run"):
        archive.find("gisteren", tmp_path)
    with pytest.raises(ResultError, match="no run is kept"):
        archive.find("laatste", tmp_path / "leeg")


def test_an_accepted_run_keeps_verdicts_and_figures_one_case_per_line(tmp_path: Path) -> None:
    file = tmp_path / "uitslag" / "baseline.json"
    found = run(*all_suites(case(cited="abc", klikken=4.0), case("twee")), suite(case("van-ons"), name="eigen"))
    archive.accept(found, "de eerste", file)
    assert sum('"id"' in line for line in file.read_text("utf-8").splitlines()) == 2 * len(STANDARD)
    back = archive.read(file)
    assert back.suite("eigen") is None
    assert [each.case_id for each in back.suites[0].cases] == ["een", "twee"]
    assert back.suites[0].figures["klikken"].mean == 4.0
    assert back.suites[0].cases[0].cited == "abc"
    assert json.loads(file.read_text("utf-8"))["reden"] == "de eerste"


@pytest.mark.parametrize(
    ("found", "reason", "told"),
    [
        (replace(run(suite(case())), meta=replace(META, cases="filter a")), "x", "part of the cases"),
        (run(suite(case(right=False))), "x", "misses a floor \\(casussen\\)"),
        (run(suite(case())), "x", "without tweelingen, corpus"),
        (run(*all_suites(case())), " ", "carries the reason"),
    ],
)
def test_no_run_is_accepted_in_part_below_its_floors_or_without_reason(
    tmp_path: Path, found: Run, reason: str, told: str
) -> None:
    with pytest.raises(ResultError, match=told):
        archive.accept(found, reason, tmp_path / "baseline.json")
    assert not (tmp_path / "baseline.json").exists()


def test_the_recorded_baseline_holds_every_suite_and_reaches_every_floor() -> None:
    recorded = archive.read(archive.BASELINE)
    assert tuple(each.name for each in recorded.suites) == STANDARD
    assert (recorded.failed, recorded.meta.cases) == (False, "")
    assert json.loads(archive.BASELINE.read_text("utf-8"))["reden"]


def test_the_self_test_is_kept_apart_from_the_runs(tmp_path: Path) -> None:
    assert archive.read_self_test(tmp_path) == ()
    file = archive.keep_self_test([{"fault": "een", "caught": True}], tmp_path)
    assert archive.read_self_test(tmp_path) == [{"fault": "een", "caught": True}]
    with pytest.raises(ResultError, match="no run is kept"):
        archive.find("laatste", tmp_path)
    file.write_text("{", "utf-8")
    with pytest.raises(ResultError, match="run python -m evals selftest again"):
        archive.read_self_test(tmp_path)
