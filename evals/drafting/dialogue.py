"""The two things that happen in a terminal: something is said, and something is asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Protocol

from evals.cases.reading import read_yaml

WORDS = Path(__file__).with_name("woorden.yaml")


class Dialogue(Protocol):
    """A person to ask."""

    def say(self, text: str) -> None:
        """Tell something."""
        ...

    def ask(self, text: str) -> str:
        """Ask for a line; Enter alone gives an empty one."""
        ...


class Spoken:
    """Asks in the words of woorden.yaml, and again until an answer can be used."""

    def __init__(self, person: Dialogue) -> None:
        """Take whom to ask."""
        self._person = person
        self._words: Mapping[str, str] = read_yaml(WORDS)

    def tell(self, key: str, **filled: object) -> None:
        """Say the words of a key."""
        self._person.say(self._words[key].format(**filled))

    def ask(self, key: str, use: Callable[[str], str | None], **filled: object) -> str:
        """Ask until `use` returns None; what it returns otherwise is said, and the question comes again."""
        while True:
            given = self._person.ask(self._words[key].format(**filled)).strip()
            wrong = use(given)
            if wrong is None:
                return given
            self._person.say(wrong)

    def words(self, key: str, **filled: object) -> str:
        """Return the words of a key."""
        return self._words[key].format(**filled)

    def agrees(self, key: str, **filled: object) -> bool:
        """Ask a yes-or-no question."""
        given = self.ask(key, lambda text: None if text[:1].lower() in {"j", "n"} else "j/n", **filled)
        return given[:1].lower() == "j"

    def number(self, key: str, last: int, *, empty: bool = False) -> int | None:
        """Ask for a number from 1 to `last`; with `empty` Enter alone gives None."""

        def wrong(text: str) -> str | None:
            if not text and empty:
                return None
            return None if text.isdigit() and 1 <= int(text) <= last else self.words("nummer", laatste=last)

        given = self.ask(key, wrong)
        return int(given) if given else None

    def filled(self, key: str) -> str:
        """Ask for words that may not be left out."""
        return self.ask(key, lambda text: None if text else self.words("leeg"))
