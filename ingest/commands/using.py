"""Take an index into use, go back to the one before, and confirm or check what rests on changed passages."""

from collections import Counter
from typing import Any

from ingest.commands import ANSWERED, LOOK_AT_THIS
from ingest.generations import Generations
from ingest.manifest import load_manifest, read_stored
from ingest.settings import Settings
from ingest.store import CitedPlace, StoreError, open_store
from ingest.versions.comparison import project_of
from ingest.versions.confirmations import Confirmations
from ingest.versions.errors import PlaceNotChanged
from ingest.versions.gate import activate
from ingest.versions.own import OwnVersions
from ingest.versions.references import find_references

_WORST = ("gelijk", "verplaatst", "bevestigd", "gewijzigd", "vervallen")  # the last of these is what a place is


def take_into_use(settings: Settings, texts: dict[str, Any], generation: str, accept: str) -> int:
    """Activate a generation that was rehearsed and takes nothing away, or with a reason why it may."""
    words = texts["versies"]
    set_aside = activate(settings, generation, accept=accept, lost_sentence=words["verloren"])
    if set_aside:
        print(words["toch"].format(aantal=len(set_aside), reden=accept))
    print(words["in_gebruik"].format(generatie=generation))
    return ANSWERED


def go_back(settings: Settings, texts: dict[str, Any], reason: str) -> int:
    """Activate the generation that was in use before this one."""
    print(texts["versies"]["terug"].format(generatie=Generations(settings.data_dir).rollback(reason=reason)))
    return ANSWERED


def show_history(settings: Settings, texts: dict[str, Any]) -> int:
    """Show which indexes were in use since when, and why."""
    words = texts["versies"]
    for activation in Generations(settings.data_dir).history():
        line = words["geschiedenis_terug" if activation.rollback else "geschiedenis"]
        since, reason = activation.since or "-", activation.reason or "-"
        print(line.format(sinds=since, generatie=activation.generation, reden=reason))
    return ANSWERED


def confirm(settings: Settings, texts: dict[str, Any], generation: str, places: list[str], reason: str) -> int:
    """Keep that someone read these changed passages and found that what cites them still rests on them.

    Raises PlaceNotChanged for a place whose words are the same, or that is gone; then nothing is kept.
    """
    words = texts["versies"]
    store = open_store(settings.data_dir, generation)
    cited = {own.place: own for own in find_references(project_of(settings))}
    changed = {}
    for place in places:
        own = cited.get(place)
        parts = store.locate_parts(own.number, own.start, own.end) if own else ()
        changed[place] = [part for part in parts if part.fate == "gewijzigd"]
        if not changed[place] or any(part.fate == "vervallen" for part in parts):
            raise PlaceNotChanged(place, ", ".join(dict.fromkeys(part.fate for part in parts)) or "-")
    kept = Confirmations(settings.data_dir)
    for place, parts_changed in changed.items():
        for part in parts_changed:
            kept.confirm(place, part.now, part.pair, reason)
        print(words["bevestigd"].format(plaats=place, versie=parts_changed[0].now, reden=reason))
    return ANSWERED


def check(settings: Settings, texts: dict[str, Any]) -> int:
    """Check every stored file and every place that is cited; LOOK_AT_THIS when something is lost or to be confirmed.

    Raises IngestError for a file that is not what its entry says.
    """
    words = texts["versies"]
    project = load_manifest(settings.corpus_dir).bronnen
    earlier = [own for source in project for older in source.eerdere if (own := source.at(older.versie))]
    every = [*project, *earlier, *OwnVersions(settings).all()]
    for source in every:
        read_stored(settings.corpus_dir, source)
    print(words["bestanden_goed"].format(aantal=len(every)))
    store = open_store(settings.data_dir)
    fates: Counter[str] = Counter()
    trouble = []
    for cited in find_references(project_of(settings)):
        try:
            parts = store.locate_parts(cited.number, cited.start, cited.end)
        except StoreError as error:
            fate = str(error)
        else:
            fate = max(map(_standing, parts), key=_WORST.index)
        fates[fate] += 1
        if fate not in _WORST[:3]:
            trouble.append(words["nakijken"].format(soort=cited.kind, wie=cited.owner, plaats=cited.place, stand=fate))
    print(words["plaatsen"].format(aantal=sum(fates.values()), standen=", ".join(f"{n} {f}" for f, n in fates.items())))
    for line in trouble:
        print(line)
    return LOOK_AT_THIS if trouble else ANSWERED


def _standing(part: CitedPlace) -> str:
    return "bevestigd" if part.fate == "gewijzigd" and part.confirmed else part.fate
