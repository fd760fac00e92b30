"""What kind of file this is, by its content; the name must agree."""

import re
from pathlib import Path

from ingest.readers.errors import (
    FileEmpty,
    FileEncrypted,
    FormatOld,
    FormatUnknown,
    ScanWithoutText,
    WrongEnding,
)
from ingest.readers.phrases import kind_name

ENDINGS = {
    ".txt": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".docx": "docx",
    ".pdf": "pdf",
}
_HEAD = 4096
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"GIF8", b"BM")
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # the container of old Word files, and of locked new ones
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_HTML = re.compile(
    rb"^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.I | re.S
)
_TAG = re.compile(rb"<(?:[a-z][a-z0-9]*|!doctype)\b", re.I)


def kind_of(path: Path, content: bytes) -> str:
    """Return the kind of a file: text, markdown, html, docx or pdf.

    Raises a ReadError when its content is no kind that can be read, or another one than its name says.
    """
    ending = path.suffix.lower()
    named = ENDINGS.get(ending)
    if not content:
        raise FileEmpty(path)
    found = _by_content(path, content)
    if named is None:
        raise FormatUnknown(path, ", ".join(ENDINGS))
    if found != named and not (found == "text" and named == "markdown"):
        plain_page = named == "html" and found == "text" and _TAG.search(content.replace(b"\0", b""))
        if not plain_page:
            raise WrongEnding(path, ending, kind_name(found))
    return named


def _by_content(path: Path, content: bytes) -> str:
    head = content[:_HEAD]
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return "docx" if b"word/" in content else "zip"
    if head.startswith(_COMPOUND):
        if _LOCKED in content:
            raise FileEncrypted(path)
        raise FormatOld(path, kind_name("doc"))
    if head.startswith(b"{\\rtf"):
        raise FormatOld(path, kind_name("rtf"))
    if head.startswith(_PICTURES):
        raise ScanWithoutText(path)
    if _HTML.match(head) or _HTML.match(head.replace(b"\0", b"").lstrip(b"\xff\xfe")):
        return "html"
    return "text"
