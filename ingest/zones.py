"""A zone: consecutive lines of a document that are one thing, such as a table or a box."""

from dataclasses import dataclass

from ingest.layout import ZoneRule


@dataclass(frozen=True, kw_only=True)
class Zone:
    """Consecutive lines that are one thing."""

    rule: ZoneRule
    first: int
    last: int
