"""The runner on small suites: it asks the door, counts right and wrong, and fails the run on a casus that misses."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from evals import __main__ as command
from evals.corpus import Corpus
from evals.runner import SUITES, SuiteResult, run_suite
from tests.evals.walks import conclusion, walk

CASUSSEN = """
- id: mag
  bron: ["000:194-199"]
  waarom: "Het past bij de taak."
  vraag: "Mag ik dit delen?"
  feiten: {rol: woningcorporatie}
  verwacht: {conclusie: ja_mits, grondslag: eigen_taak}
  oordeel: verdict
- id: mag-niet
  bron: ["003:1452-1457"]
  waarom: "Er is geen wet."
  vraag: "Mag ik dit delen?"
  feiten: {rol: politie}
  verwacht: {conclusie: nee}
  oordeel: geen_oordeel
"""
TWIN = "- {id: tweeling, basis: mag, feit: rol, waarde: politie, waarom: 'Een ander.', verwacht: {conclusie: nee}}"
BEGRIP = "- {id: uiting, vraag: 'Ik ben agent.', soort: casus, feiten: {rol: politie}}"
ZOEKEN = """
- {id: vraag, soort: term, vraag: 'taak', relevant: [{plek: "002:481-483", graad: 2}]}
- {id: onzin, soort: geen_antwoord, vraag: 'appeltaart', relevant: []}
"""


# The guard talks, where the assistant below only decides; test_guard.py runs that suite.
HERE = [name for name in SUITES if name != "guard"]


class Plain:
    def __init__(self, data: dict[str, Any]) -> None:
        self._data = data

    def to_json(self) -> dict[str, Any]:
        return self._data


class FakeAssistant:
    """Concludes by `rol` alone, understands nobody but the police, and finds the same passage for every question."""

    def __init__(self, *, police: str = "nee") -> None:
        self.police = police

    def walk(self, facts: Mapping[str, str], question: str = "") -> Plain:
        code = self.police if facts["rol"] == "politie" else "ja_mits"
        return Plain(walk(conclusion(code=code)))

    def start(self, text: str = "") -> Plain:
        asked = {"feit": "rol", "vorm": "vraag", "opties": [{"waarde": "politie"}], "regels": [], "vinkjes": []}
        return Plain({"sessie": "s-1", "volgende_vraag": asked, "conclusie": None})

    def answer(self, session_id: str, fact: str, value: str) -> Plain:
        return Plain({"sessie": session_id, "volgende_vraag": None, **self.walk({fact: value}).to_json()})

    def change(self, session_id: str, fact: str, value: str | None) -> Plain:
        raise AssertionError("no line is ever wrong here")

    def say(self, session_id: str, text: str) -> Plain:
        raise AssertionError("nobody types a second message here")

    def forget(self, session_id: str) -> None:
        return None

    def ask(self, text: str) -> Plain:
        return Plain({"intent": "casus", "feiten": {"rol": {"waarde": "politie"}} if "agent" in text else {}})

    def search(self, query: str, k: int = 10) -> dict[str, Any]:
        hit = {"document": "ggdghor-bemoeizorg", "start_line": 481, "end_line": 484}
        return {"beantwoordbaar": query == "taak", "hits": [hit][:k]}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "casussen").mkdir()
    (tmp_path / "casussen" / "proef.yaml").write_text(CASUSSEN, "utf-8")
    (tmp_path / "zoeken" / "toets").mkdir(parents=True)
    for name, text in {"tweelingen": TWIN, "begrip": BEGRIP, "zoeken/toets/proef": ZOEKEN}.items():
        (tmp_path / f"{name}.yaml").write_text(text, "utf-8")
    return tmp_path


def run(name: str, assistant: FakeAssistant, folder: Path) -> SuiteResult:
    return run_suite(name, assistant, corpus=Corpus(), folder=folder)


@pytest.mark.parametrize("name", HERE)
def test_a_suite_that_is_right_throughout_does_not_fail(name: str, folder: Path) -> None:
    result = run(name, FakeAssistant(), folder)
    assert (result.right, result.failed) == (len(result.cases), False)


@pytest.mark.parametrize(("name", "right"), [("casussen", 1), ("tweelingen", 0)])
def test_a_casus_decided_otherwise_fails_the_suite(name: str, right: int, folder: Path) -> None:
    result = run(name, FakeAssistant(police="ja_mits"), folder)
    assert (result.right, result.failed) == (right, True)


def test_clicks_are_counted_with_their_middle_and_worst(folder: Path) -> None:
    result = run("casussen", FakeAssistant(), folder).to_json()
    assert result["verdeling"] == {"klikken": {"mediaan": 1.0, "gemiddelde": 1.0, "hoogste": 1.0}}
    assert [case["cijfers"] for case in result["gevallen"]] == [{"klikken": 1.0}] * 2
    assert run("zoeken", FakeAssistant(), folder).to_json()["verdeling"] == {}


def test_a_conversation_that_ends_otherwise_than_its_facts_is_a_miss(folder: Path) -> None:
    class Forgetful(FakeAssistant):
        def answer(self, session_id: str, fact: str, value: str) -> Plain:
            return super().answer(session_id, fact, "woningcorporatie")

    result = run("casussen", Forgetful(), folder)
    assert [score.name for case in result.cases for score in case.scores if not score.passed] == [
        "conclusie in het gesprek"
    ]


def test_a_source_without_verdict_is_told_beside_the_case(folder: Path) -> None:
    verdict, none = run("casussen", FakeAssistant(), folder).cases
    assert verdict.about == "Het past bij de taak."
    assert none.about.startswith("(de bron geeft geen oordeel)")


def test_search_is_measured_over_the_answerable_and_refusal_over_the_others(folder: Path) -> None:
    assert run("zoeken", FakeAssistant(), folder).figures == {
        "nDCG@10": 1.0,
        "recall@5": 1.0,
        "MRR": 1.0,
        "antwoord herkend": 1.0,
        "geen antwoord herkend": 1.0,
    }


@pytest.fixture
def command_line(folder: Path, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    def run_here(name: str, assistant: FakeAssistant, *, corpus: Corpus) -> SuiteResult:
        return run_suite(name, assistant, corpus=corpus, folder=folder)

    monkeypatch.setattr(command, "run_suite", run_here)
    return CliRunner()


@pytest.mark.parametrize(("police", "code"), [("nee", 0), ("ja_mits", 1)])
def test_the_exit_code_says_whether_all_was_decided_as_expected(
    police: str, code: int, command_line: CliRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(command, "_open_assistant", lambda: FakeAssistant(police=police))
    done = command_line.invoke(command.app, ["run", *HERE])
    assert done.exit_code == code
    assert ("MIS" in done.stdout) == bool(code)
    assert ("mag-niet" in done.stdout) == bool(code)


def test_json_goes_to_standard_output_alone(command_line: CliRunner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "_open_assistant", lambda: FakeAssistant(police="ja_mits"))
    done = command_line.invoke(command.app, ["run", "casussen", "--json"])
    (suite,) = json.loads(done.stdout)["suites"]
    assert (suite["suite"], suite["goed"], suite["totaal"]) == ("casussen", 1, 2)
    assert suite["gevallen"][1]["scores"][0] == {"name": "conclusie", "passed": False, "seen": "ja_mits, verwacht nee"}


def test_an_unknown_suite_is_one_line_and_exit_code_2(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["evals", "run", "raadsels"])
    with pytest.raises(SystemExit) as stopped:
        command.main()
    assert stopped.value.code == 2
    assert capsys.readouterr().err.splitlines() == [f"suite 'raadsels' does not exist; known are {', '.join(SUITES)}"]
