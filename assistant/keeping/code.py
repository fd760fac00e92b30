"""The code of a kept walk: easy to read aloud and type, and what is derived from it in one direction."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from functools import reduce

SIGNS = "23456789ACDEFHJKNPRTVWX"
"""No two look alike (0/O, 1/I/L, 2/Z, 5/S, 6/G, 8/B, U/V and M/N have one or none here). They are a prime number."""

_DRAWN = 23  # 23 signs of 23 kinds are 104 bits
LENGTH = _DRAWN + 1
_GROUP = 4
_ROOT = 5  # a primitive root of 23: its powers weigh the places so that one wrong or two swapped signs show
_SEPARATORS = " -–—.,_\t\r\n\u00a0"


class MistypedCode(ValueError):
    """What was typed cannot be a code: its length, a sign or the check sign is wrong."""


@dataclass(frozen=True)
class Place:
    """Where a kept walk lies and with what it is encrypted; the code cannot be computed from it."""

    name: str
    key: bytes = field(repr=False)


@dataclass(frozen=True)
class Code:
    """A code that passes its check sign."""

    signs: str = field(repr=False)

    @classmethod
    def new(cls) -> Code:
        """Draw a code of 104 random bits and its check sign."""
        drawn = "".join(secrets.choice(SIGNS) for _ in range(_DRAWN))
        return cls(drawn + _check_sign(drawn))

    @classmethod
    def read(cls, typed: str) -> Code:
        """Return the code that was typed, whatever its case and separators; raises MistypedCode."""
        signs = typed.upper().translate({ord(sign): None for sign in _SEPARATORS})
        right = len(signs) == LENGTH and set(signs) <= set(SIGNS) and _check_sign(signs[:-1]) == signs[-1]
        if not right:
            raise MistypedCode(f"a code of {LENGTH} signs with a check sign was expected, not {len(signs)} signs")
        return cls(signs)

    @property
    def spelled(self) -> str:
        """The code as it is shown: groups of four."""
        groups = (self.signs[at : at + _GROUP] for at in range(0, len(self.signs), _GROUP))
        return "-".join(groups)

    def place(self) -> Place:
        """Return where the walk of this code lies and its key.

        A slow derivation would add nothing: it is meant for passwords, and this secret is 104 random bits.
        """
        return Place(self._derive(b"plek").hex(), self._derive(b"sleutel"))

    def _derive(self, purpose: bytes) -> bytes:
        from cryptography.hazmat.primitives.hashes import SHA256
        from cryptography.hazmat.primitives.kdf.hkdf import HKDF

        derivation = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"deelwijzer bewaarde afweging 1 " + purpose)
        return derivation.derive(self.signs.encode())


def _check_sign(signs: str) -> str:
    total = reduce(lambda total, sign: (total + SIGNS.index(sign)) * _ROOT, signs, 0)
    return SIGNS[-total % len(SIGNS)]
