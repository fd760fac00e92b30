"""The page on a phone: one column, and nothing lost."""

import pytest
from playwright.sync_api import expect

from tests.ui.conftest import OpenPage
from tests.ui.walking import HUURDER, renewed, say, walk_to_the_end

pytestmark = [pytest.mark.browser, pytest.mark.integration, pytest.mark.slow]


def test_on_a_phone_everything_stands_in_one_column(open_page: OpenPage) -> None:
    page = open_page(width=390, height=844)
    say(page, HUURDER)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    # Both in one look: the page may still be scrolling to the question.
    below = "document.querySelector('#dw-rechts').getBoundingClientRect().top"
    above = "document.querySelector('#dw-links').getBoundingClientRect().bottom"
    assert page.evaluate(f"{below} >= {above}")


def test_the_decision_table_stands_in_a_tab_of_its_own_also_on_a_phone(open_page: OpenPage) -> None:
    page = open_page(width=390, height=800)
    page.get_by_role("tab", name="Kader").click()
    expect(page.get_by_role("tabpanel", name="Kader")).to_contain_text("Bel eerst 112")
    expect(page.locator("#dw-vlak-stappen")).to_be_hidden()
    page.get_by_role("tab", name="Stappen").click()
    expect(page.locator("#dw-vlak-kader")).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_on_a_phone_the_right_hand_side_is_folded_until_it_is_asked_for(open_page: OpenPage) -> None:
    page = open_page(width=390, height=844)
    say(page, HUURDER)
    expect(page.locator("#dw-vlak-stappen")).to_be_hidden()
    page.locator(".dw-inklap").click()
    expect(page.locator("#dw-vlak-stappen")).to_be_visible()
    page.locator(".dw-inklap").click()
    page.locator(".dw-vraag .dw-noot").first.click()
    expect(page.locator("#dw-bron-1")).to_be_visible()


def test_on_a_phone_the_walk_goes_to_its_end_and_nothing_sticks_out(open_page: OpenPage) -> None:
    page = open_page(width=390, height=844, touch=True)
    width = "document.documentElement.scrollWidth"
    assert page.evaluate(width) <= 390
    say(page, HUURDER)
    conclusion = walk_to_the_end(page)
    expect(conclusion).to_have_attribute("data-code", "ja_mits")
    assert page.evaluate(width) <= 390
    states = page.locator(".dw-stappenbalk .dw-stap-stand")
    expect(states).to_have_text(["Klaar"] * 5)
    for tab in page.get_by_role("tab").all():
        tab.tap()
        expect(page.locator(f"#{tab.get_attribute('aria-controls')}")).to_be_visible()
        assert page.evaluate(width) <= 390
    renewed(page, conclusion.locator("[data-actie='wat_als']").first.tap)
    assert page.evaluate(width) <= 390
