"""Write a casus of your own."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from evals.commands import opening
from evals.corpus import Corpus
from evals.drafting import draft, kept_proof, read_proof


def new(
    file: Annotated[Path, typer.Argument(help="The YAML file that the casus is added to; made when it is not there.")],
    receipt: Annotated[
        Path | None, typer.Option("--from", help="A receipt (bewijs) of the app: its answers, and no text.")
    ] = None,
    code: Annotated[str | None, typer.Option("--code", help="The code of a walk that was kept in the app.")] = None,
) -> None:
    """Write a casus of your own: walk the questions here, or take the answers of a walk in the app."""
    assistant = opening.open_assistant()
    proof = read_proof(receipt) if receipt else kept_proof(code, assistant) if code else None
    draft(file, assistant, Corpus(), _Terminal(), proof)


class _Terminal:
    """The person at the keyboard."""

    def say(self, text: str) -> None:
        print(text, file=sys.stderr)

    def ask(self, text: str) -> str:
        answer: str = typer.prompt(text, default="", show_default=False, err=True)
        return answer
