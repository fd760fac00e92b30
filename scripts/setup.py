"""Make the environment that everything runs in: pinned, compiled, and made only once.

Runs before any package is installed, so it uses the standard library alone. It must also start on another Python than
3.11, to be able to say that 3.11 is needed.

There is one environment, with the dev extra in it: a second one would cost two gigabytes more to spare a user seven
small packages. uv installs it in well under a minute where pip takes four; pip stays the fallback, because uv is one
more thing that a closed network may not offer.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import re
import shlex
import subprocess
import sys
import time
from pathlib import Path
from typing import TextIO

ROOT = Path(__file__).resolve().parent.parent
CONSTRAINTS = ROOT / "constraints.txt"
PYTHON_WANTED = "3.11"
TORCH_INDEX_VARIABLE = "DEELWIJZER_TORCH_INDEX"
TOTAL_STEPS = 4
STAMP = "deelwijzer-setup.sha256"  # in the environment, once it is whole: the hash of what it was made from


class SetupError(Exception):
    """A step that did not succeed; the message is the line that the user reads."""


class Screen:
    """Shows which step runs and for how long: live in a terminal, now and then a line elsewhere."""

    def __init__(self, texts: dict[str, str], log: TextIO) -> None:
        self.texts = texts
        self.log = log
        self.number = 0
        self.title = ""
        self.started = 0.0

    def say(self, text_id: str, **values: object) -> None:
        """Print one line."""
        print(self.texts[text_id].format(**values), flush=True)

    def begin(self, text_id: str) -> None:
        """Start the next step."""
        self.number += 1
        self.title = self.texts[text_id]
        self.started = time.monotonic()
        self.tick()

    def tick(self) -> None:
        """Show how long the step has been running."""
        ending = "\r" if sys.stdout.isatty() else "\n"
        print(self.texts["bezig"].format(**self._state()), end=ending, flush=True)

    def done(self) -> None:
        """Close the step."""
        self.say("gedaan", **self._state())

    def failure(self) -> SetupError:
        """Return the error for the step that runs now."""
        return SetupError(self.texts["mislukt"].format(log=self.log.name, **self._state()))

    def run(self, command: list[str], environment: dict[str, str]) -> bool:
        """Run a command with its output in the log, and return whether it succeeded."""
        self.log.write(f"$ {shlex.join(command)}\n")
        self.log.flush()
        interval = 1 if sys.stdout.isatty() else 30
        with subprocess.Popen(
            command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log
        ) as process:
            while True:
                try:
                    return process.wait(timeout=interval) == 0
                except subprocess.TimeoutExpired:
                    self.tick()
                except KeyboardInterrupt:
                    process.terminate()
                    raise

    def _state(self) -> dict[str, object]:
        seconds = round(time.monotonic() - self.started)
        return {"number": self.number, "total": TOTAL_STEPS, "title": self.title, "seconds": seconds}


def main() -> int:
    """Make the environment unless it is there already; return the exit code."""
    texts: dict[str, str] = json.loads((ROOT / "scripts" / "setup.teksten.json").read_text("utf-8"))
    found = ".".join(platform.python_version_tuple()[:2])
    if found != PYTHON_WANTED:
        line = texts["verkeerde_python"].format(wanted=PYTHON_WANTED, found=found, path=sys.executable)
        print(line, file=sys.stderr)
        return 1
    data = Path(os.environ.get("DEELWIJZER_DATA") or ROOT / ".deelwijzer")
    venv = data / "venv"
    stamp = venv / STAMP
    fingerprint = fingerprint_of_the_pins()
    if python_of(venv).exists() and stamp.exists() and stamp.read_text("utf-8") == fingerprint:
        return 0
    started = time.monotonic()
    data.mkdir(parents=True, exist_ok=True)
    stamp.unlink(missing_ok=True)
    with (data / "setup.log").open("w", encoding="utf-8") as log:
        screen = Screen(texts, log)
        screen.say("begin", folder=venv)
        try:
            make_environment(venv.absolute(), screen)
        except SetupError as error:
            print(error, file=sys.stderr)
            return 1
        except KeyboardInterrupt:
            print("\n" + texts["afgebroken"], file=sys.stderr)
            return 130
        stamp.write_text(fingerprint, "utf-8")
        screen.say("klaar", seconds=round(time.monotonic() - started))
    return 0


def fingerprint_of_the_pins() -> str:
    """Return a hash that changes when another environment is asked for."""
    digest = hashlib.sha256()
    for path in (CONSTRAINTS, ROOT / "pyproject.toml", Path(__file__)):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def python_of(venv: Path) -> Path:
    """Return the interpreter of an environment."""
    return venv / "Scripts" / "python.exe" if os.name == "nt" else venv / "bin" / "python"


def make_environment(venv: Path, screen: Screen) -> None:
    """Take the four steps.

    Raises:
        SetupError: a step did not succeed.
    """
    # An environment that writes no bytecode makes every start twice as slow, so the machine's own wish is not followed.
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    environment |= {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "UV_NO_PROGRESS": "1"}
    python = str(python_of(venv))

    screen.begin("omgeving")
    usable = python_of(venv).exists() and screen.run([python, "-m", "pip", "--version"], environment)
    # --clear: what is left of an earlier, broken attempt does no harm.
    if not usable and not screen.run([sys.executable, "-m", "venv", "--clear", str(venv)], environment):
        raise screen.failure()
    screen.done()

    pip = [python, "-m", "pip", "install", "--compile", "--no-input", "-c", str(CONSTRAINTS)]
    screen.begin("installeerder")
    installers = [pip]
    if screen.run([*pip, "uv"], environment):
        options = uv_options(python, environment)
        installers.insert(0, [python, "-m", "uv", "pip", "install", "--python", python, "--compile-bytecode", *options])
    else:
        screen.say("zonder_uv")
    screen.done()

    screen.begin("torch")
    install_torch(python, installers, screen, environment)
    screen.done()

    screen.begin("pakketten")
    if not any(screen.run([*installer, "-e", ".[dev]"], environment) for installer in installers):
        raise screen.failure()
    screen.done()


def install_torch(python: str, installers: list[list[str]], screen: Screen, environment: dict[str, str]) -> None:
    """Install the pinned torch, the build for the processor alone where one is offered.

    On Linux the ordinary build brings several gigabytes for graphics cards along. Elsewhere the ordinary build is
    already the small one.

    Raises:
        SetupError: no build could be installed.
    """
    version = pinned_version("torch")
    present = f"import importlib.metadata as m, sys; sys.exit(m.version('torch').split('+')[0] != '{version}')"
    if screen.run([python, "-c", present], environment):
        return
    index = os.environ.get(TORCH_INDEX_VARIABLE)
    extra = ["--extra-index-url", index] if index else []
    if platform.system() == "Linux":
        if any(screen.run([*installer, *extra, f"torch=={version}+cpu"], environment) for installer in installers):
            return
        screen.say("grote_torch")
    if not any(screen.run([*installer, *extra, f"torch=={version}"], environment) for installer in installers):
        raise screen.failure()


def pinned_version(package: str) -> str:
    """Return the version that constraints.txt pins a package to.

    Raises:
        SetupError: the package is not pinned there.
    """
    match = re.search(rf"^{re.escape(package)}==(\S+)$", CONSTRAINTS.read_text("utf-8"), re.MULTILINE)
    if match is None:
        raise SetupError(f"{CONSTRAINTS.name} pins no version of {package!r}.")
    return match[1]


def uv_options(python: str, environment: dict[str, str]) -> list[str]:
    """Return the options that make uv look where pip has been told to look; it does not read pip's settings."""
    listing = subprocess.run(
        [python, "-m", "pip", "config", "list"], env=environment, capture_output=True, text=True, check=False
    ).stdout
    # A line reads  section.key='value'.  A later section counts for more, as it does for pip.
    settings: dict[str, dict[str, str]] = {"global": {}, "install": {}, ":env:": {}}
    for section, key, value in re.findall(r"^(global|install|:env:)\.([a-z-]+)='(.*)'$", listing, re.MULTILINE):
        settings[section][key] = value
    merged = settings["global"] | settings["install"] | settings[":env:"]
    options = ["-c", str(CONSTRAINTS)]
    for key in ("index-url", "extra-index-url", "find-links"):
        # pip separates several values by white space, and `pip config list` shows a line break as \n.
        for value in merged.get(key, "").replace("\\n", " ").split():
            options += [f"--{key}", value]
    if "extra-index-url" in merged or TORCH_INDEX_VARIABLE in os.environ:
        # pip compares all indexes; uv would stop at the first that knows the name, whatever versions it holds.
        options += ["--index-strategy", "unsafe-best-match"]
    if "cert" in merged:
        environment.setdefault("SSL_CERT_FILE", merged["cert"])
    return options


if __name__ == "__main__":
    sys.exit(main())
