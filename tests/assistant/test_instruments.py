"""The documents' instruments: all are there, every line is cited, and each is offered where it helps."""

from pathlib import Path
from typing import Any

import pytest

from assistant import Assistant
from assistant.errors import DataFileError
from assistant.instruments import Instruments, load_instruments
from assistant.kader.codes import FIVE_STEPS, Step
from assistant.kader.facts import load_facts

ROOT = Path(__file__).parents[2] / "assistant"
FILE = ROOT / "teksten" / "instrumenten.yaml"
DOMAINS = load_facts(ROOT / "kader" / "feiten.yaml").domains

# Which instrument stands in which document, and how many lines it has there.
EXPECTED = {
    "drie-vragen": ("000", 6),
    "tilburg-tien": ("000", 10),
    "gouden-regels": ("001", 10),
    "triagebesluit": ("001", 7),
    "bijlage-ii-melden": ("002", 8),
    "bijlage-ii-verzoek": ("002", 8),
    "bijlage-ii-casusoverleg": ("002", 8),
    "bijlage-ii-uitvoering": ("002", 4),
    "bijlage-ii-team": ("002", 3),
    "zorgvuldigheidseisen": ("002", 7),
    "formulier-zonder-toestemming": ("002", 6),
    "uitgangspunten-ombudsman": ("003", 10),
    "stappenplan-avg": ("004", 4),
    "gronden-per-partij": ("004", 11),
    "casusoverleg": ("004", 7),
    "convenant": ("002", 17),
}


@pytest.fixture(scope="module")
def instruments() -> Instruments:
    return load_instruments(FILE, DOMAINS)


@pytest.fixture(scope="module")
def shown(assistant: Assistant) -> list[dict[str, Any]]:
    return assistant.instruments()


def points(instrument: dict[str, Any]) -> list[dict[str, Any]]:
    return [point for part in instrument["delen"] for point in part["punten"]]


def test_every_instrument_of_the_five_documents_is_there(shown: list[dict[str, Any]]) -> None:
    assert {one["id"]: (one["document"], len(points(one))) for one in shown} == EXPECTED


def test_every_line_cites_passages_of_the_document_it_is_from(shown: list[dict[str, Any]]) -> None:
    for one in shown:
        for line in points(one):
            assert line["bronnen"], (one["id"], line["tekst"])
            cited = {source["nummer"] for source in line["bronnen"]}
            # Two instruments put a line of another document beside their own, and say so.
            assert one["document"] in cited or one["id"] in ("casusoverleg", "convenant"), (one["id"], line["tekst"])


def test_the_dated_document_shows_its_age(shown: list[dict[str, Any]]) -> None:
    for one in shown:
        if one["document"] == "001":
            assert {source["status"] for source in one["bronnen"]} == {"verouderd"}
            assert "oude wet" in one["waarvoor"]


def test_every_step_is_helped_by_an_instrument_whatever_is_answered(instruments: Instruments) -> None:
    for step in FIVE_STEPS:
        assert instruments.at_step(step, {}) != [], step
    assert instruments.at_step(Step.BEFORE, {}) == []


def test_a_scheme_is_offered_only_in_its_own_situation(instruments: Instruments) -> None:
    asked = {"situatie": "verzoek_om_informatie", "ontvanger": "meldpunt"}
    reporting = {"situatie": "bemoeizorg", "ontvanger": "meldpunt"}
    assert "bijlage-ii-verzoek" in instruments.at_step(Step.DATA, asked)
    assert "bijlage-ii-melden" not in instruments.at_step(Step.DATA, asked)
    assert "bijlage-ii-melden" in instruments.at_conclusion(reporting)
    assert "formulier-zonder-toestemming" in instruments.at_step(Step.GRONDSLAG, {"toestemming": "geweigerd"})


def test_a_question_and_a_conclusion_name_the_instruments_that_exist(
    assistant: Assistant, shown: list[dict[str, Any]]
) -> None:
    turn = assistant.start("").to_json()
    for fact, value in (("acuut_gevaar", "nee"), ("gaat_over_delen", "ja"), ("vermoeden_geweld", "nee")):
        turn = assistant.answer(turn["sessie"], fact, value).to_json()
    named = turn["volgende_vraag"]["instrumenten"]
    assert named and set(named) <= {one["id"] for one in shown}
    assert turn["instrumenten"] == []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('stap: "III"', 'stap: "VI"', "is no step"),
        ('soort: "vragen"', 'soort: "gedicht"', "is no kind"),
        ('bronnen: ["000:43"]', "bronnen: []", "without a source"),
        ("rol = bemoeizorgteam", "rol = tovenaar", "is no value"),
    ],
)
def test_a_mistake_in_the_data_names_the_file_the_instrument_and_what_was_expected(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    broken = tmp_path / FILE.name
    text = FILE.read_text("utf-8")
    assert old in text
    broken.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(DataFileError, match=rf"instrumenten\.yaml: .*{message}"):
        load_instruments(broken, DOMAINS)
