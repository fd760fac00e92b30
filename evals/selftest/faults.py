"""The planted faults: how each is made; what it is, and which suite must see it, stands in fouten.yaml."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from evals.corpus import Corpus, Stretch
from evals.door import Door
from evals.selftest import alterations
from evals.selftest.altered import Alter, Altered, Falling, Forgetful, Mistaken, Talkative
from evals.selftest.workshop import Workshop


@dataclass(frozen=True)
class Planted:
    """An assistant with a fault, and the documents it is laid beside."""

    door: Door
    corpus: Corpus


Plant = Callable[[Door, Workshop], Planted]


def _altered(alter: Alter) -> Plant:
    return lambda door, _: Planted(Altered(door, alter), Corpus())


def _between(kind: Callable[[Door], Door]) -> Plant:
    return lambda door, _: Planted(kind(door), Corpus())


_FLIPPED = (
    'als: "noodzaak = handig", conclusie: nee, grondslag: geen',
    'als: "noodzaak = handig", conclusie: ja_mits, grondslag: eigen_taak',
)
_EIGEN_TAAK = Stretch("002", 476, 488)
_ELSEWHERE = "002:123-126"

PLANTS: Mapping[str, Plant] = {
    "regel-omgekeerd": lambda _, shop: Planted(shop.with_table(*_FLIPPED), Corpus()),
    "aanhaling-verzet": lambda _, shop: Planted(shop.with_texts_citing(_EIGEN_TAAK, _ELSEWHERE), Corpus()),
    "passage-verdwenen": lambda door, shop: Planted(door, shop.corpus_without(_EIGEN_TAAK)),
    "stap-overgeslagen": _between(Forgetful),
    "vraag-te-veel": _between(Talkative),
    "antwoord-verwisseld": _between(Mistaken),
    "grondslag-verwisseld": _altered(alterations.in_conclusion(alterations.other_grondslag)),
    "citaat-een-woord-anders": _altered(alterations.in_conclusion(alterations.one_word_in_quotes)),
    "zin-zonder-bron": _altered(alterations.in_conclusion(alterations.sentence_without_source)),
    "verboden-zin": _altered(alterations.in_conclusion(alterations.sentence_too_many)),
    "conclusie-te-vroeg": _altered(alterations.conclusion_at_once),
    "neiging": _altered(alterations.leaning),
    "omvallen": _between(Falling),
    "maskeren-uit": _altered(alterations.nothing_masked),
    "gevaar-onbekend": _altered(alterations.no_danger_known),
    "overal-gevaar": _altered(alterations.danger_everywhere),
    "rol-verwisseld": _altered(alterations.other_role),
    "alles-beantwoordbaar": _altered(alterations.everything_answerable),
    "niets-beantwoordbaar": _altered(alterations.nothing_answerable),
    "zoeken-omgekeerd": _altered(alterations.worst_first),
    "document-onvindbaar": _altered(alterations.without_document),
    "antwoord-van-elders": lambda door, _: Planted(Altered(door, alterations.answer_from_elsewhere()), Corpus()),
}
