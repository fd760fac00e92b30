"""Multi-valued decision diagrams: one shared graph that holds the outcome of every combination of facts.

A combination of facts is a path from the root to a terminal. Equal parts are stored once, so a function over more
combinations than could ever be listed stays a few thousand nodes, and questions about *all* combinations ("can this
fact still change the outcome?") are answered exactly by walking the graph instead of by trying samples.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import NewType

from assistant.kader.conditions import Always, Condition, Either, Every, Member, Not

Node = NewType("Node", int)


class Diagrams:
    """The nodes of all diagrams over one list of facts, in one fixed order."""

    def __init__(self, domains: Mapping[str, Sequence[str]]) -> None:
        """Take the facts in their order, each with its values."""
        self._facts = list(domains)
        self._values = [tuple(domains[fact]) for fact in self._facts]
        self._level_of = {fact: level for level, fact in enumerate(self._facts)}
        self._bottom = len(self._facts)
        self._levels: list[int] = []
        self._children: list[tuple[Node, ...]] = []
        self._results: list[Hashable] = []
        self._known: dict[tuple[int, tuple[Node, ...]], Node] = {}
        self._terminals: dict[Hashable, Node] = {}
        self._lock = threading.RLock()

    @contextmanager
    def temporary(self) -> Iterator[None]:
        """Forget the nodes that are made inside: a question leaves nothing behind, however long the process runs.

        Also makes one question at a time use the diagrams, for conversations run in several threads.
        """
        with self._lock:
            kept = len(self._levels)
            try:
                yield
            finally:
                for node in range(kept, len(self._levels)):
                    if self._levels[node] == self._bottom:
                        del self._terminals[self._results[node]]
                    else:
                        del self._known[self._levels[node], self._children[node]]
                del self._levels[kept:], self._children[kept:], self._results[kept:]

    def terminal(self, result: Hashable) -> Node:
        """Return the diagram that gives this result whatever the facts."""
        if result not in self._terminals:
            self._terminals[result] = self._add(self._bottom, (), result)
        return self._terminals[result]

    def condition(self, condition: Condition) -> Node:
        """Return the diagram (with results True and False) of a condition."""
        match condition:
            case Always():
                return self.terminal(True)
            case Member(fact, values, negated):
                return self.branch(fact, {v: self.terminal((v in values) != negated) for v in self.values(fact)})
            case Not(part):
                return self.map_results(self.condition(part), lambda holds: not holds)
            case Every(parts):
                return self._fold(parts, lambda one, other: bool(one) and bool(other))
            case Either(parts):
                return self._fold(parts, lambda one, other: bool(one) or bool(other))
        raise TypeError(f"no diagram for {condition!r}")

    def values(self, fact: str) -> tuple[str, ...]:
        """Return the values of a fact, in the order of its children."""
        return self._values[self._level_of[fact]]

    def branch(self, fact: str, per_value: Mapping[str, Node]) -> Node:
        """Return the diagram that continues with another diagram for each value of a fact (all below that fact)."""
        return self._node(self._level_of[fact], tuple(per_value[value] for value in self.values(fact)))

    def choose(self, test: Node, when: Node, otherwise: Node) -> Node:
        """Return the diagram that is `when` where `test` is true, and `otherwise` where it is not."""
        memo: dict[tuple[Node, Node, Node], Node] = {}

        def go(test: Node, when: Node, otherwise: Node) -> Node:
            if self._levels[test] == self._bottom:
                return when if self._results[test] else otherwise
            if when == otherwise:
                return when
            key = (test, when, otherwise)
            if key not in memo:
                level = min(self._levels[test], self._levels[when], self._levels[otherwise])
                memo[key] = self._node(
                    level,
                    tuple(
                        go(self._child(test, level, i), self._child(when, level, i), self._child(otherwise, level, i))
                        for i in range(len(self._values[level]))
                    ),
                )
            return memo[key]

        return go(test, when, otherwise)

    def combine(self, one: Node, other: Node, join: Callable[[Hashable, Hashable], Hashable]) -> Node:
        """Return the diagram whose result is `join` of the two results, for every combination of facts."""
        return self._combine(one, other, join, {})

    def _combine(
        self,
        one: Node,
        other: Node,
        join: Callable[[Hashable, Hashable], Hashable],
        memo: dict[tuple[Node, Node], Node],
        *,
        absorbing: Node | None = None,
    ) -> Node:
        """Combine; with `absorbing`, join is known to be idempotent and to give that node whatever joins it."""

        def go(one: Node, other: Node) -> Node:
            if absorbing is not None:
                if one == other:
                    return one
                if absorbing in (one, other):
                    return absorbing
            key = (one, other)
            if key not in memo:
                level = min(self._levels[one], self._levels[other])
                if level == self._bottom:
                    memo[key] = self.terminal(join(self._results[one], self._results[other]))
                else:
                    memo[key] = self._node(
                        level,
                        tuple(
                            go(self._child(one, level, i), self._child(other, level, i))
                            for i in range(len(self._values[level]))
                        ),
                    )
            return memo[key]

        return go(one, other)

    def map_results(self, node: Node, change: Callable[[Hashable], Hashable]) -> Node:
        """Return the same diagram with every result changed."""
        memo: dict[Node, Node] = {}

        def go(node: Node) -> Node:
            if node not in memo:
                if self._levels[node] == self._bottom:
                    memo[node] = self.terminal(change(self._results[node]))
                else:
                    memo[node] = self._node(self._levels[node], tuple(go(kid) for kid in self._children[node]))
            return memo[node]

        return go(node)

    def restrict(self, node: Node, answers: Mapping[str, str]) -> Node:
        """Return the diagram that is left when these facts are known."""
        fixed = {
            self._level_of[fact]: self.values(fact).index(value)
            for fact, value in answers.items()
            if fact in self._level_of
        }
        memo: dict[Node, Node] = {}

        def go(node: Node) -> Node:
            if self._levels[node] == self._bottom:
                return node
            if node not in memo:
                level = self._levels[node]
                if level in fixed:
                    memo[node] = go(self._children[node][fixed[level]])
                else:
                    memo[node] = self._node(level, tuple(go(kid) for kid in self._children[node]))
            return memo[node]

        return go(node)

    def join_over(
        self, node: Node, facts: set[str], join: Callable[[Hashable, Hashable], Hashable], *, absorbing: Hashable
    ) -> Node:
        """Return the diagram without these facts: their values are filled in every way and the results joined.

        `join` must be idempotent, commutative and associative, and give `absorbing` for whatever joins `absorbing`.
        Most branches end there, which keeps the work small however many facts are unknown.
        """
        levels = {self._level_of[fact] for fact in facts}
        absorbed = self.terminal(absorbing)
        memo: dict[Node, Node] = {}
        joined_before: dict[tuple[Node, Node], Node] = {}

        def go(node: Node) -> Node:
            if self._levels[node] == self._bottom:
                return node
            if node not in memo:
                level = self._levels[node]
                kids = tuple(go(kid) for kid in self._children[node])
                if level in levels:
                    joined = kids[0]
                    for kid in kids[1:]:
                        joined = self._combine(joined, kid, join, joined_before, absorbing=absorbed)
                    memo[node] = joined
                else:
                    memo[node] = self._node(level, kids)
            return memo[node]

        return go(node)

    def results(self, node: Node) -> set[Hashable]:
        """Return every result that some combination of the facts still open gives."""
        return {self._results[below] for below in self._below(node) if self._levels[below] == self._bottom}

    def facts(self, node: Node) -> set[str]:
        """Return the facts on which the result still depends: exactly those, for the diagram is reduced."""
        return {self._facts[self._levels[below]] for below in self._below(node) if self._levels[below] != self._bottom}

    def size(self, node: Node) -> int:
        """Return the number of nodes of a diagram, terminals included."""
        return len(self._below(node))

    def count(self) -> int:
        """Return the number of combinations of facts that one diagram covers."""
        combinations = 1
        for values in self._values:
            combinations *= len(values)
        return combinations

    def _fold(self, parts: Sequence[Condition], join: Callable[[Hashable, Hashable], Hashable]) -> Node:
        folded = self.condition(parts[0])
        for part in parts[1:]:
            folded = self.combine(folded, self.condition(part), join)
        return folded

    def _below(self, node: Node) -> set[Node]:
        seen = {node}
        todo = [node]
        while todo:
            for kid in self._children[todo.pop()]:
                if kid not in seen:
                    seen.add(kid)
                    todo.append(kid)
        return seen

    def _child(self, node: Node, level: int, index: int) -> Node:
        return self._children[node][index] if self._levels[node] == level else node

    def _node(self, level: int, children: tuple[Node, ...]) -> Node:
        # A fact whose value makes no difference gets no node: that is what keeps `facts` exact.
        if all(kid == children[0] for kid in children):
            return children[0]
        key = (level, children)
        if key not in self._known:
            self._known[key] = self._add(level, children, None)
        return self._known[key]

    def _add(self, level: int, children: tuple[Node, ...], result: Hashable) -> Node:
        self._levels.append(level)
        self._children.append(children)
        self._results.append(result)
        return Node(len(self._levels) - 1)
