"""The runner on small suites: it asks the door, counts right and wrong, and fails the run on what must be certain."""

import json
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from evals import __main__ as command
from evals.commands import opening, runs
from evals.corpus import Corpus
from evals.errors import EvalError, SuiteError
from evals.results import Run
from evals.runner import run_suites
from evals.selection import Selection
from evals.tasks import STANDARD, SUITES
from tests.evals.fake_door import CASUSSEN, FILES, FakeAssistant, Plain

# The guard talks, where the assistant here only decides; test_guard.py runs that suite.
HERE = tuple(name for name in STANDARD if name != "guard")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        file = tmp_path / "suites" / f"{name}.yaml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return tmp_path / "suites"


def run(folder: Path, assistant: FakeAssistant, *names: str, **more: Any) -> Run:
    return run_suites(assistant, selection=Selection(names, folder=folder, **more))


@pytest.mark.parametrize("name", HERE)
def test_a_suite_that_is_right_throughout_does_not_fail(name: str, folder: Path) -> None:
    found = run(folder, FakeAssistant(), name)
    assert [(case.case_id, case.missed) for suite in found.suites for case in suite.cases if not case.passed] == []
    assert not found.failed


@pytest.mark.parametrize(("name", "right"), [("casussen", 1), ("tweelingen", 0)])
def test_a_casus_decided_otherwise_fails_the_run_and_leans_too_permissive(name: str, right: int, folder: Path) -> None:
    found = run(folder, FakeAssistant(police="ja_mits"), name)
    (suite,) = found.suites
    assert (suite.right, suite.failed, found.failed) == (right, True, True)
    assert (suite.matrix.too_permissive, suite.matrix.too_strict) == (1, 0)


def test_clicks_are_counted_with_their_middle_and_worst(folder: Path) -> None:
    (suite,) = run(folder, FakeAssistant(), "casussen").suites
    assert suite.spread == {"klikken": {"mediaan": 1.0, "gemiddelde": 1.0, "hoogste": 1.0}}
    assert run(folder, FakeAssistant(), "zoeken").suites[0].spread == {}


def test_a_conversation_that_ends_otherwise_than_its_facts_is_a_miss_with_its_transcript(folder: Path) -> None:
    class Forgetful(FakeAssistant):
        def answer(self, session_id: str, fact: str, value: str) -> Any:
            return super().answer(session_id, fact, "woningcorporatie")

    (suite,) = run(folder, Forgetful(), "casussen").suites
    (missed,) = [case for case in suite.cases if not case.passed]
    assert [score.name for score in missed.missed] == ["conclusie in het gesprek"]
    told = missed.to_json()["transcript"]
    assert [line["who"] for line in told[:3]] == ["gebruiker", "deelwijzer", "gebruiker"]


def test_a_right_outcome_on_the_wrong_ground_is_not_counted_as_right(folder: Path) -> None:
    bare = CASUSSEN.replace("grondslag: eigen_taak}", 'grondslag: eigen_taak, bronnen: ["004:699-700"]}')
    (folder / "casussen" / "proef.yaml").write_text(bare, "utf-8")
    figures = run(folder, FakeAssistant(), "casussen").suites[0].figures
    assert (figures["uitkomst goed"].mean, figures["goed en gegrond"].mean) == (1.0, 0.5)


def test_a_source_without_verdict_is_told_beside_the_case(folder: Path) -> None:
    verdict, none = run(folder, FakeAssistant(), "casussen").suites[0].cases
    assert verdict.about == "Het past bij de taak."
    assert none.about.startswith("(de bron geeft geen oordeel)")


def test_refusing_is_counted_both_ways(folder: Path) -> None:
    found = run(folder, FakeAssistant(), "zoeken", "geen_antwoord", "kennisvragen")
    assert found.refusals == {
        "beantwoordbaar": {"beantwoord": 2, "geweigerd": 0},
        "niet": {"beantwoord": 0, "geweigerd": 2},
    }


def test_a_selection_runs_those_cases_and_leaves_floors_under_means_out(folder: Path) -> None:
    found = run(folder, FakeAssistant(), "casussen", "zoeken", pattern="mag-*")
    assert [(suite.name, [case.case_id for case in suite.cases]) for suite in found.suites] == [
        ("casussen", ["mag-niet"])
    ]
    assert [floor.figure for floor in found.suites[0].floors] == ["goed"]
    assert found.meta.cases == "filter mag-*"
    with pytest.raises(EvalError, match="fits 'niemand'"):
        run(folder, FakeAssistant(), "casussen", pattern="niemand")


