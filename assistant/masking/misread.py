"""Digits that were typed as the letters that look like them: "o6-1234S678" is read as "06-12345678"."""

from __future__ import annotations

import re

_LOOKALIKES = {"O": "0", "o": "0", "I": "1", "l": "1", "S": "5"}
_RUN = re.compile(r"(?<![A-Za-z\d])[\dOoIlS]{2,}(?![A-Za-z\d])")
_INSIDE = re.compile(r"(?<=\d)[OoIlS](?=\d)|^[OoIl](?=\d)|(?<=\d{5})[OoIl]$|(?<=\d)[Oo]{2}(?=\d)")


def repaired(plain: str) -> str:
    """Return the text, as long as it was, with the letters that stand for a digit within a number replaced."""
    return _RUN.sub(_digits, plain)


def _digits(match: re.Match[str]) -> str:
    if not any(char.isalpha() for char in match[0]):
        return match[0]
    return _INSIDE.sub(lambda found: "".join(_LOOKALIKES[char] for char in found[0]), match[0])
