"""The cases of the suites: their strict form, and how they are read from suites/."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar, get_args

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from evals.errors import SuiteError

SUITES_DIR = Path(__file__).parent / "suites"

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


class _Record(BaseModel):
    """A record of a suite: an unknown key is an error, and values are taken as they stand."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Expectation(_Record):
    """What a walk must conclude, cite and leave unsaid; what is left out is not judged."""

    conclusie: Outcome
    grondslag: Grondslag | None = None
    omvang: Omvang | None = None
    # Passages that the conclusion must rest on.
    bronnen: list[SourceText] = []
    # What the conclusion may not say: words that no sentence of it may hold, or a passage it may not rest on.
    niet: list[Text] = []


class Casus(_Record):
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


class Tweeling(_Record):
    """A casus with one fact changed, and the other outcome that follows."""

    id: CaseId
    basis: CaseId
    feit: Text
    waarde: Text
    waarom: Text
    verwacht: Expectation


class Uiting(_Record):
    """A question as people type it, with the kind of question and the facts that the text itself gives."""

    id: CaseId
    vraag: Text
    soort: Intent
    feiten: dict[str, str]


class Antwoordplek(_Record):
    """Lines that answer a search question: wholly (2) or in part (1)."""

    plek: SourceText
    graad: Literal[1, 2]


class Zoekvraag(_Record):
    """A search question with the places that answer it; none when the documents do not answer it."""

    # The ids of these files join words with an underscore, as the kinds of question do.
    id: Annotated[str, Field(pattern=r"^[a-z0-9_]+(-[a-z0-9_]+)*$")]
    soort: Soort
    rol: Text | None = None
    vraag: Text
    relevant: list[Antwoordplek]


Record = TypeVar("Record", Casus, Tweeling, Uiting, Zoekvraag)


def load_casussen(folder: Path = SUITES_DIR) -> list[Casus]:
    """Return the casussen of every document, in the order of the files. Raises SuiteError."""
    files = sorted((folder / "casussen").glob("*.yaml"))
    casussen = [casus for file in files for casus in _read(file, Casus)]
    _refuse_double([casus.id for casus in casussen], "casussen/")
    return casussen


def load_tweelingen(folder: Path = SUITES_DIR) -> list[tuple[Tweeling, Casus]]:
    """Return every twin with its casus. Raises SuiteError, also when it names no casus or changes nothing."""
    file = folder / "tweelingen.yaml"
    casussen = {casus.id: casus for casus in load_casussen(folder)}
    twins = _read(file, Tweeling)
    for twin in twins:
        if twin.basis not in casussen:
            raise SuiteError(file.name, f"{twin.id}.basis", f"no casus is called {twin.basis!r}")
        if casussen[twin.basis].feiten.get(twin.feit) == twin.waarde:
            raise SuiteError(
                file.name, f"{twin.id}.waarde", f"the casus already has {twin.waarde!r}; a twin differs from it"
            )
    return [(twin, casussen[twin.basis]) for twin in twins]


def load_begrip(folder: Path = SUITES_DIR) -> list[Uiting]:
    """Return the utterances of the suite begrip. Raises SuiteError."""
    return _read(folder / "begrip.yaml", Uiting)


def load_zoeken(part: str = "toets", folder: Path = SUITES_DIR) -> list[Zoekvraag]:
    """Return the search questions of a part: leer and ontwikkel to learn and choose by, toets to report.

    Raises SuiteError, also when there is no such part, and when answerable and kind contradict each other.
    """
    if part not in get_args(Part):
        raise SuiteError("zoeken/", part, f"no such part; known are {', '.join(get_args(Part))}")
    questions = []
    for file in sorted((folder / "zoeken" / part).glob("*.yaml")):
        for question in _read(file, Zoekvraag):
            if (question.soort == "geen_antwoord") == bool(question.relevant):
                raise SuiteError(file.name, f"{question.id}.relevant", f"does not fit soort {question.soort!r}")
            questions.append(question)
    if not questions:
        raise SuiteError(f"zoeken/{part}/", "-", "no questions are here; restore the files from the repository")
    _refuse_double([question.id for question in questions], f"zoeken/{part}/")
    return questions


def _read(file: Path, record: type[Record]) -> list[Record]:
    try:
        data = yaml.safe_load(file.read_text("utf-8"))
    except FileNotFoundError as error:
        raise SuiteError(file.name, "-", f"the file is missing at {file}; restore it from the repository") from error
    except yaml.YAMLError as error:
        raise SuiteError(file.name, "-", f"no readable YAML: {error}") from error
    if not isinstance(data, list) or not data:
        raise SuiteError(file.name, "-", "a list with at least one case was expected")
    try:
        cases: list[Record] = TypeAdapter(list[record]).validate_python(data)  # type: ignore[valid-type]
    except ValidationError as error:
        first = error.errors()[0]
        raise SuiteError(file.name, _place(data, first["loc"]), f"{first['msg']}, found {first['input']!r}") from error
    _refuse_double([case.id for case in cases], file.name)
    return cases


def _place(data: Sequence[Any], loc: Sequence[int | str]) -> str:
    """Say where the fault is, by the id of the case where it has one: people search for that."""
    index, *keys = loc
    case = data[int(index)]
    name = case.get("id", f"case {index}") if isinstance(case, Mapping) else f"case {index}"
    return ".".join(str(part) for part in (name, *keys))


def _refuse_double(ids: Sequence[str], file: str) -> None:
    seen: set[str] = set()
    for case_id in ids:
        if case_id in seen:
            raise SuiteError(file, f"{case_id}.id", "this id is used twice")
        seen.add(case_id)
