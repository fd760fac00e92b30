"""Plain text: which encoding its bytes are in, by rule, and its lines exactly as they are."""

import codecs
import re
import unicodedata
from pathlib import Path

from ingest.readers.errors import FileEmpty, TextUnreadable
from ingest.readers.phrases import reason, remark
from ingest.readers.reading import PLAIN_TEXT, ReadText

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SHARE = 0.2  # in Dutch UTF-16 nearly every other byte is 0; in any 8-bit text none is
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x84]")


def decode(path: Path, content: bytes, declared: str | None = None) -> tuple[str, tuple[str, ...]]:
    """Return the text of bytes, and a remark when the encoding was decided by rule; raises TextUnreadable.

    In this order: a byte order mark; zeros on every other byte (UTF-16); UTF-8 that is valid; what the file itself
    declares; Windows-1252. Text with control characters is no text.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _checked(path, content[len(mark) :], encoding), ()
    even, odd = content[::2].count(0), content[1::2].count(0)
    pairs = max(1, len(content) // 2)
    if max(even, odd) > _SHARE * pairs and min(even, odd) * 4 < max(even, odd):
        encoding = "utf-16-be" if even > odd else "utf-16-le"
        return _checked(path, content, encoding), (remark("utf16", codering=encoding.upper()),)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        encoding = declared or "cp1252"
        return _checked(path, content, encoding), (
            remark("cp1252" if encoding == "cp1252" else "opgegeven", codering=encoding),
        )
    return _without_controls(path, text), ()


def read_plain(path: Path, content: bytes) -> ReadText:
    r"""Return a plain text file; raises TextUnreadable or FileEmpty.

    A line ends at "\n", "\r\n" or, where there is no other, "\r". Lines stay as they are: a space at the end of one
    tells the structure that its sentence goes on.
    """
    text, remarks = decode(path, content)
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n"))
    text = text if "\n" in text else text.replace("\r", "\n")
    if not text.strip():
        raise FileEmpty(path)
    return ReadText(lines=tuple(text.removesuffix("\n").split("\n")), reader=PLAIN_TEXT, remarks=remarks)


def _checked(path: Path, content: bytes, encoding: str) -> str:
    try:
        return _without_controls(path, content.decode(encoding))
    except (UnicodeDecodeError, LookupError):
        name = "Windows-1252" if encoding == "cp1252" else encoding.upper()
        raise TextUnreadable(path, reason("codering", codering=name)) from None


def _without_controls(path: Path, text: str) -> str:
    found = _CONTROL.search(text)
    if found is not None:
        raise TextUnreadable(path, reason("stuurteken", teken=f"U+{ord(found[0]):04X}"))
    return text
