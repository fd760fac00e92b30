"""The placeholders of one conversation: the same person keeps the same number, without the name being kept."""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NoReturn

PLACEHOLDER = re.compile(r"\[([A-Z]+)-(\d{1,6})\]")


@dataclass(frozen=True, kw_only=True)
class Mention:
    """What is compared to tell whether two mentions are the same: parts of a name, or the digits of a number."""

    kind: str
    parts: frozenset[str]
    gender: str | None = None


@dataclass(kw_only=True)
class _Known:
    placeholder: str
    kind: str
    parts: set[bytes] = field(default_factory=set)
    gender: str | None = None


class MaskingSession:
    """Remembers which placeholder a value got, as salted hashes in memory; it cannot be stored or read back."""

    def __init__(self) -> None:
        self._salt = secrets.token_bytes(32)
        self._known: list[_Known] = []
        self._words: set[bytes] = set()
        self._highest: dict[str, int] = {}

    def reserve(self, text: str) -> None:
        """Never hand out a placeholder that stands in this text already."""
        for kind, number in PLACEHOLDER.findall(text):
            self._highest[kind] = max(self._highest.get(kind, 0), int(number))

    def placeholder(self, mention: Mention) -> str:
        """Return the placeholder of a mention: that of the same value seen before, or the next number."""
        parts = {self._hash(mention.kind, part) for part in mention.parts}
        known = self._find(mention, parts)
        if known is None:
            number = self._highest[mention.kind] = self._highest.get(mention.kind, 0) + 1
            known = _Known(placeholder=f"[{mention.kind}-{number}]", kind=mention.kind)
            self._known.append(known)
        known.parts |= parts
        known.gender = known.gender or mention.gender
        return known.placeholder

    def assign(self, mention: Mention, placeholder: str) -> None:
        """Tie a value to a placeholder the caller chose."""
        parts = {self._hash(mention.kind, part) for part in mention.parts}
        self._known.append(_Known(placeholder=placeholder, kind=mention.kind, parts=parts))
        self.reserve(placeholder)

    def remember_words(self, words: Iterable[str]) -> None:
        """Remember the words of a name, so that a later mention is recognised without a title."""
        self._words.update(self._hash("woord", word) for word in words)

    def has_word(self, word: str) -> bool:
        """Whether this word was part of a name earlier in the conversation."""
        return bool(self._words) and self._hash("woord", word) in self._words

    def _find(self, mention: Mention, parts: set[bytes]) -> _Known | None:
        # The latest mention first: "Jansen" after "meneer Jansen" is him, whoever else carries the name.
        for known in reversed(self._known):
            opposite = known.gender and mention.gender and known.gender != mention.gender
            if known.kind == mention.kind and not opposite and (parts <= known.parts or known.parts <= parts):
                return known
        return None

    def _hash(self, kind: str, value: str) -> bytes:
        return hashlib.blake2b(
            f"{kind}\0{value}".encode("utf-8", "surrogatepass"), key=self._salt, digest_size=16
        ).digest()

    def __reduce__(self) -> NoReturn:
        raise TypeError("A MaskingSession lives in memory only; keep it out of what is stored.")
