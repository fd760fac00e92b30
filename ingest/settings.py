"""The settings of a build: where things stand and which model embeds; read from the environment once."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

_DATA = "DEELWIJZER_DATA"
_MODEL = "DEELWIJZER_EMBEDDING_MODEL"
_QUERY_PREFIX = "DEELWIJZER_EMBEDDING_QUERY_PREFIX"
_PASSAGE_PREFIX = "DEELWIJZER_EMBEDDING_PASSAGE_PREFIX"


@dataclass(frozen=True, kw_only=True)
class EmbeddingSettings:
    """Which model embeds; `model` None is the one made from the corpus itself."""

    model: str | None = None
    query_prefix: str = ""
    passage_prefix: str = ""


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What a build needs to know."""

    corpus_dir: Path
    data_dir: Path
    embedding: EmbeddingSettings = EmbeddingSettings()


def data_dir_from_environment(environment: Mapping[str, str] | None = None) -> Path:
    """Return the folder of what is made at run time: DEELWIJZER_DATA, else .deelwijzer in the working folder."""
    environment = os.environ if environment is None else environment
    return Path(environment.get(_DATA) or ".deelwijzer")


def settings_from_environment(environment: Mapping[str, str] | None = None) -> Settings:
    """Return the settings of this process."""
    environment = os.environ if environment is None else environment
    return Settings(
        corpus_dir=Path(__file__).parent.parent / "corpus",
        data_dir=data_dir_from_environment(environment),
        embedding=EmbeddingSettings(
            model=environment.get(_MODEL) or None,
            query_prefix=environment.get(_QUERY_PREFIX, ""),
            passage_prefix=environment.get(_PASSAGE_PREFIX, ""),
        ),
    )
