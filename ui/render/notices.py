"""Messages that stand before all else: danger, masked data, out of scope, unclear, an error."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ui.markup import NOTHING, Html, el, fold, join, text, when
from ui.render.citations import Citations
from ui.texts import Look, PageTexts

_URGENT = "nood"
_PHONE = re.compile(r"\b(112|0800-\d{4})\b")


def sign(look: Look) -> Html:
    """Return the sign of a notice or outcome; the words beside it say the same, so it is hidden from screen readers."""
    return el("span", text(look.sign), class_="dw-teken", aria_hidden="true")


def notices(
    texts: PageTexts, citations: Citations, said: Iterable[Mapping[str, Any]], masked: Sequence[Mapping[str, Any]]
) -> Html:
    """Return the messages of a turn, the urgent ones first."""
    ordered = sorted(said, key=lambda item: texts.notice_look(item["soort"]).form != _URGENT)
    return join(_notice(texts, citations, item, masked) for item in ordered)


def _notice(
    texts: PageTexts, citations: Citations, said: Mapping[str, Any], masked: Sequence[Mapping[str, Any]]
) -> Html:
    look = texts.notice_look(said["soort"])
    placeholders = ", ".join(dict.fromkeys(str(item["plaatshouder"]) for item in masked))
    listed = el("p", text(texts.label("gemaskeerd_lijst", lijst=placeholders))) if placeholders else NOTHING
    return el(
        "div",
        sign(look),
        el(
            "div",
            el("strong", text(look.heading), class_="dw-melding-kop"),
            el("p", _callable(said["tekst"]), citations.marks(said["bronnen"])),
            when(said["soort"] == "gemaskeerd", listed),
            when(said["soort"] == "gemaskeerd", _show_again(texts, masked)),
        ),
        class_=f"dw-melding dw-vorm-{look.form}",
        # The page has one live region (theme/melden.js), which says what is new here, once.
        data_spoed=look.form == _URGENT,
        data_soort=said["soort"],
    )


def _show_again(texts: PageTexts, masked: Sequence[Mapping[str, Any]]) -> Html:
    """Return a button per placeholder for a mistake; only the browser that sent the text still knows what stood there.

    The place of each mention travels along, so that the browser can tell whether its text is the one that was masked.
    """
    mentions = [item for item in masked if "getypt" in item]
    if not mentions:
        return NOTHING
    first = {str(item["plaatshouder"]): item for item in reversed(mentions)}
    places = ";".join(f"{item['plaatshouder']},{item['getypt'][0]},{item['getypt'][1]}" for item in mentions)
    buttons = (
        el(
            "button",
            text(texts.label("toon_weer", lijst=name)),
            type="button",
            class_="dw-knop dw-klein",
            data_toon_weer=name,
        )
        for name in sorted(first, key=lambda name: first[name]["getypt"][0])
    )
    return fold(
        text(texts.label("toon_weer_kop")),
        el("p", text(texts.label("toon_weer_uitleg")), class_="dw-stil"),
        el("div", join(buttons), class_="dw-knoppen"),
        data_getypt=places,
        hidden=True,
    )


def _callable(words: str) -> Html:
    """Return the words with every phone number as a link that calls it."""
    parts = _PHONE.split(words)
    return join(el("a", text(part), href=f"tel:{part}") if at % 2 else text(part) for at, part in enumerate(parts))
