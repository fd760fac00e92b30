"""Everyday words beside the words of the documents: what a question is widened with."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Annotated

from pydantic import ConfigDict, Field

from ingest.datafiles import DataModel, load_model
from ingest.retrieval.analysis import content_words, stem

Texts = Annotated[tuple[str, ...], Field(strict=False)]


class Concept(DataModel):
    """The keys of a term that searching needs; the others are for those who show the terms."""

    model_config = ConfigDict(extra="ignore", frozen=True, strict=True)

    term: str
    vormen: Texts = ()
    gewoon: Texts = ()
    definitie: str = ""
    bronnen: Texts = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The ways in which the documents write the term."""
        return (self.term, *self.vormen)

    def rests_on(self, number: str, start: int, end: int) -> bool:
        """Whether the definition rests on lines start to end of a document, or on some of them."""
        for source in self.bronnen:
            document, _, lines = source.partition(":")
            first, _, last = lines.partition("-")
            if document == number and int(first) <= end and int(last or first) >= start:
                return True
        return False


class _Concepts(DataModel):
    begrippen: Annotated[tuple[Concept, ...], Field(strict=False)]


class Thesaurus:
    """Knows which terms of the documents an everyday phrase stands for."""

    def __init__(self, phrases: Mapping[str, Sequence[str]]) -> None:
        self._phrases = {phrase: list(terms) for phrase, terms in phrases.items()}
        self._by_stems = [(frozenset(_stems(phrase)), terms) for phrase, terms in self._phrases.items()]
        by_word: dict[str, dict[str, None]] = {}
        for own, terms in self._by_stems:
            for form in own:
                by_word.setdefault(form, {}).update(dict.fromkeys(terms))
        self._by_word = {form: list(terms) for form, terms in by_word.items()}

    @property
    def phrases(self) -> dict[str, list[str]]:
        """Everyday phrase to terms; enough to make the same thesaurus again."""
        return self._phrases

    def terms_for(self, question: str) -> list[str]:
        """Return the terms whose everyday phrase stands in a question, each once; its order does not matter."""
        asked = frozenset(_stems(question))
        found: dict[str, None] = {}
        for phrase, terms in self._by_stems:
            if phrase and phrase <= asked:
                found.update(dict.fromkeys(terms))
        return list(found)

    def terms_for_word(self, word: str) -> list[str]:
        """Return the terms that stand for a phrase in which a word occurs."""
        return self._by_word.get(stem(word), [])


def _stems(text: str) -> list[str]:
    return [stem(word) for word in content_words(text)]


def load_concepts(path: Path) -> tuple[Concept, ...]:
    """Return the concepts of begrippen.yaml; none when a corpus has none. Raises DataFileError when it is damaged."""
    return load_model(path, _Concepts).begrippen if path.exists() else ()


def thesaurus_of(concepts: Iterable[Concept]) -> Thesaurus:
    """Return the thesaurus of these concepts."""
    phrases: dict[str, list[str]] = {}
    for concept in concepts:
        for phrase in concept.gewoon:
            phrases.setdefault(phrase, []).append(concept.term)
        # An abbreviation leads to what it stands for, and back: OTS, ondertoezichtstelling.
        for name in concept.names:
            phrases.setdefault(name, []).extend(other for other in concept.names if other != name)
    return Thesaurus({phrase: terms for phrase, terms in phrases.items() if terms})
