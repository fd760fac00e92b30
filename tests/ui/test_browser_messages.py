"""What stands before all else in a real browser: danger, what was masked, and typed markup that stays text."""

import pytest
from playwright.sync_api import expect

from tests.ui.conftest import OpenPage
from tests.ui.walking import ANSWERS, answer, open_fact, say

pytestmark = [pytest.mark.browser, pytest.mark.integration, pytest.mark.slow]


def test_danger_shows_112_before_all_else(open_page: OpenPage) -> None:
    page = open_page()
    say(page, "Mijn cliënt staat nu met een mes op straat en bedreigt mensen. Mag ik de politie bellen?")
    first = page.locator(".dw-nieuw > *").first
    expect(first).to_have_attribute("data-soort", "acuut")
    expect(first.locator("a[href='tel:112']")).to_be_visible()


def test_a_bsn_is_masked_and_the_user_is_told(open_page: OpenPage) -> None:
    page = open_page()
    say(page, "Onze huurder met BSN 111222333 vervuilt zijn woning. Mag ik dit doorgeven aan het meldpunt?")
    expect(page.locator(".dw-melding[data-soort='gemaskeerd']")).to_be_visible()
    assert "111222333" not in page.content()


def test_a_word_masked_by_mistake_can_be_shown_again_on_this_screen_only(open_page: OpenPage) -> None:
    page = open_page()
    say(page, "Onze huurder Kevin 😀 vervuilt zijn woning. Mag ik dit doorgeven aan het meldpunt?")
    expect(page.locator(".dw-ballon p").first).to_contain_text("huurder [PERSOON-1] 😀")
    page.locator("[data-getypt] summary").click()
    page.locator("[data-toon-weer='[PERSOON-1]']").click()
    expect(page.locator(".dw-ballon p").first).to_contain_text("huurder Kevin 😀")
    answer(page, ANSWERS[open_fact(page)])
    expect(page.locator(".dw-ballon p").first).to_contain_text("huurder Kevin 😀")
    page.reload()
    expect(page.locator(".dw-ballon p").first).to_contain_text("huurder [PERSOON-1] 😀")


def test_markup_and_templates_that_are_typed_stay_text(open_page: OpenPage) -> None:
    page = open_page()
    attack = "<img src=x onerror=\"document.title='raak'\"> ${document.title='raak'} {{7*7}} mag ik dit delen?"
    say(page, attack)
    expect(page.locator(".dw-ballon p").first).to_contain_text("<img src=x")
    assert page.locator(".dw-gesprek img").count() == 0
    assert page.title() != "raak"
