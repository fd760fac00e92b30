"""An assistant on a newer version: citations follow their passages, what changed is told, receipts still read."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from assistant import Assistant, InputError, Settings, build_assistant
from assistant.cite import Citer, UnresolvedSource
from assistant.versions import load_version_words
from ingest.build import build
from ingest.generations import Generations
from ingest.readers import Limits
from ingest.settings import settings_from_environment
from ingest.store import open_store
from ingest.versions.confirmations import Confirmations
from ingest.versions.offer import Offer
from ingest.versions.own import OwnVersions, active_manifest
from ingest.versions.timeline import newest_with

ACUTE = {"acuut_gevaar": "ja"}
CONVENANT = """1. Afspraken over de sleutelkluis
De partners van het convenant leggen elke huissleutel van een bewoner in de sleutelkluis van het wijkpunt.
Alleen de wijkpuntbeheerder geeft een huissleutel uit de sleutelkluis af, en schrijft op aan wie.
"""
WORDS = load_version_words(Settings(data_dir=Path()).texts_dir / "versies.yaml")


def on(data_dir: Path, generation: str | None) -> Assistant:
    return build_assistant(Settings(data_dir=data_dir, generation=generation))


@pytest.fixture(scope="module")
def staged(example_data_dir: Path) -> Assistant:
    settings = settings_from_environment({"DEELWIJZER_DATA": str(example_data_dir)})
    return on(example_data_dir, newest_with(settings, "tilburg-dichtbij", "2026-05"))


def cited(assistant: Assistant, place: str) -> dict[str, Any]:
    (source,) = assistant._citer.cite([place])
    assert assistant._guard.supported(source)
    return source.to_json()


def test_a_moved_passage_keeps_its_citation_word_for_word(staged: Assistant, assistant: Assistant) -> None:
    then, now = cited(assistant, "000:140-143"), cited(staged, "000:140-143")
    assert now["citaat"] == then["citaat"] and now["citaat_regels"] == [167, 170]
    assert now["version"] == "2026-05" and now["wijziging"] is None and now["opmerkingen"] == then["opmerkingen"]


def test_a_changed_passage_is_cited_as_it_is_now_with_a_warning(staged: Assistant) -> None:
    now = cited(staged, "000:131-133")
    assert "niet toegestaan, tenzij" in now["citaat"]
    assert now["wijziging"] == "gewijzigd"
    assert now["opmerkingen"] == [WORDS.notes["gewijzigd"].format(nu="2026-05")]


def test_a_passage_that_is_gone_is_cited_from_the_version_it_stood_in(staged: Assistant) -> None:
    now = cited(staged, "000:150-154")
    assert "brandweer" in now["citaat"] and now["version"] == "2025-05" and now["status"] == "verouderd"
    assert now["wijziging"] == "vervallen"
    assert now["opmerkingen"] == [WORDS.notes["vervallen"].format(nu="2026-05", toen="2025-05")]
    shown = staged.document_view(now["passage_id"])
    assert any("brandweer" in line["tekst"] for line in shown["regels"] if line["gemarkeerd"])


def test_a_conclusion_tells_that_it_rests_on_what_changed(staged: Assistant, assistant: Assistant) -> None:
    then, now = (one.walk(ACUTE).to_json()["conclusie"] for one in (assistant, staged))
    assert now["code"] == then["code"] and now["weggelaten"] == 0
    added = [entry for entry in now["veroudering"] if entry["id"].startswith("versie-")]
    assert added and not any(entry["id"].startswith("versie-") for entry in then["veroudering"])
    assert all(set(entry) >= {"verwijzing", "in_document", "hoe_het_is", "zekerheid", "tekst"} for entry in added)
    assert {source["wijziging"] for entry in added for source in entry["bronnen"]} == {"vervallen"}


def test_the_warning_is_gone_once_someone_confirmed(example_data_dir: Path, tmp_path: Path) -> None:
    copy = tmp_path / "data"
    shutil.copytree(example_data_dir, copy)
    settings = settings_from_environment({"DEELWIJZER_DATA": str(copy)})
    generation = newest_with(settings, "tilburg-dichtbij", "2026-05")
    found = open_store(copy, generation).locate("000", 131, 133)
    Confirmations(copy).confirm("000:131-133", found.now, found.pair, "gelezen")
    now = cited(on(copy, generation), "000:131-133")
    assert now["wijziging"] is None and now["opmerkingen"] == []


def test_a_receipt_of_an_older_generation_still_reads(
    example_data_dir: Path, staged: Assistant, assistant: Assistant
) -> None:
    active = Generations(example_data_dir).active_id()
    receipt = json.loads(json.dumps(on(example_data_dir, active).walk(ACUTE).to_json()["conclusie"]["bewijs"]))
    assert receipt["generatie"] == active
    found = staged.replay(receipt)
    assert not found["gelijk"]
    gone = [each for each in found["anders"] if each["telt"] and each["soort"] == "passage"]
    assert gone and all("000:150-154" in each["tekst"] for each in gone)
    (then,) = found["toen"]
    assert "brandweer" in then["text"] and then["version"] == "2025-05"
    assert any("brandweer" in each["tekst"] for each in found["anders"] if not each["telt"])
    assert assistant.replay({**receipt, "generatie": "20200101T000000000000-00000000"})["gelijk"]


def test_when_the_generation_of_a_receipt_is_gone_that_is_said(staged: Assistant, assistant: Assistant) -> None:
    receipt = assistant.walk(ACUTE).to_json()["conclusie"]["bewijs"]
    found = staged.replay({**receipt, "generatie": "20200101T000000000000-00000000"})
    assert found["toen"] == []
    assert any("niet na te lezen" in each["tekst"] for each in found["anders"])


def test_where_a_place_stands_is_asked_through_the_door(staged: Assistant) -> None:
    assert staged.generation.locate("000", 140, 143)["start"] == 167
    assert staged.generation.documents()["tilburg-dichtbij"] == {"nummer": "000", "version": "2026-05"}
    assert len(staged.generation.lines()["000"]) == 353
    with pytest.raises(InputError, match="777:1-2"):
        staged.generation.locate("777", 1, 2)


@pytest.fixture(scope="module")
def with_convenant(built_data_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """An assistant of an organisation that added a convenant of its own."""
    folder = tmp_path_factory.mktemp("eigen")
    (folder / "convenant.txt").write_text(CONVENANT, "utf-8")
    shutil.copytree(built_data_dir, folder / "data")
    settings = settings_from_environment({"DEELWIJZER_DATA": str(folder / "data")})
    offer = Offer(document="convenant", version="2026", local=True, title="Convenant", publisher="Gemeente Voorbeeld")
    own, _ = OwnVersions(settings).add(folder / "convenant.txt", offer, active_manifest(settings), Limits())
    result = build(settings, activate=False, manifest=active_manifest(settings).with_source(own))
    return on(folder / "data", result.generation.id)


def test_an_own_document_is_found_and_shown_as_one(with_convenant: Assistant) -> None:
    hits = with_convenant.search("wie geeft een huissleutel af uit de sleutelkluis")["hits"]
    assert "convenant" in {hit["document"] for hit in hits[:3]}
    passage = next(hit["passage_id"] for hit in hits if hit["document"] == "convenant")
    shown = with_convenant.document_view(passage)
    assert shown["lokaal"] is True and shown["titel"] == "Convenant" and shown["nummer"] == "900"
    assert shown["opmerkingen"] == [WORDS.own_document]


def test_an_own_document_stands_beside_an_answer_and_never_before_the_handreikingen(with_convenant: Assistant) -> None:
    answer = with_convenant.ask("Wat is dat-informatie en wat staat er over de sleutelkluis?").to_json()["antwoord"]
    if answer is not None:
        quoted = [source["lokaal"] for sentence in answer["zinnen"] for source in sentence["bronnen"]]
        assert quoted and not any(quoted)


def test_nothing_can_rest_on_an_own_document(with_convenant: Assistant) -> None:
    with pytest.raises(UnresolvedSource, match="own document"):
        Citer(with_convenant._store).cite(["900:2-3"], used_by="R01")


def test_conclusions_are_the_same_with_an_own_document_beside_them(
    with_convenant: Assistant, assistant: Assistant
) -> None:
    then, now = (one.walk(ACUTE).to_json()["conclusie"] for one in (assistant, with_convenant))
    for conclusion in (then, now):
        conclusion["bewijs"].pop("generatie")
    assert now == then
