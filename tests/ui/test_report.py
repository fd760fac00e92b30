"""The tab of the report: what will come, what is there, and a file that the browser saves."""

import base64

import pytest

from assistant import Download, InputError
from tests.ui.markup_reader import read
from tests.ui.scripted import ScriptedAssistant
from tests.ui.turns import paper, said, source
from ui.desk import Desk
from ui.panels.report import report_tab, saved_file
from ui.render.citations import Citations
from ui.texts import PageTexts

THERE = {"beschikbaar": True, "waarom_niet": ""}


class WritingAssistant(ScriptedAssistant):
    """Writes one file, or fails as it is told."""

    problem: Exception | None = None

    def verslag(self, session_id: str, kind: str, form: str) -> Download:
        if self.problem:
            raise self.problem
        return Download(f"{session_id}-{kind}.{form}", "text/markdown", b"# Verslag")


def test_before_the_conclusion_the_papers_are_named_without_a_button(texts: PageTexts) -> None:
    shown = read(report_tab(texts, Citations(texts), [paper()]))
    assert "Na stap V" in shown.text and "Verslag van de afweging" in shown.text
    assert not shown.all(name="button")


def test_a_paper_that_is_there_has_a_named_button_per_form(texts: PageTexts) -> None:
    shown = read(report_tab(texts, Citations(texts), [paper(**THERE)]))
    buttons = shown.all(name="button")
    assert [(b.attributes["data-bestand"], b.attributes["data-vorm"]) for b in buttons] == [
        ("afweging", "docx"),
        ("afweging", "pdf"),
    ]
    assert all(b.text in b.attributes["aria-label"] for b in buttons)
    assert "Na stap V" not in shown.text


def test_a_paper_this_conclusion_does_not_have_says_why(texts: PageTexts) -> None:
    other = paper(soort="formulier", waarom_niet="Jouw afweging gaat daar niet over.")
    shown = read(report_tab(texts, Citations(texts), [paper(**THERE), other]))
    [item] = shown.all(data_papier="formulier")
    assert "Jouw afweging gaat daar niet over." in item.text and not item.all(name="button")


def test_a_warning_stands_with_its_sources_before_the_buttons(texts: PageTexts) -> None:
    citations = Citations(texts)
    shown = read(report_tab(texts, citations, [paper(**THERE, let_op=[said("Pas als het veilig is.", source())])]))
    assert "Pas als het veilig is." in shown.text
    assert len(citations.sources) == 1


def test_the_same_file_asked_twice_is_new_to_the_browser(texts: PageTexts) -> None:
    file = Download("a.md", "text/markdown", b"# A")
    assert saved_file(texts, file, 1) != saved_file(texts, file, 2)


@pytest.mark.parametrize("name", ['"><script>x</script>.md', "gewoon.md"])
def test_the_file_travels_in_the_page_and_nothing_in_it_is_markup(texts: PageTexts, name: str) -> None:
    shown = read(saved_file(texts, Download(name, "text/markdown", b"<b>ok</b>"), 1))
    link = shown.one(name="a")
    assert link.attributes["download"] == name
    assert base64.b64decode(link.attributes["href"].partition("base64,")[2]) == b"<b>ok</b>"
    assert name in shown.one(role="status").text
    assert not shown.all(name="script")


@pytest.mark.parametrize("problem", [InputError("te vroeg"), RuntimeError("stuk")])
def test_a_file_that_cannot_be_made_is_said_and_the_page_stays(texts: PageTexts, problem: Exception) -> None:
    assistant = WritingAssistant()
    desk = Desk(assistant, texts)
    assert read(desk.file("s-1", {"soort": "afweging", "vorm": "md"})).all(name="a")
    assistant.problem = problem
    refused = read(desk.file("s-1", {"soort": "afweging", "vorm": "md"}))
    assert not refused.all(name="a") and "lukte niet" in refused.text
    assert not read(desk.file("s-1", {})).all(name="a")
