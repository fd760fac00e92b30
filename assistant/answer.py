"""Answers a knowledge question with literal sentences from the passages that were found, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ingest.store import Hit, Passage, Store

from assistant.cite import Citer, Source
from assistant.guard import Guard, normalise
from assistant.statements import Statement, to_json

_FOUND = 8
_QUOTED = 3
_QUIET_KINDS = frozenset({"citaat", "formulier", "voetnoot"})
_SENTENCE_END = re.compile(r"(?<=[.?!])\s+(?=[A-Z‘“])")
_WORD = re.compile(r"[^\W\d_]{4,}")
_STEM = 6  # letters that two forms of one Dutch word nearly always share


@dataclass(frozen=True)
class Answer:
    """One line first, then the quotes it comes from, then where to read on."""

    text: str
    statements: tuple[Statement, ...]
    see_also: tuple[Source, ...]

    def to_json(self) -> dict[str, Any]:
        """Return the answer as plain data."""
        return {
            "tekst": self.text,
            "zinnen": to_json(self.statements),
            "zie_ook": [source.to_json() for source in self.see_also],
        }

    @property
    def sources(self) -> tuple[Source, ...]:
        """Every citation of the answer."""
        return tuple(source for statement in self.statements for source in statement.sources)


def answer_from_documents(question: str, store: Store, citer: Citer, guard: Guard) -> Answer | None:
    """Return an extractive answer, or None when the documents do not answer the question.

    Every sentence stands literally in the passage it cites; the guard holds back what does not.
    """
    found = store.search(question, k=_FOUND)
    if not found.answerable:
        return None
    wanted = {word[:_STEM] for word in _WORD.findall(question.lower())}
    ranked = sorted(found.hits, key=lambda hit: hit.passage.kind in _QUIET_KINDS)
    statements = []
    for hit in ranked[:_QUOTED]:
        if (sentence := _best_sentence(hit, wanted)) is not None:
            source = citer.cite_passage(hit.passage)
            statements.append(Statement(f"citaat-{hit.passage.passage_id}", sentence, (source,)))
    released = guard.release(statements)
    if not released:
        return None
    quoted = {source.passage.passage_id for statement in released for source in statement.sources}
    rest = [hit.passage for hit in ranked if hit.passage.passage_id not in quoted]
    return Answer(released[0].text, released, tuple(citer.cite_passage(passage) for passage in rest[:_QUOTED]))


def _best_sentence(hit: Hit, wanted: set[str]) -> str | None:
    """Return the literal sentence of a passage that shares most words with the question."""

    def shared(sentence: str) -> tuple[int, int]:
        words = {word[:_STEM] for word in _WORD.findall(sentence.lower())}
        return len(words & wanted), -len(sentence)

    return max(_literal_sentences(hit.passage), key=shared, default=None)


def _literal_sentences(passage: Passage) -> Iterator[str]:
    stored = normalise(passage.text)
    for sentence in _SENTENCE_END.split(passage.reading_text.replace("\n", " ")):
        if len(sentence) > 1 and normalise(sentence) in stored:
            yield sentence.strip()


def hits_to_json(query: str, hits: tuple[Hit, ...], answerable: bool) -> dict[str, Any]:
    """Return a search result as plain data with the keys of the contract."""
    return {"query": query, "beantwoordbaar": answerable, "hits": [_hit_to_json(hit) for hit in hits]}


def _hit_to_json(hit: Hit) -> Mapping[str, Any]:
    passage = hit.passage
    return {
        "passage_id": passage.passage_id,
        "document": passage.document,
        "version": passage.version,
        "source_file": passage.source_file,
        "source_sha256": passage.source_sha256,
        "start_line": passage.start_line,
        "end_line": passage.end_line,
        "page": passage.page,
        "heading_path": list(passage.heading_path),
        "soort": passage.kind,
        "text": passage.text,
        "leestekst": passage.reading_text,
        "score": hit.score,
    }
