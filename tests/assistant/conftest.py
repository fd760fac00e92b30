"""One assistant on the real index for all tests of this room, and its command line."""

from pathlib import Path

import pytest

from assistant import Assistant, Settings, build_assistant
from assistant import __main__ as command
from ingest.store import Store, open_store
from tests.assistant.casus import RunCommand
from tests.assistant.kept import Open


@pytest.fixture
def run(built_data_dir: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> RunCommand:
    """Return a function that runs `python -m assistant ARGUMENTS`, and gives exit code, output and errors."""
    monkeypatch.setenv("DEELWIJZER_DATA", str(built_data_dir))

    def run_command(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["assistant", *arguments])
        with pytest.raises(SystemExit) as ended:
            command.main()
        out, err = capsys.readouterr()
        return int(ended.value.code or 0), out, err

    return run_command


@pytest.fixture(scope="session")
def store(built_data_dir: Path) -> Store:
    return open_store(built_data_dir)


@pytest.fixture(scope="session")
def assistant(store: Store, built_data_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    # Kept walks go to a folder of this run, the index is only read.
    return build_assistant(Settings(data_dir=tmp_path_factory.mktemp("kept")), store=store)


@pytest.fixture
def opened(store: Store, tmp_path: Path, assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> Open:
    """Return a function that starts the assistant anew on the same folder, as a restart of the server does.

    Only the readers of text are shared with the other tests: they take a second to load, and remember nothing.
    """
    hearing = assistant._hearing
    monkeypatch.setattr("assistant.build.Masker.load", lambda: hearing.masker)
    monkeypatch.setattr("assistant.build.Triager.load", lambda: hearing.triager)
    monkeypatch.setattr("assistant.build.Understander.load", lambda triager: hearing.understander)
    return lambda: build_assistant(Settings(data_dir=tmp_path), store=store)
