"""What the tests of the suites share: one assistant on the real corpus per process, and a desk that judges with it."""

from pathlib import Path

import pytest

from assistant import Assistant, Settings, build_assistant
from evals.desk import Desk
from evals.selection import Selection


@pytest.fixture(scope="session")
def assistant(built_data_dir: Path) -> Assistant:
    return build_assistant(Settings(data_dir=built_data_dir))


@pytest.fixture(scope="session")
def desk(assistant: Assistant) -> Desk:
    return Desk(assistant, Selection())
