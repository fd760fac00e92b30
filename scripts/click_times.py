"""How fast the page answers: starts it, walks the examples by clicking in Chromium, and prints the times.

    python scripts/click_times.py [--clicks 150]

A click counts from the moment the browser dispatches it until the new page is drawn and on screen.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import socket
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections import defaultdict
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
ARGUMENTS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
ALLOWED_START, ALLOWED_CLICK = 12_000, 300  # milliseconds

# Clicks, and waits until what the server sent has been drawn and painted.
TIMED_CLICK = """([selector, index, drawn]) => new Promise((done, failed) => {
  const place = document.querySelector(drawn);
  const began = performance.now();
  const watcher = new MutationObserver(() => {
    watcher.disconnect();
    requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - began)));
  });
  // A source that was open before is not drawn anew: its dialog only opens, which is an attribute.
  watcher.observe(place, { childList: true, subtree: true, attributeFilter: ["open"] });
  setTimeout(() => failed(new Error(`no answer to a click on ${selector}`)), 20000);
  document.querySelectorAll(selector)[index].click();
})"""
PAUSE = 150  # milliseconds between clicks: faster than anybody reads, and the page has put the last click away
CONVERSATION, DOCUMENT = "#dw-plek-gesprek .dw-plek", "#dw-plek-document .dw-plek"


def main() -> int:
    """Print the times; returns 1 when the page is slower than it may be."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--clicks", type=int, default=150)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    began = time.perf_counter()
    server = subprocess.Popen([sys.executable, "-m", "ui", "--port", str(port)], cwd=ROOT, stdout=subprocess.DEVNULL)
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
            page = browser.new_page(viewport={"width": 1280, "height": 900})
            open_when_served(page, f"http://127.0.0.1:{port}/", server)
            start = (time.perf_counter() - began) * 1000
            print(f"usable after start: {start / 1000:.1f} s (allowed {ALLOWED_START / 1000:.0f} s)")
            times = click_around(page, options.clicks, random.Random(options.seed))
            browser.close()
    finally:
        server.terminate()
        server.wait()
    every = sorted(one for kind in times.values() for one in kind)
    for kind, taken in sorted(times.items()):
        print(f"{kind:12} n {len(taken):4}  p50 {statistics.median(taken):4.0f} ms  max {max(taken):4.0f} ms")
    p95 = every[int(len(every) * 0.95)]
    middle = statistics.median(every)
    print(f"all          n {len(every):4}  p50 {middle:4.0f} ms  p95 {p95:4.0f} ms  max {every[-1]:4.0f} ms")
    return 0 if start <= ALLOWED_START and p95 <= ALLOWED_CLICK else 1


def chromium() -> str:
    """Return the browser of this machine; raises SystemExit when there is none."""
    found = os.environ.get("CHROME_PATH") or shutil.which("chromium") or shutil.which("google-chrome")
    if not found:
        raise SystemExit("no Chromium on this machine; install it or set CHROME_PATH")
    return found


def open_when_served(page: Page, url: str, server: subprocess.Popen[bytes]) -> None:
    """Open the page as soon as it is served, and wait until it can be used."""
    while True:
        if server.poll() is not None:
            raise SystemExit(f"the page stopped with code {server.returncode}; try `python -m ui`")
        try:
            urllib.request.urlopen(url, timeout=5).close()
            break
        except (urllib.error.URLError, TimeoutError):
            time.sleep(0.1)
    page.goto(url)
    page.wait_for_selector(".dw-voorbeelden button")


def click_around(page: Page, clicks: int, dice: random.Random) -> dict[str, list[float]]:
    """Walk examples to their end, and on the way look at sources, what ifs and changes; return the times by kind."""
    times: dict[str, list[float]] = defaultdict(list)

    def click(kind: str, selector: str, index: int = 0, drawn: str = CONVERSATION) -> None:
        page.wait_for_timeout(PAUSE)
        times[kind].append(page.evaluate(TIMED_CLICK, [selector, index, drawn]))

    example = 0
    while sum(map(len, times.values())) < clicks:
        click("example", ".dw-voorbeelden button", example % 6)
        example += 1
        while page.locator(".dw-vraag").count():
            answers = '.dw-vraag [data-actie="antwoord"]'
            click("answer", answers, dice.randrange(page.locator(answers).count()))
            if page.locator("#dw-vlak-stappen [data-actie='wijzig']").count() and dice.random() < 0.2:
                click("change", "#dw-vlak-stappen [data-actie='wijzig']", 0)
                click("cancel", "[data-actie='annuleer']")
        if page.locator("[data-actie='wat_als']").count():
            for _ in range(2):
                click(
                    "what if", "[data-actie='wat_als']", dice.randrange(page.locator("[data-actie='wat_als']").count())
                )
                click("cancel", "[data-actie='annuleer']")
            changes = page.locator("#dw-vlak-stappen [data-actie='wijzig']").count()
            click("change", "#dw-vlak-stappen [data-actie='wijzig']", dice.randrange(changes))
            click("cancel", "[data-actie='annuleer']")
        click("source", "#dw-vlak-bronnen [data-actie='bron']", drawn=DOCUMENT)
        page.wait_for_selector("dialog[open]")
        page.keyboard.press("Escape")
        page.locator("[data-actie='opnieuw']").click()  # the first click asks whether it is meant
        click("begin again", "[data-actie='opnieuw']")
    return times


if __name__ == "__main__":
    sys.exit(main())
