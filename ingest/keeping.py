"""Which generations are kept: the last ones whole, older ones for what was cited from them, and unused ones not."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from ingest.durable import replace_durably
from ingest.generations import ARCHIVED, Generations
from ingest.history import way_back
from ingest.leases import in_use

# What a receipt needs stays: the description, the documents and their passages. This is only for searching.
_FOR_SEARCH = ("chroma", "lexical", "model", "*.npy", "groups.json", "thesaurus.json")


@dataclass(frozen=True, kw_only=True)
class Tidied:
    """The generations of which only the documents and passages were kept, and those that went altogether."""

    archived: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


def tidy(generations: Generations, keep: int) -> Tidied:
    """Keep the active generation, the one before it and the last `keep` whole; call it holding the lock.

    Of an older one that was ever active the passages stay, for an answer may have cited them; one that never was goes.
    What a reader has open stays as it is.
    """
    history = generations.history()
    needed = {generations.active_id(), *way_back(history)[:1]}
    was_active = {own.generation for own in history}
    archived: list[str] = []
    removed: list[str] = []
    for generation_id in generations.ids()[:-keep]:
        folder = generations.path_of(generation_id)
        if generations.is_archived(generation_id):
            _strip(folder)  # a process may have died halfway
        elif generation_id in needed or in_use(folder):
            continue
        elif generation_id in was_active:
            replace_durably(folder / ARCHIVED, "")
            _strip(folder)
            archived.append(generation_id)
        else:
            generations.remove(generation_id)
            removed.append(generation_id)
    return Tidied(archived=tuple(archived), removed=tuple(removed))


def _strip(folder: Path) -> None:
    for pattern in _FOR_SEARCH:
        for path in folder.glob(pattern):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
