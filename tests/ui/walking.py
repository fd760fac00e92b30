"""What the tests of the real page share: a casus with its answers, and how to say, answer and walk on."""

from collections.abc import Callable, Mapping

from playwright.sync_api import Locator, Page, expect

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
ENDLESS = 40
"""More questions than a walk can have."""


def say(page: Page, words: str) -> None:
    """Type a message and send it with Enter."""
    page.locator("#dw-tekst textarea").fill(words)
    renewed(page, lambda: page.locator("#dw-tekst textarea").press("Enter"))


def renewed(page: Page, act: Callable[[], object]) -> None:
    """Do something and wait until the conversation has been drawn anew."""
    page.evaluate("document.querySelector('.dw-gesprek').dataset.oud = 'ja'")
    act()
    expect(page.locator(".dw-gesprek:not([data-oud])")).to_be_attached()


def open_fact(page: Page) -> str:
    """Return the fact that the open question asks for."""
    return page.locator(".dw-vraag").get_attribute("data-feit") or ""


def answer(page: Page, value: str) -> None:
    """Choose an option of the open question."""
    renewed(page, page.locator(f'.dw-vraag [data-actie="antwoord"][data-waarde="{value}"]').click)


def begin_again(page: Page) -> None:
    """Throw away what was answered; where there is something to lose the button asks once more."""
    button = page.locator("[data-actie='opnieuw']")
    if button.get_attribute("data-zeker") is not None:
        button.click()
    renewed(page, button.click)


def walk_to_the_end(page: Page, answers: Mapping[str, str] = ANSWERS) -> Locator:
    """Answer until the conclusion stands there, and return it."""
    for _ in range(ENDLESS):
        if page.locator(".dw-conclusie").count():
            break
        answer(page, answers.get(open_fact(page), "weet_ik_niet"))
    return page.locator(".dw-conclusie")
