"""The walk: a LangGraph state machine with a node per step, an interrupt per question, and one way to the conclusion.

    begin → vooraf → I → II → III → IV ⇄ V → conclusie
                 └──► stop                  (acute danger, or not about sharing)

The conclusion node has one incoming edge, from step V, and V leaves only when nothing is open: the first of two locks.
The second is the type of a conclusion, which can only be built from a completed walk.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypedDict, cast

from assistant.errors import InputError
from assistant.kader.agenda import Agenda
from assistant.kader.codes import FIVE_STEPS, UNKNOWN, Step

if TYPE_CHECKING:
    from langchain_core.runnables import RunnableConfig
    from langgraph.checkpoint.base import BaseCheckpointSaver
    from langgraph.graph.state import CompiledStateGraph
    from langgraph.types import Command

CONFIRM = "begrepen"
"""The question that shows what was understood from the text, to be confirmed in one go."""

CERTAIN_ENOUGH = 0.8
"""Recognised facts below this certainty are only offered as a suggestion with their own question."""

_NODE = {step: f"stap_{step}" for step in FIVE_STEPS} | {Step.BEFORE: "vooraf"}
_AFTER_BEFORE = (_NODE[Step.BEFORE], _NODE[Step.SITUATION], "stop")


class WalkState(TypedDict, total=False):
    """What a walk remembers; plain data only, so that any checkpointer can store it."""

    question: str  # masked
    recognised: dict[str, dict[str, Any]]  # fact → {waarde, zekerheid, tekst}
    confirmed: bool  # the user saw what was recognised and said ja or nee
    answers: dict[str, str]  # in the order in which they were given
    conclusion: dict[str, Any] | None


@dataclass(frozen=True)
class Position:
    """Where a walk stands: the question that is open, or None when it ended."""

    fact: str | None
    step: Step
    state: WalkState


class Walk:
    """Drives the graph; one thread per conversation."""

    def __init__(
        self,
        agenda: Agenda,
        conclude: Callable[[Mapping[str, str]], dict[str, Any]],
        checkpointer: BaseCheckpointSaver[Any],
    ) -> None:
        """Take the agenda, the function that concludes a completed walk, and where threads are kept."""
        self._agenda = agenda
        self._conclude = conclude
        self._checkpointer = checkpointer
        self._graph = self._build()

    def start(self, thread: str, *, question: str, recognised: Mapping[str, Mapping[str, Any]]) -> Position:
        """Begin a walk on a new thread and return its first question."""
        state: WalkState = {
            "question": question,
            "recognised": {fact: dict(found) for fact, found in recognised.items()},
            "confirmed": not recognised,
            "answers": {},
            "conclusion": None,
        }
        self._graph.invoke(state, _config(thread))
        return self.position(thread)

    def answer(self, thread: str, fact: str, value: str) -> Position:
        """Answer the question that is open.

        Raises InputError when another question is open, or the value is not one of its options.
        """
        from langgraph.types import Command

        position = self.position(thread)
        if position.fact != fact:
            raise InputError(f"vraag {fact!r} staat niet open; open is {position.fact!r}")
        self._check(fact, value)
        self._graph.invoke(Command(resume=value), _config(thread))
        return self.position(thread)

    def change(self, thread: str, answers: Mapping[str, str | None]) -> Position:
        """Set, correct or (None) take back answers; what follows from them is asked and decided anew."""
        state = self.position(thread).state
        merged = dict(state.get("answers", {}))
        recognised = dict(state.get("recognised", {}))
        for fact, value in answers.items():
            if value is None:
                merged.pop(fact, None)
            else:
                self._check(fact, value)
                merged[fact] = value
            recognised.pop(fact, None)
        return self._rewind(thread, {"answers": merged, "recognised": recognised})

    def recognise(self, thread: str, recognised: Mapping[str, Mapping[str, Any]]) -> Position:
        """Add facts that were understood from a later message; they are shown for confirmation before they count.

        One that corrects an answer takes its place: the answer no longer counts until the user has confirmed.
        """
        state = self.position(thread).state
        merged = {**state.get("recognised", {}), **{fact: dict(found) for fact, found in recognised.items()}}
        answers = {fact: value for fact, value in state.get("answers", {}).items() if fact not in recognised}
        return self._rewind(thread, {"recognised": merged, "answers": answers, "confirmed": False})

    def back(self, thread: str) -> Position:
        """Take back the last answer; what was confirmed together goes back together, to be shown again."""
        state = self.position(thread).state
        answers = dict(state.get("answers", {}))
        if not answers:
            return self.position(thread)
        together = set(certain(state["recognised"]))
        last = list(answers)[-1]
        for fact in [fact for fact in answers if fact in together] if last in together else [last]:
            del answers[fact]
        return self._rewind(thread, {"answers": answers, "confirmed": state["confirmed"] and last not in together})

    def position(self, thread: str) -> Position:
        """Return where the walk stands.

        Raises InputError when there is no such walk (it expired, was deleted, or never began).
        """
        snapshot = self._graph.get_state(_config(thread))
        if not snapshot.values:
            raise InputError("deze afweging bestaat niet (meer); begin opnieuw")
        state = cast(WalkState, snapshot.values)
        for pending in snapshot.interrupts:
            return Position(pending.value["feit"], Step(pending.value["stap"]), state)
        return Position(None, Step.DATA, state)

    def forget(self, thread: str) -> None:
        """Delete everything that is kept of a walk."""
        self._checkpointer.delete_thread(thread)

    def move(self, thread: str, other: Walk, other_thread: str) -> None:
        """Copy the walk to another place (from memory to disk when the user asks to keep it, or back)."""
        state = self.position(thread).state
        other._graph.update_state(_config(other_thread), dict(state), as_node="begin")
        other._graph.invoke(None, _config(other_thread))

    def _rewind(self, thread: str, update: WalkState) -> Position:
        # As if `begin` had just run: the steps are walked again, and every step that is still answered is passed.
        config = _config(thread)
        self._graph.update_state(config, {**update, "conclusion": None}, as_node="begin")
        self._graph.invoke(None, config)
        return self.position(thread)

    def _check(self, fact: str, value: str) -> None:
        if fact == CONFIRM:
            if value not in ("ja", "nee"):
                raise InputError(f"waarde {value!r} past niet bij {CONFIRM!r}; toegestaan zijn: ja, nee")
            return
        self._agenda.facts.check({fact: value}, where="antwoord")

    def _build(self) -> CompiledStateGraph[Any, Any, Any, Any]:
        from langgraph.graph import END, START, StateGraph

        graph = StateGraph(WalkState)
        graph.add_node("begin", lambda state: {})
        graph.add_node(
            _NODE[Step.BEFORE], self._before, destinations=(_NODE[Step.BEFORE], _NODE[Step.SITUATION], "stop")
        )
        for step, following in zip(FIVE_STEPS, [*map(_NODE.get, FIVE_STEPS[1:]), "conclusie"], strict=True):
            name = _NODE[step]
            node: Any = self._step_node(step, str(following))  # the library infers no state type from a closure
            back = (_NODE[Step.GRONDSLAG],) if step is Step.DATA else ()
            graph.add_node(name, node, destinations=(name, str(following), *back))
        graph.add_node("conclusie", self._finish)
        graph.add_node("stop", self._finish)
        graph.add_edge(START, "begin")
        graph.add_edge("begin", _NODE[Step.BEFORE])
        graph.add_edge("conclusie", END)
        graph.add_edge("stop", END)
        return graph.compile(checkpointer=self._checkpointer)

    def _before(self, state: WalkState) -> Command[Any]:
        from langgraph.types import Command, interrupt

        answers = state["answers"]
        here = _NODE[Step.BEFORE]
        if self._agenda.stopped(answers):
            return Command(goto="stop")
        shown = {} if state["confirmed"] else certain(state["recognised"])
        for fact in self._agenda.settled_before:
            if fact not in answers and (fact not in shown or fact == "acuut_gevaar"):
                value = interrupt({"stap": str(Step.BEFORE), "feit": fact})
                return Command(goto=here, update={"answers": {**answers, fact: value}})
        if not state["confirmed"] and any(fact not in answers for fact in shown):
            value = interrupt({"stap": str(Step.BEFORE), "feit": CONFIRM})
            taken = {f: v["waarde"] for f, v in shown.items() if f not in answers} if value == "ja" else {}
            return Command(goto=here, update={"confirmed": True, "answers": {**answers, **taken}})
        return Command(goto=_NODE[Step.SITUATION])

    def _step_node(self, step: Step, following: str) -> Callable[[WalkState], Command[Any]]:
        from langgraph.types import Command, interrupt

        def node(state: WalkState) -> Command[Any]:
            fact = self._agenda.next_in_step(step, state["answers"])
            if fact is None and step is Step.DATA and self._agenda.next_in_step(Step.GRONDSLAG, state["answers"]):
                return Command(goto=_NODE[Step.GRONDSLAG])
            if fact is None:
                return Command(goto=following)
            value = interrupt({"stap": str(step), "feit": fact.fact_id})
            return Command(goto=_NODE[step], update={"answers": {**state["answers"], fact.fact_id: value}})

        return node

    def _finish(self, state: WalkState) -> WalkState:
        return {"conclusion": self._conclude(state["answers"])}


def certain(recognised: Mapping[str, Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    """Return the recognised facts that are sure enough to be confirmed together; the others keep their question."""
    return {
        fact: found
        for fact, found in recognised.items()
        if found["zekerheid"] >= CERTAIN_ENOUGH and found["waarde"] != UNKNOWN and fact != "acuut_gevaar"
    }


def _config(thread: str) -> RunnableConfig:
    return {"configurable": {"thread_id": thread}, "recursion_limit": 100}
