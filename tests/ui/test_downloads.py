"""The papers in a real browser: ready at the first click, opened and read back, and nothing before the conclusion."""

import io
from pathlib import Path

import docx
import pypdf
import pytest
from playwright.sync_api import Page, expect

from tests.ui.conftest import OpenPage
from tests.ui.walking import say, walk_to_the_end

pytestmark = pytest.mark.browser

STORY = "Mevrouw Jansen (BSN 111222333) vervuilt haar woning en doet niet open. Mag ik dit als woonconsulent melden?"


def walked(page: Page) -> Page:
    say(page, STORY)
    expect(walk_to_the_end(page)).to_be_visible()
    return page


def downloaded(page: Page, kind: str, form: str, folder: Path) -> Path:
    with page.expect_download() as promised:
        page.click(f'[data-bestand="{kind}"][data-vorm="{form}"]')
    target = folder / promised.value.suggested_filename
    promised.value.save_as(target)
    return target


def test_before_the_conclusion_the_tab_says_what_will_come(open_page: OpenPage) -> None:
    page = open_page()
    page.click("#dw-tab-verslag")
    tab = page.locator("#dw-vlak-verslag")
    assert tab.locator("h4").count() == 3
    assert tab.locator("[data-bestand]").count() == 0
    assert "Na stap V" in tab.inner_text()


def test_every_paper_comes_at_the_first_click_and_can_be_read(open_page: OpenPage, tmp_path: Path) -> None:
    page = open_page()
    walked(page)
    outcome = page.inner_text("#dw-uitkomst")
    page.click("#dw-tab-verslag")
    offered = [
        (button.get_attribute("data-bestand"), button.get_attribute("data-vorm"))
        for button in page.locator("[data-bestand]").all()
    ]
    assert len(offered) >= 6
    for kind, form in offered:
        assert kind and form
        path = downloaded(page, kind, form, tmp_path)
        assert path.name.endswith(f".{form}")
        text = read_back(path)
        assert "Jansen" not in text and "111222333" not in text
        if kind == "afweging":
            assert outcome in text and "[PERSOON-1]" in text
    # The same file again is a new download, and the page says it is there.
    again = downloaded(page, "afweging", "md", tmp_path)
    assert again.name in page.locator("#dw-plek-bestand [role=status]").inner_text()


def test_a_tick_on_the_page_stands_in_the_report(open_page: OpenPage, tmp_path: Path) -> None:
    page = open_page()
    walked(page)
    page.check("[data-afvink='0']")
    page.click("#dw-tab-verslag")
    text = downloaded(page, "afweging", "md", tmp_path).read_text("utf-8")
    assert text.count("- [x]") == 1


def test_by_keyboard_and_on_a_phone(open_page: OpenPage, tmp_path: Path) -> None:
    page = open_page(width=390, height=844)
    walked(page)
    page.click("#dw-tab-verslag")
    button = page.locator('[data-bestand="informatieblad"][data-vorm="pdf"]')
    button.focus()
    with page.expect_download() as promised:
        page.keyboard.press("Enter")
    assert promised.value.suggested_filename.startswith("informatieblad-")
    box = button.bounding_box()
    assert box and box["width"] >= 24 and box["height"] >= 24 and box["x"] + box["width"] <= 390


def read_back(path: Path) -> str:
    if path.suffix == ".docx":
        word = docx.Document(io.BytesIO(path.read_bytes()))
        return "\n".join(p.text for p in word.paragraphs)
    if path.suffix == ".pdf":
        return "\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages)
    return path.read_text("utf-8")
