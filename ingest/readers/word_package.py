"""The package of a Word file: its parts as XML, unpacked within limits."""

import io
import xml.etree.ElementTree as ET
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from ingest.readers.errors import FileDamaged, FileEncrypted, LimitExceeded
from ingest.readers.phrases import measure, reason
from ingest.readers.reading import Limits, setting_of

_MAIN = "officeDocument"
_LOCKED = 0x1  # the flag of an entry that asks for a password


class Package:
    """A Word file that was opened; its parts are read by name, and never written to disk."""

    def __init__(self, path: Path, content: bytes, limits: Limits) -> None:
        """Open the file; raises FileDamaged, FileEncrypted, or LimitExceeded when it would unpack to too much."""
        self._path = path
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(content))
        # zipfile says NotImplementedError of a version of the format that it cannot read.
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
            raise FileDamaged(path, reason("zip_onleesbaar")) from None
        entries = self._archive.infolist()
        unpacked = sum(entry.file_size for entry in entries)
        if unpacked > limits.unpacked_bytes:
            setting = setting_of("unpacked_bytes")
            raise LimitExceeded(path, measure("unpacked_bytes"), unpacked, limits.unpacked_bytes, setting)
        if any(entry.flag_bits & _LOCKED for entry in entries):
            raise FileEncrypted(path)
        self._names = {entry.filename for entry in entries}
        self.main = self._main_part()

    def part(self, name: str) -> ET.Element:
        """Return a part; raises FileDamaged when it is absent or is no good XML."""
        found = self.part_if_there(name)
        if found is None:
            raise FileDamaged(self._path, reason("deel_ontbreekt", deel=name))
        return found

    def part_if_there(self, name: str) -> ET.Element | None:
        """Return a part, or None when the file has none by this name; raises FileDamaged as `part` does."""
        if name not in self._names:
            return None
        try:
            # zipfile gives no more bytes than the entry says it has, which the limit was checked on.
            content = self._archive.read(name)
        # NotImplementedError is an unknown compression, RuntimeError an entry with a password; the others are damage.
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError):
            raise FileDamaged(self._path, reason("zip_onleesbaar")) from None
        if b"<!DOCTYPE" in content.replace(b"\0", b""):
            raise FileDamaged(self._path, reason("xml_verwijst", deel=name))
        try:
            return ET.fromstring(content)
        except (ET.ParseError, ValueError, LookupError):
            raise FileDamaged(self._path, reason("xml_onleesbaar", deel=name)) from None

    def beside_main(self, name: str) -> ET.Element | None:
        """Return a part from the folder of the main part, or None when it has none by this name."""
        return self.part_if_there(f"{self.main.rpartition('/')[0]}/{name}".lstrip("/"))

    def _main_part(self) -> str:
        relations = self.part_if_there("_rels/.rels")
        for relation in relations if relations is not None else ():
            if relation.get("Type", "").endswith(f"/{_MAIN}"):
                return relation.get("Target", "").lstrip("/")
        return "word/document.xml"


def local(element: ET.Element) -> str:
    """Return the name of an element without its namespace: the two editions of the standard differ in that alone."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: ET.Element | None, name: str) -> str | None:
    """Return an attribute by its name without namespace."""
    if element is None:
        return None
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), None)


def children(element: ET.Element | None, *names: str) -> Iterator[ET.Element]:
    """Yield the direct children with one of these names."""
    for child in element if element is not None else ():
        if local(child) in names:
            yield child


def child(element: ET.Element | None, *path: str) -> ET.Element | None:
    """Return the first child along a path of names, or None."""
    for name in path:
        element = next(children(element, name), None)
    return element


def switched_on(element: ET.Element | None) -> bool:
    """Say whether a property stands there and is not switched off."""
    return element is not None and attribute(element, "val") not in ("0", "false", "none", "off")
