"""The Gradio app: what it keeps per window, and what it leaves out."""

from typing import Any

import pytest

from tests.ui.scripted import ScriptedAssistant
from ui.desk import Desk
from ui.texts import PageTexts

pytestmark = pytest.mark.slow  # importing gradio takes seconds


@pytest.fixture
def assistant() -> ScriptedAssistant:
    return ScriptedAssistant()


@pytest.fixture
def page(assistant: ScriptedAssistant, texts: PageTexts) -> Any:
    from ui.app import build_page

    return build_page(Desk(assistant, texts), texts)


def states(page: Any) -> list[Any]:
    import gradio as gr

    return [block for block in page.blocks.values() if isinstance(block, gr.State)]


def test_a_window_holds_nothing_but_the_id_of_its_conversation(page: Any) -> None:
    assert [state.value for state in states(page)] == [""]


def test_closing_the_window_forgets_the_conversation(assistant: ScriptedAssistant, texts: PageTexts) -> None:
    from ui.app import build_page

    desk = Desk(assistant, texts)
    (state,) = states(build_page(desk, texts))
    session = desk.typed("", "een").session
    state.delete_callback(session)
    assert assistant.alive == set()


def test_a_window_that_never_asked_anything_closes_quietly(page: Any) -> None:
    (state,) = states(page)
    state.delete_callback("")


def test_no_handler_is_offered_to_other_programs(page: Any) -> None:
    visible = {function.api_visibility for function in page.fns.values()}
    assert visible == {"private"}


def test_the_page_shares_nothing_and_fetches_no_font(texts: PageTexts) -> None:
    from ui.app import launch_options

    options = launch_options(texts)
    assert options["share"] is False
    assert options["footer_links"] == []
    assert options["theme"]._stylesheets == []
