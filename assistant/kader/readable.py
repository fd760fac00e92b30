"""Conditions in readable Dutch: the short names of facts and the labels of answers instead of codes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.kader.conditions import parse_tree


@dataclass(frozen=True)
class Reader:
    """Words conditions with the names that users see."""

    facts: Mapping[str, str]  # fact: its short name
    labels: Mapping[str, Mapping[str, str]]  # fact: value: the label of that answer
    definitions: Mapping[str, str]  # definition: its name
    words: Mapping[str, str]  # and, or, not, always

    def parts(self, condition: str) -> tuple[str, ...]:
        """Return the parts that must all hold, each in words."""
        tree = parse_tree(condition)
        kids = tree.children if tree.data == "both" else [tree]
        return tuple(self._say(kid, inside=len(kids) > 1) for kid in kids)

    def sentence(self, condition: str) -> str:
        """Return the whole condition in words."""
        return f" {self.words['en']} ".join(self.parts(condition))

    def _say(self, tree: Any, *, inside: bool) -> str:
        kids = tree.children
        match tree.data:
            case "either" | "both":
                word = self.words["of" if tree.data == "either" else "en"]
                said = f" {word} ".join(self._say(kid, inside=True) for kid in kids)
                return f"({said})" if inside else said
            case "negation":
                return f"{self.words['niet']} ({self._say(kids[0], inside=False)})"
            case "negated_name":
                return f"{self.words['niet']} ({self.definitions[str(kids[0])]})"
            case "reference":
                return self.definitions[str(kids[0])]
            case "always":
                return self.words["altijd"]
            case "equals" | "differs":
                return self._fact(str(kids[0]), [str(kids[1])], negated=tree.data == "differs")
            case _:
                values = [str(value) for value in kids[1].children]
                return self._fact(str(kids[0]), values, negated=tree.data == "no_member")

    def _fact(self, fact: str, values: Sequence[str], *, negated: bool) -> str:
        labels = [f"‘{self.labels[fact].get(value, value)}’" for value in values]
        listed = labels[0] if len(labels) == 1 else f"{', '.join(labels[:-1])} {self.words['of_in_rij']} {labels[-1]}"
        return f"{self.facts[fact]}: {self.words['niet_in_rij'] + ' ' if negated else ''}{listed}"
