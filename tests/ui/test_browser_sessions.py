"""Conversations in a real browser: two at once, a reload, a new beginning, a server that is gone."""

import pytest
from playwright.sync_api import expect

from tests.ui.conftest import OpenPage
from tests.ui.walking import ANSWERS, HUURDER, answer, begin_again, open_fact, renewed, say
from ui.texts import PageTexts

pytestmark = [pytest.mark.browser, pytest.mark.integration, pytest.mark.slow]


def test_two_windows_do_not_see_each_other(open_page: OpenPage) -> None:
    one, other = open_page(), open_page()
    say(one, HUURDER)
    say(
        other,
        "Ik ben leerkracht en vermoed kindermishandeling bij een leerling van 9 jaar. Mag ik Veilig Thuis bellen?",
    )
    answer(one, ANSWERS[open_fact(one)])
    expect(one.locator(".dw-gesprek")).not_to_contain_text("leerling")
    expect(other.locator(".dw-gesprek")).not_to_contain_text("huurder")
    sessions = {page.locator(".dw-gesprek").get_attribute("data-sessie") for page in (one, other)}
    assert len(sessions) == 2


def test_a_reload_in_the_middle_goes_on_where_it_was(open_page: OpenPage) -> None:
    page = open_page()
    say(page, HUURDER)
    answer(page, ANSWERS[open_fact(page)])
    fact = open_fact(page)
    page.reload()
    expect(page.locator(".dw-vraag")).to_have_attribute("data-feit", fact)
    expect(page.locator(".dw-ballon")).to_contain_text("huurder")


def test_starting_again_wipes_the_page(open_page: OpenPage) -> None:
    page = open_page()
    say(page, HUURDER)
    begin_again(page)
    expect(page.locator(".dw-voorbeelden button")).to_have_count(6)
    expect(page.locator(".dw-gesprek")).not_to_contain_text("huurder")
    page.reload()
    expect(page.locator(".dw-voorbeelden button")).to_have_count(6)


def test_a_server_that_is_gone_is_told_in_dutch(open_page: OpenPage) -> None:
    page = open_page()
    say(page, HUURDER)
    page.route("**/*", lambda route: route.abort())
    page.locator(".dw-vraag .dw-optie").first.click()
    told = page.locator(".dw-wacht").get_attribute("data-weg") or ""
    expect(page.locator(".dw-wacht")).to_have_text(told)
    expect(page.locator(".dw-vraag")).to_be_visible()


def test_answers_are_thrown_away_only_by_who_says_so_twice(open_page: OpenPage, texts: PageTexts) -> None:
    page = open_page()
    say(page, HUURDER)
    answer(page, ANSWERS[open_fact(page)])
    again = page.locator("[data-actie='opnieuw']")
    again.click()
    expect(again).to_have_text(texts.label("opnieuw_zeker"))
    page.locator(".dw-vraag h2").click()
    page.locator("#dw-tekst textarea").focus()
    expect(again).to_have_text(texts.label("opnieuw"))
    expect(page.locator(".dw-vraag")).to_be_visible()


def test_the_second_half_of_a_double_click_answers_nothing(open_page: OpenPage) -> None:
    page = open_page()
    say(page, HUURDER)
    first = open_fact(page)
    renewed(page, page.locator('.dw-vraag [data-waarde="nee"]').dblclick)
    second = open_fact(page)
    expect(page.locator(".dw-tot-nu li")).to_have_count(1)
    assert second != first
    # Nothing more comes: the next click is the first that the new question gets.
    answer(page, "nee")
    expect(page.locator(".dw-tot-nu li")).to_have_count(2)
