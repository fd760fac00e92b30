"""The command line of the assistant: search, ask, walk, chat, replay and kader."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.assistant import Assistant
from assistant.build import build_assistant
from assistant.datafiles import read_yaml
from assistant.errors import AssistantError, InputError
from assistant.settings import Settings, silence_telemetry

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    # A traceback with local variables would print what a user typed.
    pretty_exceptions_enable=False,
    help="Deelwijzer: mag ik dit delen? JSON komt op de standaarduitvoer, berichten op de foutuitvoer.",
)

_BAD_INPUT = 2
_DIFFERS = 3
AsJson = Annotated[bool, typer.Option("--json", help="Geef JSON in plaats van leesbare tekst.")]
Batch = Annotated[Path | None, typer.Option("--batch", help="Lees een JSONL-bestand, één vraag per regel.")]


@app.command()
def search(
    query: Annotated[str, typer.Argument(help="Waar je naar zoekt.")] = "",
    k: Annotated[int, typer.Option("-k", help="Hoeveel passages hooguit.")] = 10,
    as_json: AsJson = False,
    batch: Batch = None,
) -> None:
    """Zoek passages in de handreikingen."""
    assistant = _assistant()
    if batch is not None:
        _run_batch(batch, ("query",), lambda row: assistant.search(str(row["query"]), k))
        return
    found = assistant.search(query, k)
    if as_json:
        _print_json(found)
        return
    from assistant.terminal import show_hits

    show_hits(found)


@app.command()
def ask(
    question: Annotated[str, typer.Argument(help="Je vraag, in je eigen woorden. Noem geen namen.")] = "",
    as_json: AsJson = False,
    batch: Batch = None,
) -> None:
    """Stel een vraag en zie wat er begrepen is en wat de eerste vraag is. Nooit een conclusie."""
    assistant = _assistant()
    if batch is not None:
        _run_batch(batch, ("vraag",), lambda row: assistant.ask(_text(row["vraag"])).to_json())
        return
    turn = assistant.ask(_text(question)).to_json()
    if as_json:
        _print_json(turn)
        return
    from assistant.terminal import show_turn

    show_turn(turn)


@app.command()
def walk(
    file: Annotated[Path | None, typer.Argument(help="Een YAML-bestand met `vraag` en `feiten`.")] = None,
    as_json: AsJson = False,
    batch: Batch = None,
) -> None:
    """Loop de vijf stappen met gegeven feiten: een conclusie, of wat er nog ontbreekt."""
    if (file is None) == (batch is None):
        raise InputError("walk: geef een bestand of --batch BESTAND.jsonl, en niet allebei")
    assistant = _assistant()
    if batch is not None:
        _run_batch(batch, ("feiten",), lambda row: _walk_row(assistant, row, f"{batch.name}, id {row.get('id')!r}"))
        return
    if file is None:
        raise InputError("walk: er is geen bestand gegeven")
    if not file.is_file():
        raise InputError(f"walk: bestand {str(file)!r} bestaat niet")
    data = read_yaml(file, required=("feiten",), optional=("vraag", "id"))
    result = _walk_row(assistant, data, file.name)
    if as_json:
        _print_json(result)
        return
    from assistant.terminal import show_walk

    show_walk(result)


@app.command()
def chat() -> None:
    """Loop dezelfde vijf stappen in een gesprek in de terminal."""
    from assistant.terminal import converse

    converse(_assistant())


@app.command()
def replay(
    file: Annotated[Path, typer.Argument(help="Een bewaard bewijs van een conclusie (JSON).")],
    as_json: AsJson = False,
) -> None:
    """Trek een bewaarde conclusie opnieuw. Afloop 0: hetzelfde. Afloop 3: er is iets anders. Afloop 2: geen bewijs."""
    try:
        data = json.loads(file.read_text("utf-8"))
    except OSError as error:
        raise InputError(f"replay: bestand {str(file)!r} is niet te lezen ({type(error).__name__})") from error
    except ValueError as error:
        raise InputError(f"replay: {file.name} is geen JSON ({error})") from error
    assistant = _assistant()
    found = assistant.replay(data, where=file.name)
    if as_json:
        _print_json(found)
    else:
        print(assistant.replay_text(found))
    if not found["gelijk"]:
        raise typer.Exit(_DIFFERS)


@app.command()
def kader(as_json: AsJson = False) -> None:
    """Toon de beslistabel als Markdown: nummer, wanneer, uitkomst, grondslag en de passages met citaat."""
    assistant = _assistant()
    if as_json:
        _print_json(assistant.kader())
    else:
        print(assistant.kader_markdown())


def _assistant() -> Assistant:
    return build_assistant(Settings.from_environment())


def _text(value: Any) -> str:
    # An empty message is still a message: the answer says kindly what to type.
    return str(value) if str(value) else " "


def _walk_row(assistant: Assistant, row: dict[str, Any], where: str) -> dict[str, Any]:
    facts = row["feiten"]
    if not isinstance(facts, dict):
        raise InputError(f"{where}: 'feiten' is {facts!r}; verwacht is een lijst van feit: waarde")
    return assistant.walk(facts, str(row.get("vraag") or ""), where=where).to_json()


def _run_batch(path: Path, required: tuple[str, ...], answer: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    """Answer every line in order; a bad line answers with `fout`, and the exit code says so at the end."""
    failed = False
    for number, row in _rows(path):
        try:
            if isinstance(row, str):
                raise InputError(row)
            lacking = [key for key in required if row.get(key) is None]
            if lacking:
                raise InputError(f"{path.name}, regel {number}: {lacking[0]!r} ontbreekt")
            reply = {"id": row.get("id"), **answer(row)}
        except InputError as error:
            failed = True
            print(str(error), file=sys.stderr)
            reply = {"id": row.get("id") if isinstance(row, dict) else None, "fout": str(error)}
        _print_json(reply)
    if failed:
        raise typer.Exit(_BAD_INPUT)


def _rows(path: Path) -> Iterator[tuple[int, dict[str, Any] | str]]:
    """Yield (line number, row); a line that is no JSON object comes as the text that says so."""
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"--batch: bestand {str(path)!r} is niet te lezen ({type(error).__name__})") from error
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            yield number, f"{path.name}, regel {number}: geen geldige JSON ({error})"
            continue
        yield number, row if isinstance(row, dict) else f"{path.name}, regel {number}: verwacht is een JSON-object"


def _print_json(data: Any) -> None:
    print(json.dumps(data, ensure_ascii=False), flush=True)


def main() -> None:
    """Run the command line; bad input ends with exit code 2 and one line that says what and where."""
    silence_telemetry()
    try:
        app()
    except (AssistantError, ValueError) as error:
        if isinstance(error, ValueError) and not str(error).startswith("DEELWIJZER_"):
            raise
        print(str(error), file=sys.stderr)
        sys.exit(_BAD_INPUT)


if __name__ == "__main__":
    main()
