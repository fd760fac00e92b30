"""Numbered citation marks, and the list of sources that they point to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ui.markup import NOTHING, Html, el, join, text, when
from ui.render.feedback import claim_flag
from ui.texts import PageTexts

Source = Mapping[str, Any]
"""A bron as the assistant returns it."""

OUTDATED = "verouderd"


class Citations:
    """Gives each citation a number in the order of first appearance; the same citation keeps its number."""

    def __init__(self, texts: PageTexts) -> None:
        """Begin counting at 1."""
        self.texts = texts
        self._numbers: dict[tuple[str, int, int], int] = {}
        self._sources: list[Source] = []

    @property
    def sources(self) -> list[tuple[int, Source]]:
        """Every citation with its number, in order."""
        return list(enumerate(self._sources, start=1))

    def number(self, source: Source) -> int:
        """Return the number of a citation."""
        first, last = source["citaat_regels"]
        key = (source["passage_id"], first, last)
        if key not in self._numbers:
            self._sources.append(source)
            self._numbers[key] = len(self._sources)
        return self._numbers[key]

    def marks(self, sources: Iterable[Source]) -> Html:
        """Return the marks to set behind a sentence: buttons that show the source."""
        made = join(self._mark(source) for source in sources)
        return el("span", made, class_="dw-noten") if made else made

    def behind(self, said: Mapping[str, Any]) -> Html:
        """Return what stands behind a sentence of the assistant: its marks, and the button to say that it is wrong."""
        *marks, last = [NOTHING, *(self._mark(source) for source in said["bronnen"])]
        # The flag keeps to the last mark: alone on the next line it belongs to nothing.
        end = el("span", last, claim_flag(self.texts, said), class_="dw-bijeen")
        return el("span", join(marks), end, class_="dw-noten")

    def _mark(self, source: Source) -> Html:
        """Return the button; the browser shows the quote itself beside it, from the list of sources."""
        number = self.number(source)
        name = self.texts.label("bron_bij", nummer=number, titel=source["titel"], plaats=place(self.texts, source))
        warning = caution(self.texts, source)
        return el(
            "button",
            text(number),
            when(warning, el("span", text("!"), class_="dw-noot-let-op", aria_hidden="true")),
            type="button",
            class_="dw-noot",
            data_toon_bron=number,
            aria_label=f"{name}, {warning}" if warning else name,
        )


def caution(texts: PageTexts, source: Source) -> str:
    """Return in words what a reader must mind about a source: out of date, or with a note about the law; or nothing."""
    if source["status"] == OUTDATED:
        return texts.label("bron_oud")
    return texts.label("bron_let_op") if source["opmerkingen"] else ""


def copied(texts: PageTexts, source: Source) -> str:
    """Return a citation as it is put on the clipboard: the quote with everything that is needed to find it back."""
    return texts.label(
        "citaat",
        citaat=" ".join(source["leescitaat"].split()),
        titel=source["titel"],
        nummer=source["nummer"],
        versie=source["version"],
        datum=source["datum"],
        plaats=place(texts, source),
    )


def place(texts: PageTexts, source: Source) -> str:
    """Return where the quote stands: line numbers, with the page when it is known."""
    first, last = source["citaat_regels"]
    lines = texts.label("regel", van=first) if first == last else texts.label("regels", van=first, tot=last)
    return f"{lines}, {texts.label('bladzijde', nummer=source['page'])}" if source.get("page") else lines


def quotation(citations: Citations, source: Source) -> Html:
    """Return a quote with its mark, as it stands inside an explanation."""
    words = el("p", text("“"), text(source["leescitaat"]), text("”"), citations.marks([source]))
    return el("blockquote", words, origin(citations.texts, source), class_="dw-citaat")


def origin(texts: PageTexts, source: Source) -> Html:
    """Return the document of a quote and where in it, marked when the document is out of date."""
    words = text(f"{source['titel']} ({source['nummer']}), {place(texts, source)} ")
    return el("footer", words, when(source["status"] == OUTDATED, status_mark(texts, source["status"])))


def status_mark(texts: PageTexts, status: str) -> Html:
    """Return the status of a document in words, with a sign when it is out of date."""
    if status != OUTDATED:
        return el("span", text(texts.label("actueel")), class_="dw-merk")
    sign = el("span", text("! "), aria_hidden="true")
    return el("span", sign, text(texts.label("verouderd")), class_="dw-merk dw-merk-let-op")


def standing(texts: PageTexts, source: Mapping[str, Any]) -> Html:
    """Return the status of a source, and in words that its document is the user's own or that its text has changed."""
    own = el("span", text(texts.label("bron_eigen")), class_="dw-merk") if source.get("lokaal") else NOTHING
    fate = source.get("wijziging")
    sign = el("span", text("! "), aria_hidden="true")
    words = texts.label("bron_vervallen" if fate == "vervallen" else "bron_gewijzigd")
    changed = el("span", sign, text(words), class_="dw-merk dw-merk-let-op") if fate else NOTHING
    return join(part for part in (status_mark(texts, source["status"]), own, changed) if part)
