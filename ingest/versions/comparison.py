"""A comparison of two versions: what changed per section, whom that touches, and which laws the new one names."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.build import read_passages
from ingest.manifest import Manifest, Source
from ingest.records import Passage
from ingest.settings import Settings
from ingest.versions.alignment import align
from ingest.versions.changes import Change, compare
from ingest.versions.confirmations import Confirmations
from ingest.versions.laws import LawFinder, Mention, registered
from ingest.versions.own import source_at
from ingest.versions.places import Located, PlaceMap
from ingest.versions.references import Reference, find_references
from ingest.versions.words import words_of


@dataclass(frozen=True, kw_only=True)
class Touched:
    """Something in the data files that cites, and what became of a passage it cites."""

    reference: Reference
    lines: tuple[int, int]  # of the version it was written for
    located: Located
    confirmed: bool
    then: str  # the words that were cited
    now: str  # those that stand there now; empty when the place is gone


@dataclass(frozen=True, kw_only=True)
class NamedLaw:
    """A law or article that the new version names."""

    mention: Mention
    line: int
    registered: bool
    new: bool  # whether the old version did not name it


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """Two versions of a document side by side."""

    old: Source
    new: Source
    changes: tuple[Change, ...]
    touched: tuple[Touched, ...]
    laws: tuple[NamedLaw, ...]

    @property
    def lost(self) -> tuple[Touched, ...]:
        """What the assistant's words rest on and the new version no longer says."""
        return tuple(own for own in self.touched if own.reference.carries and own.located.fate == "vervallen")

    @property
    def doubtful(self) -> tuple[Touched, ...]:
        """What cites a passage that changed, as long as nobody confirmed that it still carries."""
        return tuple(own for own in self.touched if own.located.fate == "gewijzigd" and not own.confirmed)


def compare_versions(settings: Settings, old: Source, new: Source) -> Comparison:
    """Compare two versions of a document; raises IngestError when a file of either is not what the manifest names.

    Places are followed from the version they were written against, which is the old one unless a version lies between.
    """
    before, after = _passages(settings, old), _passages(settings, new)
    old_words, new_words = words_of(before), words_of(after)
    changes = compare(before, after, old_words, new_words, align(old_words.words, new_words.words))
    finder = LawFinder.load()
    known = registered(settings.corpus_dir / "wetsverwijzingen.yaml", finder)
    named_before = finder.in_passages(before)
    laws = tuple(
        NamedLaw(mention=mention, line=line, registered=mention in known, new=mention not in named_before)
        for mention, line in sorted(finder.in_passages(after).items())
    )
    touched = _touched(settings, source_at(settings, new.id, new.cited_version), new, after) if not new.lokaal else ()
    return Comparison(old=old, new=new, changes=changes, touched=touched, laws=laws)


def _touched(settings: Settings, cited: Source, new: Source, after: Sequence[Passage]) -> tuple[Touched, ...]:
    before = _passages(settings, cited)
    old_words, new_words = words_of(before), words_of(after)
    places = PlaceMap(old_words, new_words, align(old_words.words, new_words.words))
    confirmed = Confirmations(settings.data_dir).pairs()
    found = []
    for reference in find_references(project_of(settings)):
        if reference.number != new.nummer:
            continue
        for start, end in places.parts(reference.start, reference.end):
            located = places.locate(start, end)
            if located.fate != "gelijk":
                found.append(
                    Touched(
                        reference=reference,
                        lines=(start, end),
                        located=located,
                        confirmed=located.pair in confirmed,
                        then=_said(before, start, end),
                        now="" if located.fate == "vervallen" else _said(after, located.start, located.end),
                    )
                )
    return tuple(found)


def project_of(settings: Settings) -> Path:
    """Return the folder that the corpus and the data files of the other rooms stand in."""
    return settings.corpus_dir.resolve().parent


def _passages(settings: Settings, source: Source) -> Sequence[Passage]:
    return read_passages(settings.corpus_dir, Manifest(bronnen=(source,)))[source.id][1]


def _said(passages: Sequence[Passage], start: int, end: int) -> str:
    """Return the words on these lines of the passages, as running text."""
    lines = [
        line.strip()
        for passage in passages
        for number, line in enumerate(passage.text.split("\n"), start=passage.start_line)
        if start <= number <= end and line.strip()
    ]
    return " ".join(lines)
