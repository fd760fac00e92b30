"""Which language model is used, where it is, and how long a turn may wait for it; nothing set means no model."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

PROVIDERS = {"ollama": "ollama", "openai": "openai", "azure_openai": "openai", "mistralai": "mistral"}
"""The providers that were tried, each with the extra of pyproject.toml that installs it."""

_OLLAMA = "http://127.0.0.1:11434"
_MOST_SECONDS = 120.0


@dataclass(frozen=True)
class ModelSettings:
    """The settings of a language model. The key never shows in a repr, a log or an error."""

    provider: str
    name: str
    url: str
    key: str = field(default="", repr=False)
    seconds: float = 8.0
    """The longest that one turn waits for all the model's work together."""
    most_dropped: float = 1 / 3
    """When a larger part of a phrased answer fails the checks, the literal answer is shown instead."""

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> ModelSettings | None:
        """Return what DEELWIJZER_MODEL and its companions say, or None when no model is set.

        Raises ValueError naming the variable, and never the key, for a value that cannot be used.
        """
        model = environment.get("DEELWIJZER_MODEL", "").strip()
        if not model:
            return None
        provider, _, name = model.partition(":")
        if provider not in PROVIDERS or not name:
            known = ", ".join(f"{each}:NAME" for each in PROVIDERS)
            raise ValueError(f"DEELWIJZER_MODEL is {model!r}; expected is one of {known}")
        return cls(
            provider,
            name,
            _address(provider, environment.get("DEELWIJZER_MODEL_URL", "").strip()),
            environment.get("DEELWIJZER_MODEL_KEY", "").strip(),
            _number(environment, "DEELWIJZER_MODEL_SECONDEN", cls.seconds, above=0.0, most=_MOST_SECONDS),
            _number(environment, "DEELWIJZER_MODEL_WEGLATEN", cls.most_dropped, above=-1.0, most=1.0),
        )

    @property
    def label(self) -> str:
        """The name a user sees."""
        return f"{self.provider}:{self.name}"


def _address(provider: str, url: str) -> str:
    if not url and provider == "ollama":
        return _OLLAMA
    parts = urlsplit(url)
    # The address is always written out: nothing leaves the machine to a place that no administrator typed.
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("DEELWIJZER_MODEL_URL is no address; give the whole one, for example http://127.0.0.1:8000/v1")
    if parts.username or parts.password:
        raise ValueError("DEELWIJZER_MODEL_URL holds a name or password; put the key in DEELWIJZER_MODEL_KEY")
    return url


def _number(environment: Mapping[str, str], name: str, default: float, *, above: float, most: float) -> float:
    raw = environment.get(name, "").strip()
    if not raw:
        return default
    try:
        value = float(raw)
    except ValueError:
        value = math.nan
    if not above < value <= most or value < 0:
        raise ValueError(
            f"{name} is {raw!r}; give a number from {max(above, 0):g} to {most:g}, for example {default:.2g}"
        )
    return value
