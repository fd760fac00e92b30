"""How long and how much watching may take, and whether it may go without encryption."""

import os
from collections.abc import Mapping
from dataclasses import dataclass

from ingest.settings import SettingInvalid

PREFIX = "DEELWIJZER_BRONNEN_"
_HTTP = f"{PREFIX}HTTP"
_NUMBERS = {"seconds": "SECONDEN", "tries": "POGINGEN", "patience": "GEDULD", "file_bytes": "BYTES"}


@dataclass(frozen=True, kw_only=True)
class WatchLimits:
    """What asking a publisher may cost; DEELWIJZER_BRONNEN_SECONDEN and its companions change it."""

    seconds: float = (
        20  # for a connection, and for each wait on an answer; the whole of an answer gets ten times as long
    )
    tries: int = 3
    patience: float = 60  # seconds: the longest wait before another try, also when the server asks for more
    redirects: int = 5
    file_bytes: int = 100_000_000
    http: bool = False  # addresses without encryption too


def watch_limits_from_environment(environment: Mapping[str, str] | None = None) -> WatchLimits:
    """Return the limits of this process; raises SettingInvalid naming the variable and what was expected."""
    environment = os.environ if environment is None else environment
    given: dict[str, int] = {}
    for field, name in _NUMBERS.items():
        value = environment.get(PREFIX + name)
        if value:
            if not value.isdecimal() or int(value) < 1:
                raise SettingInvalid(PREFIX + name, value, "een geheel getal vanaf 1")
            given[field] = int(value)
    http = environment.get(_HTTP) or "nee"
    if http not in ("ja", "nee"):
        raise SettingInvalid(_HTTP, http, "ja of nee")
    return WatchLimits(**given, http=http == "ja")
