"""Watching: per document what its publisher offers now, beside what was seen there before."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from ingest.durable import NEW
from ingest.manifest import Source, StagedSource
from ingest.watch.asking import Asker, Gone, Reply, Unreachable
from ingest.watch.memory import FILE, Remembered, Seen, recall, remember

UNCHANGED, FIRST, NEWER, GONE, UNREACHABLE, NO_ADDRESS = (
    "ongewijzigd",
    "eerste_keer",
    "nieuwer",
    "weg",
    "onbereikbaar",
    "geen_adres",
)
FETCHED = "binnengehaald"
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
_QUERY = re.compile("[?#]")
_LONGEST_NAME = 80


@dataclass(frozen=True, kw_only=True)
class Finding:
    """How it is with a document: its status, why, where it moved to, and the file when it was fetched."""

    source: Source
    status: str
    reason: str = ""
    detail: str = ""
    moved: str = ""
    file: Path | None = None


class Watch:
    """Looks at the addresses of documents, and remembers what stood there."""

    def __init__(self, data_dir: Path, asker: Asker) -> None:
        self._memory = data_dir / FILE
        self._folder = data_dir / FETCHED
        self._asker = asker

    def look(
        self, sources: Sequence[Source], *, fetch: bool, progress: Callable[[str], None] = lambda document: None
    ) -> list[Finding]:
        """Return how it is with each document; with `fetch` what is newer is put in a folder of the data folder.

        What was found is remembered after each document. Raises DataFileError when the memory is damaged, and OSError
        when it or a file cannot be written.
        """
        known = recall(self._memory)
        findings = []
        for source in sources:
            if not source.adres:
                findings.append(Finding(source=source, status=NO_ADDRESS))
                continue
            progress(source.id)
            finding, remembered = self._look_at(source, _still_true(known.get(source.id), source), fetch=fetch)
            findings.append(finding)
            if remembered is not None and remembered != known.get(source.id):
                known[source.id] = remembered
                remember(self._memory, known)
        return findings

    def _look_at(self, source: Source, known: Remembered | None, *, fetch: bool) -> tuple[Finding, Remembered | None]:
        file = _place(self._folder, source)
        temporary = self._folder / f"{source.id}{NEW}"
        if fetch:
            self._folder.mkdir(parents=True, exist_ok=True)
        try:
            wanting = fetch and known is not None and known.newer is not None and not file.exists()
            asked = (
                None if wanting or known is None else known.last
            )  # who wants the file itself asks without a condition
            reply = self._asker.ask(source.adres, asked, temporary if fetch else None)
            remembered = _after(source, known, reply)
            status = _status(source, known, remembered)
            if status == NEWER and fetch and reply.seen is not None:
                file.parent.mkdir(exist_ok=True)
                temporary.replace(file)
            fetched = file if status == NEWER and file.exists() else None
            return Finding(source=source, status=status, moved=reply.moved, file=fetched), remembered
        except Gone:
            return Finding(source=source, status=GONE), known
        except Unreachable as error:
            return Finding(source=source, status=UNREACHABLE, reason=error.reason, detail=error.detail), known
        finally:
            temporary.unlink(missing_ok=True)


def _still_true(known: Remembered | None, source: Source) -> Remembered | None:
    """Return what is known of a document as it is now: at another address nothing, and in a new version the newer."""
    if known is None or known.adres != source.adres:
        return None
    if known.versie == source.versie:
        return known
    return Remembered(adres=source.adres, versie=source.versie, usual=known.last)


def _after(source: Source, known: Remembered | None, reply: Reply) -> Remembered:
    """Return what is known of a document after a reply."""
    if known is None:
        assert reply.seen is not None  # who knows nothing asks without a condition
        return Remembered(adres=source.adres, versie=source.versie, usual=reply.seen)
    if reply.seen is None:
        return known
    if reply.seen.sha256 == known.usual.sha256:
        return known.model_copy(update={"usual": reply.seen, "newer": None})
    return known.model_copy(update={"newer": reply.seen})


def _status(source: Source, known: Remembered | None, now: Remembered) -> str:
    if now.newer is not None:
        return NEWER
    return FIRST if known is None and not _is_ours(source, now.usual) else UNCHANGED


def _is_ours(source: Source, seen: Seen) -> bool:
    own = {source.sha256, source.origineel_sha256 if isinstance(source, StagedSource) else source.sha256}
    return seen.sha256 in own


def _place(folder: Path, source: Source) -> Path:
    """Return where a fetched file is put: under the name the publisher gave it, as far as a file may bear that."""
    name = unquote(_QUERY.split(source.adres)[0].rsplit("/", 1)[-1])
    safe = _UNSAFE.sub("-", name).strip(".-")[-_LONGEST_NAME:]
    return folder / source.id / (safe or "document")
