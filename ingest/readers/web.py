"""A web page: its main content as blocks; scripts, menus and what is hidden are never text."""

import importlib.metadata
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.readers.blocks import Block, write_blocks
from ingest.readers.errors import FileDamaged
from ingest.readers.phrases import reason, remark
from ingest.readers.plain import decode
from ingest.readers.reading import ReadText

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

_NEVER = (
    "script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "math", "canvas", "audio", "video",
    "nav", "menu", "form", "button", "input", "select", "textarea", "dialog", "head", "title", "meta", "link", "map",
)  # fmt: skip
_AROUND = ("header", "footer", "aside")
_INLINE = frozenset({
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img", "ins", "kbd",
    "label", "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "big",
    "strike",
})  # fmt: skip
_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)", re.I)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_NOTE_CLASS = re.compile(r"\b(?:foot|end)notes?\b|\bvoetno(?:ot|ten)\b", re.I)
_LATIN = frozenset({"iso-8859-1", "latin1", "latin-1", "us-ascii", "windows-1252"})  # what browsers read as cp1252
_LONG_CELL = 1500


def read_web(path: Path, content: bytes) -> ReadText:
    """Return the main content of a web page; raises TextUnreadable, or FileDamaged when it is nested without end."""
    text, remarks = decode(path, content, _declared(content))
    blocks, own = markup_blocks(path, text, page=True)
    version = importlib.metadata.version("beautifulsoup4")
    return write_blocks(blocks, f"html 1 (beautifulsoup4 {version})", (*remarks, *own))


def markup_blocks(path: Path, text: str, *, page: bool) -> tuple[list[Block], tuple[str, ...]]:
    """Return the blocks of markup and remarks; of a whole `page`, its content without what stands around it.

    Raises FileDamaged when it is nested without end.
    """
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(text, "lxml")
    try:
        root, remarks = _main_content(soup) if page else (soup.body or soup, ())
        for unwanted in _unwanted(root):
            if not unwanted.decomposed:
                unwanted.decompose()
        return list(_Walk().blocks(root)), remarks
    except RecursionError:
        raise FileDamaged(path, reason("te_diep")) from None


def _declared(content: bytes) -> str | None:
    match = _CHARSET.search(content[:4096])
    name = match[1].decode("ascii", "replace").lower() if match else None
    return None if name is None or name in _LATIN or name.startswith("utf") else name


def _main_content(soup: "BeautifulSoup") -> tuple["Tag", tuple[str, ...]]:
    """Return what the page marks as its content; where it marks nothing, all but what stands around the content."""
    marked = soup.select("main, [role=main]") or soup.select("article")
    if len(marked) == 1:
        return marked[0], (remark("hoofddeel"),)
    root = soup.body or soup
    around = [
        element for element in root.select(", ".join(_AROUND)) if element.find_parent(["article", "main"]) is None
    ]
    left_out = bool(around) or root.find("nav") is not None
    for element in around:
        element.decompose()
    return root, (remark("geen_hoofddeel"),) if left_out else ()


def _unwanted(root: "Tag") -> list["Tag"]:
    hidden = [
        element
        for element in root.find_all(True)
        if element.has_attr("hidden")
        or element.get("aria-hidden") == "true"
        or _HIDDEN.search(str(element.get("style") or ""))
        or element.get("role") in ("navigation", "search", "banner", "contentinfo")
    ]
    return [*root.find_all(_NEVER), *hidden]


