"""Every known casus and every twin is decided as its source says, cited and quoted word for word."""

from pathlib import Path

import pytest

from assistant import Assistant, Settings, build_assistant
from evals.cases import Casus, Tweeling, load_casussen, load_tweelingen
from evals.corpus import Corpus
from evals.runner import CaseResult, judge_casus, judge_twin

pytestmark = pytest.mark.integration


@pytest.fixture(scope="session")
def assistant(built_data_dir: Path) -> Assistant:
    return build_assistant(Settings(data_dir=built_data_dir))


@pytest.fixture(scope="session")
def corpus() -> Corpus:
    return Corpus()


def missed(result: CaseResult) -> list[str]:
    return [f"{score.name}: {score.seen} ({result.about})" for score in result.scores if not score.passed]


@pytest.mark.parametrize("casus", [pytest.param(casus, id=casus.id) for casus in load_casussen()])
def test_a_casus_is_decided_as_its_source_says(casus: Casus, assistant: Assistant, corpus: Corpus) -> None:
    assert missed(judge_casus(casus, assistant, corpus)) == []


@pytest.mark.parametrize(("twin", "casus"), [pytest.param(*pair, id=pair[0].id) for pair in load_tweelingen()])
def test_a_twin_is_decided_otherwise_by_its_one_fact(
    twin: Tweeling, casus: Casus, assistant: Assistant, corpus: Corpus
) -> None:
    assert missed(judge_twin(twin, casus, assistant, corpus)) == []
