"""`python -m ui` refuses in one line, before the heavy libraries are loaded; while it runs, it sweeps."""

import socket
import sys
from pathlib import Path

import pytest

from assistant import AssistantError
from tests.ui.scripted import ScriptedAssistant
from ui import __main__ as command
from ui.__main__ import main


def refusal(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(arguments) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    return said.err


def test_a_port_that_is_taken_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert str(port) in refusal(capsys, "--port", str(port))


def test_a_port_that_cannot_exist_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert "99999" in refusal(capsys, "--port", "99999")


def test_without_an_index_the_way_to_make_one_is_told(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DEELWIJZER_DATA", str(tmp_path))
    assert "make run" in refusal(capsys, "--port", "0")


def test_an_unknown_option_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["--poort", "1"])
    assert stopped.value.code == 2
    assert "--poort" in capsys.readouterr().err


def test_the_page_is_served_to_this_machine_alone_by_default(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def remember(host: str, port: int) -> str:
        asked.append(f"{host}:{port}")
        return "taken"

    monkeypatch.setattr(sys.modules["ui.__main__"], "_in_the_way", remember)
    assert main([]) == 2
    assert asked == ["127.0.0.1:7860"]


def test_what_expired_is_swept_at_the_start_and_every_hour_also_after_a_time_that_failed(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    class Stopped(Exception):
        """The test has seen enough."""

    swept: list[str] = []
    slept: list[float] = []

    class Sweeping(ScriptedAssistant):
        def sweep(self) -> int:
            swept.append("")
            if len(swept) == 1:
                raise AssistantError("the disk is busy")
            return 0

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        if len(slept) == 2:
            raise Stopped

    monkeypatch.setattr("ui.__main__.time.sleep", sleep)
    with pytest.raises(Stopped):
        command._sweep_hourly(Sweeping())
    assert len(swept) == 2 and slept == [3600.0, 3600.0]
    assert "the disk is busy" in caplog.text
