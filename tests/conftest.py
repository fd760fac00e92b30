"""Holds for every test: nothing leaves this machine, and a busy machine is no failure."""

import socket
from collections.abc import Iterator
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
