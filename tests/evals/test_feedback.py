"""The list of what users found wrong."""

import io
from dataclasses import replace

import pytest
from rich.console import Console

from assistant import Feedback
from evals.errors import EvalError
from evals.feedback import chosen, show_feedback

SAID = Feedback(
    "a1",
    "2026-11-20",
    "bron_klopt_niet",
    "zin",
    "voorwaarde-minimaal",
    ("p-1",),
    ("002:10-11",),
    "Dit gaat over [PERSOON-1].",
    "2026.11",
    "g-1",
    "0.1.0",
)
LATER = replace(SAID, feedback_id="b2", on="2026-11-22", remark="")
DONE = replace(SAID, feedback_id="c3", on="2026-11-22", done_on="2026-11-23")


def test_what_is_open_is_listed_from_a_day_on() -> None:
    assert chosen([SAID, LATER, DONE], since=None, also_done=False) == [SAID, LATER]
    assert chosen([SAID, LATER, DONE], since="2026-11-21", also_done=False) == [LATER]
    assert chosen([SAID, LATER, DONE], since="2026-11-21", also_done=True) == [LATER, DONE]


def test_a_day_that_is_none_is_told() -> None:
    with pytest.raises(EvalError, match="--since"):
        chosen([SAID], since="gisteren", also_done=False)


def test_the_table_shows_every_column_and_reads_no_markup() -> None:
    console = Console(file=io.StringIO(), width=200)
    show_feedback([SAID], console)
    assert isinstance(console.file, io.StringIO)
    shown = console.file.getvalue()
    for words in ("a1", "bron_klopt_niet", "voorwaarde-minimaal", "002:10-11", "[PERSOON-1]", "g-1"):
        assert words in shown
