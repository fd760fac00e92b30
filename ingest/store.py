"""The read side of ingest: documents, passages and search of the active generation; all that others may import."""

import json
import threading
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ingest.errors import IngestError
from ingest.generations import ARCHIVED, Generation, GenerationDamaged, Generations
from ingest.leases import lease
from ingest.records import CitedPlace, DocumentInfo, Hit, Kind, Passage, PassageId, SearchResult, passage_from
from ingest.settings import data_dir_from_environment
from ingest.store_errors import (
    DocumentNotFound,
    GenerationGone,
    IndexDamaged,
    IndexMissing,
    IndexUnusable,
    PassageNotFound,
    PlaceNotFound,
    StoreError,
)
from ingest.versions.confirmations import Confirmations
from ingest.versions.earlier import EarlierVersion, read_earlier
from ingest.versions.rehearsed import keep_rehearsal

if TYPE_CHECKING:
    from ingest.retrieval.search import SearchIndex, SearchParts

__all__ = [
    "CitedPlace",
    "DocumentInfo",
    "DocumentNotFound",
    "GenerationGone",
    "Hit",
    "IndexDamaged",
    "IndexMissing",
    "IndexUnusable",
    "Kind",
    "Passage",
    "PassageId",
    "PassageNotFound",
    "PlaceNotFound",
    "SearchResult",
    "Store",
    "StoreError",
    "data_dir_from_environment",
    "open_store",
]


class Store:
    """One generation, for reading: what is read stays the same, also when another generation becomes active."""

    def __init__(
        self,
        folder: Path,
        description: Generation,
        documents: Mapping[str, DocumentInfo],
        passages: Sequence[Passage],
        lines: Mapping[str, Sequence[str]],
        earlier: Mapping[str, EarlierVersion] | None = None,
        confirmed: frozenset[str] = frozenset(),
    ) -> None:
        self.generation = description.id
        self.made = description.made
        self.model = f"{description.model.model} ({description.model.dimension})"
        self.documents = documents
        self.passages = passages
        self._folder = folder
        self._model = description.model
        self.reranker = description.reranker
        self._earlier = earlier or {}
        self._confirmed = confirmed
        kept = {version.info.id: version for version in self._earlier.values()}
        self._every_document = {**documents, **{name: version.info for name, version in kept.items()}}
        self._lines = {**lines, **{name: version.lines for name, version in kept.items()}}
        self._by_id = {passage.passage_id: passage for version in kept.values() for passage in version.passages}
        self._by_id |= {passage.passage_id: passage for passage in passages}
        self._of_document = {
            document: [passage for passage in passages if passage.document == document] for document in documents
        }
        self._of_document |= {name: list(version.passages) for name, version in kept.items()}
        self._index: SearchIndex | None = None
        lease(self, folder)
        self._loading = threading.Lock()

    def document_by_number(self, number: str) -> DocumentInfo:
        """Return the document that is cited as `number` ("002"); raises StoreError when there is none."""
        for document in self.documents.values():
            if document.number == number:
                return document
        raise DocumentNotFound(number, [document.number for document in self.documents.values()])

    def document(self, document: str) -> DocumentInfo:
        """Return what a passage says its document is, also when that is a version kept to be cited; or raise."""
        try:
            return self._every_document[document]
        except KeyError:
            raise DocumentNotFound(document, list(self.documents)) from None

    def locate(self, number: str, start: int, end: int) -> CitedPlace:
        """Return where a place of the data files ("002:515-518") stands in this generation, as one.

        Places are written against one version of a document. Where the generation holds another, the place is found
        by what it says. Raises StoreError when there is no such document, or no such lines in the version of then.
        """
        return self._located(number, start, end, whole=True)[0]

    def locate_parts(self, number: str, start: int, end: int) -> tuple[CitedPlace, ...]:
        """Return the same passage by passage: of what is cited one part may be gone and another stand as it did."""
        return self._located(number, start, end, whole=False)

    def _located(self, number: str, start: int, end: int, *, whole: bool) -> tuple[CitedPlace, ...]:
        document = self.document_by_number(number)
        earlier = self._earlier.get(number)
        count = self.line_count(document.id if earlier is None else earlier.info.id)
        if not 1 <= start <= end <= count:
            raise PlaceNotFound(f"{number}:{start}-{end}", count)
        if earlier is None:
            return (CitedPlace(document=document.id, start=start, end=end),)
        parts = ((start, end),) if whole else earlier.parts(start, end)
        located = [earlier.locate(*part) for part in parts]
        return tuple(
            CitedPlace(
                document=earlier.info.id if found.fate == "vervallen" else document.id,
                start=found.start,
                end=found.end,
                fate=found.fate,
                confirmed=found.same_words or (found.fate == "gewijzigd" and found.pair in self._confirmed),
                written_for=earlier.info.version,
                now=document.version,
                similarity=found.similarity,
                pair=found.pair,
            )
            for found in located
        )

    def other(self, generation: str) -> "Store | None":
        """Return another generation of the same data folder, or None when it is not kept or cannot be read."""
        try:
            return open_store(self._folder.parents[2], generation)
        except StoreError:
            return None

    def keep_rehearsal(self, beside: "Store", worse: list[str], outcome: dict[str, Any]) -> None:
        """Keep what a rehearsal of this generation beside another came to; `python -m ingest activate` reads it."""
        keep_rehearsal(self._folder, beside._folder, worse, outcome)

    def passage(self, passage_id: PassageId) -> Passage:
        """Return a passage by its id, of this generation or of a version kept to be cited; raises PassageNotFound."""
        try:
            return self._by_id[passage_id]
        except KeyError:
            raise PassageNotFound(passage_id, self.generation) from None

    def passages_at(self, document: str, start: int, end: int) -> list[Passage]:
        """Return the passages of a document that overlap lines start to end, in order."""
        own = self._of_document.get(document)
        if own is None:
            raise DocumentNotFound(document, list(self.documents))
        first = bisect_left(own, start, key=lambda passage: passage.end_line)
        last = bisect_left(own, end + 1, key=lambda passage: passage.start_line)
        return own[first:last]

    def lines(self, document: str, start: int, end: int) -> list[str]:
        """Return stored lines start to end (1-based, inclusive), verbatim; raises StoreError outside the document."""
        count = self.line_count(document)
        if not 1 <= start <= end <= count:
            raise StoreError(f"Lines {start}-{end} of {document!r} do not exist; the document has lines 1-{count}.")
        return list(self._lines[document][start - 1 : end])

    def line_count(self, document: str) -> int:
        """Return how many lines a document has."""
        if document not in self._lines:
            raise DocumentNotFound(document, list(self.documents))
        return len(self._lines[document])

    def search(
        self,
        query: str,
        *,
        k: int = 10,
        context: Mapping[str, str] | None = None,
        parts: "SearchParts | None" = None,
    ) -> SearchResult:
        """Return the k passages that fit a question best; the first call loads the indexes.

        `context` holds facts of a walk ({"rol": "woningcorporatie"}), which tip the balance between hits that fit about
        equally well; `parts` leaves parts of search out, to measure what each of them adds.

        Raises:
            StoreError: the indexes are damaged, or a model is not at hand or another than the one that made them.
        """
        index = self.search_index()
        try:
            return index.search(query, k, context) if parts is None else index.search(query, k, context, parts)
        except IngestError as error:  # the reranker is loaded when it is first needed
            raise IndexUnusable(str(error)) from error

    def nearness(self, question: str, texts: Sequence[str]) -> list[float]:
        """Return how near in meaning each text is to a question, from 0 to 1, by the model of the index.

        Raises StoreError as `search` does.
        """
        return self.search_index().nearness(question, texts)

    def warm_up(self) -> None:
        """Load what search needs; safe to call from another thread."""
        self.search_index().search("gegevens delen", 1)

    def search_index(self) -> "SearchIndex":
        """Return the loaded indexes, for those who learn from them or measure them; `search` is for all others."""
        with self._loading:
            if self._index is None:
                if (self._folder / ARCHIVED).exists():
                    raise IndexUnusable(
                        f"Of index {self.generation} only the passages are kept; search the active one."
                    )
                from ingest.retrieval.search import SearchIndex

                try:
                    self._index = SearchIndex(self._folder, self.passages, self._model, self.reranker)
                except GenerationDamaged as error:
                    raise IndexDamaged(f"{error.path}: {error.reason}") from error
                except IngestError as error:
                    raise IndexUnusable(str(error)) from error
                except (OSError, ValueError, KeyError) as error:
                    raise IndexDamaged(f"{self._folder} cannot be read ({error})") from error
            return self._index


