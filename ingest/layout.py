"""The layout profiles: what each document's headings, tables, boxes and forms look like, as data in opmaak.yaml."""

import re
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from ingest.datafiles import DataModel, load_model


def _is_pattern(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(f"expected a regular expression ({error})") from None
    return pattern


Pattern = Annotated[str, AfterValidator(_is_pattern)]


class HeadingRule(DataModel):
    """Lines that are a heading, by their text."""

    patroon: Pattern
    niveau: Annotated[int, Field(ge=1, le=6)]
    binnen: Pattern | None = None
    regels: Annotated[int, Field(ge=1, le=4)] = 1
    los: bool = False


class MovedHeading(DataModel):
    """A title that the extraction put elsewhere: it governs from the line `vanaf`, or from the start of its page."""

    patroon: Pattern
    niveau: Annotated[int, Field(ge=1, le=6)]
    vanaf: Pattern | None = None
    regels: Annotated[int, Field(ge=1, le=3)] = 1


class ZoneRule(DataModel):
    """Consecutive lines that are one thing: a table, box, form or quotation."""

    soort: Literal["tabel", "kader", "formulier", "citaat"]
    van: Pattern
    tot: Pattern | None = None
    voor: Pattern | None = None
    rij: Pattern | None = None
    cellen: Annotated[tuple[str, ...], Field(strict=False)] = ()
    koppen: bool = True
    onder: Annotated[int, Field(ge=1, le=6)] | None = None


class Layout(DataModel):
    """How one document is laid out."""

    koppen: Annotated[tuple[HeadingRule, ...], Field(strict=False)] = ()
    verplaatste_koppen: Annotated[tuple[MovedHeading, ...], Field(strict=False)] = ()
    sub_koppen: Pattern | None = None
    geen_koppen: Annotated[tuple[Pattern, ...], Field(strict=False)] = ()
    zones: Annotated[tuple[ZoneRule, ...], Field(strict=False)] = ()
    loopt_door: Pattern | None = None
    residu: dict[str, Pattern] = Field(default_factory=dict)

    @cached_property
    def not_headings(self) -> re.Pattern[str] | None:
        """The lines that look like a heading and are none, as one expression."""
        return re.compile("|".join(f"(?:{pattern})" for pattern in self.geen_koppen)) if self.geen_koppen else None


class Layouts(DataModel):
    """The profiles by document id."""

    opmaak: dict[str, Layout]

    def of(self, document: str) -> Layout:
        """Return the profile of a document; one without a profile is read by the general rules alone."""
        return self.opmaak.get(document, Layout())


def load_layouts(path: Path | None = None) -> Layouts:
    """Return the checked profiles; raises DataFileError with file, key and what was expected."""
    return load_model(path or Path(__file__).with_name("opmaak.yaml"), Layouts)
