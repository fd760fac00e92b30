"""Build the index of what is in use, and show what is in it."""

from collections.abc import Callable
from typing import Any

from ingest.commands import ANSWERED
from ingest.generations import GenerationDamaged, Generations
from ingest.keeping import Tidied
from ingest.settings import Settings
from ingest.store import IndexMissing, open_store
from ingest.versions.own import active_manifest


def build_index(settings: Settings, texts: dict[str, Any], *, force: bool) -> int:
    """Build the index of the project's documents and of the added versions that are in use, and activate it."""
    from rich.console import Console

    from ingest.build import build

    console = Console(stderr=True)
    with console.status("") as status:
        progress = shown(console, status.update, texts["stappen"])
        result = build(settings, manifest=active_manifest(settings), force=force, progress=progress)
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
    show_tidied(console, texts, result.tidied)
    return ANSWERED


def show_tidied(console: Any, texts: dict[str, Any], tidied: Tidied) -> None:
    """Say which old indexes made way, if any did."""
    for made_way, said in ((tidied.archived, "gearchiveerd"), (tidied.removed, "weggehaald")):
        if made_way:
            console.print(texts[said].format(generaties=", ".join(made_way)), soft_wrap=True, highlight=False)


def shown(console: Any, update: Callable[[str], None], steps: dict[str, str]) -> Callable[[str], None]:
    """Return a progress callback: a live line in a terminal, a line per step elsewhere."""

    def show(step: str) -> None:
        if console.is_terminal:
            update(steps[step])
        else:
            console.print(steps[step], soft_wrap=True, highlight=False)

    return show


def show_status(settings: Settings, texts: dict[str, Any]) -> int:
    """Show what the active index holds; raises GenerationDamaged when a file of it is not what was written."""
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
    return ANSWERED
