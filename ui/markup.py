"""HTML as a type of its own: text enters it only escaped, so nothing a user or a document says can become markup."""

from __future__ import annotations

import html
from collections.abc import Iterable
from typing import NewType

Html = NewType("Html", str)

NOTHING = Html("")
_VOID = frozenset({"input"})  # elements without an end


def text(value: object) -> Html:
    """Return a value as escaped text."""
    return Html(html.escape(str(value), quote=True))


def join(parts: Iterable[Html]) -> Html:
    """Return the parts one after the other."""
    return Html("".join(parts))


def el(name: str, *children: Html, **attributes: str | int | bool | None) -> Html:
    """Return an element; `data_feit` is written data-feit, `class_` class, True without a value, None not at all."""
    written = []
    for key, value in attributes.items():
        if value is None or value is False:
            continue
        attribute = key.rstrip("_").replace("_", "-")
        written.append(f" {attribute}" if value is True else f' {attribute}="{html.escape(str(value), quote=True)}"')
    start = f"<{name}{''.join(written)}>"
    return Html(start if name in _VOID else f"{start}{''.join(children)}</{name}>")


def when(condition: object, part: Html) -> Html:
    """Return the part, or nothing."""
    return part if condition else NOTHING


def action(label: Html, kind: str, *, class_: str = "dw-knop", **attributes: str | int | bool | None) -> Html:
    """Return a button that tells the server what to do; its `data_*` attributes travel along."""
    return el("button", label, type="button", class_=class_, data_actie=kind, **attributes)


def fold(summary: Html, *content: Html, class_: str = "dw-vouw", **attributes: str | int | bool | None) -> Html:
    """Return content that opens on a click or with the keyboard."""
    return el("details", el("summary", summary), *content, class_=class_, **attributes)