def test_what_it_ran_on_and_how_long_each_call_took_is_recorded(folder: Path) -> None:
    found = run(folder, FakeAssistant(), *HERE)
    assert (found.meta.generation, found.meta.table, found.meta.model) == ("g-1", "2026.11", "corpus (256)")
    assert found.latency["walk"].count == 3
    assert found.coverage["conclusie"]["bereikt"] == 2
    assert found.coverage["optie"]["niet_bereikt"] == ["rol=weet_ik_niet"]


def test_own_casussen_are_checked_against_what_the_assistant_knows(folder: Path, tmp_path: Path) -> None:
    own = tmp_path / "eigen"
    own.mkdir()
    (own / "wijk.yaml").write_text(CASUSSEN, "utf-8")
    assert run(folder, FakeAssistant(), "eigen", own_folder=own).suites[0].right == 2
    (own / "wijk.yaml").write_text(CASUSSEN.replace("rol: politie", "rol: bakker"), "utf-8")
    with pytest.raises(SuiteError, match=r"mag-niet\.feiten\.rol: 'bakker' is not known"):
        run(folder, FakeAssistant(), "eigen", own_folder=own)
    with pytest.raises(SuiteError, match="no folder is named"):
        run(folder, FakeAssistant(), "eigen")


@pytest.fixture
def command_line(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    # The made-up assistant has no index, so nothing stands elsewhere than where the cases say.
    monkeypatch.setattr(runs, "led_suites", lambda assistant: nullcontext(folder))
    monkeypatch.setattr(runs, "documents_of", lambda assistant: Corpus())
    monkeypatch.setenv("DEELWIJZER_DATA", str(tmp_path / "data"))
    return CliRunner()


@pytest.mark.parametrize(("police", "code"), [("nee", 0), ("ja_mits", 1)])
def test_the_exit_code_says_whether_all_was_decided_as_expected(
    police: str, code: int, command_line: CliRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "open_assistant", lambda: FakeAssistant(police=police))
    done = command_line.invoke(command.app, ["run", *HERE])
    assert done.exit_code == code, done.output
    assert ("MIS" in done.stdout) == bool(code)
    assert ("mag-niet" in done.stdout) == bool(code)


def test_json_goes_to_standard_output_alone_and_the_run_is_kept(
    command_line: CliRunner, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(opening, "open_assistant", lambda: FakeAssistant(police="ja_mits"))
    out = tmp_path / "uit.json"
    done = command_line.invoke(command.app, ["run", "casussen", "--json", "--out", str(out)])
    told = json.loads(done.stdout)
    (suite,) = told["suites"]
    assert (suite["suite"], suite["goed"], suite["totaal"], suite["in_orde"]) == ("casussen", 1, 2, False)
    assert suite["gevallen"][1]["scores"][0] == {"name": "conclusie", "passed": False, "seen": "ja_mits, verwacht nee"}
    (kept,) = (tmp_path / "data" / "uitslagen").glob("*.json")
    assert json.loads(kept.read_text("utf-8")) == told == json.loads(out.read_text("utf-8"))


def test_a_run_is_compared_with_another_and_fails_when_it_got_worse(
    command_line: CliRunner, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    police = iter(["nee", "ja_mits"])
    monkeypatch.setattr(opening, "open_assistant", lambda: FakeAssistant(police=next(police)))
    first = tmp_path / "eerst.json"
    assert command_line.invoke(command.app, ["run", "casussen", "--out", str(first)]).exit_code == 0
    done = command_line.invoke(command.app, ["run", "casussen", "--tegen", str(first)])
    assert done.exit_code == 1
    assert "casussen: 1 van goed naar fout, toegestaan 0" in done.stdout
    again = command_line.invoke(command.app, ["compare", str(first), "laatste", "--json"])
    assert again.exit_code == 1
    assert json.loads(again.stdout)["aantallen"]["slechter"] == 1


@pytest.mark.parametrize("name", ["raadsels", "kassussen"])
def test_an_unknown_suite_is_one_line_and_exit_code_2(
    name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["evals", "run", name])
    with pytest.raises(SystemExit) as stopped:
        command.main()
    assert stopped.value.code == 2
    assert capsys.readouterr().err.splitlines() == [f"suite {name!r} does not exist; known are {', '.join(SUITES)}"]


def test_a_case_that_falls_over_is_a_miss_that_fails_the_suite_and_the_others_are_judged(folder: Path) -> None:
    class Broken(FakeAssistant):
        def ask(self, text: str) -> Any:
            return Plain({}) if "springt" in text else super().ask(text)

    (suite,) = run(folder, Broken(), "acuut").suites
    assert [[score.name for score in case.missed] for case in suite.cases] == [["omgevallen"], []]
    assert "omgevallen" in {floor.figure for floor, _ in suite.missed}
