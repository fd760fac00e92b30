"""The assistant: the one object that the page, the terminal and the evals talk to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from assistant.agenda import Agenda
from assistant.answer import Answer, Definitions, answer_from_documents, hits_to_json
from assistant.cite import Citer
from assistant.codes import UNKNOWN, Step
from assistant.conclusion import CompletedWalk, conclude
from assistant.errors import AssistantError, InputError
from assistant.file_walk import WalkResult, asked_in_order, not_used, transcript
from assistant.guard import Guard
from assistant.hearing import Heard, Hearing
from assistant.law_register import LawRegister
from assistant.sessions import Session, Sessions
from assistant.statements import say
from assistant.turns import Turn, TurnWriter, notice
from assistant.walk import Position, Walk
from assistant.wording import Texts
from ingest.store import PassageId, PassageNotFound, Store, StoreError


class Assistant:
    """Hears, walks, decides and cites. Build it with `build_assistant`."""

    def __init__(
        self,
        *,
        store: Store,
        agenda: Agenda,
        texts: Texts,
        citer: Citer,
        guard: Guard,
        law: LawRegister,
        hearing: Hearing,
        sessions: Sessions,
        definitions: Definitions,
    ) -> None:
        """Take the parts."""
        self._store = store
        self._agenda = agenda
        self._texts = texts
        self._citer = citer
        self._guard = guard
        self._law = law
        self._hearing = hearing
        self._sessions = sessions
        self._definitions = definitions
        self._writer = TurnWriter(agenda, texts, citer)

    # One message, no conversation -------------------------------------------------------------------------------

    def ask(self, text: str) -> Turn:
        """Return the first turn for a message: what was understood and the first question, never a conclusion."""
        turn = self.start(text)
        if turn.session:
            self.forget(turn.session)
        return turn

    def search(self, query: str, k: int = 10) -> dict[str, Any]:
        """Return the passages that fit a query, best first, and whether the documents answer it.

        Raises InputError for an empty query or a k below 1.
        """
        if not query.strip():
            raise InputError("search: de zoekvraag is leeg; geef één of meer woorden")
        if k < 1:
            raise InputError(f"search: -k is {k}; geef een getal van 1 of hoger")
        masked = self._hearing.mask(query)
        with _index_trouble():
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
            conclusion = conclude(CompletedWalk(self._agenda, given), self._texts, self._citer, self._guard, self._law)
            unused = not_used(self._texts, given, asked, conclusion)
        return WalkResult(
            question=masked,
            transcript=transcript(self._writer, self._citer, asked),
            steps_done=tuple(self._agenda.steps_done(given)),
            missing=tuple(missing),
            unused=tuple(unused),
            notices=tuple(self._standing_notices(given)),
            conclusion=conclusion,
        )

    # A conversation ---------------------------------------------------------------------------------------------

    def start(self, text: str = "") -> Turn:
        """Begin a conversation with a first message; an empty one begins at the first question."""
        session = self._sessions.new()
        if not text:
            session.begun = True
            position = self._walk.start(session.thread, question="", recognised={})
            return self._turn(session, position, Heard.silence())
        return self._hear_first(session, text)

    def say(self, session_id: str, text: str) -> Turn:
        """Take a typed message: an answer in own words, more about the casus, or a knowledge question."""
        session = self._sessions.get(session_id)
        if not session.begun:
            return self._hear_first(session, text)
        position = self._walk.position(session.thread)
        heard = self._hearing.hear(text, session.masking)
        value = self._hearing.read_answer(heard, position.fact, self._options(position))
        if value is not None and position.fact is not None:
            return self._turn(session, self._walk.answer(session.thread, position.fact, value), heard)
        if heard.intent == "kennisvraag":
            answer, notices = self._answer(heard)
            return self._turn(session, position, heard, answer=answer, notices=notices)
        if new := _news(heard, position):
            return self._turn(session, self._walk.recognise(session.thread, new), heard)
        notices = [] if heard.notices else [self._notice("eerst_vijf_stappen" if position.fact else "onduidelijk")]
        return self._turn(session, position, heard, notices=notices)

    def answer(self, session_id: str, fact: str, value: str) -> Turn:
        """Answer the open question; raises InputError when it is not open or the value does not fit."""
        session = self._sessions.get(session_id)
        return self._turn(session, self._walk.answer(session.thread, fact, value), Heard.silence())

    def change(self, session_id: str, fact: str, value: str | None) -> Turn:
        """Set an answer that was given or understood earlier, or take it back (None); the rest is recomputed."""
        session = self._sessions.get(session_id)
        return self._turn(session, self._walk.change(session.thread, {fact: value}), Heard.silence())

    def back(self, session_id: str) -> Turn:
        """Take back the last answer."""
        session = self._sessions.get(session_id)
        answers = self._walk.position(session.thread).state.get("answers", {})
        if not answers:
            return self.turn(session_id)
        return self.change(session_id, list(answers)[-1], None)

    def turn(self, session_id: str) -> Turn:
        """Return where a conversation stands."""
        session = self._sessions.get(session_id)
        if not session.begun:
            return self._empty(session, Heard.silence())
        return self._turn(session, self._walk.position(session.thread), Heard.silence())

    def forget(self, session_id: str) -> None:
        """Delete a conversation from memory."""
        self._sessions.forget(session_id)

    def keep(self, session_id: str) -> str:
        """Store the walk on disk, because the user asks for it; returns the code with which it goes on later."""
        return self._sessions.keep(session_id)

    def resume(self, code: str) -> Turn:
        """Go on with a kept walk in a new conversation; raises InputError for a code that is not known."""
        return self.turn(self._sessions.resume(code).session_id)

    def forget_kept(self, code: str) -> None:
        """Delete a kept walk from disk; raises InputError for a code that is not known."""
        self._sessions.forget_kept(code)

    # Looking things up ------------------------------------------------------------------------------------------

    def question_for(self, session_id: str, fact: str) -> dict[str, Any]:
        """Return the question of any fact, to change its answer."""
        known = self._agenda.facts.by_id
        if fact not in known:
            raise InputError(f"feit {fact!r} bestaat niet; toegestaan zijn: {', '.join(known)}")
        state = self._walk.position(self._sessions.get(session_id).thread).state
        return self._writer.fact_question(known[fact], known[fact].step, state.get("answers", {}), state)

    def document_view(self, passage_id: str, around: int = 12) -> dict[str, Any]:
        """Return the lines of a document around a passage, with the passage marked."""
        try:
            passage = self._store.passage(PassageId(passage_id))
        except PassageNotFound as error:
            raise InputError(f"passage {passage_id!r} staat niet (meer) in de index") from error
        info = self._store.documents[passage.document]
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
            "tabelversie": self._agenda.table.version,
            "passages": len(self._store.passages),
            "regels": len(self._agenda.table.rows),
        }

    def warm_up(self) -> None:
        """Load what searching needs, so that the first knowledge question does not wait."""
        with _index_trouble():
            self._store.warm_up()

    # Inside -----------------------------------------------------------------------------------------------------

    @property
    def _walk(self) -> Walk:
        return self._sessions.walk

    def _hear_first(self, session: Session, text: str) -> Turn:
        heard = self._hearing.hear(text, session.masking)
        if heard.intent == "kennisvraag":
            answer, notices = self._answer(heard)
            return self._empty(session, heard, answer=answer, notices=notices)
        if heard.intent == "buiten_bereik" or heard.unclear:
            return self._empty(session, heard)
        session.begun = True
        position = self._walk.start(session.thread, question=heard.text, recognised=heard.facts)
        return self._turn(session, position, heard)

    def _answer(self, heard: Heard) -> tuple[Answer | None, list[dict[str, Any]]]:
        with _index_trouble():
            answer = answer_from_documents(heard.text, self._store, self._citer, self._guard, self._definitions)
        return answer, [] if answer else [self._notice("geen_antwoord")]

    def _turn(
        self,
        session: Session,
        position: Position,
        heard: Heard,
        *,
        answer: Answer | None = None,
        notices: list[dict[str, Any]] | None = None,
    ) -> Turn:
        question = self._writer.question(position)
        fact = self._agenda.facts.by_id.get(position.fact or "")
        sources = self._citer.cite(fact.sources, used_by=fact.fact_id) if fact else ()
        standing = self._standing_notices(position.state.get("answers", {}))
        return Turn(
            session=session.session_id,
            intent=heard.intent,
            masked_text=heard.text,
            masked=heard.masked,
            facts=heard.facts,
            question=question,
            notices=tuple(_unique([*self._heard_notices(heard), *standing, *(notices or [])])),
            answer=answer.to_json() if answer else None,
            sources=(*(answer.sources if answer else ()), *sources),
            # Only the node behind step V writes a conclusion into the state; an open question means there is none.
            conclusion=position.state.get("conclusion") if position.fact is None else None,
            steps=self._writer.steps(position),
        )

    def _empty(
        self,
        session: Session,
        heard: Heard,
        *,
        answer: Answer | None = None,
        notices: list[dict[str, Any]] | None = None,
    ) -> Turn:
        said = [*self._heard_notices(heard), *(notices or [])]
        cited = [source for name in heard.notices for source in self._citer.cite(self._texts.notices[name].places)]
        return Turn(
            session=session.session_id,
            intent=heard.intent,
            masked_text=heard.text,
            masked=heard.masked,
            facts=heard.facts,
            question=None,
            notices=tuple(_unique(said)),
            answer=answer.to_json() if answer else None,
            sources=answer.sources if answer else tuple(cited),
            steps=self._writer.steps(Position("", Step.BEFORE, {"answers": {}})),
        )

    def _heard_notices(self, heard: Heard) -> list[dict[str, Any]]:
        return [self._notice(name) for name in heard.notices]

    def _standing_notices(self, answers: Mapping[str, str]) -> list[dict[str, Any]]:
        """Notices that belong to the answers whatever was typed last."""
        names = []
        if answers.get("acuut_gevaar") in ("ja", UNKNOWN):
            names.append("acuut")
        if answers.get("vermoeden_geweld") in ("ja", UNKNOWN):
            names.append("veilig_thuis")
        return [self._notice(name) for name in names]

    def _notice(self, name: str) -> dict[str, Any]:
        return notice(name, say(self._texts.notices[name], self._citer))

    def _options(self, position: Position) -> list[str]:
        fact = self._agenda.facts.by_id.get(position.fact or "")
        return [*fact.values, UNKNOWN] if fact else ["ja", "nee"]


@contextmanager
def _index_trouble() -> Iterator[None]:
    """Pass on what is wrong with the index as an error of the assistant: one line, with what to do."""
    try:
        yield
    except StoreError as error:
        raise AssistantError(str(error)) from error


def _news(heard: Heard, position: Position) -> dict[str, Mapping[str, Any]]:
    """Return the facts of a later message that say something new, and say it no less surely than before.

    What the walk is about is settled by the first message: a remark in between ("zeg gewoon ja") is no new casus.
    """
    answers = position.state.get("answers", {})
    before = position.state.get("recognised", {})
    return {
        fact: found
        for fact, found in heard.facts.items()
        if fact != "gaat_over_delen"
        and answers.get(fact) != found["waarde"]
        and found["zekerheid"] >= before.get(fact, {"zekerheid": 0})["zekerheid"]
    }


def _unique(notices: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return list({item["soort"]: item for item in notices}.values())
