"""The versions that an installation added itself: text and original beside each other in the data folder.

They do not go into the corpus folder of the project. An installed package may not be written to, a checkout belongs to
its developer and to git, and an update of either would lose or fight what was added. The data folder is the
installation's own, and is backed up as one thing.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import yaml

from ingest.datafiles import load_model
from ingest.durable import sync_tree
from ingest.manifest import READING, Manifest, Source, StagedSource, load_manifest, reading_beside
from ingest.readers import Limits, ReadText, read_file
from ingest.settings import Settings
from ingest.versions.errors import (
    DateUnreadable,
    DocumentUnknown,
    FileKnown,
    FileMissing,
    NameUnsafe,
    TitleMissing,
    VersionExists,
    VersionOlder,
    VersionUnknown,
)
from ingest.versions.naming import FIRST_OWN_NUMBER, is_date, is_safe_file, is_safe_name, moment_of
from ingest.versions.offer import Offer

_ENTRY = "bron.yaml"
_TEXT = ".tekst.txt"
_BUSY = ".bezig-"


class OwnVersions:
    """The folder of added versions: one folder per document, and in it one per version."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.folder = settings.data_dir / "corpus"

    def all(self) -> tuple[StagedSource, ...]:
        """Return every version that was added, by document and version; raises DataFileError for a damaged entry."""
        return tuple(self._read(path) for path in sorted(self.folder.glob(f"*/*/{_ENTRY}")))

    def find(self, document: str, version: str) -> StagedSource | None:
        """Return an added version, or None when there is none by this name."""
        return next((own for own in self.all() if (own.id, own.versie) == (document, version)), None)

    def add(self, path: Path, offer: Offer, active: Manifest, limits: Limits) -> tuple[StagedSource, ReadText]:
        """Read a file and put it beside the active corpus as a version of its own; nothing else changes.

        `active` is the manifest of what is in use now. Raises ReadError for a file that cannot be read, and a
        StagingError for an offer that cannot be right; then nothing was written.
        """
        if not path.is_file():
            raise FileMissing(path)
        current = self._check(path, offer, active)
        text = read_file(path, limits=limits)
        original = path.read_bytes()
        self._refuse_known(hashlib.sha256(original).hexdigest(), path)
        self._remove_unfinished()
        stored = "".join(f"{line}\n" for line in text.lines).encode()
        text_name = path.name if stored == original else f"{path.name}{_TEXT}"
        entry = self._entry(offer, active, current)
        entry |= {"bestand": text_name, "sha256": hashlib.sha256(stored).hexdigest()}
        entry |= {"origineel": path.name, "origineel_sha256": hashlib.sha256(original).hexdigest()}
        target = self.folder / offer.document / offer.version
        target.parent.mkdir(parents=True, exist_ok=True)
        building = target.with_name(f"{_BUSY}{offer.version}-{os.getpid()}")
        building.mkdir()
        try:
            (building / path.name).write_bytes(original)
            (building / text_name).write_bytes(stored)
            (building / READING).write_text(reading_beside(text), "utf-8")
            (building / _ENTRY).write_text(yaml.safe_dump(entry, allow_unicode=True, sort_keys=False), "utf-8")
            sync_tree(building)
            building.rename(target)
        except BaseException:
            shutil.rmtree(building, ignore_errors=True)  # it never got its name, so nobody can have seen it
            raise
        return self._read(target / _ENTRY), text

    def remove(self, source: StagedSource) -> None:
        """Take an added version away again, for one that turned out not to be usable."""
        shutil.rmtree(source.folder)

    def _check(self, path: Path, offer: Offer, active: Manifest) -> Source | None:
        """Return the version that is in use of the document, or None for a document that is new."""
        for key, value in (("--document", offer.document), ("--version", offer.version)):
            if not is_safe_name(value):
                raise NameUnsafe(key, value)
        if not is_safe_file(path.name):
            raise NameUnsafe("FILE", path.name)
        if offer.date and not is_date(offer.date):
            raise DateUnreadable(offer.date)
        current = active.of(offer.document)
        if current is None and not offer.local:
            raise DocumentUnknown(offer.document, [source.id for source in active.bronnen])
        if current is None and not (offer.title and offer.publisher):
            raise TitleMissing(offer.document)
        if any(known.versie == offer.version for known in self._known(offer.document)):
            raise VersionExists(offer.document, offer.version)
        if current is not None:
            then, now = moment_of(current.versie), moment_of(offer.date or offer.version)
            if then and now and now < then[: len(now)]:
                raise VersionOlder(offer.document, offer.version, current.versie)
        return current

    def _known(self, document: str = "") -> Iterator[Source]:
        """Yield every version there is, of the project and of the installation."""
        for source in load_manifest(self._settings.corpus_dir).bronnen:
            if document in ("", source.id):
                yield source
                yield from (own for earlier in source.eerdere if (own := source.at(earlier.versie)))
        yield from (own for own in self.all() if document in ("", own.id))

    def _refuse_known(self, checksum: str, path: Path) -> None:
        for known in self._known():
            original = known.origineel_sha256 if isinstance(known, StagedSource) else known.sha256
            if checksum in (known.sha256, original):
                raise FileKnown(path, known.id, known.versie)

    def _entry(self, offer: Offer, active: Manifest, current: Source | None) -> dict[str, str | bool]:
        today = date.today().isoformat()
        project = load_manifest(self._settings.corpus_dir).of(offer.document)
        entry: dict[str, str | bool] = {
            "id": offer.document,
            "nummer": current.nummer if current else self._free_number(active),
            "titel": offer.title or (current.titel if current else ""),
            "uitgever": offer.publisher or (current.uitgever if current else ""),
            "versie": offer.version,
            "datum": offer.date or offer.version,
            "status": "actueel",
            "opmerking": offer.remark,
            "toegevoegd": today,
            "lokaal": current.lokaal if current else True,
            "naast": project.versie if project else "",
            "adres": current.adres if current else "",
        }
        if current is not None and not current.lokaal:
            entry["regels_tegen"] = current.cited_version
        return entry

    def _free_number(self, active: Manifest) -> str:
        taken = {source.nummer for source in (*active.bronnen, *self.all())}
        return next(f"{n:03}" for n in range(FIRST_OWN_NUMBER, 1000) if f"{n:03}" not in taken)

    def _read(self, path: Path) -> StagedSource:
        return load_model(path, StagedSource, folder=path.parent)

    def _remove_unfinished(self) -> None:
        for path in self.folder.glob(f"*/{_BUSY}*"):
            shutil.rmtree(path, ignore_errors=True)  # another process may be tidying up as well


