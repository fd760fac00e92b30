"""What can be wrong when the index is read: each error says what, where, and what to do now."""

from collections.abc import Sequence
from pathlib import Path

from ingest.errors import IngestError


class StoreError(IngestError):
    """The index cannot give what was asked of it."""


class IndexMissing(StoreError):
    """There is no index to read yet."""

    def __init__(self, data_dir: Path) -> None:
        super().__init__(f"There is no index in {data_dir}. Type `make run`, or `python -m ingest build`.")
        self.data_dir = data_dir


class IndexDamaged(StoreError):
    """The active generation cannot be read."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"{reason}. Run `python -m ingest build --force`.")
        self.reason = reason


class GenerationGone(StoreError):
    """A generation is asked for by name that is not there."""

    def __init__(self, generation: str) -> None:
        super().__init__(f"Index {generation!r} is not kept here. `python -m ingest status` tells which one is in use.")
        self.generation = generation


class IndexUnusable(StoreError):
    """The active generation is whole, but the model that made it is not at hand."""


class PassageNotFound(StoreError):
    """A passage is asked for that the generation does not hold."""

    def __init__(self, passage_id: str, generation: str) -> None:
        super().__init__(f"Passage {passage_id!r} is cited but absent from index {generation!r}. Correct the citation.")


class PlaceNotFound(StoreError):
    """Lines are cited that a document does not have."""

    def __init__(self, place: str, count: int) -> None:
        super().__init__(f"the file has lines 1-{count}")
        self.place = place
        self.count = count


class DocumentNotFound(StoreError):
    """A document is asked for that the generation does not hold."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
        super().__init__(f"Document {name!r} is not in the index; it holds {', '.join(known)}.")
