"""Learns from the examples and writes geleerd.json; start it as `python -m assistant.begrip evals/suites`."""

from __future__ import annotations

import sys
from pathlib import Path

from assistant.begrip.examples import load_examples
from assistant.begrip.learned import FILE
from assistant.begrip.phrases import FOLDER, PhraseBook
from assistant.begrip.reader import TextReader
from assistant.begrip.training import learn
from assistant.datafiles import write_learned
from assistant.errors import AssistantError
from assistant.masking import Masker

_USAGE = "usage: python -m assistant.begrip SUITES   (the folder evals/suites)"


def main(arguments: list[str]) -> int:
    """Learn and write; return the exit code."""
    if len(arguments) != 1:
        print(_USAGE, file=sys.stderr)
        return 2
    try:
        book = PhraseBook.load()
        learned = learn(load_examples(Path(arguments[0])), TextReader.load(book), book, Masker.load())
    except AssistantError as error:
        print(error, file=sys.stderr)
        return 2
    write_learned(learned, FOLDER / FILE)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
