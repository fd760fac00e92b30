"""The real page in a real browser: the walk by mouse, a change, two windows, danger, masking, and sources."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.ui.conftest import PATIENCE_MS, OpenPage

pytestmark = [pytest.mark.browser, pytest.mark.integration, pytest.mark.slow]

HUURDER = "Een huurder van ons vervuilt zijn woning en doet niet open. Mag ik dit doorgeven aan het meldpunt?"
# What the user answers, per fact; a question that is not here is answered with "weet ik niet".
ANSWERS = {
    "gaat_over_delen": "ja",
    "acuut_gevaar": "nee",
    "vermoeden_geweld": "nee",
    "omvang_samen": "buitenkant",
    "herkomst": "eigen_passend",
    "rol": "woningcorporatie",
    "beroepsgeheim": "nee",
    "betrokkene": "volwassene",
    "situatie": "bemoeizorg",
    "meervoudig": "ja",
    "geen_hulpvraag_door_problematiek": "ja",
    "ernstige_schade": "ja",
    "zonder_delen_oplosbaar": "nee",
    "ontvanger": "meldpunt",
    "rechtstreeks_betrokken": "nee",
    "doel": "hulp_op_gang_brengen",
    "doel_verenigbaar": "ja",
    "verstrekker_akkoord": "niet_van_toepassing",
    "anoniem_voldoende": "nee",
    "wettelijke_bepaling": "geen",
    "past_bij_taak": "ja",
    "toestemming": "niet_mogelijk",
    "gegevens_omvang": "buitenkant",
    "dat_voldoende": "nee",
    "bijzondere_gegevens": "geen",
    "gegevens_derden": "geen",
    "noodzaak": "zonder_gaat_het_niet",
    "betrokkene_geinformeerd": "nog_niet",
}
ENDLESS = 40  # more questions than a walk can have


@pytest.fixture(autouse=True, scope="module")
def patience() -> None:
    expect.set_options(timeout=PATIENCE_MS)


def say(page: Page, words: str) -> None:
    page.locator("#dw-tekst textarea").fill(words)
    renewed(page, lambda: page.locator("#dw-tekst textarea").press("Enter"))


def renewed(page: Page, act: object) -> None:
    """Do something and wait until the conversation has been drawn anew."""
    page.evaluate("document.querySelector('.dw-gesprek').dataset.oud = 'ja'")
    assert callable(act)
    act()
    expect(page.locator(".dw-gesprek:not([data-oud])")).to_be_attached()


def open_fact(page: Page) -> str:
    return page.locator(".dw-vraag").get_attribute("data-feit") or ""


def answer(page: Page, value: str) -> None:
    renewed(page, page.locator(f'.dw-vraag [data-actie="antwoord"][data-waarde="{value}"]').click)


def walk_to_the_end(page: Page) -> Locator:
    for _ in range(ENDLESS):
        if page.locator(".dw-conclusie").count():
            break
        answer(page, ANSWERS.get(open_fact(page), "weet_ik_niet"))
    return page.locator(".dw-conclusie")


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


def test_changing_an_earlier_answer_decides_anew(open_page: OpenPage) -> None:
    page = open_page()
    say(page, HUURDER)
    walk_to_the_end(page)
    page.locator("#dw-tab-stappen").click()
    renewed(page, page.locator("#dw-vlak-stappen [data-feit='noodzaak'] [data-actie='wijzig']").click)
    expect(page.locator(".dw-wijzigen [aria-pressed='true']")).to_have_attribute("data-waarde", "zonder_gaat_het_niet")
    renewed(page, page.locator(".dw-wijzigen [data-waarde='handig']").click)
    expect(walk_to_the_end(page)).to_have_attribute("data-code", "nee")


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


def test_the_focus_follows_the_question(open_page: OpenPage) -> None:
    page = open_page()
    say(page, HUURDER)
    expect(page.locator(".dw-vraag h2")).to_be_focused()
    answer(page, ANSWERS[open_fact(page)])
    expect(page.locator(".dw-vraag h2")).to_be_focused()


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


def test_a_bsn_is_masked_and_the_user_is_told(open_page: OpenPage) -> None:
    page = open_page()
    say(page, "Onze huurder met BSN 111222333 vervuilt zijn woning. Mag ik dit doorgeven aan het meldpunt?")
    expect(page.locator(".dw-melding[data-soort='gemaskeerd']")).to_be_visible()
    assert "111222333" not in page.content()


def test_a_word_masked_by_mistake_can_be_shown_again_on_this_screen_only(open_page: OpenPage) -> None:
    page = open_page()
    say(page, "Onze huurder Kevin 😀 vervuilt zijn woning. Mag ik dit doorgeven aan het meldpunt?")
    expect(page.locator(".dw-ballon p").first).to_contain_text("huurder [PERSOON-1] 😀")
    page.locator("[data-toon-weer='[PERSOON-1]']").click()
    expect(page.locator(".dw-ballon p").first).to_contain_text("huurder Kevin 😀")
    answer(page, ANSWERS[open_fact(page)])
    expect(page.locator(".dw-ballon p").first).to_contain_text("huurder Kevin 😀")
    page.reload()
    expect(page.locator(".dw-ballon p").first).to_contain_text("huurder [PERSOON-1] 😀")


def test_danger_shows_112_before_all_else(open_page: OpenPage) -> None:
    page = open_page()
    say(page, "Mijn cliënt staat nu met een mes op straat en bedreigt mensen. Mag ik de politie bellen?")
    first = page.locator(".dw-nieuw > *").first
    expect(first).to_have_attribute("data-soort", "acuut")
    expect(first.locator("a[href='tel:112']")).to_be_visible()


def test_markup_and_templates_that_are_typed_stay_text(open_page: OpenPage) -> None:
    page = open_page()
    attack = "<img src=x onerror=\"document.title='raak'\"> ${document.title='raak'} {{7*7}} mag ik dit delen?"
    say(page, attack)
    expect(page.locator(".dw-ballon p").first).to_contain_text("<img src=x")
    assert page.locator(".dw-gesprek img").count() == 0
    assert page.title() != "raak"


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


def test_a_new_line_does_not_send(open_page: OpenPage) -> None:
    page = open_page()
    box = page.locator("#dw-tekst textarea")
    box.fill("Een huurder")
    box.press("Shift+Enter")
    assert box.input_value() == "Een huurder\n"
    expect(page.locator(".dw-ballon")).to_have_count(0)


def test_on_a_phone_everything_stands_in_one_column(open_page: OpenPage) -> None:
    page = open_page(width=390, height=844)
    say(page, HUURDER)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    # Both in one look: the page may still be scrolling to the question.
    below = "document.querySelector('#dw-rechts').getBoundingClientRect().top"
    above = "document.querySelector('#dw-links').getBoundingClientRect().bottom"
    assert page.evaluate(f"{below} >= {above}")


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


def test_the_decision_table_stands_in_a_tab_of_its_own_also_on_a_phone(open_page: OpenPage) -> None:
    page = open_page(width=390, height=800)
    page.get_by_role("tab", name="Kader").click()
    expect(page.get_by_role("tabpanel", name="Kader")).to_contain_text("Bel eerst 112")
    expect(page.locator("#dw-vlak-stappen")).to_be_hidden()
    page.get_by_role("tab", name="Stappen").click()
    expect(page.locator("#dw-vlak-kader")).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
