"""Show what differs between two versions of a document, in the terminal or as a page."""

from pathlib import Path
from typing import Any

from ingest.commands import ANSWERED
from ingest.manifest import Source
from ingest.settings import Settings
from ingest.versions.comparison import Comparison, compare_versions
from ingest.versions.errors import DocumentUnknown, NothingToCompare
from ingest.versions.own import active_manifest, source_at
from ingest.versions.timeline import timeline


def diff(settings: Settings, texts: dict[str, Any], document: str, versions: list[str], page: Path | None) -> int:
    """Show what differs; without versions between the one in use and the one that was added last."""
    from ingest.versions.page import write_page
    from ingest.versions.screen import show_comparison

    comparison = compare_versions(settings, *_chosen(settings, document, versions))
    if page is None:
        show_comparison(comparison, texts["vergelijking"])
    else:
        page.write_text(write_page(comparison, texts["vergelijking"]), "utf-8")
        print(texts["versies"]["pagina"].format(bestand=page, **counted(comparison)))
    return ANSWERED


def counted(comparison: Comparison) -> dict[str, int]:
    """Return how many changes there are, and how many citations they touch."""
    return {
        "veranderingen": len(comparison.changes),
        "geraakt": len(comparison.touched),
        "verloren": len(comparison.lost),
    }


def _chosen(settings: Settings, document: str, versions: list[str]) -> tuple[Source, Source]:
    """Return the two versions to compare."""
    if len(versions) == 2:
        return source_at(settings, document, versions[0]), source_at(settings, document, versions[1])
    in_use = active_manifest(settings).of(document)
    states = [own for own in timeline(settings) if own.source.id == document]
    if not states:
        raise DocumentUnknown(document, [source.id for source in active_manifest(settings).bronnen])
    if in_use is None:
        raise NothingToCompare(document, states[0].source.versie)
    if versions:
        return in_use, source_at(settings, document, versions[0])
    staged = [own.source for own in states if own.state == "klaargezet" and own.source.versie != in_use.versie]
    replaced = [own.source for own in states if own.state == "vervangen"]
    if staged:
        return in_use, staged[-1]
    if replaced:
        return replaced[-1], in_use
    raise NothingToCompare(document, in_use.versie)