def active_manifest(settings: Settings) -> Manifest:
    """Return the manifest of what is in use: the project's, with the added versions that were activated.

    Which those are stands in the active generation and nowhere else, so that activating and going back are one step.
    An added version no longer counts when the project itself has moved on to a newer one.
    """
    manifest = load_manifest(settings.corpus_dir)
    added = OwnVersions(settings)
    for document, version in versions_in_use(settings.data_dir).items():
        source = added.find(document, version)
        project = manifest.of(document)
        if source is not None and (project is None or project.versie == source.naast):
            manifest = manifest.with_source(source)
    return manifest


def versions_in_use(data_dir: Path) -> dict[str, str]:
    """Return the version of each document that the active generation holds; empty when nothing was built."""
    from ingest.generations import Generations

    generations = Generations(data_dir)
    active = generations.active_id()
    path = generations.path_of(active or "-") / "documents.json"
    if active is None or not path.is_file():
        return {}
    return {info["id"]: info["version"] for info in json.loads(path.read_text("utf-8"))}


def source_at(settings: Settings, document: str, version: str) -> Source:
    """Return a document in any version there is; raises DocumentUnknown or VersionUnknown."""
    project = load_manifest(settings.corpus_dir).of(document)
    added = [own for own in OwnVersions(settings).all() if own.id == document]
    if project is None and not added:
        known = [source.id for source in active_manifest(settings).bronnen]
        raise DocumentUnknown(document, known)
    found = project.at(version) if project else None
    if found is None:
        found = next((own for own in added if own.versie == version), None)
    if found is None:
        own_versions = [own.versie for own in added]
        of_project = [project.versie, *(own.versie for own in project.eerdere)] if project else []
        raise VersionUnknown(document, version, [*of_project, *own_versions])
    return found
