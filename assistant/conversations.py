"""Conversations: from a message or a click to the next turn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from assistant.answer import Answer, Librarian
from assistant.cite import Citer
from assistant.errors import InputError, index_trouble
from assistant.guard import Guard
from assistant.hearing import Heard, Hearing
from assistant.instruments import Instruments
from assistant.kader.agenda import Agenda
from assistant.kader.codes import UNKNOWN, Step
from assistant.llm.aide import Aide
from assistant.report.law_register import LawRegister
from assistant.report.statements import Statement, say
from assistant.report.wording import Texts
from assistant.screens import CERTAIN_ENOUGH
from assistant.sessions import Session, Sessions
from assistant.ticks import ticked_in
from assistant.triage import Intent
from assistant.turns import Turn, TurnWriter, notice
from assistant.understand import FollowUp
from assistant.walk import Position, Walk
from ingest.store import Store


class Conversations:
    """Starts conversations, takes what is typed or clicked, and answers with the next turn."""

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
        librarian: Librarian,
        instruments: Instruments,
        aide: Aide,
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
        self._librarian = librarian
        self._instruments = instruments
        self._aide = aide
        self._writer = TurnWriter(agenda, texts, citer, instruments)

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
        heard = self._hearing.hear(text, session.masking, on_the_way=True)
        danger = heard.intent == Intent.ACUUT and position.fact != "acuut_gevaar"
        # Danger that comes up on the way is asked about again, whatever else the words would answer.
        asked = self._writer.reads_as(position)
        if not danger and (asks := self._hearing.follow_up(heard)) is not None:
            return self._follow(session, position, heard.as_reply(), asks)
        value = None if danger else self._hearing.read_answer(heard, asked, self._options(position))
        if value is not None and position.fact is not None:
            return self._turn(session, self._walk.answer(session.thread, position.fact, value), heard.as_reply())
        if heard.intent == Intent.KENNISVRAAG:
            answer, notices = self._answer(session, heard, _who_and_what(position))
            return self._turn(session, position, heard, answer=answer, notices=notices)
        heard = self._aide.propose(heard, session.model_use)
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
        """Take back the last answer; what was confirmed together goes back together."""
        session = self._sessions.get(session_id)
        return self._turn(session, self._walk.back(session.thread), Heard.silence())

    def turn(self, session_id: str) -> Turn:
        """Return where a conversation stands."""
        session = self._sessions.get(session_id)
        if not session.begun:
            return self._turn(session, None, Heard.silence())
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

    def question_for(self, session_id: str, fact: str) -> dict[str, Any]:
        """Return the question of any fact, to change its answer."""
        known = self._agenda.facts.by_id
        if fact not in known:
            raise InputError(f"feit {fact!r} bestaat niet; toegestaan zijn: {', '.join(known)}")
        state = self._walk.position(self._sessions.get(session_id).thread).state
        return self._writer.fact_question(known[fact], known[fact].step, state)

    def explain(self, session_id: str) -> dict[str, Any]:
        """Return the explanation of the open question in other words, with the same passages; on request only.

        Without a model, or when what it wrote fails a check, the explanation is as it was and `verwoord_door` is empty.
        Raises InputError when no question is open.
        """
        session = self._sessions.get(session_id)
        position = self._walk.position(session.thread) if session.begun else None
        question = self._writer.question(position) if position else None
        if question is None:
            raise InputError("er is geen vraag open om uit te leggen")
        reworded = self._aide.reword(question["toelichting"], session.model_use)
        return {
            "feit": question["feit"],
            "tekst": reworded or question["toelichting"],
            "verwoord_door": (self._aide.label or "") if reworded else "",
            "meldingen": self._model_notices(session),
            "bronnen": question["bronnen"],
        }

    @property
    def _walk(self) -> Walk:
        return self._sessions.walk

    def _hear_first(self, session: Session, text: str) -> Turn:
        heard = self._hearing.hear(text, session.masking)
        # Asked before anything is told, it is no casus and no term to look up: "dus mag het?" leads into the walk.
        if heard.intent != Intent.ACUUT and self._hearing.follow_up(heard) is FollowUp.VERDICT:
            session.begun = True
            position = self._walk.start(session.thread, question="", recognised={})
            return self._follow(session, position, heard.as_reply(), FollowUp.VERDICT)
        if heard.intent == Intent.BUITEN_BEREIK and self._librarian.explains(heard.text):
            # A term of the documents is within scope, also when nothing else in the question says so.
            heard = replace(heard, intent=str(Intent.KENNISVRAAG), unclear=False, notices=())
        if heard.intent == Intent.KENNISVRAAG:
            answer, notices = self._answer(session, heard)
            return self._turn(session, None, heard, answer=answer, notices=notices)
        if heard.intent == Intent.BUITEN_BEREIK or heard.unclear:
            return self._turn(session, None, heard)
        session.begun = True
        heard = self._aide.propose(heard, session.model_use)
        position = self._walk.start(session.thread, question=heard.text, recognised=heard.facts)
        return self._turn(session, position, heard)

    def _follow(self, session: Session, position: Position, heard: Heard, asks: FollowUp) -> Turn:
        """Answer what is asked about the walk itself; the open question stays open."""
        if asks is FollowUp.BACK:
            return self._turn(session, self._walk.back(session.thread), heard)
        question = self._writer.question(position)
        if question is None:
            return self._turn(session, position, heard)
        if asks is FollowUp.VERDICT:
            return self._turn(session, position, heard, notices=[self._notice("eerst_vijf_stappen")])
        explained = Statement("uitleg", question["toelichting"], self._citer.cite(self._writer.places(position)))
        answer = self._librarian.explain(explained)
        return self._turn(session, position, heard, answer=answer, notices=[notice("uitleg", explained)])

    def _answer(
        self, session: Session, heard: Heard, context: Mapping[str, str] | None = None
    ) -> tuple[Answer | None, list[dict[str, Any]]]:
        with index_trouble():
            answer = self._librarian.answer(heard.text, context)
        if answer:
            answer = self._aide.phrase(heard.text, answer, session.model_use)
        return answer, [] if answer else [self._notice("geen_antwoord")]

    def _turn(
        self,
        session: Session,
        position: Position | None,
        heard: Heard,
        *,
        answer: Answer | None = None,
        notices: Sequence[dict[str, Any]] = (),
    ) -> Turn:
        """Return the turn; `position` is None while no walk has begun."""
        state = position.state if position else {"answers": {}}
        question = self._writer.question(position) if position else None
        names = [*heard.notices, *self._standing_notices(state.get("answers", {}))]
        said = [*map(self._notice, dict.fromkeys(names)), *notices, *self._model_notices(session)]
        if answer:
            sources = answer.sources
        else:
            sources = self._citer.cite(place for name in heard.notices for place in self._texts.notices[name].places)
        asked = self._citer.cite(self._writer.places(position), used_by="vraag") if position else ()
        # Only the node behind step V writes a conclusion into the state; an open question means there is none.
        concluded = state.get("conclusion") if position and position.fact is None else None
        return Turn(
            session=session.session_id,
            intent=heard.intent,
            masked_text=heard.text,
            masked=heard.masked,
            facts=heard.facts,
            question=question,
            notices=tuple(said),
            answer=answer.to_json() if answer else None,
            sources=(*sources, *asked),
            conclusion=concluded,
            instruments=tuple(self._instruments.at_conclusion(state.get("answers", {}))) if concluded else (),
            steps=self._writer.steps(position or Position("", Step.BEFORE, {"answers": {}})),
            ticked=ticked_in(concluded, session.ticked),
        )

    def _standing_notices(self, answers: Mapping[str, str]) -> list[str]:
        """Notices that belong to the answers whatever was typed last."""
        names = []
        if answers.get("acuut_gevaar") in ("ja", UNKNOWN):
            names.append("acuut")
        if answers.get("vermoeden_geweld") in ("ja", UNKNOWN):
            names.append("veilig_thuis")
        return names

    def _notice(self, name: str) -> dict[str, Any]:
        return notice(name, say(self._texts.notices[name], self._citer))

    def _model_notices(self, session: Session) -> list[dict[str, Any]]:
        if not session.model_use.tell():
            return []
        # It speaks of the machine and not of the law, so there is no passage to cite.
        name = "taalmodel_niet_bereikbaar"
        return [notice(name, Statement(name, self._texts.sentences[name], ()))]

    def _options(self, position: Position) -> list[str]:
        question = self._writer.question(position)
        return [option["waarde"] for option in question["opties"]] if question else []


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
        and (fact not in answers or found["zekerheid"] >= CERTAIN_ENOUGH)
        and found["zekerheid"] >= before.get(fact, {"zekerheid": 0})["zekerheid"]
    }


def _who_and_what(position: Position) -> dict[str, str]:
    """Return the answers that say whose walk it is, so that a question on the way is answered for them."""
    answers = position.state.get("answers", {})
    return {fact: answers[fact] for fact in ("rol", "ontvanger", "situatie") if answers.get(fact, UNKNOWN) != UNKNOWN}
