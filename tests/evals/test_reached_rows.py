"""Every row of the decision table and every outcome is reached by a known casus, so that none is only ever proved."""

from pathlib import Path
from typing import Any, get_args

import pytest
import yaml

from assistant import Assistant, Settings, build_assistant
from evals.cases import Grondslag, Omvang, Outcome, load_casussen

pytestmark = pytest.mark.integration
RULES_FILE = Path(__file__).parents[2] / "assistant" / "kader" / "regels.yaml"


@pytest.fixture(scope="module")
def conclusions(built_data_dir: Path) -> list[dict[str, Any]]:
    assistant: Assistant = build_assistant(Settings(data_dir=built_data_dir))
    return [assistant.walk(casus.feiten, casus.vraag).to_json()["conclusie"] for casus in load_casussen()]


@pytest.mark.parametrize(("section", "key"), [("regels", "regel"), ("omvang", "omvangregel")])
def test_every_row_of_the_table_decides_a_casus(section: str, key: str, conclusions: list[dict[str, Any]]) -> None:
    rows = {row["id"] for row in yaml.safe_load(RULES_FILE.read_text("utf-8"))[section]}
    assert rows - {conclusion["bewijs"][key] for conclusion in conclusions} == set()


@pytest.mark.parametrize(("codes", "key"), [(Outcome, "code"), (Grondslag, "grondslag"), (Omvang, "omvang")])
def test_every_outcome_is_reached(codes: Any, key: str, conclusions: list[dict[str, Any]]) -> None:
    assert set(get_args(codes)) == {conclusion[key] for conclusion in conclusions}
