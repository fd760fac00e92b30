"""The page by keyboard alone, and what a screen reader hears."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.ui.conftest import OpenPage
from tests.ui.walking import ANSWERS, ENDLESS, HUURDER, answer, open_fact, renewed, say

pytestmark = [pytest.mark.browser, pytest.mark.integration, pytest.mark.slow]


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until something that matches has the focus, as somebody without a mouse does."""
    for _ in range(200):
        page.keyboard.press("Tab")
        if page.evaluate("(wanted) => document.activeElement.matches(wanted)", selector):
            return
    raise AssertionError(f"Tab never reaches {selector!r}")


def test_the_whole_walk_goes_by_keyboard_alone(open_page: OpenPage) -> None:
    page = open_page()
    tab_to(page, "#dw-tekst textarea")
    page.keyboard.type(HUURDER)
    renewed(page, lambda: page.keyboard.press("Enter"))
    for _ in range(ENDLESS):
        if page.locator(".dw-conclusie").count():
            break
        expect(page.locator(".dw-vraag h2")).to_be_focused()
        value = ANSWERS.get(open_fact(page), "weet_ik_niet")
        tab_to(page, f'.dw-vraag [data-actie="antwoord"][data-waarde="{value}"]')
        renewed(page, lambda: page.keyboard.press("Enter"))
    expect(page.locator("#dw-uitkomst")).to_be_focused()
    tab_to(page, "#dw-vink-0")
    page.keyboard.press("Space")
    expect(page.locator("#dw-vink-0")).to_be_checked()
    tab_to(page, '[data-actie="wat_als"]')
    looked_at = page.evaluate("document.activeElement.dataset.feit")
    renewed(page, lambda: page.keyboard.press("Enter"))
    expect(page.locator("#dw-wat-als-kop")).to_be_focused()
    tab_to(page, '[data-actie="annuleer"]')
    renewed(page, lambda: page.keyboard.press("Enter"))
    expect(page.locator(f'[data-actie="wat_als"][data-feit="{looked_at}"]').first).to_be_focused()
    expect(page.locator("#dw-vink-0")).to_be_checked()
    tab_to(page, '[role="tab"][aria-selected="true"]')
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tab", name="Bronnen")).to_be_focused()
    tab_to(page, '#dw-vlak-bronnen [data-actie="bron"]')
    page.keyboard.press("Enter")
    expect(page.locator("dialog[open] mark").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)


def test_a_question_is_heard_once_and_a_message_once(open_page: OpenPage) -> None:
    page = open_page()
    say(page, "Onze huurder met BSN 111222333 vervuilt zijn woning. Mag ik dit doorgeven aan het meldpunt?")
    heading = page.locator(".dw-vraag h2")
    expect(heading).to_be_focused()  # which makes a screen reader say it
    regions = page.locator("[aria-live], [role=status], [role=alert], [role=log]")
    heard = [text or "" for text in regions.all_text_contents()]
    assert heading.inner_text() not in " ".join(heard)
    masked = "Ik heb persoonlijke gegevens in je tekst onleesbaar gemaakt."
    assert [text.count(masked) for text in heard if masked in text] == [1]
    answer(page, ANSWERS[open_fact(page)])
    expect(page.locator(".dw-vraag h2")).to_be_focused()


def test_the_focus_follows_the_question(open_page: OpenPage) -> None:
    page = open_page()
    say(page, HUURDER)
    expect(page.locator(".dw-vraag h2")).to_be_focused()
    answer(page, ANSWERS[open_fact(page)])
    expect(page.locator(".dw-vraag h2")).to_be_focused()


def test_a_new_line_does_not_send(open_page: OpenPage) -> None:
    page = open_page()
    box = page.locator("#dw-tekst textarea")
    box.fill("Een huurder")
    box.press("Shift+Enter")
    assert box.input_value() == "Een huurder\n"
    expect(page.locator(".dw-ballon")).to_have_count(0)


def test_the_page_is_dutch_and_every_control_has_a_name(open_page: OpenPage) -> None:
    page = open_page()
    assert page.evaluate("document.documentElement.lang") == "nl"
    say(page, HUURDER)
    controls = page.locator("button:visible, textarea:visible, a:visible, summary:visible")
    snapshot = page.locator("body").aria_snapshot()
    assert controls.count() > 10
    assert re.findall(r"- (?:button|textbox|link|tab)\s*$", snapshot, flags=re.MULTILINE) == []
    english = re.findall(r"\b(?:Gradio|Submit|Loading|Settings|Copy|Share|Close|Clear)\b", snapshot)
    assert english == []
