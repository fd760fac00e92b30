"""One assistant on the real index for all tests of this room."""

from pathlib import Path

import pytest

from assistant import Assistant, Settings, build_assistant
from ingest.store import Store, open_store


@pytest.fixture(scope="session")
def store(built_data_dir: Path) -> Store:
    return open_store(built_data_dir)


@pytest.fixture(scope="session")
def assistant(store: Store, built_data_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    # Kept walks go to a folder of this run, the index is only read.
    return build_assistant(Settings(data_dir=tmp_path_factory.mktemp("kept")), store=store)
