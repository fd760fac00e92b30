"""The condition language of the data files."""

import pytest

from assistant.errors import DataFileError
from assistant.kader.conditions import parse


@pytest.mark.parametrize(
    ("text", "answers", "expected"),
    [
        ("rol = politie", {"rol": "politie"}, True),
        ("rol = politie", {"rol": "school"}, False),
        ("rol != politie", {"rol": "school"}, True),
        ("rol in [politie, school]", {"rol": "school"}, True),
        ("rol niet in [politie, school]", {"rol": "andere"}, True),
        ("a = ja of b = ja en c = ja", {"a": "ja", "b": "nee", "c": "nee"}, True),
        ("(a = ja of b = ja) en c = ja", {"a": "ja", "b": "nee", "c": "nee"}, False),
        ("niet (a = ja) en b = ja", {"a": "nee", "b": "ja"}, True),
        ("niet (a = ja en b = ja)", {"a": "ja", "b": "nee"}, True),
        ("altijd", {}, True),
    ],
)
def test_a_condition_holds_as_it_reads(text: str, answers: dict[str, str], expected: bool) -> None:
    assert parse(text).holds(answers) is expected


@pytest.mark.parametrize("text", ["rol = politie", "rol != politie", "rol in [politie]", "rol niet in [politie]"])
def test_an_unanswered_fact_makes_its_atom_false(text: str) -> None:
    assert parse(text).holds({}) is False


def test_a_name_stands_for_its_definition() -> None:
    definitions = {"gesloten": parse("rol in [politie, werk_en_inkomen]")}
    assert parse("niet gesloten en doel = andere", definitions).holds({"rol": "school", "doel": "andere"})
    assert parse("gesloten", definitions).facts() == {"rol"}


@pytest.mark.parametrize(
    "text", ["", "rol", "rol =", "rol = politie en", "(rol = politie", "rol == politie", "rol in []"]
)
def test_what_is_no_condition_names_file_key_and_text(text: str) -> None:
    with pytest.raises(DataFileError, match=r"regels\.yaml: regels\.R1: ") as error:
        parse(text, file="regels.yaml", key="regels.R1")
    assert repr(text) in str(error.value)


def test_known_facts_can_be_filled_in() -> None:
    left = parse("conclusie = nee of rol = politie").given({"conclusie": "ja_mits"})
    assert left.facts() == {"rol"}
    assert left.holds({"rol": "politie"})
    assert not left.holds({"rol": "school"})
