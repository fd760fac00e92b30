"""The command line of ingest: which command runs, and what is said when it cannot."""

import argparse
import sys
from pathlib import Path
from typing import Any

from ingest.commands.adding import add, prepare, show_versions
from ingest.commands.arguments import parser
from ingest.commands.building import build_index, show_status
from ingest.commands.comparing import diff
from ingest.commands.using import check, confirm, go_back, show_history, take_into_use
from ingest.coverage import make_model, show_questions, show_terms
from ingest.datafiles import read_yaml
from ingest.errors import IngestError
from ingest.settings import SHIPPED_MODEL, Settings, settings_from_environment
from ingest.versions.offer import Offer
from ingest.watch.screen import show_watch

_FAULT, _BAD_INPUT = 1, 2


def main(arguments: list[str] | None = None) -> int:
    """Run a command; returns 0 when it is done, 2 for bad input and 1 for a fault, each with one line on stderr.

    3 says that it is done and that someone must look at what was found.
    """
    given = parser().parse_args(arguments)
    texts = read_yaml(Path(__file__).with_name("teksten.yaml"))
    try:
        return _run(given, settings_from_environment(), texts)
    except IngestError as error:
        return _fail(texts["fouten"][type(error).__name__].format(**vars(error)), _BAD_INPUT)
    except OSError as error:
        return _fail(texts["fout_schijf"].format(reden=error), _FAULT)
    # The last line of defence of a command: whatever went wrong, one line and the exit code of a fault.
    except Exception as error:
        reason = str(error).splitlines()[0] if str(error) else "-"
        return _fail(texts["fout_programma"].format(soort=type(error).__name__, reden=reason), _FAULT)


def _run(given: argparse.Namespace, settings: Settings, texts: dict[str, Any]) -> int:
    match given.command:
        case "build":
            return build_index(settings, texts, force=given.force)
        case "status":
            return show_status(settings, texts)
        case "add":
            offer = Offer(
                document=given.document,
                version=given.version,
                date=given.date,
                local=given.local,
                title=given.title,
                publisher=given.publisher,
                remark=given.remark,
            )
            return add(settings, texts, given.file, offer)
        case "prepare":
            return prepare(settings, texts, given.document, given.version)
        case "versions":
            return show_versions(settings, texts, given.document)
        case "diff":
            return diff(settings, texts, given.document, given.versions, given.html)
        case "confirm":
            return confirm(settings, texts, given.generation, given.places, given.reason)
        case "activate":
            return take_into_use(settings, texts, given.generation, given.accept)
        case "rollback":
            return go_back(settings, texts, given.reason)
        case "history":
            return show_history(settings, texts)
        case "check":
            return check(settings, texts)
        case "watch":
            return show_watch(settings, texts["uitgevers"], fetch=given.fetch)
        case "questions":
            return show_questions(settings, texts["vragen"], stamp=given.stamp)
        case "terms":
            return show_terms(settings, texts["begrippen"])
        case _:
            return make_model(settings, texts["model"], given.folder or SHIPPED_MODEL, replace=given.folder is None)


def _fail(message: str, code: int) -> int:
    print(message, file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main())
