"""The settings of the assistant: read once, from the environment, at an entry point."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from assistant.llm.configuration import ModelSettings
from ingest.store import data_dir_from_environment

_ROOT = Path(__file__).resolve().parent.parent

_LONGEST_KEPT = 366  # it is a place to go on from, and no archive

_QUIET = {
    "ANONYMIZED_TELEMETRY": "False",  # chromadb
    "GRADIO_ANALYTICS_ENABLED": "False",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "LANGCHAIN_TRACING_V2": "false",
    "LANGSMITH_TRACING": "false",
    "DO_NOT_TRACK": "1",
}


@dataclass(frozen=True)
class Settings:
    """Where things are and how long a conversation lives."""

    data_dir: Path
    """The git-ignored folder with the index and the walks a user asked to keep (DEELWIJZER_DATA)."""
    corpus_dir: Path = _ROOT / "corpus"
    """The documents' manifest and the register of law references."""
    kader_dir: Path = _ROOT / "assistant" / "kader"
    """Questions, decision table, proposals and differences."""
    texts_dir: Path = _ROOT / "assistant" / "teksten"
    """The sentences of conclusions and notices."""
    generation: str | None = None
    """The generation of the index to work on; None is the active one."""
    figures_file: Path = _ROOT / "evals" / "uitslag" / "baseline.json"
    """The recorded figures of the evals, for the page about this version; data, and it may be absent."""
    session_hours: float = 8.0
    """After this many hours without a message a conversation is deleted from memory (DEELWIJZER_SESSIE_UREN)."""
    keep_days: int = 30
    """A walk that a user asked to keep is deleted this many days after its last change (DEELWIJZER_BEWAAR_DAGEN)."""
    longest_text: int = 8000
    """A longer message is not read (characters)."""
    model: ModelSettings | None = None
    """The optional language model (DEELWIJZER_MODEL and its companions)."""

    @classmethod
    def from_environment(cls) -> Settings:
        """Read the environment; raises ValueError naming a variable that cannot be used."""
        raw = os.environ.get("DEELWIJZER_SESSIE_UREN", "8")
        try:
            hours = float(raw)
        except ValueError:
            hours = 0.0
        if hours <= 0:
            raise ValueError(f"DEELWIJZER_SESSIE_UREN is {raw!r}; give a number of hours above 0, for example 8")
        raw = os.environ.get("DEELWIJZER_BEWAAR_DAGEN", "30")
        if not raw.isdecimal() or not 1 <= int(raw) <= _LONGEST_KEPT:
            raise ValueError(f"DEELWIJZER_BEWAAR_DAGEN is {raw!r}; give a number of days from 1 to {_LONGEST_KEPT}")
        days = int(raw)
        model = ModelSettings.from_environment(os.environ)
        return cls(data_dir=data_dir_from_environment(), session_hours=hours, keep_days=days, model=model)


def silence_telemetry() -> None:
    """Switch off the telemetry of every library, before any of them is imported; a set variable is overruled."""
    os.environ.update(_QUIET)
