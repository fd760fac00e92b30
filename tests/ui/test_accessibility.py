"""axe-core finds nothing serious on the real page: each screen of the walk, and what stands beside it."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]  # it ships no types
from playwright.sync_api import Page, expect

from tests.ui.conftest import OpenPage
from tests.ui.walking import ANSWERS, HUURDER, answer, begin_again, open_fact, renewed, say, walk_to_the_end

pytestmark = [pytest.mark.browser, pytest.mark.integration, pytest.mark.slow]

SERIOUS = ("serious", "critical")


def start(page: Page) -> None:
    expect(page.locator(".dw-voorbeelden button").first).to_be_visible()


def step(page: Page) -> None:
    say(page, HUURDER)
    while not page.locator(".dw-regels").count():
        answer(page, ANSWERS[open_fact(page)])


def change(page: Page) -> None:
    step(page)
    renewed(page, page.locator(".dw-regels li[data-feit='rol'] button[data-actie='wijzig']").click)


def conclusion(page: Page) -> None:
    say(page, HUURDER)
    walk_to_the_end(page)
    for part in page.locator(".dw-conclusie details").all():
        part.evaluate("(details) => { details.open = true; }")


def what_if(page: Page) -> None:
    conclusion(page)
    renewed(page, page.locator("[data-actie='wat_als']").first.click)


def sources(page: Page) -> None:
    conclusion(page)
    page.get_by_role("tab", name="Bronnen").click()
    page.locator(".dw-conclusie .dw-noot").first.hover()
    expect(page.locator("#dw-tip")).to_be_visible()


def document(page: Page) -> None:
    step(page)
    page.get_by_role("tab", name="Bronnen").click()
    page.locator("#dw-bron-1 [data-actie='bron']").click()
    expect(page.locator("dialog[open]")).to_be_visible()


def report(page: Page) -> None:
    conclusion(page)
    page.get_by_role("tab", name="Verslag").click()


def danger(page: Page) -> None:
    say(page, "Mijn cliënt staat nu met een mes op straat en bedreigt mensen. Mag ik de politie bellen?")


def everybody(page: Page) -> None:
    page.get_by_role("tab", name="Kader").click()


def kept(page: Page) -> None:
    step(page)
    renewed(page, page.locator(".dw-bewaar-balk [data-actie='bewaar']").click)
    page.get_by_role("tab", name="Bewaren").click()
    for part in page.locator("#dw-vlak-bewaren details").all():
        part.evaluate("(details) => { details.open = true; }")


def looking_along(page: Page) -> None:
    kept(page)
    code = page.locator(".dw-bewaard .dw-code").inner_text()
    begin_again(page)
    page.locator(".dw-hervat summary").click()
    page.locator("#dw-code").fill(code)
    renewed(page, page.locator("[data-actie='kijk_mee']").click)


def reporting(page: Page) -> None:
    step(page)
    page.locator(".dw-vraag [data-melden]").click()
    expect(page.locator("#dw-melden")).to_be_visible()


def about(page: Page) -> None:
    page.get_by_role("tab", name="Over").click()


OF_THE_WALK = [start, step, change, conclusion, what_if, sources, document, report, danger]
BESIDE_IT = [kept, looking_along, reporting, everybody, about]
SCREENS = OF_THE_WALK + BESIDE_IT


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.__name__)
def test_axe_finds_nothing_serious(open_page: OpenPage, screen: Callable[[Page], None], dark: bool) -> None:
    page = open_page(dark=dark)
    screen(page)
    assert serious(page) == []


@pytest.mark.parametrize("screen", [start, step, conclusion, danger], ids=lambda screen: screen.__name__)
def test_axe_finds_nothing_serious_on_a_phone(open_page: OpenPage, screen: Callable[[Page], None]) -> None:
    page = open_page(width=390, height=844)
    screen(page)
    assert serious(page) == []


def serious(page: Page) -> list[str]:
    """Return what axe finds that keeps somebody from using the page."""
    found = Axe().run(page).response["violations"]
    return [
        f"{one['id']} ({one['impact']}): {one['help']}: {[node['html'][:150] for node in one['nodes'][:3]]}"
        for one in found
        if one["impact"] in SERIOUS
    ]
