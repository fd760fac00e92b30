"""The strict form of every kind of case: what has another key or another code is a fault of the file and not a miss."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

CaseId = Annotated[str, Field(pattern=r"^[a-z0-9]+(-+[a-z0-9]+)*$")]
SourceText = Annotated[str, Field(pattern=r"^\d{3}:\d+(-\d+)?$")]
Text = Annotated[str, Field(min_length=1)]

# The contract between programs fixes these codes, so a mistyped expectation is a fault of the file and not a miss.
Outcome = Literal[
    "ja_mits",
    "alleen_met_toestemming",
    "alleen_anoniem",
    "alleen_dat_informatie",
    "moet_verstrekken",
    "nee",
    "eerst_overleg_nodig",
    "acuut_112",
    "buiten_bereik",
]
Grondslag = Literal[
    "anoniem",
    "wettelijke_bepaling",
    "wettelijke_plicht",
    "eigen_taak",
    "toestemming",
    "vitaal_belang",
    "conflict_van_plichten",
    "goed_hulpverlenerschap",
    "geen",
]
Omvang = Literal[
    "geen", "anoniem", "dat_informatie", "buitenkant", "inhoudelijk", "algemene_termen", "handelingsadvies"
]
Soort = Literal["alledaags", "term", "casus", "geen_antwoord"]
Part = Literal["leer", "ontwikkel", "toets"]
Intent = Literal["casus", "kennisvraag", "acuut", "buiten_bereik"]


class Record(BaseModel):
    """A record of a suite: an unknown key is an error, and values are taken as they stand."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Expectation(Record):
    """What a walk must conclude, cite and leave unsaid; what is left out is not judged."""

    conclusie: Outcome
    grondslag: Grondslag | None = None
    omvang: Omvang | None = None
    # Passages that the conclusion must rest on.
    bronnen: list[SourceText] = []
    # What the conclusion may not say: words that no sentence of it may hold, or a passage it may not rest on.
    niet: list[Text] = []


class Casus(Record):
    """A casus from the documents: the facts it gives, and the outcome that follows from its source."""

    id: CaseId
    bron: Annotated[list[SourceText], Field(min_length=1)]
    waarom: Text
    vraag: Text
    feiten: Annotated[dict[str, str], Field(min_length=1)]
    verwacht: Expectation
    # geen_oordeel: the source judges something else than the sharing, so the rules' honest outcome is expected.
    oordeel: Literal["verdict", "geen_oordeel"]
    # Made up to reach a row of the table; `bron` is then the passage that the row rests on.
    verzonnen: Literal["ja"] | None = None


class Tweeling(Record):
    """A casus with one fact changed, and the other outcome that follows."""

    id: CaseId
    basis: CaseId
    feit: Text
    waarde: Text
    waarom: Text
    verwacht: Expectation


class Uiting(Record):
    """A question as people type it, with the kind of question and the facts that the text itself gives."""

    id: CaseId
    vraag: Text
    soort: Intent
    feiten: dict[str, str]
    # Values that nobody waits for, and that are not wrong either.
    mag: dict[str, list[str]] = {}


class Spoed(Record):
    """What people type when someone is in danger now, and what only looks like it."""

    id: CaseId
    vraag: Text
    acuut: Literal["ja", "nee"]
    soort_gevaar: Text


class Zin(Record):
    """A sentence in which {{KIND:text}} marks what must be masked."""

    id: CaseId
    tekst: Text


class Kennisvraag(Record):
    """A knowledge question with the places of which its answer must quote one, or the word that there is no answer."""

    id: CaseId
    deel: Literal["ontwikkel", "toets"]
    vraag: Text
    waarom: Text
    bronnen: list[SourceText] = []
    geen_antwoord: bool = False


class Antwoordplek(Record):
    """Lines that answer a search question: wholly (2) or in part (1)."""

    plek: SourceText
    graad: Literal[1, 2]


class Zoekvraag(Record):
    """A search question with the places that answer it; none when the documents do not answer it."""

    # The ids of these files join words with an underscore, as the kinds of question do.
    id: Annotated[str, Field(pattern=r"^[a-z0-9_]+(-[a-z0-9_]+)*$")]
    soort: Soort
    rol: Text | None = None
    vraag: Text
    relevant: list[Antwoordplek]
