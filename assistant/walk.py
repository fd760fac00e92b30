"""The walk: a LangGraph state machine with a node per step, an interrupt per question, and one way to the conclusion.

    begin → vooraf → I → II → III → IV → V → conclusie      (and back to an earlier step that is open again)
                 └──► stop                  (acute danger, or not about sharing)

The conclusion node has one incoming edge, from step V, and V leaves only when nothing is open: the first of two locks.
The second is the type of a conclusion, which can only be built from a completed walk.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypedDict, cast

from assistant.correction import corrected
from assistant.errors import InputError
from assistant.kader.agenda import Agenda
from assistant.kader.codes import FIVE_STEPS, Step
from assistant.screens import Screens

if TYPE_CHECKING:
    from langchain_core.runnables import RunnableConfig
    from langgraph.checkpoint.base import BaseCheckpointSaver
    from langgraph.graph.state import CompiledStateGraph
    from langgraph.types import Command

_NODE = {step: f"stap_{step}" for step in FIVE_STEPS} | {Step.BEFORE: "vooraf"}


class WalkState(TypedDict, total=False):
    """What a walk remembers; plain data only, so that any checkpointer can store it."""

    question: str  # masked
    recognised: dict[str, dict[str, Any]]  # fact → {waarde, zekerheid, tekst}
    openly: list[str]  # facts that are not to stand on a card: the user wants their own question
    checked: list[str]  # check questions that were asked; each comes once
    answers: dict[str, str]  # in the order in which they were given
    acts: list[dict[str, Any]]  # per click what it answered, asked to be asked openly or withdrew, for `back`
    conclusion: dict[str, Any] | None


@dataclass(frozen=True)
class Position:
    """Where a walk stands: the question that is open (a fact, a form or a card), or None when it ended."""

    fact: str | None
    step: Step
    state: WalkState

    @property
    def conclusion(self) -> Mapping[str, Any] | None:
        """The conclusion. Only the node behind step V writes one; while a question is open there is none."""
        return self.state.get("conclusion") if self.fact is None else None


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
        self._screens = Screens(agenda)
        self._conclude = conclude
        self._checkpointer = checkpointer
        self._graph = self._build()

    def start(self, thread: str, *, question: str, recognised: Mapping[str, Mapping[str, Any]]) -> Position:
        """Begin a walk on a new thread and return its first question."""
        state: WalkState = {
            "question": question,
            "recognised": {fact: dict(found) for fact, found in recognised.items()},
            "openly": [],
            "checked": [],
            "answers": {},
            "acts": [],
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
        if position.step is Step.BEFORE:
            self._agenda.facts.check({fact: value}, where="antwoord")
        elif (screen := self._screens.current(position.state)) is not None:
            self._screens.take(screen, value)
        self._graph.invoke(Command(resume=value), _config(thread))
        return self.position(thread)

    def change(self, thread: str, answers: Mapping[str, str | None]) -> Position:
        """Set, correct or (None) take back answers; what follows from them is asked and decided anew."""
        state = self.position(thread).state
        acts = [*state["acts"], _act(answered=[fact for fact, value in answers.items() if value is not None])]
        changed = cast(WalkState, corrected(state, answers, self._agenda.facts))
        return self._rewind(thread, {**changed, "acts": acts})

    def recognise(self, thread: str, recognised: Mapping[str, Mapping[str, Any]]) -> Position:
        """Add facts that were understood from a later message; they are shown for confirmation before they count.

        One that corrects an answer takes its place: the answer no longer counts until the user has confirmed.
        """
        state = self.position(thread).state
        merged = {**state["recognised"], **{fact: dict(found) for fact, found in recognised.items()}}
        answers = {fact: value for fact, value in state["answers"].items() if fact not in recognised}
        openly = [fact for fact in state["openly"] if fact not in recognised]
        return self._rewind(thread, {"recognised": merged, "answers": answers, "openly": openly})

    def back(self, thread: str) -> Position:
        """Take back the last click; what was confirmed together goes back together, to be shown again."""
        state = self.position(thread).state
        answers, openly, acts = dict(state["answers"]), list(state["openly"]), list(state["acts"])
        checked = list(state.get("checked", ()))
        while acts:
            act = acts.pop()
            undone = [fact for fact in act["answered"] if fact in answers]
            reopened = [fact for fact in act["openly"] if fact in openly]
            answers = {fact: value for fact, value in answers.items() if fact not in undone}
            openly = [fact for fact in openly if fact not in reopened]
            answers |= act.get("withdrawn", {})
            unchecked = [check for check in act.get("checked", ()) if check in checked]
            checked = [check for check in checked if check not in unchecked]
            if undone or reopened or unchecked:
                break
        return self._rewind(thread, {"answers": answers, "openly": openly, "checked": checked, "acts": acts})

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

    def restore(self, thread: str, state: WalkState) -> Position:
        """Put a state in the place of a walk, or begin one with it; what follows from it is asked and decided anew."""
        return self._rewind(thread, state)

    def _rewind(self, thread: str, update: WalkState) -> Position:
        # As if `begin` had just run: the steps are walked again, and every step that is still answered is passed.
        config = _config(thread)
        self._graph.update_state(config, {**update, "conclusion": None}, as_node="begin")
        self._graph.invoke(None, config)
        return self.position(thread)

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
            earlier = [_NODE[before] for before in FIVE_STEPS[: FIVE_STEPS.index(step)]]
            graph.add_node(name, node, destinations=(name, str(following), *earlier))
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
        for fact in self._agenda.settled_before:
            if fact not in answers and (fact == "acuut_gevaar" or not self._screens.waiting(fact, state)):
                value = interrupt({"stap": str(Step.BEFORE), "feit": fact})
                acts = [*state["acts"], _act(answered=[fact])]
                return Command(goto=here, update={"answers": {**answers, fact: value}, "acts": acts})
        return Command(goto=_NODE[Step.SITUATION])

    def _step_node(self, step: Step, following: str) -> Callable[[WalkState], Command[Any]]:
        from langgraph.types import Command, interrupt

        def node(state: WalkState) -> Command[Any]:
            screen = self._screens.current(state)
            if screen is None or FIVE_STEPS.index(screen.step) > FIVE_STEPS.index(step):
                return Command(goto=following)
            if screen.step is not step:
                # An answer made an earlier step open again (in V: the data reveal who the melder is).
                return Command(goto=_NODE[screen.step])
            value = interrupt({"stap": str(step), "feit": screen.question})
            taken = self._screens.take(screen, value)
            withdrawn = {fact: given for fact, given in state["answers"].items() if fact in taken.withdrawn}
            left = {fact: given for fact, given in state["answers"].items() if fact not in withdrawn}
            act = _act(answered=list(taken.answers), openly=taken.openly, checked=taken.checked, withdrawn=withdrawn)
            update = {
                "answers": {**left, **taken.answers},
                "openly": [*state["openly"], *taken.openly],
                "checked": [*state.get("checked", ()), *taken.checked],
                "acts": [*state["acts"], act],
            }
            return Command(goto=_NODE[step], update=update)

        return node

    def _finish(self, state: WalkState) -> WalkState:
        return {"conclusion": self._conclude(state["answers"])}


def _act(
    *,
    answered: list[str],
    openly: Sequence[str] = (),
    checked: Sequence[str] = (),
    withdrawn: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """Return what one click did, so that `back` can undo it."""
    return {
        "answered": answered,
        "openly": list(openly),
        "checked": list(checked),
        "withdrawn": dict(withdrawn or {}),
    }


def _config(thread: str) -> RunnableConfig:
    return {"configurable": {"thread_id": thread}, "recursion_limit": 100}