class _Walk:
    """Walks a page from top to bottom, and gives a block for each thing that begins on a line of its own."""

    def __init__(self) -> None:
        self._group = 0

    def blocks(self, root: "Tag", kind: str = "", label: str = "") -> Iterator[Block]:
        """Yield the blocks of an element; `label` is the sign or number of the list item it is."""
        from bs4 import Tag
        from bs4.element import NavigableString, PreformattedString

        text = ""

        def flushed() -> Iterator[Block]:
            nonlocal text, label
            shown = "\n".join(" ".join(part.split()) for part in text.split("\n")).strip()
            text = ""
            if shown and label:
                yield Block(text=f"{label} {shown}", kind="lijst", group=self._group)
                label = ""  # what else the item holds goes on below its first line
            elif shown:
                yield Block(text=shown, kind=kind)

        for node in root.children:
            if isinstance(node, NavigableString):
                if not isinstance(node, PreformattedString):  # a comment or a processing instruction
                    text += str(node) if root.name == "pre" else str(node).replace("\n", " ")
            elif isinstance(node, Tag):
                if node.name == "br":
                    text += "\n"
                elif node.name in _INLINE and not _holds_blocks(node):
                    text += _inline(node)
                else:
                    yield from flushed()
                    for block in self._element(node, kind, label):
                        label = ""
                        yield block
        yield from flushed()

    def _element(self, element: "Tag", kind: str, label: str) -> Iterator[Block]:
        name = element.name
        if len(name) == 2 and name[0] == "h" and name[1] in "123456":
            title = " ".join(_inline(element).split())
            if title:
                yield Block(text=title, level=int(name[1]))
        elif name in ("ul", "ol"):
            yield from self._list(element, kind)
        elif name == "table":
            yield from self._table(element, kind)
        elif name == "blockquote":
            yield from self.blocks(element, "citaat")
        elif name != "hr":
            yield from self.blocks(element, _kind_of(element) or kind, label)

    def _list(self, element: "Tag", kind: str) -> Iterator[Block]:
        notes = _kind_of(element) == "voetnoot" or kind == "voetnoot"
        outer = element.find_parent(["ul", "ol"]) is not None
        if not outer:
            self._group += 1
        start = str(element.get("start") or "1")
        number = int(start) if start.isdigit() else 1
        for item in element.find_all("li", recursive=False):
            label = f"{number}." if element.name == "ol" else "•"
            number += 1
            if notes:
                text = " ".join(_inline(item).split())
                yield Block(text=f"{label.rstrip('.')} {text}", kind="voetnoot")
            else:
                yield from self.blocks(item, kind, label)

    def _table(self, table: "Tag", kind: str) -> Iterator[Block]:
        rows = [row for row in table.find_all("tr") if row.find_parent("table") is table]
        cells = [row.find_all(["td", "th"], recursive=False) for row in rows]
        widest = max((len(row) for row in cells), default=0)
        nested = table.find("table") is not None or table.get("role") in ("presentation", "none")
        long = any(len(cell.get_text()) > _LONG_CELL for row in cells for cell in row)
        caption = table.find("caption")
        if caption is not None:
            yield from self.blocks(caption)
        if widest < 2 or nested or long:
            for row in cells:
                for cell in row:
                    yield from self.blocks(cell, kind)
            return
        self._group += 1
        group = self._group
        for row in cells:
            texts = [" ".join(_inline(cell).split()).replace("|", "/") for cell in row]
            yield Block(text=" | ".join(texts), kind="tabel", group=group)


def _inline(element: "Tag") -> str:
    """Return the text of an element that stays on its line; parts of it that are blocks are set apart by a space."""
    from bs4 import Tag
    from bs4.element import NavigableString, PreformattedString

    text = ""
    for node in element.children:
        if isinstance(node, Tag):
            own = "\n" if node.name == "br" else _inline(node)
            text += own if node.name in _INLINE or node.name == "br" else f" {own} "
        elif isinstance(node, NavigableString) and not isinstance(node, PreformattedString):
            text += str(node).replace("\n", " ")
    return text


def _holds_blocks(element: "Tag") -> bool:
    return any(child.name not in _INLINE and child.name != "br" for child in element.find_all(True))


def _kind_of(element: "Tag") -> str:
    classes = " ".join(str(name) for name in element.get_attribute_list("class"))
    if element.get("role") in ("doc-footnote", "doc-endnotes", "doc-endnote") or _NOTE_CLASS.search(classes):
        return "voetnoot"
    return "kader" if element.name in ("aside", "details") else ""
