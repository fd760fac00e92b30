"""Which version of each document was in use when, read from the history of the index."""

import json
from dataclasses import dataclass

from ingest.generations import Generations
from ingest.manifest import Source, load_manifest
from ingest.settings import Settings
from ingest.versions.own import OwnVersions


@dataclass(kw_only=True)
class VersionState:
    """One version: since when it is in use, until when it was, and by what it was replaced; empty is not (yet)."""

    source: Source
    since: str = ""
    until: str = ""
    replaced_by: str = ""

    @property
    def state(self) -> str:
        """Return klaargezet, actief or vervangen."""
        if self.until:
            return "vervangen"
        return "actief" if self.since else "klaargezet"


def timeline(settings: Settings) -> tuple[VersionState, ...]:
    """Return every version there is, by document, those of the project before those that were added."""
    found: dict[tuple[str, str], VersionState] = {}
    for source in load_manifest(settings.corpus_dir).bronnen:
        for earlier in source.eerdere:
            old = source.at(earlier.versie)
            if old is not None:
                found[source.id, old.versie] = VersionState(
                    source=old, since="-", until=earlier.vervangen_op, replaced_by=earlier.vervangen_door
                )
        found[source.id, source.versie] = VersionState(source=source)
    for own in OwnVersions(settings).all():
        found[own.id, own.versie] = VersionState(source=own)
    in_use: dict[str, str] = {}
    for since, versions in _used(settings):
        for document in {**in_use, **versions}:
            before, now = in_use.get(document), versions.get(document)
            if before == now:
                continue
            if before is not None and (old_state := found.get((document, before))):
                old_state.until, old_state.replaced_by = since or "?", now or "-"
            if now is not None and (state := found.get((document, now))):
                state.since, state.until, state.replaced_by = state.since or since or "?", "", ""
        in_use = versions
    order = list(dict.fromkeys(document for document, _ in found))
    return tuple(sorted(found.values(), key=lambda own: order.index(own.source.id)))


def newest_with(settings: Settings, document: str, version: str) -> str | None:
    """Return the generation made last that holds this version, or None when no index was made with it."""
    generations = Generations(settings.data_dir)
    for generation in reversed(generations.ids()):
        if _held(generations, generation).get(document) == version:
            return generation
    return None


def _used(settings: Settings) -> list[tuple[str, dict[str, str]]]:
    """Return when another generation became active, and the versions it held; what is no longer kept is left out."""
    generations = Generations(settings.data_dir)
    every = [(activation.since, _held(generations, activation.generation)) for activation in generations.history()]
    return [(since, held) for since, held in every if held]


def _held(generations: Generations, generation: str) -> dict[str, str]:
    """Return the version of each document that a generation holds; empty when it is no longer kept."""
    path = generations.path_of(generation) / "documents.json"
    if not path.is_file():
        return {}
    return {info["id"]: info["version"] for info in json.loads(path.read_text("utf-8"))}
