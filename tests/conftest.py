"""Holds for every test: nothing leaves this machine, and a busy machine is no failure."""

import os
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

# Tests never assert a time, and hypothesis does by default.
settings.register_profile("house", settings(), deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")

LOOPBACK = {"127.0.0.1", "::1", "localhost"}


@pytest.fixture(autouse=True)
def no_connection_leaves_this_machine(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Refuse and report every connection to elsewhere, telemetry of a library included."""
    attempts: list[str] = []
    connect = socket.socket.connect

    def connect_on_loopback(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in LOOPBACK:
            attempts.append(f"{address[0]}:{address[1]}")
            raise ConnectionRefusedError(f"A test may not connect to {address!r}.")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect_on_loopback)
    yield
    # A library may swallow the refusal; the attempt is a fault all the same.
    assert attempts == []


@pytest.fixture(scope="session")
def built_data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder with the index of the real corpus; built once, also when tests run in several processes.

    Tests only read it; one that changes an index works on a copy.
    """
    from filelock import FileLock

    from ingest.build import build
    from ingest.settings import settings_from_environment

    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    data_dir = shared / "deelwijzer-index"
    done = shared / "deelwijzer-index.done"
    with FileLock(shared / "deelwijzer-index.lock"):
        if not done.exists():
            build(settings_from_environment({"DEELWIJZER_DATA": str(data_dir)}))
            done.touch()
    return data_dir


@pytest.fixture(scope="session")
def example_data_dir(built_data_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder in which the example of docs/bijwerken.md was added, and nothing but the old is in use.

    The staged index is the newest one in it. Tests only read it; one that changes it works on a copy.
    """
    from filelock import FileLock

    from ingest.commands.adding import add
    from ingest.datafiles import read_yaml
    from ingest.settings import settings_from_environment
    from ingest.versions.offer import Offer
    from scripts.example_version import example_version

    shared = built_data_dir.parent
    data_dir, done = shared / "deelwijzer-voorbeeld", shared / "deelwijzer-voorbeeld.done"
    with FileLock(shared / "deelwijzer-voorbeeld.lock"):
        if not done.exists():
            shutil.copytree(built_data_dir, data_dir)
            (shared / "dichtbij-2026-05.txt").write_bytes(example_version().encode())
            texts = read_yaml(Path(__file__).parents[1] / "ingest" / "teksten.yaml")
            settings = settings_from_environment({"DEELWIJZER_DATA": str(data_dir)})
            offer = Offer(document="tilburg-dichtbij", version="2026-05")
            add(settings, texts, shared / "dichtbij-2026-05.txt", offer)
            done.touch()
    return data_dir
