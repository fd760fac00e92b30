"""The decision table as a page for a privacy officer: complete, without codes, every row with its literal passages."""

import re
from typing import Any

import pytest

from assistant import Assistant
from assistant.kader.readable import Reader


@pytest.fixture(scope="module")
def page(assistant: Assistant) -> str:
    return assistant.kader_markdown()


@pytest.fixture(scope="module")
def data(assistant: Assistant) -> dict[str, Any]:
    return assistant.kader()


def test_every_row_is_there_in_order(assistant: Assistant, page: str, data: dict[str, Any]) -> None:
    table = assistant._agenda.table
    assert [row["id"] for row in data["regels"]] == [row.row_id for row in table.rows]
    assert [row["id"] for row in data["omvang"]] == [row.row_id for row in table.size_rows]
    assert [row["id"] for row in data["definities"]] == [definition.name for definition in table.definitions]
    rows = [line for line in page.splitlines() if re.match(r"\| \d+ \|", line)]
    assert [int(line.split("|")[1]) for line in rows] == [row.number for row in table.rows]


def test_conditions_are_in_words_and_not_in_codes(assistant: Assistant, page: str) -> None:
    tables = page.split("## De passages")[0]
    codes = {value for values in assistant._agenda.facts.domains.values() for value in values if "_" in value}
    codes |= {definition.name for definition in assistant._agenda.table.definitions if "_" in definition.name}
    assert [code for code in codes if code in tables] == []


def test_every_row_has_a_literal_quote_for_each_place(assistant: Assistant, page: str, data: dict[str, Any]) -> None:
    for row in data["regels"]:
        assert row["bronnen"], row["id"]
        assert all(assistant._guard.supported(source) for source in assistant._citer.cite(row["plaatsen"]))
    places = {place for part in ("regels", "omvang", "definities") for row in data[part] for place in row["plaatsen"]}
    assert {line[4:] for line in page.splitlines() if line.startswith("### ")} == places


def test_every_markdown_row_has_as_many_cells_as_its_head(page: str) -> None:
    tables = [block.splitlines() for block in page.split("\n\n") if block.startswith("| ")]
    assert len(tables) == 3
    for lines in tables:
        assert len({len(re.findall(r"(?<!\\)\|", line)) for line in lines}) == 1


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        ("rol = politie", "Wie: ‘Politie’"),
        ("rol != politie", "Wie: niet ‘Politie’"),
        ("rol in [politie, school, andere]", "Wie: ‘Politie’, ‘School’ of ‘andere’"),
        ("rol niet in [politie, school]", "Wie: niet ‘Politie’ of ‘School’"),
        ("open en (rol = politie of niet open)", "de poort is open EN (Wie: ‘Politie’ OF NIET (de poort is open))"),
        ("niet (rol = politie of rol = school)", "NIET (Wie: ‘Politie’ OF Wie: ‘School’)"),
        ("altijd", "anders"),
    ],
)
def test_a_condition_in_words(condition: str, said: str) -> None:
    words = {"en": "EN", "of": "OF", "niet": "NIET", "altijd": "anders", "of_in_rij": "of", "niet_in_rij": "niet"}
    reader = Reader(
        {"rol": "Wie"}, {"rol": {"politie": "Politie", "school": "School"}}, {"open": "de poort is open"}, words
    )
    assert reader.sentence(condition) == said
