"""Keeping in a real browser: a restart of the server, a colleague who looks along, wiping, and a claim reported."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.ui.conftest import PATIENCE_MS, ROOT, OpenPage, free_port, served
from tests.ui.walking import ANSWERS, HUURDER, answer, open_fact, renewed, say

pytestmark = [pytest.mark.browser, pytest.mark.integration, pytest.mark.slow]


@pytest.fixture(autouse=True, scope="module")
def patience() -> None:
    expect.set_options(timeout=PATIENCE_MS)


@pytest.fixture
def data_dir(built_data_dir: Path, tmp_path: Path) -> Path:
    """Return a data folder of its own on the shared index."""
    folder = tmp_path / "data"
    folder.mkdir()
    for made in built_data_dir.iterdir():
        (folder / made.name).symlink_to(made)
    return folder


class Server:
    """A server that can be stopped and started again at the same address."""

    def __init__(self, data_dir: Path, log: Path) -> None:
        self._arguments = (data_dir, free_port(), log)
        self._running: AbstractContextManager[str] | None = None
        self.url = ""

    def start(self) -> None:
        self._running = served(*self._arguments)
        self.url = self._running.__enter__()

    def stop(self) -> None:
        if self._running:
            self._running.__exit__(None, None, None)
            self._running = None


@pytest.fixture
def server(data_dir: Path, tmp_path: Path) -> Iterator[Server]:
    made = Server(data_dir, tmp_path / "server.log")
    made.start()
    yield made
    made.stop()


def keep(page: Page) -> str:
    renewed(page, page.locator(".dw-bewaar-balk [data-actie='bewaar']").click)
    expect(page.locator("#dw-bewaard-kop")).to_be_focused()
    return page.locator(".dw-bewaard .dw-code").inner_text()


def open_kept(page: Page, code: str, button: str = "open_bewaard") -> None:
    form = page.locator(".dw-hervat")
    if form.get_attribute("open") is None:
        form.locator("summary").click()
    page.locator("#dw-code").fill(code)
    renewed(page, form.locator(f"[data-actie='{button}']").click)


def answer_open(page: Page) -> None:
    answer(page, ANSWERS[open_fact(page)])


def test_a_kept_walk_goes_on_after_the_server_was_restarted(open_page: OpenPage, server: Server) -> None:
    page = open_page(at=server.url)
    say(page, HUURDER)
    code = keep(page)
    answer_open(page)
    answer_open(page)
    fact, given = open_fact(page), page.locator(".dw-tot-nu").inner_text()
    server.stop()
    server.start()
    page.reload()
    expect(page.locator(".dw-melding[data-soort='fout']")).to_contain_text("Heb je een code?")
    open_kept(page, code.lower().replace("-", " "))
    assert open_fact(page) == fact
    assert page.locator(".dw-tot-nu").inner_text() == given
    expect(page.locator(".dw-ballon")).to_contain_text("huurder")
    expect(page.locator(".dw-bewaar-balk")).to_contain_text("Bewaard tot en met")


def test_a_walk_that_was_not_kept_is_gone_after_a_restart_and_the_page_says_so_kindly(
    open_page: OpenPage, server: Server
) -> None:
    page = open_page(at=server.url)
    say(page, HUURDER)
    server.stop()
    server.start()
    renewed(page, page.locator(".dw-vraag .dw-optie").first.click)
    expect(page.locator(".dw-melding[data-soort='fout']")).to_contain_text("Dit gesprek bestaat niet meer")
    expect(page.locator(".dw-gesprek")).not_to_contain_text("huurder")
    expect(page.locator(".dw-voorbeelden button")).to_have_count(6)


def test_what_is_typed_into_a_page_from_before_a_restart_begins_nothing_and_stays_in_the_box(
    open_page: OpenPage, server: Server
) -> None:
    page = open_page(at=server.url)
    say(page, HUURDER)
    server.stop()
    server.start()
    say(page, "De huurder is ook bekend bij de wijkagent.")
    expect(page.locator(".dw-melding[data-soort='fout']")).to_contain_text("Dit gesprek bestaat niet meer")
    expect(page.locator("#dw-tekst textarea")).to_have_value("De huurder is ook bekend bij de wijkagent.")
    expect(page.locator(".dw-voorbeelden button")).to_have_count(6)
    say(page, HUURDER)
    expect(page.locator(".dw-vraag")).to_be_visible()


def test_a_colleague_looks_along_and_remarks_and_changes_nothing(open_page: OpenPage) -> None:
    mine, theirs = open_page(), open_page()
    say(mine, HUURDER)
    code = keep(mine)
    open_kept(theirs, code, "kijk_mee")
    expect(theirs.locator(".dw-vraag [data-actie='antwoord']:enabled")).to_have_count(0)
    expect(theirs.locator("#dw-tekst textarea")).to_be_hidden()
    theirs.locator(".dw-bewaar-balk [data-naar-tab]").click()
    theirs.locator("#dw-opmerking").fill("Bel mevrouw Jansen eerst zelf.")
    theirs.locator("#dw-opmerking-door").fill("wijkverpleegkundige")
    renewed(theirs, theirs.locator("[data-actie='opmerking']").click)
    expect(theirs.locator(".dw-opmerkingen")).to_contain_text("Bel mevrouw [PERSOON-1] eerst zelf.")
    answer(mine, "nee")
    expect(mine.locator(".dw-melding[data-soort='nieuwe_opmerking']")).to_be_visible()
    expect(mine.locator(".dw-opmerkingen")).to_contain_text("wijkverpleegkundige")
    assert open_fact(mine) != "acuut_gevaar"


def test_wiping_takes_two_clicks_and_leaves_neither_page_nor_code(open_page: OpenPage) -> None:
    page = open_page()
    say(page, HUURDER)
    code = keep(page)
    page.locator("#dw-tab-bewaren").click()
    expect(page.locator(".dw-wis")).to_be_hidden()
    page.locator("#dw-vlak-bewaren details:has(.dw-wis) > summary").click()
    renewed(page, page.locator(".dw-wis").click)
    expect(page.locator(".dw-gesprek")).not_to_contain_text("huurder")
    expect(page.locator(".dw-gesprek")).to_contain_text("Alles is gewist.")
    open_kept(page, code)
    expect(page.locator(".dw-melding[data-soort='fout']")).to_contain_text("Bij deze code vind ik geen afweging")
    expect(page.locator("#dw-code")).to_have_value(code)


def test_a_reported_claim_is_listed_for_the_maintainer_without_the_casus(
    open_page: OpenPage, server: Server, data_dir: Path
) -> None:
    page = open_page(at=server.url)
    say(page, HUURDER)
    fact = open_fact(page)
    page.locator(".dw-vraag [data-melden]").click()
    dialog = page.locator("#dw-melden")
    expect(dialog.locator("input[type='radio']:visible")).to_have_count(2)
    dialog.get_by_label("De vraag is onduidelijk").check()
    page.locator("#dw-melden-regel").fill("Wat is acuut?")
    dialog.locator("[data-melden-verstuur]").click()
    expect(page.locator(".dw-dank")).to_contain_text("opgeslagen")
    expect(dialog).to_be_hidden()
    command = [sys.executable, "-m", "evals", "feedback", "--json"]
    environment = {**os.environ, "DEELWIJZER_DATA": str(data_dir)}
    listed = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True).stdout
    (said,) = json.loads(listed)
    assert said["soort"] == "vraag_onduidelijk"
    assert said["waarover"] == {"soort": "vraag", "id": fact}
    assert said["passages"] and said["plaatsen"] and said["opmerking"] == "Wat is acuut?"
    assert "huurder" not in listed


def test_the_page_about_this_version_names_models_and_figures(open_page: OpenPage) -> None:
    page = open_page()
    page.locator("#dw-tab-over").click()
    about = page.locator("#dw-vlak-over")
    for words in ("Versie van Deelwijzer", "Index gemaakt op", "Zoekmodel", "Hoe goed gaat het?"):
        expect(about).to_contain_text(words)
