"""The text of a table cell: its lines as one, with a word that a line end broke made whole."""

from collections.abc import Sequence


class JoinCell:
    """Puts the lines of a cell together, with a word that a line end broke made whole."""

    def __init__(self, joins_hyphenated: "JoinsHyphenated") -> None:
        self._joins = joins_hyphenated

    def __call__(self, lines: Sequence[str]) -> str:
        """Return lines as one; cells are told apart by a bar, so a bar inside one becomes a slash."""
        text = ""
        for line in lines:
            last, first = text.rstrip("-").rsplit(" ", 1)[-1], line.split(" ", 1)[0]
            if text.endswith("-") and line[:1].islower() and first not in ("en", "of"):
                text = (text[:-1] if self._joins(last, first) else text) + line
            else:
                text = f"{text} {line}".strip()
        return text.replace("|", "/")


class JoinsHyphenated:
    """Whether the two parts of a broken word are one word without the hyphen, by how the file itself writes it."""

    def __init__(self, words: Sequence[str]) -> None:
        self._words: dict[str, int] = {}
        for word in words:
            bare = word.strip(".,;:!?()'’\"“”").lower()
            self._words[bare] = self._words.get(bare, 0) + 1

    def __call__(self, left: str, right: str) -> bool:
        """Return so when the whole word is at least as usual as the one with a hyphen."""
        bare = right.strip(".,;:!?()'’\"“”").lower()
        left = left.lstrip("('‘\"“").lower()
        return self._words.get(left + bare, 0) >= self._words.get(f"{left}-{bare}", 0)