def open_store(data_dir: Path, generation: str | None = None) -> Store:
    """Return the active generation for reading, or the one that is named; cheap: indexes wait until the first search.

    Raises:
        IndexMissing: nothing was built in this folder yet.
        GenerationGone: the generation that is named is not there.
        IndexDamaged: the generation cannot be read.
    """
    generations = Generations(data_dir)
    active = generations.active_id() if generation is None else generation
    if active is None:
        raise IndexMissing(data_dir)
    if generation is not None and generation not in generations.ids():
        raise GenerationGone(generation)
    folder = generations.path_of(active)
    try:
        description = generations.read(active)
        infos = [DocumentInfo(**info) for info in json.loads((folder / "documents.json").read_text("utf-8"))]
        with (folder / "passages.jsonl").open(encoding="utf-8") as file:
            passages = [passage_from(json.loads(line)) for line in file]
        lines = {
            info.id: (folder / "documenten" / f"{info.number}.txt")
            .read_bytes()
            .decode("utf-8")
            .removesuffix("\n")
            .split("\n")
            for info in infos
        }
        earlier = read_earlier(folder, passages)
    except GenerationDamaged as error:
        raise IndexDamaged(f"{error.path}: {error.reason}") from None
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise IndexDamaged(f"{folder} cannot be read ({error})") from None
    confirmed = Confirmations(data_dir).pairs()
    return Store(folder, description, {info.id: info for info in infos}, passages, lines, earlier, confirmed)
