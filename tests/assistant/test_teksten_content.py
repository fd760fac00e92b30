"""The texts of the conclusion, the differences and the law register: complete, plain, and resting on real lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.kader.codes import FIVE_STEPS, Grondslag, Omvang, Outcome
from assistant.kader.conditions import parse

ROOT = Path(__file__).parents[2]
TEKSTEN = ROOT / "assistant/teksten"
Entry = dict[str, Any]

SECTIONS = ("voorwaarden", "vastleggen", "informeren", "evalueren")
RUNGS = ("plicht", "anoniem", "meldrecht", "b", "c", "d", "e")
RUNG_OF = {
    "anoniem": "a",
    "wettelijke_bepaling": "b",
    "wettelijke_plicht": "b",
    "eigen_taak": "c",
    "toestemming": "d",
    "vitaal_belang": "e",
    "conflict_van_plichten": "e",
    "goed_hulpverlenerschap": "e",
    "geen": "",
}
NOTICES = {
    *("acuut", "veilig_thuis", "meldpunt", "gemaskeerd", "buiten_bereik", "leeg", "alleen_tekens", "andere_taal"),
    *("te_lang", "onduidelijk", "geen_antwoord", "eerst_vijf_stappen", "acuut_misschien"),
}
SHARES = ("ja_mits", "alleen_dat_informatie", "moet_verstrekken")
REFERENCE = re.compile(r"(\d{3}):(\d+)(?:-(\d+))?")
LONGEST = 28
SENTENCE_END = re.compile(r"[.:;?!)”’\"]\.?\d{0,2}\s*$")
ITEM = re.compile(r"\s*(\u0650|▶|•|\d+\.|[a-z]\.)")


@cache
def load(path: str) -> Entry:
    loaded: Entry = yaml.safe_load((ROOT / path).read_text("utf-8"))
    return loaded


@cache
def domains() -> dict[str, set[str]]:
    facts = load("assistant/kader/feiten.yaml")["feiten"]
    known = {fact["id"]: {option["waarde"] for option in fact["opties"]} for fact in facts}
    return {
        **known,
        "conclusie": {str(code) for code in Outcome},
        "grondslag": {str(code) for code in Grondslag},
        "omvang": {str(code) for code in Omvang},
    }


@cache
def lines_of(number: str) -> list[str]:
    [entry] = [entry for entry in load("corpus/bronnen.yaml")["bronnen"] if entry["nummer"] == number]
    path = Path(ROOT / "corpus/documenten" / entry["id"] / entry["versie"] / entry["bestand"])
    return path.read_text("utf-8").split("\n")


def quoted(reference: str) -> list[str]:
    match = REFERENCE.fullmatch(reference)
    assert match, f"{reference!r} is no reference"
    start, end = int(match[2]), int(match[3] or match[2])
    lines = lines_of(match[1])
    assert 1 <= start <= end <= len(lines), f"{reference!r} lies outside the document ({len(lines)} lines)"
    return lines[start - 1 : end]


def after_quote(reference: str) -> str:
    """Return the line below a quote."""
    number, _, last = reference.replace(":", "-").partition("-")
    lines = lines_of(number)
    position = int(last.split("-")[-1])
    return lines[position] if position < len(lines) else ""


def parts() -> Entry:
    return load("assistant/teksten/onderdelen.yaml")


def differences() -> list[Entry]:
    return list(load("assistant/kader/verschillen.yaml")["verschillen"])


def law_references() -> list[Entry]:
    return list(load("corpus/wetsverwijzingen.yaml")["verwijzingen"])


def wordings() -> Iterator[tuple[str, Entry]]:
    """Every entry with `tekst` and `bronnen`, with the place it stands."""
    for code, outcome in load("assistant/teksten/uitkomsten.yaml").items():
        yield from ((f"uitkomsten.{code}", item) for item in outcome["zinnen"])
    for code, ground in load("assistant/teksten/grondslagen.yaml").items():
        if code != "omvang":
            yield from ((f"grondslagen.{code}", item) for item in ground["uitleg"])
    for code, size in load("assistant/teksten/grondslagen.yaml")["omvang"].items():
        yield from ((f"omvang.{code}", item) for item in size["zinnen"])
    for section in SECTIONS:
        yield from ((f"{section}.{item['id']}", item) for item in parts()[section])
    for column, items in load("assistant/teksten/delen.yaml").items():
        yield from ((f"delen.{column}.{item['id']}", item) for item in items)
    for row, item in parts()["regels"].items():
        variants = item if isinstance(item, list) else [item]
        yield from ((f"regels.{row}[{i}]", variant) for i, variant in enumerate(variants))
    for step, items in parts()["stappen"].items():
        yield from ((f"stappen.{step}", item) for item in items)
    for name, rung in parts()["treden"].items():
        yield f"treden.{name}.open", rung["open"]
        yield from ((f"treden.{name}.dicht", item) for item in rung["dicht"])
    yield from ((f"meldingen.{name}", item) for name, item in load("assistant/teksten/meldingen.yaml").items())


def cited() -> Iterator[tuple[str, list[str]]]:
    """Every list of sources, with the place it stands."""
    for place, item in wordings():
        yield place, item["bronnen"]
    for difference in differences():
        yield from ((f"verschillen.{difference['id']}", side["bronnen"]) for side in difference["kanten"])


def conditions() -> Iterator[tuple[str, str]]:
    for place, item in wordings():
        if "als" in item:
            yield place, item["als"]
    yield from ((f"verschillen.{item['id']}", item["als"]) for item in differences())


def prose() -> Iterator[tuple[str, str]]:
    for place, item in wordings():
        yield place, item["tekst"]
    for difference in differences():
        place = f"verschillen.{difference['id']}"
        yield place, difference["volgt"]
        yield from ((place, side["standpunt"]) for side in difference["kanten"])
    yield from ((f"wetsverwijzingen.{item['id']}", item["opmerking"]) for item in law_references())


def sentences(text: str) -> list[str]:
    return [part for part in re.split(r"(?<=[.?!:])[”’)]*\s+", text.strip()) if part]


def test_every_outcome_grondslag_and_omvang_has_its_texts() -> None:
    outcomes = load("assistant/teksten/uitkomsten.yaml")
    assert set(outcomes) == {str(code) for code in Outcome}
    for code, outcome in outcomes.items():
        assert set(outcome) == {"titel", "zinnen"}, code
        assert 1 <= len(outcome["titel"].split()) <= 8, code
        assert 1 <= len(outcome["zinnen"]) <= 3, code
    grounds = load("assistant/teksten/grondslagen.yaml")
    assert {code: ground["trede"] for code, ground in grounds.items() if code != "omvang"} == RUNG_OF
    assert set(grounds) == {*(str(code) for code in Grondslag), "omvang"}
    assert set(grounds["omvang"]) == {str(code) for code in Omvang}


def test_every_row_of_the_table_says_why_it_decided_and_no_text_is_left_over() -> None:
    table = load("assistant/kader/regels.yaml")
    rows = {row["id"] for row in table["regels"]} | {"R00-onbekend"}
    sizes = {row["id"] for row in table["omvang"]}
    assert rows <= set(parts()["regels"])
    assert set(parts()["regels"]) <= rows | sizes


def test_steps_and_rungs_are_complete_and_end_with_a_text_that_always_holds() -> None:
    assert list(parts()["stappen"]) == [str(step) for step in FIVE_STEPS]
    assert tuple(parts()["treden"]) == RUNGS
    for step, items in parts()["stappen"].items():
        assert [item["als"] for item in items].index("altijd") == len(items) - 1, step
    for name, rung in parts()["treden"].items():
        assert set(rung) - {"onderdelen"} == {"naam", "open", "dicht"}, name
        assert [item["als"] for item in rung["dicht"]].index("altijd") == len(rung["dicht"]) - 1, name


def test_the_notices_are_the_agreed_ones() -> None:
    assert set(load("assistant/teksten/meldingen.yaml")) == NOTICES


def test_no_id_stands_twice() -> None:
    ids = [item["id"] for section in SECTIONS for item in parts()[section]]
    assert len(set(ids)) == len(ids)
    for items in (differences(), law_references(), load("assistant/teksten/delen.yaml")["wel"]):
        assert len({item["id"] for item in items}) == len(items)


def test_entries_carry_exactly_the_known_keys() -> None:
    for place, item in wordings():
        assert {"tekst", "bronnen"} <= set(item) <= {"id", "als", "tekst", "bronnen"}, place
        if place.split(".")[0] in {*SECTIONS, "stappen"} or place.endswith(".dicht"):
            assert "als" in item, place
    for difference in differences():
        assert set(difference) == {"id", "titel", "als", "kanten", "volgt"}, difference["id"]
        assert len(difference["kanten"]) >= 2, difference["id"]


@pytest.mark.parametrize(("place", "text"), list(conditions()), ids=[place for place, _ in conditions()])
def test_a_condition_reads_only_known_facts_and_values(place: str, text: str) -> None:
    condition = parse(text, file=place)
    assert condition.facts() <= set(domains()), place
    for member in condition.members():
        assert member.values <= domains()[member.fact], (place, member.fact)


def test_every_sentence_rests_on_lines_with_text() -> None:
    for place, references in cited():
        assert references, place
        assert len(set(references)) == len(references), place
        for reference in references:
            lines = quoted(reference)
            assert lines[0].strip() and lines[-1].strip(), f"{place}: {reference} begins or ends on an empty line"


def test_a_quote_does_not_begin_or_end_in_the_middle_of_a_sentence() -> None:
    for place, references in cited():
        for reference in references:
            lines = quoted(reference)
            after = after_quote(reference)
            begins = ITEM.match(lines[0]) or not re.match(r"[a-z]", lines[0].strip())
            assert begins, f"{place}: {reference} begins with {lines[0]!r}"
            whole = not after.strip() or ITEM.match(after) or SENTENCE_END.search(lines[-1])
            assert whole, f"{place}: {reference} ends with {lines[-1]!r}"


def test_the_dated_document_is_never_the_only_source_of_a_sentence() -> None:
    for place, item in wordings():
        assert any(not reference.startswith("001:") for reference in item["bronnen"]), place


def test_a_difference_sets_different_passages_against_each_other() -> None:
    for difference in differences():
        sides = [tuple(side["bronnen"]) for side in difference["kanten"]]
        assert len(set(sides)) == len(sides), difference["id"]


@pytest.mark.parametrize(("place", "text"), list(prose()), ids=[place for place, _ in prose()])
def test_sentences_are_short(place: str, text: str) -> None:
    lengths = [len(sentence.split()) for sentence in sentences(text)]
    assert max(lengths) <= LONGEST, text
    assert text.endswith((".", "?", "’")), text


def test_informing_is_the_first_condition_when_the_person_does_not_know_yet() -> None:
    answers = {"betrokkene_geinformeerd": "nog_niet"}
    for outcome in (*SHARES, "alleen_met_toestemming"):
        context = {**answers, "conclusie": outcome, "grondslag": "eigen_taak", "omvang": "inhoudelijk"}
        shown = [item["id"] for item in parts()["voorwaarden"] if parse(item["als"]).holds(context)]
        assert shown[0] == "eerst-informeren"


@pytest.mark.parametrize("outcome", sorted(set(Outcome) - {Outcome.OUT_OF_SCOPE}))
def test_every_outcome_says_what_to_record_how_to_inform_and_when_to_look_again(outcome: str) -> None:
    grounds = {"nee": "geen", "alleen_anoniem": "anoniem", "moet_verstrekken": "wettelijke_plicht"}
    context = {"conclusie": outcome, "grondslag": grounds.get(outcome, "toestemming"), "omvang": "inhoudelijk"}
    for section in SECTIONS:
        assert any(parse(item["als"]).holds(context) for item in parts()[section]), section


@pytest.mark.parametrize("recipient", [*sorted(domains()["ontvanger"]), "weet_ik_niet"])
def test_beside_each_other_stands_what_is_shared_and_what_is_not(recipient: str) -> None:
    columns = load("assistant/teksten/delen.yaml")
    sized = {Outcome.YES_PROVIDED, Outcome.ONLY_WITH_TOESTEMMING, Outcome.MUST_PROVIDE}
    fixed = {Outcome.ONLY_ANONYMOUS: Omvang.ANONIEM, Outcome.ONLY_DAT_INFORMATIE: Omvang.DAT_INFORMATIE}
    for outcome in set(Outcome) - {Outcome.OUT_OF_SCOPE}:
        for size in set(Omvang) - {Omvang.GEEN} if outcome in sized else {fixed.get(outcome, Omvang.GEEN)}:
            context = {"conclusie": str(outcome), "omvang": str(size), "ontvanger": recipient, "doel": "andere"}
            for name, items in columns.items():
                assert any(parse(item["als"]).holds(context) for item in items), (outcome, size, name)


@pytest.mark.parametrize("size", sorted(set(Omvang)))
def test_health_is_never_among_what_a_woningcorporatie_gets_as_dat_informatie(size: str) -> None:
    context = {"conclusie": "ja_mits", "omvang": size, "ontvanger": "woningcorporatie"}
    shared = [item for item in load("assistant/teksten/delen.yaml")["wel"] if parse(item["als"]).holds(context)]
    assert not any("in behandeling" in item["tekst"] for item in shared)


@pytest.mark.parametrize("answer", ["ja", "weet_ik_niet"])
@pytest.mark.parametrize("outcome", sorted(set(Outcome) - {Outcome.OUT_OF_SCOPE}))
def test_veilig_thuis_is_named_unless_violence_is_ruled_out(outcome: str, answer: str) -> None:
    [item] = [item for item in parts()["voorwaarden"] if item["id"] == "veilig-thuis"]
    condition = parse(item["als"])
    assert condition.holds({"conclusie": outcome, "vermoeden_geweld": answer})
    assert not condition.holds({"conclusie": outcome, "vermoeden_geweld": "nee"})


@pytest.mark.parametrize("child", ["kind_tot_12", "jongere_12_tot_16"])
@pytest.mark.parametrize("unsafe", [{"vermoeden_geweld": "ja"}, {"betrokkene_geinformeerd": "onveilig_of_onmogelijk"}])
def test_parents_are_only_informed_when_that_is_safe(child: str, unsafe: dict[str, str]) -> None:
    context = {"conclusie": "ja_mits", "betrokkene": child, "ontvanger": "veilig_thuis"}
    to_parents = {"info-kind-ouders", "info-jongere", "info-minderjarig-alleen-veilig"}
    safe = {"vermoeden_geweld": "nee", "betrokkene_geinformeerd": "nog_niet"}
    for answers, expected in (
        (safe, to_parents - {"info-minderjarig-alleen-veilig"}),
        (safe | unsafe, {"info-minderjarig-alleen-veilig"}),
    ):
        shown = {item["id"] for item in parts()["informeren"] if parse(item["als"]).holds(context | answers)}
        assert shown & to_parents and shown & to_parents <= expected


def test_only_a_certain_law_reference_is_stated_as_a_fact() -> None:
    keys = {"id", "verwijzing", "plaatsen", "in_document", "hoe_het_is", "bron", "gecontroleerd", "zekerheid"}
    for item in law_references():
        assert set(item) == {*keys, "opmerking"}, item["id"]
        assert item["zekerheid"] in {"hoog", "middel", "niet_vastgesteld"}, item["id"]
        assert item["opmerking"].startswith("Controleer dit:") == (item["zekerheid"] != "hoog"), item["id"]
        assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", item["gecontroleerd"]), item["id"]


@pytest.mark.parametrize(
    ("entry", "pattern"),
    [
        ("wbp", r"Wbp|Wpb|Wet\s+bescherming\s+persoonsgegevens"),
        ("wgs-samenwerkingsverbanden", r"Wgs|Wsg|[Ww]etsvoorstel"),
        ("wgs-artikelnummers", r"art 2\.\d+"),
        ("wams", r"Wams|[Ww]etsvoorstel"),
        ("woningwet-18a", r"18a|zorgplicht"),
        ("ambtenarenwet-8", r"art 8 van de Ambtenarenwet"),
        ("avg-intrekken-toestemming", r"art (32|6) AVG"),
        ("avg-gezamenlijk-verantwoordelijk", r"artikel 29 AVG"),
        ("bewaartermijn-15-jaar", r"15\s+ja"),
        ("afkorting-wgs", r"Wgs"),
        ("afkorting-wpg", r"Wpg|WPG"),
        ("cbp", r"CBP"),
    ],
)
def test_a_law_reference_stands_where_the_register_says(entry: str, pattern: str) -> None:
    [item] = [item for item in law_references() if item["id"] == entry]
    for place in item["plaatsen"]:
        assert re.search(pattern, " ".join(quoted(place))), place
