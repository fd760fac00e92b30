"""The suite files: every one loads, a broken one says where, and all they name exists."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import yaml

from evals.cases import (
    SUITES_DIR,
    Casus,
    Tweeling,
    load_acuut,
    load_begrip,
    load_casussen,
    load_casussen_in,
    load_kennisvragen,
    load_privacy,
    load_tweelingen,
    load_zoeken,
)
from evals.corpus import Corpus, Stretch
from evals.errors import SuiteError

PARTS = ("leer", "ontwikkel", "toets")
PLACE = re.compile(r"(\d{3}):(\d+(?:-\d+)?(?:, \d+(?:-\d+)?)*)")
NOT_REACHED = {("betrokkene_geinformeerd", "weet_ik_niet"): "it changes which condition comes first, never the outcome"}
FACTS_FILE = Path(__file__).parents[2] / "assistant" / "kader" / "feiten.yaml"
CASUS = """
- id: een
  bron: ["000:194-199"]
  waarom: "Omdat het er staat."
  vraag: "Mag ik dit delen?"
  feiten: {rol: woningcorporatie}
  verwacht: {conclusie: ja_mits}
  oordeel: verdict
"""


def folder_with(tmp_path: Path, **files: str) -> Path:
    (tmp_path / "casussen").mkdir()
    for name, text in files.items():
        place = tmp_path / "casussen" / "proef.yaml" if name == "casussen" else tmp_path / f"{name}.yaml"
        place.write_text(text, "utf-8")
    return tmp_path


def legal_values() -> dict[str, set[str]]:
    facts = yaml.safe_load(FACTS_FILE.read_text("utf-8"))["feiten"]
    return {fact["id"]: {option["waarde"] for option in fact["opties"]} | {"weet_ik_niet"} for fact in facts}


@cache
def all_casussen() -> list[Casus]:
    return load_casussen()


@cache
def all_tweelingen() -> list[tuple[Tweeling, Casus]]:
    return load_tweelingen()


def places_in(text: str) -> Iterator[str]:
    """Every place that a text names: "002:1-3, 7" names two."""
    for number, lines in PLACE.findall(text):
        yield from (f"{number}:{part}" for part in lines.split(", "))


def sources_named() -> list[tuple[str, str]]:
    casussen = [
        (casus.id, place)
        for casus in all_casussen()
        for place in [*casus.bron, *expected_places(casus), *places_in(casus.waarom)]
    ]
    twins = [
        (twin.id, place) for twin, _ in all_tweelingen() for place in [*expected_places(twin), *places_in(twin.waarom)]
    ]
    questions = [
        (question.id, answer.plek) for part in PARTS for question in load_zoeken(part) for answer in question.relevant
    ]
    return casussen + twins + questions


def expected_places(case: Casus | Tweeling) -> list[str]:
    return [*case.verwacht.bronnen, *(item for item in case.verwacht.niet if PLACE.fullmatch(item))]


def test_every_document_has_its_own_file_of_casussen() -> None:
    numbers = {path.name[:3] for path in (SUITES_DIR / "casussen").glob("*.yaml")}
    assert numbers == set(Corpus().files)


def test_all_seven_casussen_of_tilburg_are_there() -> None:
    told = {casus.id.split("-")[1] for casus in all_casussen() if casus.id.startswith("tilburg-")}
    assert {number for number in told if number.isdigit()} == {"1", "2", "3", "4", "5", "6", "7"}


def test_every_source_line_exists_and_has_text() -> None:
    corpus = Corpus()
    assert len(sources_named()) > 200
    for case_id, place in sources_named():
        assert corpus.text(Stretch.parse(place)), case_id


def test_every_fact_and_value_is_a_code_of_the_kader() -> None:
    legal = legal_values()
    for casus in all_casussen():
        for fact, value in casus.feiten.items():
            assert value in legal[fact], (casus.id, fact)
    for twin, _ in all_tweelingen():
        assert twin.waarde in legal[twin.feit], twin.id
    for utterance in (utterance for part in PARTS for utterance in load_begrip(part)):
        for fact, value in [*utterance.feiten.items(), *((f, v) for f, vs in utterance.mag.items() for v in vs)]:
            assert value in legal[fact], (utterance.id, fact)


def test_a_twin_expects_another_outcome_than_its_casus() -> None:
    for twin, casus in all_tweelingen():
        mine, theirs = twin.verwacht, casus.verwacht
        pairs = [(mine.conclusie, theirs.conclusie), (mine.grondslag, theirs.grondslag), (mine.omvang, theirs.omvang)]
        assert any(one != other for one, other in pairs), twin.id


def test_every_casus_has_a_twin_unless_it_is_out_of_scope() -> None:
    paired = {casus.id for _, casus in all_tweelingen()}
    # Outside the scope one fact decides and no other is known, so there is nothing to turn.
    alone = {casus.id for casus in all_casussen() if casus.id not in paired}
    assert alone == {casus.id for casus in all_casussen() if casus.verwacht.conclusie == "buiten_bereik"}


def test_the_reason_of_a_twin_names_its_passage() -> None:
    assert [twin.id for twin, _ in all_tweelingen() if not list(places_in(twin.waarom))] == []


def test_every_case_says_what_must_stay_unsaid_and_all_but_the_unsettled_what_must_be_cited() -> None:
    cases: list[Casus | Tweeling] = [*all_casussen(), *(twin for twin, _ in all_tweelingen())]
    assert [case.id for case in cases if not case.verwacht.niet] == []
    # With an unknown fact the reason is that it is unknown; out of scope there is nothing to rest on.
    unsettled = {"eerst_overleg_nodig", "buiten_bereik"}
    assert [case.id for case in cases if not case.verwacht.bronnen and case.verwacht.conclusie not in unsettled] == []


@pytest.mark.parametrize("casus", [pytest.param(casus, id=casus.id) for casus in all_casussen()])
def test_the_facts_of_a_casus_do_not_contradict_each_other(casus: Casus) -> None:
    facts = casus.feiten
    if facts["gaat_over_delen"] == "nee":
        return
    if facts["rol"] in {"wijkteam_hulpverlener", "zorgverlener", "bemoeizorgteam"}:
        assert facts["beroepsgeheim"] == "ja"
    assert ("verzoek_onderbouwd" in facts) == (facts["situatie"] == "verzoek_om_informatie")
    if facts["toestemming"] != "gegeven":
        assert facts["toestemming_geldig"] == "nee"
    if facts.get("niet_in_staat") == "ja":
        assert facts["toestemming"] == "niet_mogelijk"
    if facts["situatie"] == "vermoeden_geweld":
        assert facts["vermoeden_geweld"] == "ja"
    if facts["gegevens_omvang"] == "dat_informatie":
        assert facts["dat_voldoende"] == "ja"


def test_every_value_of_every_fact_is_reached_but_those_listed() -> None:
    given = {pair for casus in all_casussen() for pair in casus.feiten.items()}
    given |= {(twin.feit, twin.waarde) for twin, _ in all_tweelingen()}
    assert {(fact, value) for fact, values in legal_values().items() for value in values} - given == set(NOT_REACHED)


def test_the_table_of_places_names_every_casus_and_no_other() -> None:
    table = (SUITES_DIR / "casussen" / "README.md").read_text("utf-8")
    assert set(re.findall(r"`([a-z0-9]+(?:-[a-z0-9]+)+)`", table)) == {casus.id for casus in all_casussen()}


def test_a_table_row_names_lines_that_its_casussen_name() -> None:
    sources = {casus.id: [Stretch.parse(place) for place in casus.bron] for casus in all_casussen()}
    for row in (SUITES_DIR / "casussen" / "README.md").read_text("utf-8").splitlines():
        places = [Stretch.parse(place) for place in places_in(row.split("|")[1] if row.startswith("| 0") else "")]
        for name in re.findall(r"`([a-z0-9-]+)`", row) if places else ():
            assert any(place.overlap(source) for place in places for source in sources[name]), (row[:30], name)


def test_every_kind_of_search_question_is_asked() -> None:
    for part in PARTS:
        assert {question.soort for question in load_zoeken(part)} == {"term", "alledaags", "casus", "geen_antwoord"}


def test_no_search_question_stands_in_two_parts() -> None:
    asked = {part: {" ".join(question.vraag.lower().split()) for question in load_zoeken(part)} for part in PARTS}
    for one, other in combinations(PARTS, 2):
        assert len(asked[one] & asked[other]) == 0, (one, other)  # the number alone: nobody reads toets, here either


def test_at_least_three_hundred_search_questions_over_all_documents() -> None:
    questions = [question for part in PARTS for question in load_zoeken(part)]
    assert len(questions) >= 300
    assert {answer.plek[:3] for question in questions for answer in question.relevant} == set(Corpus().files)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("  waarom:", "  waaromm:", ["proef.yaml", "een", "waaromm"]),
        ("ja_mits", "ja", ["proef.yaml", "een.verwacht.conclusie", "'ja'"]),
        ('"000:194-199"', '"000, regel 194"', ["proef.yaml", "een.bron.0", "regel 194"]),
        ("  verwacht: {conclusie: ja_mits}\n", "", ["proef.yaml", "een.verwacht", "required"]),
        ("rol: woningcorporatie", "rol: yes", ["proef.yaml", "een.feiten.rol", "True"]),
        ("id: een", "id: Een Casus", ["proef.yaml", "Een Casus.id"]),
        ("- id: een", "- id: [", ["proef.yaml", "no readable YAML"]),
    ],
)
def test_a_broken_casus_is_refused_with_file_and_key(tmp_path: Path, old: str, new: str, told: list[str]) -> None:
    folder = folder_with(tmp_path, casussen=CASUS.replace(old, new))
    with pytest.raises(SuiteError) as caught:
        load_casussen(folder)
    for part in told:
        assert part in str(caught.value)


def test_an_id_that_stands_there_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SuiteError, match=r"een\.id: this id is used twice"):
        load_casussen(folder_with(tmp_path, casussen=CASUS + CASUS))


def test_an_empty_suite_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SuiteError, match="at least one case"):
        load_casussen(folder_with(tmp_path, casussen="[]"))


def test_a_missing_suite_says_where_it_should_be(tmp_path: Path) -> None:
    with pytest.raises(SuiteError, match="the file is missing at"):
        load_kennisvragen(folder=tmp_path)


@pytest.mark.parametrize("load", [load_begrip, load_acuut, load_privacy])
def test_no_sentence_stands_in_two_parts(load: Any) -> None:
    said = {part: {" ".join(one_text(case).lower().split()) for case in load(part)} for part in PARTS}
    for one, other in combinations(PARTS, 2):
        assert len(said[one] & said[other]) == 0, (one, other)  # the number alone: nobody reads toets, here either


def one_text(case: Any) -> str:
    return str(case.tekst if hasattr(case, "tekst") else case.vraag)


@pytest.mark.parametrize(
    ("more", "told"),
    [("", "give sources, or geen_antwoord"), ("bronnen: ['000:43'], geen_antwoord: true", "give sources, or")],
)
def test_a_knowledge_question_has_sources_or_no_answer(tmp_path: Path, more: str, told: str) -> None:
    question = f"kennisvragen: [{{id: een, deel: toets, vraag: 'x', waarom: 'y', {more}}}]"
    (tmp_path / "kennisvragen.yaml").write_text(question, "utf-8")
    with pytest.raises(SuiteError, match=told):
        load_kennisvragen(folder=tmp_path)


def test_a_folder_with_own_casussen_must_exist_and_hold_some(tmp_path: Path) -> None:
    with pytest.raises(SuiteError, match="no such folder"):
        load_casussen_in(tmp_path / "weg")
    with pytest.raises(SuiteError, match="no cases are here"):
        load_casussen_in(tmp_path)


@pytest.mark.parametrize(
    ("basis", "value", "told"),
    [("twee", "politie", "no casus is called 'twee'"), ("een", "woningcorporatie", "already has 'woningcorporatie'")],
)
def test_a_twin_must_differ_from_a_casus_that_exists(tmp_path: Path, basis: str, value: str, told: str) -> None:
    twin = f"- {{id: tweeling, basis: {basis}, feit: rol, waarde: {value}, waarom: 'x', verwacht: {{conclusie: nee}}}}"
    with pytest.raises(SuiteError, match=told):
        load_tweelingen(folder_with(tmp_path, casussen=CASUS, tweelingen=twin))


@pytest.mark.parametrize(
    "question",
    ["soort: term, relevant: []", 'soort: geen_antwoord, relevant: [{plek: "000:43", graad: 2}]'],
)
def test_a_question_is_answerable_exactly_when_lines_answer_it(tmp_path: Path, question: str) -> None:
    (tmp_path / "zoeken" / "toets").mkdir(parents=True)
    (tmp_path / "zoeken" / "toets" / "proef.yaml").write_text(f"- {{id: vraag, vraag: 'x', {question}}}", "utf-8")
    with pytest.raises(SuiteError, match=r"vraag\.relevant: does not fit soort"):
        load_zoeken(folder=tmp_path)


@pytest.mark.parametrize(("part", "told"), [("examen", "no such part"), ("leer", "no questions are here")])
def test_a_part_that_is_not_there_is_told(tmp_path: Path, part: str, told: str) -> None:
    with pytest.raises(SuiteError, match=told):
        load_zoeken(part, tmp_path)
