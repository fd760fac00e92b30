"""An assistant that says what a test tells it to, and remembers what it was asked."""

from dataclasses import replace
from datetime import date
from typing import Any

from assistant import Assistant, InputError, Said, Turn
from assistant.keeping.code import Code
from assistant.sessions import Kept
from tests.ui.turns import ABOUT, Json, document_view, instrument, kader, paper, preview, question, steps

KEPT = Kept(Code.read("8E65-AC9R-5XXA-PAVJ-67EJ-X5C4"), 1, date(2026, 12, 22), "")


class ScriptedAssistant(Assistant):
    """Gives every conversation the id s-1, s-2, … and records each call; `raises` is thrown by the next answer."""

    def __init__(self) -> None:
        self.calls: list[tuple[Any, ...]] = []
        self.raises: Exception | None = None
        self.alive: set[str] = set()
        self.typed: dict[str, list[Said]] = {}
        self.kept: dict[str, Kept] = {}
        self._begun = 0

    def about(self) -> Json:
        return ABOUT

    def instruments(self) -> list[Json]:
        return [instrument()]

    def papers(self, session_id: str = "") -> list[Json]:
        return [paper()]

    def kader(self) -> Json:
        return kader()

    def start(self, text: str = "") -> Turn:
        self._begun += 1
        session = f"s-{self._begun}"
        self.alive.add(session)
        return self._reply("start", session, text, masked_text=text.replace("111222333", "[BSN-1]"))

    def say(self, session_id: str, text: str) -> Turn:
        return self._reply("say", session_id, text, masked_text=text)

    def answer(self, session_id: str, fact: str, value: str) -> Turn:
        return self._reply("answer", session_id, fact, value)

    def change(self, session_id: str, fact: str, value: str | None) -> Turn:
        return self._reply("change", session_id, fact, value)

    def change_with_effect(self, session_id: str, fact: str, value: str | None) -> tuple[Turn, str]:
        return self.change(session_id, fact, value), f"Je wijzigde {fact}."

    def effects(self, session_id: str, fact: str) -> dict[str, str]:
        return {"politie": f"Dit verandert er bij {fact}."}

    def preview(self, session_id: str, fact: str, value: str) -> Json:
        return preview(feit=fact, waarde=value)

    def tick(self, session_id: str, index: int, on: bool) -> Turn:
        return replace(self._reply("tick", session_id, str(index), str(on)), ticked=(index,) if on else ())

    def back(self, session_id: str) -> Turn:
        return self._reply("back", session_id)

    def turn(self, session_id: str) -> Turn:
        if session_id not in self.alive:
            raise InputError("gone")
        return self._made(session_id, "")

    def question_for(self, session_id: str, fact: str) -> Json:
        return question(feit=fact)

    def document_view(self, passage_id: str, around: int = 12) -> Json:
        if passage_id != "p-1":
            raise KeyError(passage_id)
        return document_view()

    def said(self, session_id: str) -> tuple[Said, ...]:
        return tuple(self.typed.get(session_id, ()))

    def keep(self, session_id: str) -> str:
        self._reply("keep", session_id)
        self.kept[session_id] = KEPT
        return KEPT.code.spelled

    def stop_keeping(self, session_id: str) -> Turn:
        self.kept.pop(session_id, None)
        return self._reply("stop_keeping", session_id)

    def resume(self, code: str, *, looking_along: bool = False) -> Turn:
        self._begun += 1
        session = f"s-{self._begun}"
        turn = self._reply("resume", session, code, "kijkt mee" if looking_along else "gaat verder")
        self.alive.add(session)
        return turn

    def remark(self, session_id: str, text: str, by: str = "") -> Turn:
        return self._reply("remark", session_id, text, by)

    def wipe(self, session_id: str) -> None:
        self._reply("wipe", session_id)
        self.alive.discard(session_id)

    def forget(self, session_id: str) -> None:
        self.calls.append(("forget", session_id))
        self.alive.discard(session_id)

    def _reply(self, call: str, session: str, *about: str | None, masked_text: str = "") -> Turn:
        self.calls.append((call, session, *about))
        if self.raises:
            problem, self.raises = self.raises, None
            raise problem
        if masked_text.strip():
            self.typed.setdefault(session, []).append(Said(masked_text, None))
        return self._made(session, masked_text)

    def _made(self, session: str, masked_text: str) -> Turn:
        made = Turn(session, "casus", masked_text, (), {}, question(), (), None, (), None, tuple(steps()))
        return replace(made, kept=self.kept.get(session))
