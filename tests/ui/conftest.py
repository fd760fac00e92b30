"""What the tests of the page share: its words, a running page, and the Chromium of this machine."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect, sync_playwright

from ui.texts import PageTexts, load_page_texts

ROOT = Path(__file__).resolve().parent.parent.parent
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE_MS = 60_000  # a slow machine is no failure

OpenPage = Callable[..., Page]


@pytest.fixture(scope="session")
def texts() -> PageTexts:
    return load_page_texts()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture(scope="session")
def address(built_data_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the real page, as `python -m ui` does, and stop it afterwards."""
    with served(built_data_dir, free_port(), tmp_path_factory.mktemp("ui") / "server.log") as url:
        yield url


@contextmanager
def served(data_dir: Path, port: int, log: Path) -> Iterator[str]:
    """Serve the page on a data folder and a port; on the way out the server is stopped."""
    with log.open("a") as output:
        environment = {**os.environ, "DEELWIJZER_DATA": str(data_dir)}
        command = [sys.executable, "-m", "ui", "--port", str(port)]
        server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=output, stderr=subprocess.STDOUT)
        try:
            url = f"http://127.0.0.1:{port}/"
            wait_until_served(url, server, log)
            yield url
        finally:
            server.terminate()
            server.wait()


def wait_until_served(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(600):
        assert server.poll() is None, log.read_text("utf-8")
        try:
            urllib.request.urlopen(url, timeout=5).close()
            return
        except (urllib.error.URLError, TimeoutError):
            time.sleep(0.2)
    raise AssertionError(f"no page at {url}: {log.read_text('utf-8')}")


@pytest.fixture
def open_page(address: str) -> Iterator[OpenPage]:
    """Return a function that opens the page in a browser of its own; every request elsewhere fails the test."""
    expect.set_options(timeout=PATIENCE_MS)
    chromium = os.environ.get("CHROME_PATH") or shutil.which("chromium") or shutil.which("google-chrome")
    if not chromium:
        pytest.skip("no Chromium on this machine (set CHROME_PATH)")
    outside: list[str] = []
    faults: list[str] = []
    contexts: list[BrowserContext] = []
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as profiles:

        def opened(
            *, width: int = 1280, height: int = 900, at: str = "", dark: bool = False, touch: bool = False
        ) -> Page:
            context = playwright.chromium.launch_persistent_context(
                tempfile.mkdtemp(dir=profiles),
                executable_path=chromium,
                args=ARGUMENTS,
                viewport={"width": width, "height": height},
                locale="en-US",  # the page is Dutch, whatever the browser speaks
                color_scheme="dark" if dark else "light",
                has_touch=touch,
            )
            contexts.append(context)
            context.set_default_timeout(PATIENCE_MS)
            page = context.pages[0]
            page.on("request", lambda request: outside.append(request.url) if is_outside(request.url) else None)
            page.on("pageerror", lambda error: faults.append(str(error)))
            page.goto(at or address)
            page.wait_for_selector(".dw-voorbeelden button")
            return page

        yield opened
        for context in contexts:
            context.close()
    assert outside == []
    assert faults == []


def is_outside(url: str) -> bool:
    return not url.startswith(("http://127.0.0.1:", "data:", "blob:", "about:"))
