"""Which laws and articles a version names, and which of those stand in the register of law references."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field

from ingest.datafiles import DataModel, load_model, read_yaml
from ingest.errors import DataFileError
from ingest.records import Passage

_ARTICLE = re.compile(r"\bart(?:ikel(?:en)?|\.)\s+(\d+[a-z]?(?:[:.]\d+)*[a-z]?)", re.IGNORECASE)
_FURTHER = re.compile(r"(?:,|\ben\b)\s+(?:artikel\s+)?(\d+[a-z]?(?:[:.]\d+)*[a-z]?)(?![\w:.]*\s+lid)")
_REACH = 60  # an article belongs to a law that is named at most so many characters away


class Law(DataModel):
    """A law, and how documents write it."""

    naam: str
    vormen: Annotated[tuple[str, ...], Field(min_length=1, strict=False)]


class Laws(DataModel):
    """All of them, as wetten.yaml lists them."""

    wetten: Annotated[tuple[Law, ...], Field(min_length=1, strict=False)]


@dataclass(frozen=True, order=True)
class Mention:
    """A law that is named, with its article when that is named too."""

    law: str
    article: str = ""

    def __str__(self) -> str:
        """Write it as people do."""
        return f"{self.law}, artikel {self.article}" if self.article else self.law


@dataclass(frozen=True)
class LawFinder:
    """Finds the laws of wetten.yaml in a text."""

    names: dict[str, str]  # form: name
    pattern: re.Pattern[str]

    @classmethod
    def load(cls) -> "LawFinder":
        """Read wetten.yaml; raises DataFileError."""
        laws = load_model(Path(__file__).with_name("wetten.yaml"), Laws).wetten
        names = {form.casefold(): law.naam for law in laws for form in law.vormen}
        forms = sorted((form for law in laws for form in law.vormen), key=len, reverse=True)
        return cls(names, re.compile(rf"\b(?:{'|'.join(map(re.escape, forms))})\b", re.IGNORECASE))

    def in_text(self, text: str) -> set[Mention]:
        """Return the laws and articles that a text names."""
        laws = [
            (match.start(), match.end(), self.names[match.group().casefold()]) for match in self.pattern.finditer(text)
        ]
        found = {Mention(name) for _, _, name in laws}
        for article in _ARTICLE.finditer(text):
            begin, end = article.span()
            near = [(start - end, name) for start, _, name in laws if 0 <= start - end <= _REACH]
            near += [(begin - stop + _REACH, name) for _, stop, name in laws if 0 <= begin - stop <= _REACH // 2]
            if near:
                law = min(near)[1]
                found.add(Mention(law, article[1]))
                further = _FURTHER.match(text, end)
                while further:
                    found.add(Mention(law, further[1]))
                    further = _FURTHER.match(text, further.end())
        return found

    def in_passages(self, passages: Iterable[Passage]) -> dict[Mention, int]:
        """Return the laws and articles that passages name, each with the first line where it does."""
        found: dict[Mention, int] = {}
        for passage in passages:
            for mention in self.in_text(passage.reading_text):
                found.setdefault(mention, passage.start_line)
        return found


def registered(path: Path, finder: LawFinder) -> frozenset[Mention]:
    """Return what the register says something of; raises DataFileError when it is not a register.

    Of an entry with articles only those are registered, of one without the law as such.
    """
    content: Any = read_yaml(path)
    try:
        references = [entry["verwijzing"] for entry in content["verwijzingen"]]
    except (TypeError, KeyError):
        raise DataFileError(path, "verwijzingen", "expected entries with a `verwijzing`") from None
    found: set[Mention] = set()
    for reference in references:
        mentions = finder.in_text(reference)
        with_article = {mention for mention in mentions if mention.article}
        found |= with_article or mentions
    return frozenset(found)
