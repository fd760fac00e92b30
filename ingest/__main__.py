"""The command line of ingest: `python -m ingest build`, `status`, `questions`, `terms` and `model`."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ingest.coverage import make_model, show_questions, show_terms
from ingest.datafiles import read_yaml
from ingest.errors import IngestError
from ingest.generations import GenerationDamaged, Generations
from ingest.settings import SHIPPED_MODEL, Settings, settings_from_environment
from ingest.store import IndexMissing, open_store

_ANSWERED, _FAULT, _BAD_INPUT = 0, 1, 2


def main(arguments: list[str] | None = None) -> int:
    """Run a command; returns 0 when it is done, 2 for bad input and 1 for a fault, each with one line on stderr."""
    parser = argparse.ArgumentParser(prog="python -m ingest", description="Documenten lezen en de index bouwen.")
    commands = parser.add_subparsers(dest="command", required=True)
    building = commands.add_parser("build", help="lees de documenten en bouw de index")
    building.add_argument("--force", action="store_true", help="bouw ook als er niets veranderd is")
    commands.add_parser("status", help="toon wat er in de index zit en of die heel is")
    asking = commands.add_parser("questions", help="toon welke passages voorbeeldvragen hebben")
    asking.add_argument("--stamp", action="store_true", help="geef nieuwe vragen de controlesom van hun passage")
    commands.add_parser("terms", help="toon woorden van de documenten waar geen gewoon woord voor is")
    modelling = commands.add_parser("model", help="maak het zoekmodel opnieuw uit de documenten en hun vragen")
    modelling.add_argument(
        "folder", type=Path, nargs="?", help="de map waar het in komt; zonder map vervangt het dat van het project"
    )
    given = parser.parse_args(arguments)
    texts = read_yaml(Path(__file__).with_name("teksten.yaml"))
    try:
        settings = settings_from_environment()
        match given.command:
            case "build":
                return _build(settings, texts, force=given.force)
            case "status":
                return _status(settings, texts)
            case "questions":
                return show_questions(settings, texts["vragen"], stamp=given.stamp)
            case "terms":
                return show_terms(settings, texts["begrippen"])
            case _:
                return make_model(settings, texts["model"], given.folder or SHIPPED_MODEL, replace=given.folder is None)
    except IngestError as error:
        return _fail(texts["fouten"][type(error).__name__].format(**vars(error)), _BAD_INPUT)
    except OSError as error:
        return _fail(texts["fout_schijf"].format(reden=error), _FAULT)
    # The last line of defence of a command: whatever went wrong, one line and the exit code of a fault.
    except Exception as error:
        reason = str(error).splitlines()[0] if str(error) else "-"
        return _fail(texts["fout_programma"].format(soort=type(error).__name__, reden=reason), _FAULT)


def _build(settings: Settings, texts: dict[str, Any], *, force: bool) -> int:
    from rich.console import Console

    from ingest.build import build

    console = Console(stderr=True)
    with console.status("") as status:
        result = build(settings, force=force, progress=_show(console, status.update, texts["stappen"]))
    passages = result.generation.passages
    message = texts["gebouwd" if result.new else "al_actueel"]
    console.print(
        message.format(passages=sum(passages.values()), documenten=len(passages), generatie=result.generation.id),
        soft_wrap=True,
        highlight=False,
    )
    if result.dropped:
        line = texts["vragen_vervallen"].format(aantal=len(result.dropped), plekken=", ".join(result.dropped))
        console.print(line, soft_wrap=True, highlight=False)
    return _ANSWERED


def _show(console: Any, update: Callable[[str], None], steps: dict[str, str]) -> Callable[[str], None]:
    """Return a progress callback: a live line in a terminal, a line per step elsewhere."""

    def show(step: str) -> None:
        if console.is_terminal:
            update(steps[step])
        else:
            console.print(steps[step], soft_wrap=True, highlight=False)

    return show


def _status(settings: Settings, texts: dict[str, Any]) -> int:
    generations = Generations(settings.data_dir)
    active = generations.active_id()
    if active is None:
        raise IndexMissing(settings.data_dir)
    generation = generations.read(active)
    damage = generations.damage(generation)
    if damage is not None:
        raise GenerationDamaged(generations.path_of(active), damage)
    store = open_store(settings.data_dir)
    model = generation.model
    print(
        texts["status_kop"].format(
            generatie=generation.id, datum=generation.made, model=model.model, dimensie=model.dimension
        )
    )
    for document in store.documents.values():
        print(
            texts["status_document"].format(
                nummer=document.number,
                passages=generation.passages[document.id],
                titel=document.title,
                versie=document.version,
            )
        )
    print(texts["status_heel"])
    return _ANSWERED


def _fail(message: str, code: int) -> int:
    print(message, file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main())
