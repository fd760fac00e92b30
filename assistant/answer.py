"""Answers a knowledge question with literal sentences from the passages that were found, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from assistant.answer_words import AnswerWords
from assistant.cite import Citer, Source
from assistant.glossary import Glossary
from assistant.guard import Guard, normalise
from assistant.literal import Choice, Chooser, Rarity
from assistant.report.statements import Statement, to_json
from ingest.store import Hit, PassageId, Store

_FOUND = 8
_QUOTED = 3
_FURTHER = 3
_READ = 5  # hits from which the quotes are taken
_PER_RANK = 0.08
_IN_GLOSSARY = 0.5
_WORTH_QUOTING = 0.5  # of how well the first quote fits
_QUIET_KINDS = frozenset({"citaat", "formulier", "voetnoot"})


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
class Librarian:
    """What answering a knowledge question needs: the documents, how to cite them, and what explains a term."""

    store: Store
    citer: Citer
    guard: Guard
    words: AnswerWords
    glossary: Glossary

    @cached_property
    def rarity(self) -> Rarity:
        """How much each word of the documents tells; counted when it is first needed."""
        return Rarity.of(passage.text for passage in self.store.passages)

    def explains(self, question: str) -> bool:
        """Say whether a question asks what a term of the documents means."""
        return self.words.asked(question) and self.glossary.find(question) is not None

    def answer(self, question: str, context: Mapping[str, str] | None = None) -> Answer | None:
        """Return an extractive answer, or None when the documents do not answer the question.

        `context` holds facts of the walk in which it is asked; of passages that fit alike, theirs come first.

        Every sentence stands literally in the passage it cites; the guard holds back what does not.
        """
        found = self.store.search(question, k=_FOUND, context=context)
        if not found.answerable:
            return None
        explained = self._explained(question)
        sources = [*explained, *self._of_hits(found.hits, explained)]
        same = {hit.passage.passage_id: hit.also_at for hit in found.hits}
        quoted: list[Choice] = []
        elsewhere: list[PassageId] = []  # what a quote says, its document says there too
        # What the handreikingen say comes first; an organisation's own document stands beside it, and alone if need be.
        own = [source for source in sources if source.document.local]
        quotable = [source for source in sources if not source.document.local] or own
        for choice in self._choices(question, quotable, first=len(explained)):
            name = choice.source.passage.passage_id
            if len(quoted) < _QUOTED and name not in elsewhere and _adds(choice, quoted):
                quoted.append(choice)
                elsewhere.extend(same.get(name, ()))
        released = self.guard.release(
            Statement(f"citaat-{choice.source.passage.passage_id}", choice.text, (choice.source,)) for choice in quoted
        )
        if not released:
            return None
        shown = {choice.source.passage.passage_id for choice in quoted}
        repeats = [self.citer.cite_passage(self.store.passage(name)) for name in elsewhere if name not in shown]
        others = [source for source in (*own, *sources) if source.passage.passage_id not in {*shown, *elsewhere}]
        further = {source.passage.passage_id: source for source in (*repeats, *others)}
        return Answer(released[0].text, released, tuple(further.values())[:_FURTHER])

    def explain(self, explained: Statement) -> Answer:
        """Return an explanation as an answer: its own text first, then word for word the passages it rests on."""
        quotes = [
            Statement(f"citaat-{number}", source.readable_quote, (source,))
            for number, source in enumerate(explained.sources, start=1)
        ]
        return Answer(explained.text, self.guard.release(quotes), ())

    def _explained(self, question: str) -> tuple[Source, ...]:
        """Return, for a question what a term means, the lines that the glossary names for it."""
        entry = self.glossary.find(question) if self.words.asked(question) else None
        return self.citer.cite(entry.places, used_by=entry.term) if entry else ()

    def _of_hits(self, hits: Sequence[Hit], explained: Sequence[Source]) -> Iterator[Source]:
        seen = {source.passage.passage_id for source in explained}
        # Quotes of citizens, forms and notes illustrate; they come after what the documents themselves say.
        for hit in sorted(hits, key=lambda hit: hit.passage.kind in _QUIET_KINDS):
            if hit.passage.passage_id not in seen:
                yield self.citer.cite_passage(hit.passage)

    def _choices(self, question: str, sources: Sequence[Source], *, first: int) -> list[Choice]:
        """Return the best words of each source, what fits best first; `first` sources come from the glossary."""
        chooser = Chooser(question, self.words, self.rarity, lambda texts: self.store.nearness(question, texts))
        loud = [source for source in sources if source.passage.kind not in _QUIET_KINDS] or sources
        found = []
        for rank, source in enumerate(loud[: first + _READ]):
            if (choice := chooser.best(source)) is not None:
                # What the glossary or search puts first is more likely the place; the words decide.
                sure = _IN_GLOSSARY if rank < first else 0.0
                found.append(replace(choice, fit=choice.fit + sure - _PER_RANK * rank))
        return sorted(found, key=lambda each: -each.fit)


def _adds(choice: Choice, quoted: Sequence[Choice]) -> bool:
    """Say whether a quote is worth its place beside the ones before it: the first always is."""
    if not quoted:
        return True
    same = any(normalise(choice.text) == normalise(other.text) for other in quoted)
    return not same and choice.fit >= _WORTH_QUOTING * quoted[0].fit


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
        "ook_op": list(hit.also_at),
    }
