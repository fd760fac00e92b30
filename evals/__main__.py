"""The command line of the evals: each command by its name; what goes wrong is told in one line."""

from __future__ import annotations

import sys

import typer

from assistant import AssistantError, silence_telemetry
from evals.commands.feedback import feedback
from evals.commands.measures import bench, masking
from evals.commands.own import new
from evals.commands.proofs import rehearse, selftest
from evals.commands.runs import accept, compare, report, run
from evals.errors import EvalError

app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False)
for command in (run, report, compare, accept, new, selftest, masking, rehearse, bench, feedback):
    app.command()(command)


def main() -> None:
    """Run the command line; a fault that is ours to explain is one line and exit code 2."""
    silence_telemetry()
    try:
        app()
    except (EvalError, AssistantError) as error:
        print(error, file=sys.stderr)
        sys.exit(2)


if __name__ == "__main__":
    main()
