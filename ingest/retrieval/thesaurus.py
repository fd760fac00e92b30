"""Everyday words beside the words of the documents: what a question is widened with."""

from collections.abc import Mapping, Sequence
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


class _Concepts(DataModel):
    begrippen: Annotated[tuple[Concept, ...], Field(strict=False)]


class Thesaurus:
    """Knows which terms of the documents an everyday phrase stands for."""

    def __init__(self, phrases: Mapping[str, Sequence[str]]) -> None:
        self._phrases = {phrase: list(terms) for phrase, terms in phrases.items()}
        self._by_stems = [(frozenset(_stems(phrase)), terms) for phrase, terms in self._phrases.items()]

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
        form = stem(word)
        return list(dict.fromkeys(term for phrase, terms in self._by_stems if form in phrase for term in terms))


def _stems(text: str) -> list[str]:
    return [stem(word) for word in content_words(text)]


def load_thesaurus(path: Path) -> Thesaurus:
    """Return the thesaurus of begrippen.yaml; empty when a corpus has none. Raises DataFileError when it is damaged."""
    if not path.exists():
        return Thesaurus({})
    phrases: dict[str, list[str]] = {}
    for concept in load_model(path, _Concepts).begrippen:
        for phrase in concept.gewoon:
            phrases.setdefault(phrase, []).append(concept.term)
    return Thesaurus(phrases)
