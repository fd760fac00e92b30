"""The receipt of a conclusion, and drawing that conclusion again: what is the same, what differs, and exit codes."""

import copy
import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from assistant import Assistant, InputError
from assistant.report.receipt import PRODUCT_VERSION, text_hash
from tests.assistant.casus import QUESTION, TILBURG_3, RunCommand

Findings = list[dict[str, Any]]


@pytest.fixture(scope="module")
def drawn(assistant: Assistant) -> dict[str, Any]:
    found: dict[str, Any] = assistant.walk(TILBURG_3, QUESTION).to_json()["conclusie"]
    return found


@pytest.fixture
def receipt(drawn: dict[str, Any]) -> dict[str, Any]:
    """The receipt as a user saves it: through JSON, and free to be changed by a test."""
    saved: dict[str, Any] = json.loads(json.dumps(drawn["bewijs"]))
    return saved


def kinds(found: dict[str, Any]) -> set[tuple[str, bool]]:
    return {(finding["soort"], finding["telt"]) for finding in found["anders"]}


def test_a_receipt_holds_what_is_needed_and_no_word_the_user_typed(
    assistant: Assistant, receipt: dict[str, Any]
) -> None:
    assert receipt["antwoorden"] == TILBURG_3
    assert (receipt["regel"], receipt["omvangregel"]) == ("R13-eigen-taak", "V-gegevens")
    assert (receipt["conclusie"], receipt["grondslag"], receipt["omvang"]) == ("ja_mits", "eigen_taak", "inhoudelijk")
    assert receipt["afgeleid"]["beroepsgeheim"] == "nee"
    assert receipt["generatie"] == assistant.about()["generatie"]
    assert QUESTION not in json.dumps(receipt, ensure_ascii=False)
    for passage in receipt["passages"]:
        assert text_hash(assistant.document_view(passage["passage_id"])["text"]) == passage["tekst_sha256"]


def test_every_passage_of_the_conclusion_is_on_the_receipt(drawn: dict[str, Any]) -> None:
    on_it = {passage["passage_id"] for passage in drawn["bewijs"]["passages"]}
    assert {source["passage_id"] for source in _sources(drawn)} == on_it


def _sources(data: Any) -> list[dict[str, Any]]:
    if isinstance(data, dict):
        own = [data] if "citaat" in data else []
        return own + [source for value in data.values() for source in _sources(value)]
    return [source for item in data for source in _sources(item)] if isinstance(data, list) else []


def test_the_product_version_is_the_one_that_is_declared() -> None:
    root = Path(__file__).parents[2]
    assert tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]["version"] == PRODUCT_VERSION


def test_the_same_table_gives_the_same_conclusion(assistant: Assistant, receipt: dict[str, Any]) -> None:
    found = assistant.replay(receipt)
    assert found["gelijk"] and found["anders"] == []
    assert found["nu"] == receipt
    assert {finding["soort"] for finding in found["hetzelfde"]} >= {
        "conclusie",
        "regel",
        "omvangregel",
        "passage",
        "tabel",
    }


def test_another_outcome_is_said_with_the_row_that_now_decides(assistant: Assistant, receipt: dict[str, Any]) -> None:
    receipt |= {"conclusie": "nee", "grondslag": "geen", "omvang": "geen", "regel": "R17-nee", "omvangregel": "V-geen"}
    receipt |= {"tabelvingerafdruk": "0000000000000000", "tabelversie": "2025.01"}
    found = assistant.replay(receipt)
    said = " ".join(finding["tekst"] for finding in found["anders"])
    assert not found["gelijk"]
    assert "R13-eigen-taak" in said and "R17-nee" in said and "2025.01" in said
    assert {kind for kind, weighs in kinds(found) if weighs} == {
        "conclusie",
        "grondslag",
        "omvang",
        "regel",
        "omvangregel",
    }


def test_a_receipt_that_does_not_fit_its_own_table_is_told(assistant: Assistant, receipt: dict[str, Any]) -> None:
    receipt["conclusie"] = "nee"
    found = assistant.replay(receipt)
    assert any("waarschijnlijk veranderd" in finding["tekst"] for finding in found["anders"])


def test_a_newer_generation_with_the_same_words_is_worth_knowing_and_no_more(
    assistant: Assistant, receipt: dict[str, Any]
) -> None:
    receipt["generatie"] = "20200101T000000000000-00000000"
    found = assistant.replay(receipt)
    assert found["gelijk"] and kinds(found) == {("generatie", False)}


