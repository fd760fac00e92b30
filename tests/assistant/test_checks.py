"""Check questions: a hopeful combination is asked about once, changes nothing by itself, and can be taken back."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from assistant import Assistant
from assistant.errors import DataFileError, InputError
from assistant.kader.checks import CHECK, Checks, load_checks
from assistant.kader.facts import load_facts

KADER = Path(__file__).parents[2] / "assistant" / "kader"
DEPENDENT = f"{CHECK}afhankelijk-van-de-vrager"

# A woningcorporatie asks its own tenant for consent, and nothing else opens a door.
TENANT = {
    "acuut_gevaar": "nee",
    "gaat_over_delen": "ja",
    "vermoeden_geweld": "nee",
    "rol": "woningcorporatie",
    "situatie": "andere",
    "zonder_delen_oplosbaar": "nee",
    "ontvanger": "school",
    "doel": "andere",
    "anoniem_voldoende": "nee",
    "wettelijke_bepaling": "geen",
    "past_bij_taak": "nee",
    "toestemming": "gegeven",
    "toestemming_geldig": "ja",
    "toestemming_vrij": "ja",
}


@pytest.fixture(scope="module")
def checks() -> Checks:
    return load_checks(KADER / "controlevragen.yaml", load_facts(KADER / "feiten.yaml").domains)


def walked(assistant: Assistant, answers: Mapping[str, str]) -> dict[str, Any]:
    """Answer what is asked until a check or a question without an answer comes up; return that turn."""
    turn = assistant.start("").to_json()
    while (question := turn["volgende_vraag"]) is not None and question["feit"] in answers:
        turn = assistant.answer(turn["sessie"], question["feit"], answers[question["feit"]]).to_json()
    return turn


def open_fact(turn: Mapping[str, Any]) -> str:
    return str(turn["volgende_vraag"]["feit"])


def answer(assistant: Assistant, turn: Mapping[str, Any], value: str) -> dict[str, Any]:
    return assistant.answer(str(turn["sessie"]), open_fact(turn), value).to_json()


def test_consent_of_someone_who_depends_on_the_asker_is_checked_with_the_bar_beside_it(assistant: Assistant) -> None:
    turn = walked(assistant, TENANT)
    assert open_fact(turn) == DEPENDENT
    question = turn["volgende_vraag"]
    assert [line["feit"] for line in question["regels"]] == ["toestemming_vrij"]
    assert "in principe niet vrijelijk" in question["drempel"]["tekst"]
    assert [option["waarde"] for option in question["opties"]] == ["ja", "nee"]


def test_yes_leaves_every_answer_and_the_check_does_not_come_back(assistant: Assistant) -> None:
    turn = answer(assistant, walked(assistant, TENANT), "ja")
    assert not open_fact(turn).startswith(CHECK)
    given = {item["feit"]: item["waarde"] for step in turn["stappen"] for item in step["antwoorden"]}
    assert given["toestemming_vrij"] == "ja"


def test_no_asks_the_doubtful_answer_again_and_then_goes_on(assistant: Assistant) -> None:
    turn = answer(assistant, walked(assistant, TENANT), "nee")
    assert open_fact(turn) == "toestemming_vrij"
    turn = answer(assistant, turn, "ja")
    assert not open_fact(turn).startswith(CHECK)


def test_back_undoes_a_check_and_restores_what_it_took_away(assistant: Assistant) -> None:
    turn = answer(assistant, walked(assistant, TENANT), "nee")
    turn = assistant.back(str(turn["sessie"])).to_json()
    assert open_fact(turn) == DEPENDENT
    assert assistant.say(str(turn["sessie"]), "ja").to_json()["volgende_vraag"]["feit"] != DEPENDENT


def test_a_check_takes_only_yes_or_no(assistant: Assistant) -> None:
    with pytest.raises(InputError, match="controle_"):
        answer(assistant, walked(assistant, TENANT), "misschien")


def test_who_depends_on_nobody_is_not_checked(assistant: Assistant) -> None:
    turn = walked(assistant, TENANT | {"rol": "vrijwilliger_of_huishoudelijke_hulp"})
    assert not open_fact(turn).startswith(CHECK)


@pytest.mark.parametrize(
    ("check", "answers"),
    [
        (
            "alles-ja-bij-trede-e",
            dict.fromkeys(
                ("alles_geprobeerd", "gewetensnood", "geen_andere_weg", "schade_te_voorkomen", "minimale_inbreuk"), "ja"
            )
            | {"niet_in_staat": "nee"},
        ),
        (
            "weigert-maar-niet-in-staat",
            {"toestemming": "geweigerd", "niet_in_staat": "ja", "betrokkene": "volwassene"},
        ),
        (
            "niet-te-vragen-maar-niet-geprobeerd",
            {
                "toestemming": "niet_mogelijk",
                "alles_geprobeerd": "nee",
                "niet_in_staat": "nee",
                "ernstige_schade": "ja",
                "dreigende_crisis": "ja",
            },
        ),
    ],
)
def test_each_hopeful_combination_is_due_once_and_no_single_answer_less(
    checks: Checks, check: str, answers: dict[str, str]
) -> None:
    due = checks.due(answers, ())
    assert due is not None and due.check_id == check
    assert checks.due(answers, {check}) is None
    for fact in due.reopens:
        rest = {name: value for name, value in answers.items() if name != fact}
        assert checks.due(rest, ()) is None, fact


def test_a_check_that_reopens_what_it_does_not_read_stops_the_start(tmp_path: Path) -> None:
    broken = tmp_path / "controlevragen.yaml"
    text = (KADER / "controlevragen.yaml").read_text("utf-8")
    broken.write_text(text.replace('heropent: ["toestemming_vrij"]', 'heropent: ["rol", "doel"]'), "utf-8")
    with pytest.raises(DataFileError, match=r"controlevragen\.yaml: .*afhankelijk-van-de-vrager\.heropent"):
        load_checks(broken, load_facts(KADER / "feiten.yaml").domains)
