"""The Gradio app: places on the page, and which event goes where. Import it after `silence_telemetry()`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import gradio as gr

from ui.desk import Desk
from ui.render.start import header
from ui.texts import PageTexts
from ui.windows import Reply

_THEME_DIR = Path(__file__).resolve().parent / "theme"
STYLES = (_THEME_DIR / "deelwijzer.css", _THEME_DIR / "bewaren.css", _THEME_DIR / "verslag.css")
# In this order: a script may use what an earlier one made when it is read, and any other one when something happens.
_SCRIPTS = tuple(
    f"{name}.js"
    for name in ("zoek", "melden", "gemaskeerd", "citaten", "paneel", "pagina", "bewaren", "klikken", "verslag")
)
_FONTS = ("system-ui", "Segoe UI", "Roboto", "Noto Sans", "Liberation Sans", "Arial", "sans-serif")

# Gradio renews its HTML by changing elements in place, which leaves the focus on a button that has become another
# one. The page therefore draws each value anew (theme/pagina.js).
_DRAW = "pagina.place(element, props, watch);"
# Gradio knows an event by finding its name in this text.
_CHANNEL = """klikken.connect({
    actie: (data) => trigger('actie', data),
    vink: (data) => trigger('vink', data),
    bron: (data) => trigger('bron', data),
});
bewaren.connect((data) => trigger('melding', data));
verslag.connect((data) => trigger('bestand', data));"""
# A file that comes in is saved at once.
_SAVE = "verslag.place(element, props, watch);"
_QUICK: dict[str, Any] = {"queue": False, "show_progress": "hidden", "api_visibility": "private"}


def build_page(desk: Desk, texts: PageTexts) -> gr.Blocks:
    """Return the page, ready to be launched with `launch_options()`."""
    first = desk.start()
    page = gr.Blocks(title=texts.label("titel"), analytics_enabled=False, fill_width=True)
    with page:
        session = gr.State("", delete_callback=desk.left)
        channel = gr.HTML("", js_on_load=_CHANNEL, apply_default_css=False, elem_id="dw-kanaal")
        gr.HTML(header(texts), apply_default_css=False, elem_id="dw-kop")
        with gr.Row(elem_id="dw-blad"):
            with gr.Column(elem_id="dw-links"):
                conversation = _place(first.conversation, "dw-plek-gesprek")
                with gr.Row(elem_id="dw-invoer"):
                    message = gr.Textbox(
                        label=texts.label("invoer_naam"),
                        placeholder=texts.label("invoer_begin"),
                        info=texts.label("invoer_hulp"),
                        lines=1,  # more than one, and Enter no longer sends
                        max_lines=8,
                        elem_id="dw-tekst",
                    )
                    send = gr.Button(texts.label("verstuur"), variant="primary", elem_id="dw-verstuur")
                start = _place(first.start, "dw-plek-start")
            with gr.Column(elem_id="dw-rechts"):
                panel = _place(first.panel, "dw-plek-paneel")
                _place(desk.book(), "dw-plek-boek")
        document = _place("", "dw-plek-document")
        _place(desk.feedback_dialog(), "dw-plek-melden")
        thanks = _place("", "dw-plek-dank")
        file = _place("", "dw-plek-bestand", js=_SAVE)

        def type_message(text: str, current: str, on_screen: str) -> tuple[Any, ...]:
            reply = desk.typed(current, text or "", on_screen=on_screen or "")
            # What led nowhere stays in the box: nobody types a casus twice.
            return (*_values(reply), "" if reply.session else text)

        def click(event: gr.EventData, current: str) -> tuple[Any, ...]:
            return _values(desk.clicked(current, dict(event.klik)))

        def tick(event: gr.EventData, current: str) -> tuple[Any, ...]:
            problem = desk.ticked(current, dict(event.klik))
            # A tick needs no new page: the browser has set it already, and drawing anew would fold everything shut.
            return _values(problem) if problem else tuple(gr.skip() for _ in shown)

        def open_source(event: gr.EventData) -> str:
            return desk.opened_source(dict(event.klik))

        def report(event: gr.EventData) -> str:
            return desk.reported(dict(event.klik))

        def make_file(event: gr.EventData, current: str) -> str:
            return desk.file(current, dict(event.klik))

        shown = [session, conversation, start, panel]
        settle = {"fn": None, "js": "() => melden.settle()", **_QUICK}
        for sent in (message.submit, send.click):
            # The state of a window is gone when the program was started anew; the browser still knows what it shows.
            sent(type_message, [message, session, channel], [*shown, message], js=_TYPED, **_QUICK).then(**settle)
        channel.actie(click, [session], shown, **_QUICK).then(**settle)
        channel.vink(tick, [session], shown, **_QUICK)
        channel.melding(report, None, [thanks], **_QUICK)
        channel.bestand(make_file, [session], [file], **_QUICK)
        channel.bron(open_source, None, [document], **_QUICK).then(fn=None, js="() => klikken.openDocument()", **_QUICK)
    return page


_TYPED = "(text, session) => { klikken.begin(); return [text, session, pagina.conversation()]; }"


def launch_options(texts: PageTexts) -> dict[str, Any]:
    """Return what `launch` needs so that the page is Dutch, ours, and asks nothing of the internet."""
    script = "\n".join((_THEME_DIR / name).read_text("utf-8") for name in _SCRIPTS)
    return {
        # Only fonts that stand on the reader's machine: a font of the theme itself would be fetched.
        "theme": gr.themes.Base(font=_FONTS, font_mono=("Consolas", "Liberation Mono", "monospace")),
        "css_paths": list(STYLES),
        "head": f'<meta name="robots" content="noindex"><script>{script}</script>',
        "favicon_path": str(_THEME_DIR / "beeldmerk.svg"),
        "footer_links": [],
        "share": False,
        "ssr_mode": False,
        "pwa": False,
        "enable_monitoring": False,
        "show_error": False,
        "quiet": True,
    }


def _place(value: str, name: str, *, js: str = _DRAW) -> gr.HTML:
    template = '<div class="dw-plek"></div>'
    return gr.HTML(value, html_template=template, js_on_load=js, apply_default_css=False, elem_id=name)


def _values(reply: Reply) -> tuple[Any, ...]:
    page = reply.page
    return reply.session, page.conversation, page.start, page.panel
