"""Take in a new version and make an index with it, beside the one in use; show which versions there are."""

from pathlib import Path
from typing import Any

from ingest.commands import ANSWERED
from ingest.commands.building import show_tidied, shown
from ingest.manifest import StagedSource
from ingest.readers import limits_from_environment
from ingest.settings import Settings
from ingest.versions.errors import DocumentUnknown, VersionUnknown
from ingest.versions.offer import Offer
from ingest.versions.own import OwnVersions, active_manifest, source_at
from ingest.versions.timeline import timeline


def add(settings: Settings, texts: dict[str, Any], path: Path, offer: Offer) -> int:
    """Put a file beside the active corpus as a version, and make an index with it that is not in use yet.

    When no index can be made of it, the version is taken away again.
    """
    words = texts["versies"]
    own = OwnVersions(settings)
    source, read = own.add(path, offer, active_manifest(settings), limits_from_environment())
    print(words["klaargezet_melding"].format(document=source.id, versie=source.versie, map=source.folder))
    print(words["gelezen"].format(regels=len(read.lines), lezer=read.reader))
    for remark in read.remarks:
        print(words["opmerking"].format(opmerking=remark))
    try:
        return _build_beside(settings, texts, source)
    except BaseException:
        own.remove(source)
        raise


def prepare(settings: Settings, texts: dict[str, Any], document: str, version: str) -> int:
    """Make the index with an added version again, for instance because another one became active meanwhile."""
    source = OwnVersions(settings).find(document, version)
    if source is None:
        source_at(settings, document, version)  # says which versions there are when this is none
        raise VersionUnknown(document, version, [own.versie for own in OwnVersions(settings).all()])
    return _build_beside(settings, texts, source)


def _build_beside(settings: Settings, texts: dict[str, Any], source: StagedSource) -> int:
    from rich.console import Console

    from ingest.build import build

    words = texts["versies"]
    console = Console(stderr=True)
    manifest = active_manifest(settings).with_source(source)
    with console.status("") as status:
        progress = shown(console, status.update, texts["stappen"])
        result = build(settings, activate=False, manifest=manifest, progress=progress)
    show_tidied(console, texts, result.tidied)
    generation = result.generation
    print(words["gebouwd"].format(generatie=generation.id, passages=generation.passages[source.id]))
    onward = words["hoe_verder_eigen" if source.lokaal else "hoe_verder"]
    print(onward.format(generatie=generation.id, document=source.id))
    return ANSWERED


def show_versions(settings: Settings, texts: dict[str, Any], document: str | None) -> int:
    """Show every version of every document, or of one: which is in use since when, and what replaced what."""
    words = texts["versies"]
    states = timeline(settings)
    names = list(dict.fromkeys(own.source.id for own in states))
    if document is not None and document not in names:
        raise DocumentUnknown(document, names)
    for name in names if document is None else [document]:
        versions = [own for own in states if own.source.id == name]
        local = words["eigen"] if versions[0].source.lokaal else ""
        print(words["document"].format(document=name, titel=versions[0].source.titel, eigen=local))
        for own in versions:
            line = words[own.state]
            print(line.format(versie=own.source.versie, sinds=own.since, op=own.until, door=own.replaced_by))
    return ANSWERED
