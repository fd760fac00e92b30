"""Generations of the index: made beside the active one, activated by one atomic pointer, never changed afterwards."""

import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from ingest.errors import IngestError
from ingest.records import ModelIdentity

FORMAT = 2  # goes up when a generation made by older code can no longer be read
_UNFINISHED = ".bezig-"
_DESCRIPTION = "generation.json"
_CHROMA = "chroma"  # the database touches its own files when read, so these have no checksum


class BuildInProgress(IngestError):
    """Another build holds the lock."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"Another build is running (lock {path}). Wait until it is done, then try again.")
        self.path = path


class GenerationDamaged(IngestError):
    """A generation misses something or holds something else than was written."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}. Run `python -m ingest build` to make the index again.")
        self.path = path
        self.reason = reason


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
        self._lock = self.index_dir / "build.lock"

    def active_id(self) -> str | None:
        """Return the id that the pointer names, or None when nothing is active yet."""
        try:
            return self._pointer.read_text("utf-8").strip() or None
        except FileNotFoundError:
            return None

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
        """Return what is wrong with the files of a generation, or None when they are what was written."""
        folder = self.path_of(generation.id)
        for name, checksum in generation.files.items():
            path = folder / name
            if not path.is_file():
                return f"{name} is missing"
            if _checksum(path) != checksum:
                return f"{name} is not what was written"
        return None if (folder / _CHROMA / "chroma.sqlite3").is_file() else f"{_CHROMA}/chroma.sqlite3 is missing"

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Hold the build lock; raises BuildInProgress at once when another process has it."""
        from filelock import FileLock, Timeout

        self.folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(self._lock)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            raise BuildInProgress(self._lock) from None
        try:
            yield
        finally:
            lock.release()

    def remove_unfinished(self) -> list[str]:
        """Remove what a build that was broken off left behind; returns the names. Call it holding the lock."""
        names = sorted(path.name for path in self.folder.glob(f"{_UNFINISHED}*"))
        for name in names:
            shutil.rmtree(self.folder / name)
        return names

    def unfinished(self, generation_id: str) -> Path:
        """Return a new folder to build a generation in."""
        path = self.folder / f"{_UNFINISHED}{generation_id}"
        path.mkdir()
        return path

    def finish(self, building: Path, generation: Generation) -> None:
        """Give a built folder its description and its name, and activate it: readers see all of it or nothing."""
        description = json.dumps(asdict(generation), ensure_ascii=False, indent=1)
        _write_durably(building / _DESCRIPTION, description)
        building.rename(self.path_of(generation.id))
        self.activate(generation.id)

    def activate(self, generation_id: str) -> None:
        """Let the pointer name a generation, in one step."""
        # Path.replace is os.replace: a reader finds the old pointer or the new one, never half of one.
        new = self._pointer.with_suffix(".new")
        _write_durably(new, generation_id + "\n")
        new.replace(self._pointer)


def file_checksums(folder: Path) -> dict[str, str]:
    """Return the checksum of each file of a generation that never changes again, by its name in the folder."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    names = {path.relative_to(folder).as_posix(): path for path in files}
    return {name: _checksum(path) for name, path in names.items() if not name.startswith(f"{_CHROMA}/")}


def _checksum(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _write_durably(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
