"""The records that ingest writes and the store hands out: documents, passages and search results."""

from dataclasses import dataclass
from typing import Any, Literal, NewType

CORPUS_MODEL = "corpus"  # the name, in a generation, of the model made from its own corpus

PassageId = NewType("PassageId", str)
Kind = Literal["alinea", "lijst", "voetnoot", "citaat", "tabel", "kader", "formulier"]


@dataclass(frozen=True, kw_only=True)
class DocumentInfo:
    """A document of the corpus, in the version that was read."""

    id: str
    number: str
    title: str
    publisher: str
    version: str
    date: str
    status: str
    remark: str
    source_file: str
    source_sha256: str
    local: bool = False  # the organisation's own document: shown as such, and never what a rule rests on


@dataclass(frozen=True, kw_only=True)
class CitedPlace:
    """Where a place in a data file stands in a generation, whose version may be newer than the one it was written for.

    `fate` is gelijk, verplaatst, gewijzigd or vervallen. What is gone is cited from the version of then: `document` is
    then the id of that version. `confirmed` says that someone read a changed passage and found that it still carries.
    """

    document: str
    start: int
    end: int
    fate: str = "gelijk"
    confirmed: bool = True
    written_for: str = ""
    now: str = ""
    similarity: float = 1.0
    pair: str = ""

    @property
    def doubtful(self) -> bool:
        """Whether a reader must be told that the words are no longer those that were cited."""
        return not self.confirmed


@dataclass(frozen=True, kw_only=True)
class Passage:
    """A paragraph or list of a document: `text` is its stored lines verbatim, `reading_text` those repaired."""

    passage_id: PassageId
    document: str
    version: str
    source_file: str
    source_sha256: str
    start_line: int
    end_line: int
    page: int | None
    heading_path: tuple[str, ...]
    kind: Kind
    text: str
    reading_text: str


def passage_from(stored: dict[str, Any]) -> Passage:
    """Return a passage as it was written to a file; raises KeyError or TypeError when it is none."""
    return Passage(**{**stored, "heading_path": tuple(stored["heading_path"])})


@dataclass(frozen=True, kw_only=True)
class Hit:
    """A passage found, and how well it fits the question (higher is better).

    `also_at` names the passages that say the same elsewhere in its document; they are hits of their own as well, so
    that who shows the hits may fold them, and who cites has each place.
    """

    passage: Passage
    score: float
    also_at: tuple[PassageId, ...] = ()


@dataclass(frozen=True, kw_only=True)
class SearchResult:
    """What a search gave: hits, best first, and whether the documents seem to answer the question at all."""

    hits: tuple[Hit, ...]
    answerable: bool


@dataclass(frozen=True, kw_only=True)
class ModelIdentity:
    """What a generation records of the model that made its vectors."""

    model: str
    dimension: int
    checksum: str
    query_prefix: str
    passage_prefix: str
    revision: str | None = None
