"""The datasets: which cases each suite has, and which part of them is reported."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

from evals.cases.forms import Casus, Kennisvraag, Part, Spoed, Tweeling, Uiting, Zin, Zoekvraag
from evals.cases.reading import Case, read_cases, refuse_double
from evals.errors import SuiteError

SUITES_DIR = Path(__file__).parent.parent / "suites"
REPORTED = "toets"
"""The part that nobody learns from or chooses by; `leer` and `ontwikkel` are for that."""


def load_casussen(folder: Path = SUITES_DIR) -> list[Casus]:
    """Return the casussen of every document, in the order of the files. Raises SuiteError."""
    return load_casussen_in(folder / "casussen")


def load_casussen_in(folder: Path) -> list[Casus]:
    """Return the casussen of the files in a folder, such as a municipality's own. Raises SuiteError."""
    if not folder.is_dir():
        raise SuiteError(str(folder), "-", "no such folder; make it, or name another")
    return _read_all(sorted(folder.glob("*.yaml")), Casus, f"{folder.name}/")


def load_tweelingen(folder: Path = SUITES_DIR) -> list[tuple[Tweeling, Casus]]:
    """Return every twin with its casus. Raises SuiteError, also when it names no casus or changes nothing."""
    file = folder / "tweelingen.yaml"
    casussen = {casus.id: casus for casus in load_casussen(folder)}
    twins = read_cases(file, Tweeling)
    for twin in twins:
        if twin.basis not in casussen:
            raise SuiteError(file.name, f"{twin.id}.basis", f"no casus is called {twin.basis!r}")
        if casussen[twin.basis].feiten.get(twin.feit) == twin.waarde:
            raise SuiteError(
                file.name, f"{twin.id}.waarde", f"the casus already has {twin.waarde!r}; a twin differs from it"
            )
    return [(twin, casussen[twin.basis]) for twin in twins]


def load_begrip(part: str = REPORTED, folder: Path = SUITES_DIR) -> list[Uiting]:
    """Return the utterances of a part with the facts they give. Raises SuiteError."""
    return _of_part(folder / "begrip", part, Uiting)


def load_acuut(part: str = REPORTED, folder: Path = SUITES_DIR) -> list[Spoed]:
    """Return the utterances of a part with and without danger. Raises SuiteError."""
    return _of_part(folder / "acuut", part, Spoed)


def load_privacy(part: str = REPORTED, folder: Path = SUITES_DIR) -> list[Zin]:
    """Return the sentences of a part with what must be masked. Raises SuiteError."""
    return _of_part(folder / "privacy", part, Zin)


def load_kennisvragen(part: str = REPORTED, folder: Path = SUITES_DIR) -> list[Kennisvraag]:
    """Return the knowledge questions of a part. Raises SuiteError, also when answer and sources do not fit."""
    file = folder / "kennisvragen.yaml"
    questions = read_cases(file, Kennisvraag, under="kennisvragen")
    for question in questions:
        if question.geen_antwoord == bool(question.bronnen):
            raise SuiteError(file.name, f"{question.id}.bronnen", "give sources, or geen_antwoord: true, and not both")
    return [question for question in questions if question.deel == part]


def load_zoeken(part: str = REPORTED, folder: Path = SUITES_DIR) -> list[Zoekvraag]:
    """Return the search questions of a part: leer and ontwikkel to learn and choose by, toets to report.

    Raises SuiteError, also when there is no such part, and when answerable and kind contradict each other.
    """
    _check_part("zoeken/", part)
    questions = []
    for file in sorted((folder / "zoeken" / part).glob("*.yaml")):
        for question in read_cases(file, Zoekvraag):
            if (question.soort == "geen_antwoord") == bool(question.relevant):
                raise SuiteError(file.name, f"{question.id}.relevant", f"does not fit soort {question.soort!r}")
            questions.append(question)
    if not questions:
        raise SuiteError(f"zoeken/{part}/", "-", "no questions are here; restore the files from the repository")
    refuse_double(questions, f"zoeken/{part}/")
    return questions


def _of_part(folder: Path, part: str, form: type[Case]) -> list[Case]:
    """Read the files whose name begins with the part: one writer's work is one file."""
    _check_part(f"{folder.name}/", part)
    return _read_all(sorted(folder.glob(f"{part}*.yaml")), form, f"{folder.name}/{part}")


def _read_all(files: list[Path], form: type[Case], where: str) -> list[Case]:
    cases = [case for file in files for case in read_cases(file, form)]
    if not cases:
        raise SuiteError(where, "-", "no cases are here; restore the files from the repository")
    refuse_double(cases, where)
    return cases


def _check_part(where: str, part: str) -> None:
    if part not in get_args(Part):
        raise SuiteError(where, part, f"no such part; known are {', '.join(get_args(Part))}")
