"""Set-up: done once, honest when it fails, and looking for packages where pip has been told to look."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from scripts import setup

ROOT = Path(__file__).resolve().parent.parent


def run_setup(root: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run set-up in a process of its own, without the settings that pip has on this machine."""
    own = {key: value for key, value in os.environ.items() if not key.startswith(("PIP_", "UV_", "DEELWIJZER_"))}
    return subprocess.run(
        [sys.executable, str(root / "scripts" / "setup.py")],
        env=own | {"PIP_CONFIG_FILE": os.devnull} | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_second_run_does_nothing_and_says_nothing(tmp_path: Path) -> None:
    python = setup.python_of(tmp_path / "venv")
    python.parent.mkdir(parents=True)
    python.symlink_to(sys.executable)
    (tmp_path / "venv" / setup.STAMP).write_text(setup.fingerprint_of_the_pins(), "utf-8")
    done = run_setup(ROOT, DEELWIJZER_DATA=str(tmp_path))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert not (tmp_path / "setup.log").exists()


@pytest.mark.slow
def test_a_failed_step_is_one_line_and_leaves_no_stamp(tmp_path: Path) -> None:
    stamp = tmp_path / "venv" / setup.STAMP
    stamp.parent.mkdir()
    stamp.write_text("the pins of another day", "utf-8")
    done = run_setup(ROOT, DEELWIJZER_DATA=str(tmp_path), PIP_NO_INDEX="1")
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert str(tmp_path / "setup.log") in done.stderr
    assert not stamp.exists()


def test_another_python_is_refused_in_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr("platform.python_version_tuple", lambda: ("3", "9", "2"))
    monkeypatch.setenv("DEELWIJZER_DATA", str(tmp_path / "data"))
    assert setup.main() == 1
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "3.11" in shown.err
    assert "3.9" in shown.err
    assert len(shown.err.splitlines()) == 1
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("name", ["constraints.txt", "pyproject.toml"])
def test_other_pins_ask_for_another_environment(name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    before = setup.fingerprint_of_the_pins()
    for file in ("constraints.txt", "pyproject.toml"):
        shutil.copy(ROOT / file, tmp_path)
    monkeypatch.setattr(setup, "ROOT", tmp_path)
    monkeypatch.setattr(setup, "CONSTRAINTS", tmp_path / "constraints.txt")
    assert setup.fingerprint_of_the_pins() == before
    path = tmp_path / name
    path.write_text(path.read_text("utf-8") + "# one line more\n", "utf-8")
    assert setup.fingerprint_of_the_pins() != before


def test_uv_looks_where_pip_looks(tmp_path: Path) -> None:
    config = tmp_path / "pip.conf"
    config.write_text(
        "[global]\nindex-url = https://een.example/simple\nextra-index-url =\n  https://twee.example\n  https://drie.example\n",
        "utf-8",
    )
    environment = {"PATH": os.environ["PATH"], "PIP_CONFIG_FILE": str(config), "PIP_FIND_LINKS": "wielen"}
    options = setup.uv_options(sys.executable, environment)
    pairs = list(zip(options[::2], options[1::2], strict=True))
    assert ("--index-url", "https://een.example/simple") in pairs
    assert [value for key, value in pairs if key == "--extra-index-url"] == [
        "https://twee.example",
        "https://drie.example",
    ]
    assert ("--find-links", "wielen") in pairs
    assert ("--index-strategy", "unsafe-best-match") in pairs


def test_without_settings_of_pip_uv_follows_only_the_pins() -> None:
    environment = {"PATH": os.environ["PATH"], "PIP_CONFIG_FILE": os.devnull}
    assert setup.uv_options(sys.executable, environment) == ["-c", str(setup.CONSTRAINTS)]


def test_a_package_that_is_not_pinned_is_named() -> None:
    with pytest.raises(setup.SetupError, match="'geen-pakket'"):
        setup.pinned_version("geen-pakket")
