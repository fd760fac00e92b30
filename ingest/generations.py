"""Generations of the index: made beside the active one, activated by one atomic pointer, never changed afterwards."""

import hashlib
import json
import shutil
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass
from pathlib import Path

from ingest.durable import NEW, replace_durably, sync_tree
from ingest.errors import IngestError
from ingest.history import Activation, History, activation_now, way_back
from ingest.locking import IndexLock
from ingest.records import ModelIdentity

FORMAT = 2  # goes up when a generation made by older code can no longer be read
ARCHIVED = "gearchiveerd"  # the name of a file: only the documents and passages of this generation are kept
_UNFINISHED = ".bezig-"
_DESCRIPTION = "generation.json"
_ALWAYS = ("documents.json", "passages.jsonl")
_DOCUMENTS = "documenten/"
_CHROMA = "chroma"  # the database touches its own files when read, so these have no checksum


class GenerationDamaged(IngestError):
    """A generation misses something or holds something else than was written."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}. Run `python -m ingest build` to make the index again.")
        self.path = path
        self.reason = reason


class GenerationNotFound(IngestError):
    """A generation is named that is not there."""

    def __init__(self, generation: str, known: list[str]) -> None:
        super().__init__(f"There is no generation {generation!r}; there are {', '.join(known) or 'none'}.")
        self.generation = generation
        self.known = ", ".join(known) or "-"


class GenerationArchived(IngestError):
    """A generation is to become active of which only the passages are kept."""

    def __init__(self, generation: str) -> None:
        super().__init__(f"Of generation {generation!r} only the passages are kept. Build that corpus again.")
        self.generation = generation


class NothingBefore(IngestError):
    """There is no earlier generation to go back to."""

    def __init__(self, active: str | None) -> None:
        super().__init__(f"There is no generation to go back to from {active!r}.")
        self.active = active or "-"


@dataclass(frozen=True, kw_only=True)
class Generation:
    """What generation.json says: what was read, how it was embedded, and the checksums of the files."""

    id: str
    made: str
    format: int
    fingerprint: str
    model: ModelIdentity
    reranker: str | None
    passages: dict[str, int]
    files: dict[str, str]


class Generations:
    """The folder of generations under a data folder."""

    def __init__(self, data_dir: Path) -> None:
        self.index_dir = data_dir / "index"
        self.folder = self.index_dir / "generations"
        self._pointer = self.index_dir / "active"
        self._history = History(self.index_dir / "geschiedenis.jsonl")
        self._lock = IndexLock(self.index_dir)

    def active_id(self) -> str | None:
        """Return the id that the pointer names, or None when nothing is active yet."""
        try:
            return self._pointer.read_text("utf-8").strip() or None
        except FileNotFoundError:
            return None

    def ids(self) -> list[str]:
        """Return the ids of all whole generations, active or not, in the order they were made."""
        return sorted(path.parent.name for path in self.folder.glob(f"[!.]*/{_DESCRIPTION}"))

    def is_archived(self, generation_id: str) -> bool:
        """Whether only the documents and passages of a generation are kept: it cannot be searched."""
        return (self.path_of(generation_id) / ARCHIVED).exists()

    def path_of(self, generation_id: str) -> Path:
        """Return the folder of a generation."""
        return self.folder / generation_id

    def read(self, generation_id: str) -> Generation:
        """Return the description of a generation; raises GenerationDamaged when it is absent or not readable."""
        path = self.path_of(generation_id) / _DESCRIPTION
        try:
            content = json.loads(path.read_text("utf-8"))
            content["model"] = ModelIdentity(**content["model"])
            generation = Generation(**content)
        except FileNotFoundError:
            raise GenerationDamaged(path, "the file is missing") from None
        except (ValueError, TypeError, KeyError) as error:
            raise GenerationDamaged(path, f"this is not the description of a generation ({error})") from None
        if generation.format != FORMAT:
            raise GenerationDamaged(path, f"format is {generation.format!r}, expected {FORMAT}")
        return generation

    def damage(self, generation: Generation) -> str | None:
        """Return what is wrong with the files of a generation, or None when they are what was written.

        Of one that is archived only the files that are kept count.
        """
        folder = self.path_of(generation.id)
        archived = self.is_archived(generation.id)
        for name, checksum in generation.files.items():
            path = folder / name
            if not path.is_file():
                if archived and name not in _ALWAYS and not name.startswith(_DOCUMENTS):
                    continue
                return f"{name} is missing"
            if _checksum(path) != checksum:
                return f"{name} is not what was written"
        whole = archived or (folder / _CHROMA / "chroma.sqlite3").is_file()
        return None if whole else f"{_CHROMA}/chroma.sqlite3 is missing"

    def lock(self) -> AbstractContextManager[None]:
        """Hold the lock that every change of the index needs; raises BuildInProgress when another process has it."""
        return self._lock.held()

    def remove_unfinished(self) -> list[str]:
        """Remove what was broken off halfway left behind; returns the names. Call it holding the lock."""
        left = [*self.folder.glob(f"{_UNFINISHED}*"), *self.index_dir.glob(f"*{NEW}")]
        for path in left:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        return sorted(path.name for path in left)

    def unfinished(self, generation_id: str) -> Path:
        """Return a new folder to build a generation in."""
        path = self.folder / f"{_UNFINISHED}{generation_id}"
        path.mkdir(parents=True)
        return path

    def remove(self, generation_id: str) -> None:
        """Remove a generation altogether; call it holding the lock."""
        leaving = self.folder / f"{_UNFINISHED}{generation_id}"
        self.path_of(generation_id).rename(leaving)  # at no moment is half of it there under its own name
        shutil.rmtree(leaving)

    def finish(self, building: Path, generation: Generation) -> None:
        """Give a built folder its description and its name: from then on it is there, and all of it."""
        description = json.dumps(asdict(generation), ensure_ascii=False, indent=1)
        (building / _DESCRIPTION).write_text(description, "utf-8")
        sync_tree(building)
        building.rename(self.path_of(generation.id))

    def activate(self, generation_id: str, *, reason: str = "") -> None:
        """Let readers that begin from now on find a generation, in one step, and record since when and why.

        Nothing happens when it is the active one. Raises GenerationNotFound, GenerationArchived, GenerationDamaged,
        BuildInProgress or OSError; the active one then stays.
        """
        with self.lock():
            self.remove_unfinished()
            if generation_id not in self.ids():
                raise GenerationNotFound(generation_id, self.ids())
            if self.is_archived(generation_id):
                raise GenerationArchived(generation_id)
            if generation_id != self.active_id():
                self._switch(activation_now(generation_id, reason, rollback=False))

    def rollback(self, *, reason: str = "") -> str:
        """Go back to the generation that was active before the present one and is still there; returns its id.

        Going back again goes back further. Raises NothingBefore, and what `activate` raises.
        """
        with self.lock():
            self.remove_unfinished()
            there = [own for own in self.ids() if not self.is_archived(own)]
            before = [own for own in way_back(self.history()) if own in there]
            if not before:
                raise NothingBefore(self.active_id())
            self._switch(activation_now(before[0], reason, rollback=True))
            return before[0]

    def history(self) -> tuple[Activation, ...]:
        """Return which generations became active, oldest first; the last one is active now."""
        return self._history.read(self.active_id())

    def _switch(self, activation: Activation) -> None:
        generation = self.read(activation.generation)
        if (damage := self.damage(generation)) is not None:
            raise GenerationDamaged(self.path_of(generation.id), damage)
        self._history.write([*self.history(), activation])
        replace_durably(self._pointer, generation.id + "\n")


def file_checksums(folder: Path) -> dict[str, str]:
    """Return the checksum of each file of a generation that never changes again, by its name in the folder."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    names = {path.relative_to(folder).as_posix(): path for path in files}
    return {name: _checksum(path) for name, path in names.items() if not name.startswith(f"{_CHROMA}/")}


def _checksum(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
