"""Where the documents differ, and what is known about their law references: complete, shown when it matters, honest."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant import Assistant, DataFileError
from assistant.cite import Place
from assistant.kader.facts import load_facts
from assistant.kader.table import load_table
from assistant.kader.verdict import Verdict
from assistant.report.law_register import load_law_register
from tests.assistant.test_decision_properties import KADER
from tests.assistant.test_every_rule import path_to

REGISTER = KADER.parents[1] / "corpus" / "wetsverwijzingen.yaml"

# The list "where the documents differ" of the decision model, with the lines it names, by the difference that shows it.
LISTED = {
    "mondeling-zonder-spoor": "000:126-137 001:101-102 001:254-255 002:688-690 003:491-494 003:1431-1437",
    "zorg-gaat-voor": "000:146-154 002:638-647",
    "vitaal-belang-ruim-of-smal": "000:185-205 000:247-265 001:291-297 004:499-502 002:542-546 002:719-743",
    "trede-e-drie-of-een": "002:526-558 004:353-354 004:384-385",
    "schade-aan-wie": "002:1386-1391 002:548-550 004:392-394",
    "toestemming-regel-of-niet-vrij": "001:1051 001:1072-1075 000:111-123 004:120-122 003:1169-1171 003:1490-1500",
    "algemene-toestemming": "001:1139-1144 002:521-522 002:1702 002:1759",
    "bezwaar-van-de-persoon": "000:52 003:645-648 002:390-393",
    "gemeente-over-domeinen": "001:708-713 002:878-882 000:225 003:1487-1492",
    "fraude": "001:299-307 002:360-376 002:776-778",
    "dat-informatie-licht-of-schending": "002:570-575 002:928-929 001:215-218 004:223",
    "naar-woningcorporatie": "004:302-303 000:304-322 002:700-715",
    "drempel-voor-signaal": "002:316-320 002:487-488 004:285-286 004:561-564 000:194-199 004:623-624",
    "lijsten-van-mensen": "000:293-297 004:118-119 004:493-494",
    "jongere-12-tot-16": "001:1199-1202 002:1434-1438 002:1416-1418",
    "enkelvoudig-a-en-c": "002:326-330",
    "toestemming-intrekken-artikel": "002:522 002:1351",
    "afkorting-wpg": "002:1099 004:438",
    "afkorting-wgs": "002:1104 002:1115-1117",
    "werk-en-inkomen-collegetaak": "002:1276-1278 001:809-814",
    "politie-en-toestemming": "002:1288-1289 004:439",
}

# The list of law references that was checked, with the confidence it gives each and the lines it names.
CHECKED = {
    "wbp": ("hoog", "001:97"),
    "wgs-samenwerkingsverbanden": ("hoog", "002:1115-1117 002:1462-1481"),
    "wgs-artikelnummers": ("middel", "002:1466-1469"),
    "wams": ("niet_vastgesteld", "002:1485-1496"),
    "woningwet-18a": ("hoog", "002:485-488 002:873-876 004:596"),
    "ambtenarenwet-8": ("hoog", "002:1267-1268"),
    "avg-intrekken-toestemming": ("hoog", "002:522 002:1351"),
    "avg-gezamenlijk-verantwoordelijk": ("hoog", "002:839"),
    "bewaartermijn-15-jaar": ("middel", "001:333-343 001:642"),
    "afkorting-wgs": ("hoog", "002:1104 002:1115-1117"),
    "afkorting-wpg": ("hoog", "002:1099 004:438"),
    "cbp": ("hoog", "001:576"),
}


def overlaps(place: str, others: list[str]) -> bool:
    wanted = Place.parse(place)
    assert wanted is not None
    found = [Place.parse(other) for other in others]
    return any(p and p.number == wanted.number and p.start <= wanted.end and p.end >= wanted.start for p in found)


def test_every_difference_of_the_list_is_there_with_the_lines_it_names(assistant: Assistant) -> None:
    differences = {difference.text_id: difference for difference in assistant._texts.differences}
    assert set(differences) == set(LISTED)
    for name, places in LISTED.items():
        shown = [place for side in differences[name].sides for place in side.places]
        assert [place for place in places.split() if not overlaps(place, shown)] == [], name
        assert len(differences[name].follows) > 20


@pytest.fixture(scope="module")
def casus_per_difference(assistant: Assistant) -> dict[str, dict[str, str]]:
    """For every difference the facts of a walk in which it shows, found on the diagram of all walks."""
    table = load_table(KADER / "regels.yaml", load_facts(KADER / "feiten.yaml").domains)
    diagrams = table.diagrams
    verdicts = sorted(v for v in diagrams.results(table.root) if isinstance(v, Verdict))
    found = {}
    for difference in assistant._texts.differences:
        for verdict in verdicts:
            codes = {
                "conclusie": str(verdict.outcome),
                "grondslag": str(verdict.grondslag),
                "omvang": str(verdict.omvang),
            }
            when = diagrams.condition(difference.when.given(codes))
            both = diagrams.combine(when, table.root, lambda holds, reached, v=verdict: bool(holds) and reached == v)  # type: ignore[misc]
            if True in diagrams.results(both):
                found[difference.text_id] = path_to(diagrams, both, True)
                break
    return found


@pytest.mark.parametrize("name", LISTED)
def test_a_difference_shows_with_both_quotes_dates_and_what_is_followed(
    assistant: Assistant, casus_per_difference: dict[str, dict[str, str]], name: str
) -> None:
    conclusion = assistant.walk(casus_per_difference[name]).to_json()["conclusie"]
    shown = {conflict["id"]: conflict for conflict in conclusion["tegenspraak"]}[name]
    assert len(shown["kanten"]) >= 2 and shown["volgt"]
    for side in shown["kanten"]:
        assert side["tekst"]
        assert all(source["citaat"] and source["datum"] and source["status"] for source in side["bronnen"])


def test_the_register_holds_every_checked_reference_with_its_confidence() -> None:
    entries = {entry["id"]: entry for entry in yaml.safe_load(REGISTER.read_text("utf-8"))["verwijzingen"]}
    assert {name: entry["zekerheid"] for name, entry in entries.items()} == {
        name: c for name, (c, _) in CHECKED.items()
    }
    for name, (_, places) in CHECKED.items():
        entry = entries[name]
        assert [place for place in places.split() if not overlaps(place, entry["plaatsen"])] == [], name
        assert entry["gecontroleerd"] == "2026-11-22"
        assert all(entry[key] for key in ("verwijzing", "in_document", "hoe_het_is", "bron", "opmerking"))


def test_only_what_is_certain_is_stated(assistant: Assistant) -> None:
    for entry in assistant._law.references:
        said = entry.to_json()
        certain = said["zekerheid"] == "hoog"
        assert certain or said["tekst"].startswith("Controleer dit")
        assert certain or said["hoe_het_is"] == said["tekst"]


def test_an_uncertain_reference_stated_as_a_fact_stops_the_start(assistant: Assistant, tmp_path: Path) -> None:
    written = REGISTER.read_text("utf-8").replace("Controleer dit: de bewaartermijn", "De bewaartermijn")
    (tmp_path / "wetsverwijzingen.yaml").write_text(written, "utf-8")
    with pytest.raises(DataFileError, match="Controleer dit"):
        load_law_register(tmp_path / "wetsverwijzingen.yaml", assistant._store, assistant._law.versions)


def test_the_note_stands_beside_every_quote_that_leans_on_the_reference(assistant: Assistant) -> None:
    for entry in assistant._law.references:
        for document, start, end in entry.places:
            number = assistant._store.documents[document].number
            for source in assistant._citer.cite([f"{number}:{start}-{end}"]):
                assert entry.remark in source.notes, entry.reference_id


def test_what_any_part_of_a_conclusion_leans_on_is_listed(
    assistant: Assistant, casus_per_difference: dict[str, dict[str, str]]
) -> None:
    conclusion = assistant.walk(casus_per_difference["toestemming-intrekken-artikel"]).to_json()["conclusie"]
    listed = {note["id"]: note for note in conclusion["veroudering"]}
    quoted = {(s["passage_id"], tuple(s["citaat_regels"])) for s in _sources(conclusion["tegenspraak"])}
    leaning = {(s["passage_id"], tuple(s["citaat_regels"])) for s in listed["avg-intrekken-toestemming"]["bronnen"]}
    assert leaning & quoted


def _sources(conflicts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [source for conflict in conflicts for side in conflict["kanten"] for source in side["bronnen"]]
