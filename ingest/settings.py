"""The settings of a build: where things stand and which model embeds; read from the environment once."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import IngestError

SHIPPED_MODEL = Path(__file__).parent / "model"
_DATA = "DEELWIJZER_DATA"
_MODEL = "DEELWIJZER_EMBEDDING_MODEL"
_REVISION = "DEELWIJZER_EMBEDDING_REVISION"
_RERANKER = "DEELWIJZER_RERANKER_MODEL"
_QUERY_PREFIX = "DEELWIJZER_EMBEDDING_QUERY_PREFIX"
_PASSAGE_PREFIX = "DEELWIJZER_EMBEDDING_PASSAGE_PREFIX"
_KEEP = "DEELWIJZER_BEWAAR_INDEXEN"


@dataclass(frozen=True, kw_only=True)
class EmbeddingSettings:
    """Which model embeds; `model` None is the one made from the corpus itself.

    `revision` pins a model that is fetched by name to one state of it.
    """

    model: str | None = None
    revision: str | None = None
    query_prefix: str = ""
    passage_prefix: str = ""


@dataclass(frozen=True, kw_only=True)
class IndexParts:
    """Which parts take part in making an index; all of them, unless a measurement leaves one out."""

    questions_in_words: bool = True  # example questions widen the lexical index
    questions_in_vectors: bool = True  # and pull the vector of their passage towards them
    questions_in_model: bool = True  # and teach the model made from the corpus
    thesaurus_in_model: bool = True  # as do the everyday phrases and definitions of begrippen.yaml
    outside_in_model: bool = True  # which also learns what the documents do not answer


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What a build needs to know."""

    corpus_dir: Path
    data_dir: Path
    embedding: EmbeddingSettings = EmbeddingSettings()
    ready_model: Path | None = None  # the default model, ready made; without it a build makes one from the corpus
    reranker: str | None = None  # a cross-encoder that reads the best hits again; none unless configured
    index: IndexParts = IndexParts()
    keep: int = 5  # so many generations stay whole, beside the active one and the one before it


class SettingInvalid(IngestError):
    """A setting does not hold what was expected."""

    def __init__(self, name: str, value: str, expected: str) -> None:
        super().__init__(f"{name} is {value!r}; expected {expected}.")
        self.name = name
        self.value = value
        self.expected = expected


def data_dir_from_environment(environment: Mapping[str, str] | None = None) -> Path:
    """Return the folder of what is made at run time: DEELWIJZER_DATA, else .deelwijzer in the working folder."""
    environment = os.environ if environment is None else environment
    return Path(environment.get(_DATA) or ".deelwijzer")


def settings_from_environment(environment: Mapping[str, str] | None = None) -> Settings:
    """Return the settings of this process; raises SettingInvalid."""
    environment = os.environ if environment is None else environment
    return Settings(
        corpus_dir=Path(__file__).parent.parent / "corpus",
        data_dir=data_dir_from_environment(environment),
        ready_model=SHIPPED_MODEL,
        embedding=EmbeddingSettings(
            model=environment.get(_MODEL) or None,
            revision=environment.get(_REVISION) or None,
            query_prefix=environment.get(_QUERY_PREFIX, ""),
            passage_prefix=environment.get(_PASSAGE_PREFIX, ""),
        ),
        reranker=environment.get(_RERANKER) or None,
        keep=_whole_number(environment, _KEEP, Settings.keep),
    )


def _whole_number(environment: Mapping[str, str], name: str, default: int) -> int:
    value = environment.get(name) or str(default)
    if not value.isdecimal() or int(value) < 1:
        raise SettingInvalid(name, value, "een geheel getal vanaf 1")
    return int(value)
