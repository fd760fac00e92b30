"""The walk in a real browser: by mouse, with lists and lines to confirm, and back."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.ui.conftest import OpenPage
from tests.ui.walking import ANSWERS, ENDLESS, HUURDER, answer, open_fact, renewed, say, walk_to_the_end

pytestmark = [pytest.mark.browser, pytest.mark.integration, pytest.mark.slow]


def test_the_whole_walk_by_mouse_ends_in_a_cited_conclusion(open_page: OpenPage) -> None:
    page = open_page()
    page.locator("#dw-tekst textarea").fill(HUURDER)
    renewed(page, page.locator("#dw-verstuur").click)
    expect(page.locator(".dw-conclusie")).to_have_count(0)
    conclusion = walk_to_the_end(page)
    expect(conclusion).to_have_attribute("data-code", "ja_mits")
    sentences = conclusion.locator(".dw-zinnen li, .dw-vinklijst li, .dw-per-stap li")
    assert sentences.count() > 5
    expect(sentences.filter(has_not=page.locator(".dw-noot"))).to_have_count(0)
    expect(page.locator(".dw-stappenbalk .dw-stand-klaar")).to_have_count(5)


def test_a_line_is_changed_by_mouse_and_the_answer_confirms_the_others(open_page: OpenPage) -> None:
    page = open_page()
    say(page, HUURDER)
    while not page.locator(".dw-regels").count():
        answer(page, ANSWERS[open_fact(page)])
    lines = page.locator(".dw-regels li")
    assert lines.count() >= 4
    expect(page.locator(".dw-regels li[data-feit='rol']")).to_contain_text("huurder van ons")
    renewed(page, page.locator(".dw-regels li[data-feit='ontvanger'] button[data-actie='wijzig']").click)
    expect(page.locator(".dw-wijzigen [aria-pressed='true']")).to_have_attribute("data-waarde", "meldpunt")
    renewed(page, page.locator(".dw-wijzigen [data-waarde='politie']").click)
    expect(page.locator(".dw-regels li[data-feit='ontvanger']")).to_have_count(0)
    answer(page, ANSWERS[open_fact(page)])
    given = page.locator(".dw-tot-nu")
    expect(given).to_contain_text("Politie")
    expect(given).to_contain_text("Woningcorporatie")


CONFLICT = "Ik ben huisarts. Mijn patiënt weigert toestemming. Mag ik de politie inlichten over wat hij van plan is?"


CONFLICT_ANSWERS = ANSWERS | {
    "situatie": "andere",
    "toestemming": "geweigerd",
    "ernstige_schade": "ja",
    "collega_geraadpleegd": "ja",
}


def to_the_list(page: Page) -> Locator:
    say(page, CONFLICT)
    for _ in range(ENDLESS):
        if page.locator(".dw-vinkjes").count():
            break
        answer(page, CONFLICT_ANSWERS[open_fact(page)])
    return page.locator(".dw-vinkjes")


def test_a_list_is_ticked_with_the_keyboard_and_handed_in(open_page: OpenPage) -> None:
    page = open_page()
    listed = to_the_list(page)
    expect(listed.locator("input:checked")).to_have_count(0)
    for fact in ("alles_geprobeerd", "gewetensnood", "geen_andere_weg", "schade_te_voorkomen", "minimale_inbreuk"):
        page.locator(f"#dw-vink-{fact}").focus()
        page.keyboard.press("Space")
    page.locator("#dw-onzeker-alles_geprobeerd").check()
    expect(page.locator("#dw-vink-alles_geprobeerd")).not_to_be_checked()
    page.locator("#dw-vink-alles_geprobeerd").check()
    expect(page.locator("#dw-onzeker-alles_geprobeerd")).not_to_be_checked()
    page.locator(".dw-bevestig button").focus()
    renewed(page, lambda: page.keyboard.press("Enter"))
    if open_fact(page).startswith("controle_"):  # everything ticked is asked about once more
        answer(page, "ja")
    assert open_fact(page) == "collega_geraadpleegd"
    given = page.locator("#dw-vlak-stappen li[data-feit='gewetensnood']")
    expect(given).to_have_attribute("data-waarde", "ja")
    expect(page.locator("#dw-vlak-stappen li[data-feit='niet_in_staat']")).to_have_attribute("data-waarde", "nee")


def test_a_list_handed_in_without_a_tick_opens_nothing(open_page: OpenPage) -> None:
    page = open_page()
    to_the_list(page)
    renewed(page, page.locator(".dw-bevestig button").click)
    assert open_fact(page) != "collega_geraadpleegd"


def test_going_back_opens_the_last_question_again(open_page: OpenPage) -> None:
    page = open_page()
    say(page, HUURDER)
    first = open_fact(page)
    answer(page, ANSWERS[first])
    renewed(page, page.locator("[data-actie='terug']").click)
    assert open_fact(page) == first