@pytest.mark.parametrize(
    ("change", "said", "weighs"),
    [
        ({"tekst_sha256": "x"}, "is veranderd", True),
        ({"passage_id": "weg-0001-0002-x", "tekst_sha256": "x"}, "is veranderd", True),
        (
            {"passage_id": "weg-0001-0002-x", "tekst_sha256": "x", "start_line": 99998, "end_line": 99999},
            "niet meer",
            True,
        ),
        ({"passage_id": "weg-0001-0002-x", "start_line": 1, "end_line": 2}, "op een andere plaats", False),
        ({"passage_id": "weg-0001-0002-x", "tekst_sha256": "x", "document": "verdwenen"}, "niet meer", True),
    ],
)
def test_what_became_of_a_passage_is_told(
    assistant: Assistant, receipt: dict[str, Any], change: dict[str, Any], said: str, weighs: bool
) -> None:
    receipt["passages"][0] |= change
    found = assistant.replay(receipt)
    assert [finding["telt"] for finding in found["anders"] if said in finding["tekst"]] == [weighs]
    assert found["gelijk"] is not weighs


def test_an_answer_that_no_longer_exists_is_a_difference_under_another_table(
    assistant: Assistant, receipt: dict[str, Any]
) -> None:
    receipt["antwoorden"]["rol"] = "veldwachter"
    with pytest.raises(InputError, match="veldwachter"):
        assistant.replay(copy.deepcopy(receipt))
    found = assistant.replay(receipt | {"tabelvingerafdruk": "0"})
    assert not found["gelijk"] and found["nu"] is None
    assert any("veldwachter" in finding["tekst"] for finding in found["anders"])


def test_a_question_that_is_new_is_named(assistant: Assistant, receipt: dict[str, Any]) -> None:
    del receipt["antwoorden"]["past_bij_taak"]
    found = assistant.replay(receipt | {"tabelvingerafdruk": "0"})
    assert not found["gelijk"] and found["nu"] is None
    assert any("Past bij eigen taak" in finding["tekst"] for finding in found["anders"])


def test_unknown_answers_are_replayed_too(assistant: Assistant) -> None:
    result = assistant.walk({**TILBURG_3, "past_bij_taak": "weet_ik_niet"}).to_json()["conclusie"]["bewijs"]
    assert result["regel"] is None and result["onbekend"] == ["past_bij_taak"]
    assert assistant.replay(result)["gelijk"]


@pytest.mark.parametrize(
    ("damage", "named"),
    [
        ({"soort": "iets anders"}, "deelwijzer-bewijs"),
        ({"vorm": 99}, "vorm"),
        ({"generatie": None}, "generatie"),
        ({"antwoorden": ["rol"]}, "antwoorden"),
        ({"antwoorden": {"rol": True}}, "antwoorden"),
        ({"passages": "alles"}, "passages"),
        ({"passages": [{"passage_id": "x"}]}, "passages[0]"),
        ({"regel": 13}, "regel"),
    ],
)
def test_what_is_no_receipt_is_refused_in_one_line(
    assistant: Assistant, receipt: dict[str, Any], damage: dict[str, Any], named: str
) -> None:
    with pytest.raises(InputError) as error:
        assistant.replay(receipt | damage, where="bewijs.json")
    assert str(error.value).startswith("bewijs.json: ") and named in str(error.value)
    assert "\n" not in str(error.value)


def test_the_command_says_the_same_differs_or_no_receipt(
    run: RunCommand, receipt: dict[str, Any], tmp_path: Path
) -> None:
    file = tmp_path / "bewijs.json"
    file.write_text(json.dumps(receipt), "utf-8")
    code, out, _ = run("replay", str(file))
    assert code == 0 and "komt vandaag weer uit" in out
    file.write_text(json.dumps(receipt | {"conclusie": "nee"}), "utf-8")
    code, out, _ = run("replay", str(file), "--json")
    assert (code, json.loads(out)["gelijk"]) == (3, False)
    for content in ("geen json", "[]", "\xff"):
        file.write_bytes(content.encode("latin-1"))
        code, out, err = run("replay", str(file))
        assert (code, out, len(err.strip().splitlines())) == (2, "", 1)
    code, _, err = run("replay", str(tmp_path / "weg.json"))
    assert code == 2 and "weg.json" in err


def test_the_command_prints_the_table(run: RunCommand) -> None:
    code, out, _ = run("kader")
    assert code == 0 and out.startswith("# ")
    code, out, _ = run("kader", "--json")
    assert code == 0 and json.loads(out)["regels"][0]["nummer"] == 1
