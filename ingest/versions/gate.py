"""What a generation must have behind it before it is taken into use."""

from dataclasses import dataclass

from ingest.generations import GenerationNotFound, Generations
from ingest.settings import Settings
from ingest.store import open_store
from ingest.versions.comparison import project_of
from ingest.versions.errors import ActivationRefused, RehearsalMissing
from ingest.versions.references import Reference, find_references
from ingest.versions.rehearsed import read_rehearsal


@dataclass(frozen=True, kw_only=True)
class Objections:
    """Why a generation is not taken into use without a reason: who loses a passage, and what got worse."""

    lost: tuple[Reference, ...]
    worse: tuple[str, ...]

    def sentences(self, lost_sentence: str) -> list[str]:
        """Return one line per objection; `lost_sentence` has places for the kind, the entry and the place."""
        lost = [lost_sentence.format(soort=own.kind, wie=own.owner, plaats=own.place) for own in self.lost]
        return [*lost, *self.worse]


def objections(settings: Settings, generation: str) -> Objections:
    """Return what stands in the way of activating a generation.

    Raises GenerationNotFound, StoreError for one that cannot be read, and RehearsalMissing when it was not rehearsed
    beside the generation that is active now.
    """
    generations = Generations(settings.data_dir)
    active = generations.active_id()
    if generation not in generations.ids():
        raise GenerationNotFound(generation, generations.ids())
    if active is None:
        return Objections(lost=(), worse=())
    rehearsal = read_rehearsal(generations.path_of(generation), generations.path_of(active))
    if rehearsal is None:
        raise RehearsalMissing(generation, active)
    return Objections(lost=lost_references(settings, generation), worse=rehearsal.worse)


def lost_references(settings: Settings, generation: str | None = None) -> tuple[Reference, ...]:
    """Return what the assistant's words rest on and a generation no longer holds."""
    store = open_store(settings.data_dir, generation)
    return tuple(
        own
        for own in find_references(project_of(settings))
        if own.carries and any(part.fate == "vervallen" for part in store.locate_parts(own.number, own.start, own.end))
    )


def activate(settings: Settings, generation: str, *, accept: str, lost_sentence: str) -> tuple[str, ...]:
    """Take a generation into use and return the objections that were set aside by `accept`, which comes in the history.

    Raises ActivationRefused when there are objections and no reason, what `objections` raises, and what the switch
    itself raises; the active generation then stays.
    """
    generations = Generations(settings.data_dir)
    if generation == generations.active_id():
        return ()
    with generations.lock():  # nothing else may become active between the check and the switch
        against = objections(settings, generation).sentences(lost_sentence)
        if against and not accept:
            raise ActivationRefused(generation, against)
        generations.activate(generation, reason=accept)
    return tuple(against)
