"""The evals can fail: each planted fault is seen by its suite, and what cannot be planted is told."""

from pathlib import Path

import pytest

from assistant import Assistant, Settings
from evals.errors import EvalError, SuiteError
from evals.selftest import load_faults, prove
from evals.selftest.workshop import Workshop

# Those that need a whole measuring suite take long, and are what `python -m evals selftest` is for.
SHORT = [name for name, fault in load_faults().items() if fault.gevallen]


@pytest.mark.integration
@pytest.mark.parametrize("name", [*SHORT, "passage-verdwenen", "alles-beantwoordbaar", "antwoord-van-elders"])
def test_a_planted_fault_is_seen_by_its_suite(name: str, assistant: Assistant, built_data_dir: Path) -> None:
    (proof,) = prove(assistant, Settings(data_dir=built_data_dir), [name])
    assert proof.caught, proof


def test_every_fault_that_the_issue_names_is_planted() -> None:
    named = {"regel-omgekeerd", "aanhaling-verzet", "stap-overgeslagen", "maskeren-uit", "passage-verdwenen"}
    assert named <= load_faults().keys()
    assert len({fault.suite for fault in load_faults().values()}) >= 8


def test_a_fault_that_does_not_exist_is_one_clear_line(assistant: Assistant, built_data_dir: Path) -> None:
    with pytest.raises(EvalError, match="fault 'roest' does not exist; known are regel-omgekeerd"):
        prove(assistant, Settings(data_dir=built_data_dir), ["roest"])


def test_a_fault_that_cannot_be_planted_any_more_is_no_pass(built_data_dir: Path, tmp_path: Path) -> None:
    with pytest.raises(EvalError, match=r"regels\.yaml: the fault could not be planted"):
        Workshop(Settings(data_dir=built_data_dir), tmp_path).with_table("staat er niet", "ook niet")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("roest: {wat: x, suite: corpus, ziet: y}", "every fault stands here and in faults.py"),
        ("regel-omgekeerd: {wat: x}", "regel-omgekeerd.suite"),
    ],
)
def test_a_damaged_list_of_faults_is_refused(tmp_path: Path, content: str, told: str) -> None:
    file = tmp_path / "fouten.yaml"
    file.write_text(content, "utf-8")
    with pytest.raises(SuiteError, match=told):
        load_faults(file)
