"""The assistant: the one object that the page, the terminal and the evals talk to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from assistant import citations
from assistant.answer import hits_to_json
from assistant.conversations import Conversations
from assistant.errors import InputError, index_trouble
from assistant.file_walk import WalkResult, asked_in_order, not_used, transcript
from assistant.report.conclusion import CompletedWalk, Conclusion, conclude
from assistant.report.kader_page import KaderPage
from assistant.report.receipt import read_receipt
from assistant.report.replay import Replayer, as_text
from assistant.turns import Turn
from ingest.store import PassageId, PassageNotFound


class Assistant(Conversations):
    """Hears, walks, decides and cites. Build it with `build_assistant`."""

    def ask(self, text: str) -> Turn:
        """Return the first turn for a message: what was understood and the first question, never a conclusion."""
        turn = self.start(text)
        if turn.session:
            self.forget(turn.session)
        return replace(turn, session=None)

    def search(self, query: str, k: int = 10) -> dict[str, Any]:
        """Return the passages that fit a query, best first, and whether the documents answer it.

        Raises InputError for an empty query or a k below 1.
        """
        if not query.strip():
            raise InputError("search: de zoekvraag is leeg; geef één of meer woorden")
        if k < 1:
            raise InputError(f"search: -k is {k}; geef een getal van 1 of hoger")
        masked = self._hearing.mask(query)
        with index_trouble():
            found = self._store.search(masked.text, k=k)
        return hits_to_json(masked.text, found.hits, found.answerable)

    def walk(self, facts: Mapping[str, Any], question: str = "", *, where: str = "feiten") -> WalkResult:
        """Walk given facts, which count as the user's confirmed answers.

        Raises InputError (one line: place, fact, value, what is allowed) for an unknown fact or value.
        """
        given = self._agenda.facts.check(facts, where=where)
        masked = self._hearing.mask(question).text
        asked = asked_in_order(self._agenda, given)
        missing = self._agenda.missing(given)
        conclusion = None
        unused = [fact for fact in given if fact not in asked]
        if not missing:
            conclusion = self._conclude(CompletedWalk(self._agenda, given))
            unused = not_used(self._texts, given, asked, conclusion)
        return WalkResult(
            question=masked,
            transcript=transcript(self._replies.writer, self._citer, asked),
            steps_done=tuple(self._agenda.steps_done(given)),
            missing=tuple(missing),
            unused=tuple(unused),
            notices=tuple(self._replies.notice(name) for name in self._replies.standing_notices(given)),
            conclusion=conclusion,
        )

    def replay(self, receipt: Any, *, where: str = "bewijs") -> dict[str, Any]:
        """Draw the conclusion of a receipt (`conclusie.bewijs`) again; return what is the same and what differs.

        Raises InputError (one line: place, key, what was expected) for what is no receipt.
        """
        replayer = Replayer(self._agenda, self._store, self._texts, self._conclude)
        return replayer.replay(read_receipt(receipt, where=where), where=where).to_json()

    def replay_text(self, found: Mapping[str, Any]) -> str:
        """Return a comparison made by `replay` as readable lines."""
        return as_text(found, self._texts.receipt)

    def verdict(self, facts: Mapping[str, Any], *, where: str = "feiten") -> dict[str, str]:
        """Return outcome, grondslag and omvang of answers that complete the five steps, and nothing that is read.

        Raises InputError for an unknown fact or value, and IncompleteWalk when a step is not answered.
        """
        walk = CompletedWalk(self._agenda, self._agenda.facts.check(facts, where=where))
        decided = self._agenda.table.decide(self._agenda.complete_with_derived(walk.answers)).verdict
        return {
            "conclusie": str(decided.outcome),
            "grondslag": str(decided.grondslag),
            "omvang": str(decided.omvang),
        }

    def facts(self) -> dict[str, list[str]]:
        """Return every fact with the values it can have."""
        return {fact: list(values) for fact, values in self._agenda.facts.domains.items()}

    def citations(self) -> list[dict[str, Any]]:
        """Return everything in the data files that cites as plain data: who, which places, and their passages."""
        glossary, instruments = self._librarian.glossary, self._instruments
        every = citations.everything_cited(self._agenda, self._texts, glossary, instruments)
        return citations.to_json(every, self._citer)

    def keep(self, session_id: str) -> str:
        """Store the walk on disk, because the user asks for it; returns the code with which it goes on later.

        From then on it is stored after every act. Raises KeepingError when no walk has begun.
        """
        session = self._sessions.get(session_id)
        with session.lock:
            return self._keeper.keep(session)

    def resume(self, code: str, *, looking_along: bool = False) -> Turn:
        """Open a kept walk in a new conversation: to go on, or to look along and remark without changing anything.

        Raises KeepingError, in words for the user, for a code under which nothing lies.
        """
        session, told = self._keeper.open(code, looking_along=looking_along)
        return self._standing(session, told)

    def remark(self, session_id: str, text: str, by: str = "") -> Turn:
        """Add the remark of a colleague, masked; raises KeepingError when it is empty or too long.

        It sets no fact: whether a colleague was consulted is for the user to answer.
        """
        session = self._sessions.get(session_id)
        with session.lock:
            masked, who = self._hearing.mask(text, session.masking), self._hearing.mask(by, session.masking)
            self._keeper.remark(session, masked.text, who.text)
            hidden = ["gemaskeerd"] if masked.masked or who.masked else []
            return self._standing(session, [self._replies.notice(name) for name in hidden])

    def stop_keeping(self, session_id: str) -> Turn:
        """Delete the stored copy of a walk and go on without; raises KeepingError when it is not kept."""
        session = self._sessions.get(session_id)
        with session.lock:
            self._keeper.stop(session)
            return self._standing(session)

    def wipe(self, session_id: str) -> None:
        """Delete a conversation from memory and its stored copy from disk; who looks along only stops looking."""
        session = self._sessions.get(session_id)
        with session.lock:
            self._keeper.wipe(session)

    def forget_kept(self, code: str) -> None:
        """Delete a kept walk from disk; raises KeepingError for a code under which nothing lies."""
        self._keeper.forget(code)

    def sweep(self) -> int:
        """Delete every kept walk that expired, and return how many; to be called at the start and hourly."""
        return self._keeper.sweep()

    def change_with_effect(self, session_id: str, fact: str, value: str | None) -> tuple[Turn, str]:
        """Change an answer as `change` does; returns the turn with a line that says what the change did."""
        before = self._what_if.look(self._state(session_id), fact, value)
        return self.change(session_id, fact, value), self._what_if.afterwards(before)

    def effects(self, session_id: str, fact: str) -> dict[str, str]:
        """Return per other answer to a question what choosing it would change; the walk stays as it is.

        Before the conclusion that is which questions come or go, and never an outcome.
        """
        return self._what_if.beforehand(self._state(session_id), fact)

    def preview(self, session_id: str, fact: str, value: str) -> dict[str, Any]:
        """Return the conclusion that another answer would give (`conclusie`, None when it opens questions).

        The walk stays as it is. Raises InputError before the conclusion, and for an unknown fact or value.
        """
        return self._what_if.preview(self._state(session_id), fact, value)

    def kader(self) -> dict[str, Any]:
        """Return the decision table in readable Dutch as plain data, every row with its passages."""
        return self._kader_page().to_json()

    def kader_markdown(self) -> str:
        """Return the decision table in readable Dutch as Markdown."""
        return self._kader_page().markdown()

    def instruments(self) -> list[dict[str, Any]]:
        """Return the documents' own instruments as plain data, every line with its passages."""
        return self._instruments.to_json(self._citer)

    def document_view(self, passage_id: str, around: int = 12) -> dict[str, Any]:
        """Return the lines of a document around a passage, with the passage marked."""
        try:
            passage = self._store.passage(PassageId(passage_id))
        except PassageNotFound as error:
            raise InputError(f"passage {passage_id!r} staat niet (meer) in de index") from error
        info = self._store.document(passage.document)
        first = max(1, passage.start_line - around)
        last = min(self._store.line_count(passage.document), passage.end_line + around)
        lines = self._store.lines(passage.document, first, last)
        return {
            **self._citer.cite_passage(passage).to_json(),
            "opmerking": info.remark,
            "regels": [
                {"nummer": n, "tekst": line, "gemarkeerd": passage.start_line <= n <= passage.end_line}
                for n, line in enumerate(lines, start=first)
            ],
        }

    def about(self) -> dict[str, Any]:
        """Return what this version rests on: documents, generation, table, number of passages and rules."""
        documents = [
            {
                "id": info.id,
                "nummer": info.number,
                "titel": info.title,
                "uitgever": info.publisher,
                "version": info.version,
                "datum": info.date,
                "status": info.status,
                "opmerking": info.remark,
            }
            for info in self._store.documents.values()
        ]
        return {
            "documenten": documents,
            "generatie": self._store.generation,
            "gemaakt": self._store.made,
            "model": self._store.model,
            "taalmodel": self._aide.label,
            "tabelversie": self._agenda.table.version,
            "passages": len(self._store.passages),
            "regels": len(self._agenda.table.rows),
        }

    def warm_up(self) -> None:
        """Load what searching needs, so that the first knowledge question does not wait."""
        with index_trouble():
            self._store.warm_up()

    def _conclude(self, walk: CompletedWalk) -> Conclusion:
        return conclude(walk, self._texts, self._citer, self._guard, self._law)

    def _state(self, session_id: str) -> Mapping[str, Any]:
        return self._walk.position(self._sessions.get(session_id).thread).state

    def _kader_page(self) -> KaderPage:
        return KaderPage(self._agenda.table, self._agenda.facts, self._texts, self._citer)
