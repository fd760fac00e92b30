"""What people confirmed: that a citation still rests on a passage whose words changed."""

import json
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from ingest.durable import replace_durably
from ingest.errors import DataFileError


@dataclass(frozen=True, kw_only=True)
class Confirmation:
    """One confirmation; `pair` names the words of then and now, so that other words need another one."""

    place: str
    version: str
    pair: str
    reason: str
    date: str


class Confirmations:
    """The confirmations of an installation, in the order they were given."""

    def __init__(self, data_dir: Path) -> None:
        self._path = data_dir / "corpus" / "bevestigd.jsonl"

    def all(self) -> tuple[Confirmation, ...]:
        """Return every confirmation; raises DataFileError when the file is damaged."""
        try:
            lines = self._path.read_text("utf-8").splitlines()
        except FileNotFoundError:
            return ()
        found = []
        for number, line in enumerate(lines, start=1):
            try:
                found.append(Confirmation(**json.loads(line)))
            except (ValueError, TypeError):
                raise DataFileError(self._path, f"regel {number}", "dit is geen bevestiging") from None
        return tuple(found)

    def pairs(self) -> frozenset[str]:
        """Return the pairs of words, of then and now, that were confirmed."""
        return frozenset(own.pair for own in self.all())

    def confirm(self, place: str, version: str, pair: str, reason: str) -> None:
        """Keep a confirmation, with its reason and the date of today."""
        new = Confirmation(place=place, version=version, pair=pair, reason=reason, date=date.today().isoformat())
        self._path.parent.mkdir(parents=True, exist_ok=True)
        kept = [json.dumps(asdict(own), ensure_ascii=False) + "\n" for own in (*self.all(), new)]
        replace_durably(self._path, "".join(kept))
