"""The assistant: the one object that the page, the terminal and the evals talk to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from assistant import citations
from assistant.about import about
from assistant.answer import hits_to_json
from assistant.errors import InputError, index_trouble
from assistant.feedback import Feedback, check
from assistant.figures import read_figures
from assistant.file_walk import WalkResult, asked_in_order, not_used, transcript
from assistant.generation import GenerationView
from assistant.kader.codes import Step
from assistant.keeping.conversations import KeptConversations
from assistant.report.conclusion import CompletedWalk, Conclusion, conclude
from assistant.report.kader_page import KaderPage
from assistant.report.receipt import PRODUCT_VERSION, read_receipt
from assistant.report.replay import Replayer, as_text
from assistant.turns import Turn
from assistant.verslag import Download, gather
from assistant.walk import Position
from ingest.store import Passage, PassageId, PassageNotFound


class Assistant(KeptConversations):
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
        papers = self._office.papers
        every = citations.everything_cited(self._agenda, self._texts, glossary, instruments, papers)
        return citations.to_json(every, self._citer)

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

    def papers(self, session_id: str = "") -> list[dict[str, Any]]:
        """Return the papers of a walk as plain data: whether each is there yet, why not, and in which formats."""
        session = self._sessions.get(session_id) if session_id else None
        return self._office.offer(self._position(session).conclusion if session and session.begun else None)

    def verslag(self, session_id: str, kind: str, form: str) -> Download:
        """Return a paper of a walk (afweging, formulier, informatieblad) as a file (docx, pdf, md).

        Raises InputError before the conclusion, for a kind or format that does not exist, and for a paper that this
        conclusion does not have.
        """
        session = self._sessions.get(session_id)
        with session.lock:
            position = self._position(session) if session.begun else Position(None, Step.BEFORE, {})
            written = gather(
                session,
                position,
                self._replies.writer,
                self._citer,
                lambda text: self._hearing.mask(text, session.masking).text,
            )
        return self._office.write(written, kind, form)

    def kader(self) -> dict[str, Any]:
        """Return the decision table in readable Dutch as plain data, every row with its passages."""
        return self._kader_page().to_json()

    def kader_markdown(self) -> str:
        """Return the decision table in readable Dutch as Markdown."""
        return self._kader_page().markdown()

    def instruments(self) -> list[dict[str, Any]]:
        """Return the documents' own instruments as plain data, every line with its passages."""
        return self._instruments.to_json(self._citer)

    @property
    def generation(self) -> GenerationView:
        """The generation that this assistant works on: its lines, and where cited places stand in it."""
        return GenerationView(self._store)

    def document_view(self, passage_id: str, around: int = 12) -> dict[str, Any]:
        """Return the lines of a document around a passage, with the passage marked."""
        passage = self._passage(passage_id)
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
        """Return what this version rests on: documents, index, models, table, and the figures of the evals."""
        figures = read_figures(self._figures)
        return about(self._store, self._agenda, language_model=self._aide.label, figures=figures)

    def feedback(self, kind: str, sort: str, about: str, *, passages: Sequence[str] = (), remark: str = "") -> Feedback:
        """Store what a user finds wrong: of which sort it is said, and the id of the question, sentence or rule.

        The remark is masked. Raises InputError for a kind, sort, id or passage that does not exist.
        """
        masked = " ".join(self._hearing.mask(remark).text.split())
        check(kind, sort, about, masked)
        cited = [self._passage(name) for name in passages]
        return self._feedback.add(
            kind,
            sort,
            about,
            passages=[passage.passage_id for passage in cited],
            places=[f"{self._store.document(p.document).number}:{p.start_line}-{p.end_line}" for p in cited],
            remark=masked,
            table=self._agenda.table.version,
            generation=self._store.generation,
            product=PRODUCT_VERSION,
        )

    def all_feedback(self) -> tuple[Feedback, ...]:
        """Return everything that users said, oldest first."""
        return self._feedback.all()

    def feedback_done(self, feedback_id: str) -> Feedback:
        """Write down that feedback was dealt with; raises InputError when there is none with this id."""
        return self._feedback.done(feedback_id)

    def warm_up(self) -> None:
        """Load what a walk and a search need, so that neither the first click nor the first question waits."""
        self.forget(str(self.start().session))
        with index_trouble():
            self._store.warm_up()

    def _passage(self, passage_id: str) -> Passage:
        try:
            return self._store.passage(PassageId(passage_id))
        except PassageNotFound as error:
            raise InputError(f"passage {passage_id!r} staat niet (meer) in de index") from error

    def _conclude(self, walk: CompletedWalk) -> Conclusion:
        return conclude(walk, self._texts, self._citer, self._guard, self._law)

    def _state(self, session_id: str) -> Mapping[str, Any]:
        return self._walk.position(self._sessions.get(session_id).thread).state

    def _kader_page(self) -> KaderPage:
        return KaderPage(self._agenda.table, self._agenda.facts, self._texts, self._citer)
