"""An earlier answer changed in a real browser, what another answer would give, and conditions that are ticked."""

import pytest
from playwright.sync_api import expect

from tests.ui.conftest import OpenPage
from tests.ui.walking import ANSWERS, HUURDER, answer, open_fact, renewed, say, walk_to_the_end

pytestmark = [pytest.mark.browser, pytest.mark.integration, pytest.mark.slow]


def test_changing_an_earlier_answer_decides_anew(open_page: OpenPage) -> None:
    page = open_page()
    say(page, HUURDER)
    walk_to_the_end(page)
    page.locator("#dw-tab-stappen").click()
    renewed(page, page.locator("#dw-vlak-stappen [data-feit='noodzaak'] [data-actie='wijzig']").click)
    expect(page.locator(".dw-wijzigen [aria-pressed='true']")).to_have_attribute("data-waarde", "zonder_gaat_het_niet")
    renewed(page, page.locator(".dw-wijzigen [data-waarde='handig']").click)
    expect(walk_to_the_end(page)).to_have_attribute("data-code", "nee")


def test_before_a_change_each_answer_says_what_it_changes_and_afterwards_a_line_says_it(open_page: OpenPage) -> None:
    page = open_page()
    say(page, HUURDER)
    walk_to_the_end(page)
    renewed(page, page.locator("#dw-vlak-stappen [data-feit='noodzaak'] [data-actie='wijzig']").click)
    option = page.locator(".dw-wijzigen [data-waarde='handig']")
    expect(option.locator(".dw-optie-gevolg")).to_have_text("De uitkomst wordt dan: Nee, deel deze gegevens niet.")
    renewed(page, option.click)
    line = page.locator(".dw-melding[data-soort='gewijzigd']")
    expect(line).to_contain_text("De uitkomst is nu: Nee, deel deze gegevens niet.")
    expect(page.locator(".dw-wacht")).to_contain_text("De uitkomst is nu: Nee, deel deze gegevens niet.")


def test_before_the_conclusion_a_change_says_which_questions_come_and_no_outcome(open_page: OpenPage) -> None:
    page = open_page()
    say(page, HUURDER)
    while not page.locator(".dw-regels").count():
        answer(page, ANSWERS[open_fact(page)])
    renewed(page, page.locator(".dw-regels li[data-feit='rol'] button[data-actie='wijzig']").click)
    told = page.locator(".dw-wijzigen .dw-optie-gevolg").all_inner_texts()
    assert told
    assert not [text for text in told if "uitkomst" in text.lower()]


def test_what_if_shows_the_other_outcome_and_the_way_back_keeps_the_walk(open_page: OpenPage) -> None:
    page = open_page()
    say(page, HUURDER)
    conclusion = walk_to_the_end(page)
    code, title = conclusion.get_attribute("data-code"), conclusion.locator("h2").inner_text()
    button = conclusion.locator("[data-actie='wat_als']").first
    renewed(page, button.click)
    looked_at = page.locator(".dw-wat-als")
    expect(looked_at.locator("h2").first).to_be_focused()
    expect(looked_at.locator(".dw-wat-als-kanten")).to_contain_text(title)
    renewed(page, looked_at.locator("[data-actie='annuleer']").click)
    expect(page.locator(".dw-conclusie")).to_have_attribute("data-code", code or "")
    expect(button).to_be_focused()


def test_what_if_can_be_taken_over(open_page: OpenPage) -> None:
    page = open_page()
    say(page, HUURDER)
    walk_to_the_end(page)
    renewed(page, page.locator("[data-actie='wat_als'][data-feit='anoniem_voldoende']").first.click)
    renewed(page, page.locator(".dw-wat-als [data-actie='zet']").click)
    expect(page.locator(".dw-conclusie")).to_have_attribute("data-code", "alleen_anoniem")
    expect(page.locator(".dw-wat-als")).to_have_count(0)


def test_conditions_stay_ticked_after_a_reload(open_page: OpenPage) -> None:
    page = open_page()
    say(page, HUURDER)
    walk_to_the_end(page)
    page.locator("#dw-vink-1").check()
    total = page.locator(".dw-vinklijst input").count()
    expect(page.locator(".dw-vinkstand")).to_have_text(f"1 van {total} afgevinkt")
    page.reload()
    expect(page.locator("#dw-vink-1")).to_be_checked()
    expect(page.locator("#dw-vink-0")).not_to_be_checked()
    expect(page.locator(".dw-vinkstand")).to_have_text(f"1 van {total} afgevinkt")
