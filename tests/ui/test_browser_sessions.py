"""Conversations in a real browser: two at once, a reload, a new beginning, a server that is gone."""

import pytest
from playwright.sync_api import expect

from tests.ui.conftest import OpenPage
from tests.ui.walking import ANSWERS, HUURDER, answer, open_fact, renewed, say

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
    renewed(page, page.locator("[data-actie='opnieuw']").click)
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
