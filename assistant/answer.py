"""Answers a knowledge question with literal sentences from the passages that were found, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.cite import Citer, Source
from assistant.datafiles import read_yaml
from assistant.guard import Guard, normalise
from assistant.report.statements import Statement, to_json
from ingest.store import Hit, Passage, Store

_FOUND = 8
_QUOTED = 3
_QUIET_KINDS = frozenset({"citaat", "formulier", "voetnoot"})
_SENTENCE_END = re.compile(r"(?<=[.?!])\s+(?=[A-Z‘“])")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_SHORTEST = 3
_FEWEST_WORDS = 4
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


@dataclass(frozen=True)
class Definitions:
    """How a question for a term sounds, and how a sentence sounds that explains one (teksten/antwoord.yaml)."""

    asking: tuple[str, ...]
    explaining: tuple[str, ...]

    def asked(self, question: str) -> bool:
        """Say whether a question asks what a term means."""
        return question.lower().lstrip().startswith(self.asking)

    def explained_in(self, sentence: str) -> bool:
        """Say whether a sentence explains a term."""
        return any(words in sentence.lower() for words in self.explaining)


def load_definitions(path: Path) -> Definitions:
    """Read teksten/antwoord.yaml; raises DataFileError when a list is missing."""
    data = read_yaml(path, required=("vraag_naar_begrip", "zin_met_uitleg"))
    return Definitions(tuple(data["vraag_naar_begrip"]), tuple(data["zin_met_uitleg"]))


def answer_from_documents(
    question: str, store: Store, citer: Citer, guard: Guard, definitions: Definitions
) -> Answer | None:
    """Return an extractive answer, or None when the documents do not answer the question.

    Every sentence stands literally in the passage it cites; the guard holds back what does not.
    """
    found = store.search(question, k=_FOUND)
    if not found.answerable:
        return None
    wanted = _stems(question)
    explaining = definitions if definitions.asked(question) else None
    # Who asks what a term means is served first by the passage that explains it, also when others name it more often.
    ranked = sorted(
        found.hits,
        key=lambda hit: (hit.passage.kind in _QUIET_KINDS, not (explaining and _explains(hit, wanted, explaining))),
    )
    statements = []
    for hit in ranked[:_QUOTED]:
        if (sentence := _best_sentence(hit, wanted, explaining)) is not None:
            source = citer.cite_passage(hit.passage)
            statements.append(Statement(f"citaat-{hit.passage.passage_id}", sentence, (source,)))
    released = guard.release(statements)
    if not released:
        return None
    quoted = {source.passage.passage_id for statement in released for source in statement.sources}
    rest = [hit.passage for hit in ranked if hit.passage.passage_id not in quoted]
    return Answer(released[0].text, released, tuple(citer.cite_passage(passage) for passage in rest[:_QUOTED]))


def _best_sentence(hit: Hit, wanted: set[str], explaining: Definitions | None) -> str | None:
    """Return the literal sentence of a passage that explains the term asked for, or shares most words."""

    def fit(sentence: str) -> tuple[bool, bool, int]:
        shared = _shared(sentence, wanted)
        # A heading or a question of the document answers nothing; of equals the first, which the others build on.
        return not sentence.endswith("?"), bool(explaining and shared and explaining.explained_in(sentence)), shared

    return max(_literal_sentences(hit.passage), key=fit, default=None)


def _explains(hit: Hit, wanted: set[str], definitions: Definitions) -> bool:
    return any(_shared(s, wanted) and definitions.explained_in(s) for s in _literal_sentences(hit.passage))


def _shared(sentence: str, wanted: set[str]) -> int:
    return len(_stems(sentence) & wanted)


def _stems(text: str) -> set[str]:
    """Return the words of a text, cut to the part that two forms of one word share; a compound keeps its hyphen."""
    return {word if "-" in word else word[:_STEM] for word in _WORD.findall(text.lower()) if len(word) > _SHORTEST}


def _literal_sentences(passage: Passage) -> Iterator[str]:
    stored = normalise(passage.text)
    # A line of the reading text is a heading, a list item or a whole paragraph: it never continues on the next.
    for line in passage.reading_text.splitlines():
        for sentence in _SENTENCE_END.split(line):
            if len(sentence.split()) >= _FEWEST_WORDS and normalise(sentence) in stored:
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
