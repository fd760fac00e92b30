"""Sources in a real browser: the quote behind a mark, its place in the document, and the pages for everybody."""

import re

import pytest
from playwright.sync_api import expect

from tests.ui.conftest import OpenPage
from tests.ui.walking import ANSWERS, HUURDER, renewed, say, walk_to_the_end

pytestmark = [pytest.mark.browser, pytest.mark.integration, pytest.mark.slow]


def test_a_mark_leads_to_its_source_and_from_there_into_the_document(open_page: OpenPage) -> None:
    page = open_page()
    say(page, HUURDER)
    page.locator(".dw-vraag .dw-noot").first.click()
    expect(page.locator("#dw-vlak-bronnen")).to_be_visible()
    expect(page.locator("#dw-bron-1")).to_be_focused()
    page.locator("#dw-bron-1 [data-actie='bron']").click()
    dialog = page.locator("dialog[open]")
    expect(dialog.locator("mark").first).to_be_in_viewport()
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(page.locator("#dw-bron-1 [data-actie='bron']")).to_be_focused()


def test_pointing_at_a_mark_shows_its_quote_and_escape_takes_it_away(open_page: OpenPage) -> None:
    page = open_page()
    say(page, HUURDER)
    tip = page.locator("#dw-tip")
    expect(tip).to_be_hidden()
    page.locator(".dw-vraag .dw-noot").first.hover()
    expect(tip).to_be_visible()
    quote = page.locator("#dw-bron-1 .dw-bron-citaat").text_content() or ""
    expect(tip).to_contain_text(quote.strip())
    tip.hover()  # the quote can be pointed at without losing it
    expect(tip).to_be_visible()
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()


def test_the_quote_of_a_mark_comes_with_the_keyboard_and_is_read_with_it(open_page: OpenPage) -> None:
    page = open_page()
    say(page, HUURDER)
    page.keyboard.press("Tab")  # from the question to its first answer
    page.keyboard.press("Tab")
    mark = page.locator(".dw-vraag .dw-noot").first
    expect(mark).to_be_focused()
    expect(page.locator("#dw-tip")).to_be_visible()
    expect(mark).to_have_attribute("aria-describedby", "dw-tip")
    page.keyboard.press("Escape")
    expect(page.locator("#dw-tip")).to_be_hidden()
    expect(mark).to_be_focused()


def test_a_touch_shows_the_quote_first_and_a_second_one_the_source(open_page: OpenPage) -> None:
    page = open_page(width=390, height=844, touch=True)
    say(page, HUURDER)
    mark = page.locator(".dw-vraag .dw-noot").first
    mark.tap()
    expect(page.locator("#dw-tip")).to_be_visible()
    expect(page.locator("#dw-vlak-bronnen")).to_be_hidden()
    box = page.locator("#dw-tip").bounding_box()
    assert box is not None
    assert box["x"] >= 0 and box["x"] + box["width"] <= 390
    mark.tap()
    expect(page.locator("#dw-bron-1")).to_be_in_viewport()


def test_a_citation_is_copied_with_one_click_and_that_is_heard(open_page: OpenPage) -> None:
    page = open_page()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    say(page, HUURDER)
    page.get_by_role("tab", name="Bronnen").click()
    page.locator("#dw-bron-1 [data-kopieer]").click()
    expect(page.locator(".dw-wacht")).to_have_text("Het citaat is gekopieerd.")
    copied = page.evaluate("navigator.clipboard.readText()")
    quote = page.locator("#dw-bron-1 .dw-bron-citaat").text_content() or ""
    assert " ".join(quote.split()) in copied  # on one line, as it goes into a letter
    assert "regel" in copied and "versie" in copied
    page.locator("#dw-bron-1 [data-actie='bron']").click()
    dialog = page.locator("dialog[open]")
    dialog.locator("[data-kopieer]").click()
    expect(dialog.get_by_role("status")).to_have_text("Het citaat is gekopieerd.")
    assert page.evaluate("navigator.clipboard.readText()") == copied


def test_the_document_says_where_the_quote_stands_and_how_old_it_is(open_page: OpenPage) -> None:
    page = open_page()
    say(page, HUURDER)
    page.locator(".dw-vraag .dw-noot").first.click()
    source = page.locator("#dw-bron-1")
    place, version, dated = source.locator(".dw-bron-plek").last.inner_text().split(" · ")
    source.locator("[data-actie='bron']").click()
    dialog = page.locator("dialog[open]")
    for part in (place, version, dated):
        expect(dialog).to_contain_text(part)
    expect(dialog.locator(".dw-regel-gemarkeerd").first).to_be_in_viewport()
    first, last = (int(number) for number in re.findall(r"\d+", place)[:2])
    numbers = dialog.locator(".dw-regel-gemarkeerd .dw-regel-nr").all_inner_texts()
    assert [int(number) for number in numbers] == list(range(first, last + 1))


def test_sources_that_differ_stand_beside_each_other_and_old_ones_are_marked(open_page: OpenPage) -> None:
    page = open_page()
    say(page, HUURDER)
    conclusion = walk_to_the_end(page)
    sides = conclusion.locator(".dw-verschil").first.locator(".dw-kant")
    tops = [box["y"] for box in (sides.nth(0).bounding_box(), sides.nth(1).bounding_box()) if box]
    assert len(tops) == 2 and abs(tops[0] - tops[1]) < 2
    old = conclusion.locator(".dw-noot:has(.dw-noot-let-op)").first
    expect(old).to_have_attribute("aria-label", re.compile("let op"))


def test_a_step_opens_its_instrument_and_that_opens_its_document(open_page: OpenPage) -> None:
    page = open_page()
    renewed(page, lambda: page.get_by_role("button", name="Ik weet de situatie").click())
    for fact in ("acuut_gevaar", "gaat_over_delen", "vermoeden_geweld"):
        chosen = page.locator(f'.dw-vraag[data-feit="{fact}"] [data-waarde="{ANSWERS[fact]}"]').first
        renewed(page, chosen.click)
    links = page.locator(".dw-vraag details:has(.dw-hulpmiddelen)")
    links.locator("> summary").click()
    links.get_by_role("button", name="Doel, verhouding, anders").click()
    opened = page.locator("#dw-instrument-drie-vragen")
    expect(opened).to_be_in_viewport()
    expect(opened.get_by_text("Documenteer")).to_be_visible()
    opened.locator("[data-actie=bron]").first.click()
    expect(page.locator("dialog.dw-document mark").first).to_contain_text("Wat is je doel")
