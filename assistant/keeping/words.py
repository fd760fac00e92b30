"""What the keeper says to the user: messages and reasons, from teksten/bewaren.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.datafiles import read_yaml, texts
from assistant.errors import KeepingError

Notice = dict[str, Any]

_NOTICES = (
    *("ingehaald", "bijgewerkt", "nieuwe_opmerking", "elders_gewist", "kijkt_mee"),
    *("oudere_versie", "conclusie_open", "antwoord_vervallen"),
)
_REASONS = (
    *("niets_om_te_bewaren", "typefout", "onbekend", "andere_vorm", "even_wachten", "niet_bewaard"),
    *("lege_opmerking", "lange_opmerking", "gewist"),
)


@dataclass(frozen=True)
class Words:
    """The sentences by their name."""

    notices: Mapping[str, str]
    reasons: Mapping[str, str]

    @classmethod
    def load(cls, path: Path) -> Words:
        """Read the sentences; raises DataFileError for a name that is missing or unknown."""
        read = read_yaml(path, required=("meldingen", "fouten"))
        return cls(
            texts(read["meldingen"], path.name, "meldingen", required=_NOTICES),
            texts(read["fouten"], path.name, "fouten", required=_REASONS),
        )

    def notice(self, name: str, text: str = "") -> Notice:
        """Return a message, by default with the sentence of its name.

        It speaks of the program and not of the law, so it cites nothing.
        """
        return {"soort": name, "tekst": text or self.notices[name], "bronnen": []}

    def refusal(self, name: str, **values: object) -> KeepingError:
        """Return the error that tells the user why something was not done."""
        return KeepingError(self.reasons[name].format(**values))
