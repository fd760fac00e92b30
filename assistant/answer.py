"""Answers a knowledge question with literal sentences from the passages that were found, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.cite import Citer, Source
from assistant.datafiles import read_yaml
from assistant.glossary import Glossary
from assistant.guard import Guard, normalise
from assistant.report.statements import Statement, to_json
from ingest.store import Hit, Store

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
    phrased_by: str = ""  # the language model that worded the sentences; empty when they are the documents' own

    def to_json(self) -> dict[str, Any]:
        """Return the answer as plain data."""
        return {
            "tekst": self.text,
            "zinnen": to_json(self.statements),
            "zie_ook": [source.to_json() for source in self.see_also],
            "verwoord_door": self.phrased_by,
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


@dataclass(frozen=True)
class Librarian:
    """What answering a knowledge question needs: the documents, how to cite them, and what explains a term."""

    store: Store
    citer: Citer
    guard: Guard
    definitions: Definitions
    glossary: Glossary

    def explains(self, question: str) -> bool:
        """Say whether a question asks what a term of the documents means."""
        return self.definitions.asked(question) and self.glossary.find(question) is not None

    def answer(self, question: str) -> Answer | None:
        """Return an extractive answer, or None when the documents do not answer the question.

        Every sentence stands literally in the passage it cites; the guard holds back what does not.
        """
        found = self.store.search(question, k=_FOUND)
        if not found.answerable:
            return None
        ranked = list(self._in_order(question, found.hits))
        wanted = _stems(question)
        explaining = self.definitions.asked(question)
        statements = []
        for source in ranked[:_QUOTED]:
            if (sentence := self._best_sentence(source, wanted, explaining=explaining)) is not None:
                statements.append(Statement(f"citaat-{source.passage.passage_id}", sentence, (source,)))
        released = self.guard.release(statements)
        if not released:
            return None
        quoted = {source.passage.passage_id for statement in released for source in statement.sources}
        rest = [source for source in ranked if source.passage.passage_id not in quoted]
        return Answer(released[0].text, released, tuple(rest[:_QUOTED]))

    def explain(self, explained: Statement) -> Answer:
        """Return an explanation as an answer: its own text first, then word for word the passages it rests on."""
        quotes = [
            Statement(f"citaat-{number}", source.readable_quote, (source,))
            for number, source in enumerate(explained.sources, start=1)
        ]
        return Answer(explained.text, self.guard.release(quotes), ())

    def _in_order(self, question: str, hits: Sequence[Hit]) -> Iterator[Source]:
        """Yield what to quote: for a question what a term means, first the lines that the glossary names for it."""
        entry = self.glossary.find(question) if self.explains(question) else None
        explained = self.citer.cite(entry.places, used_by=entry.term) if entry else ()
        yield from explained
        seen = {source.passage.passage_id for source in explained}
        # Quotes of citizens, forms and notes illustrate; they come after what the documents themselves say.
        for hit in sorted(hits, key=lambda hit: hit.passage.kind in _QUIET_KINDS):
            if hit.passage.passage_id not in seen:
                yield self.citer.cite_passage(hit.passage)

    def _best_sentence(self, source: Source, wanted: set[str], *, explaining: bool) -> str | None:
        """Return the literal sentence of a quote that explains the term asked for, or shares most words."""

        def fit(sentence: str) -> tuple[bool, bool, int]:
            shared = _shared(sentence, wanted)
            explains = explaining and shared > 0 and self.definitions.explained_in(sentence)
            # A question in the document answers nothing; of equals the first, which the others build on.
            return not sentence.endswith("?"), explains, shared

        return max(_literal_sentences(source), key=fit, default=None)


def _shared(sentence: str, wanted: set[str]) -> int:
    return len(_stems(sentence) & wanted)


def _stems(text: str) -> set[str]:
    """Return the words of a text, cut to the part that two forms of one word share; a compound keeps its hyphen."""
    return {word if "-" in word else word[:_STEM] for word in _WORD.findall(text.lower()) if len(word) > _SHORTEST}


def _literal_sentences(source: Source) -> Iterator[str]:
    stored = normalise(source.quote)
    # A line of the reading text is a heading, a list item or a whole paragraph: it never continues on the next.
    for line in source.readable_quote.splitlines():
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
