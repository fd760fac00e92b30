"""The sheet for the person: one page whatever the conclusion, plain Dutch, and a source behind every sentence."""

import re

import pytest

from assistant import Assistant
from assistant.kader.codes import Outcome
from scripts.readability import measure
from tests.assistant.casus import TILBURG_3
from tests.assistant.papers import pdf_of, text_of, verslag_of, written
from tests.assistant.test_every_rule import BOTH, TABLE, path_to

LONGEST_SENTENCE = 25
PLAIN = 60.0
WORDIEST = {"betrokkene": "kind_tot_12", "situatie": "hulpvraag", "doel": "hulp_afstemmen", "vermoeden_geweld": "nee"}
"""Answers that bring sentences of their own to the sheet."""


def every_outcome(assistant: Assistant) -> list[dict[str, str]]:
    """Return answers for every rule with every rule of step V, as they are and with what makes the sheet longest."""
    paths = [path_to(TABLE.diagrams, BOTH, pair) for pair in TABLE.diagrams.results(BOTH) if isinstance(pair, tuple)]
    return [facts | more for facts in paths for more in ({}, WORDIEST)]


def test_it_fits_one_page_for_every_conclusion(assistant: Assistant) -> None:
    seen = set()
    for facts in every_outcome(assistant):
        verslag = verslag_of(assistant, facts)
        if verslag.conclusion["code"] == Outcome.OUT_OF_SCOPE:
            continue
        seen.add(verslag.conclusion["code"])
        file = written(assistant, verslag, "informatieblad", "pdf")
        assert len(pdf_of(file).pages) == 1, (verslag.conclusion["code"], facts)
    assert seen == {str(code) for code in Outcome} - {Outcome.OUT_OF_SCOPE}


def test_every_sentence_has_its_source_in_small_print(assistant: Assistant) -> None:
    for facts in every_outcome(assistant)[::7]:
        verslag = verslag_of(assistant, facts)
        if verslag.conclusion["code"] == Outcome.OUT_OF_SCOPE:
            continue
        text = written(assistant, verslag, "informatieblad", "md").content.decode()
        body, _, small = text.partition("**Waar dit staat**")
        said = [line for line in body.splitlines()[6:] if line and not line.startswith(("#", "**"))]
        assert said
        for line in said:
            assert re.search(r"[.!?] \[\d[\d, –]*\]$", line), line
        numbers = {int(n) for line in said for n in re.findall(r"\d+", line.rpartition("[")[2])}
        assert numbers <= {int(n) for n in re.findall(r"\((\d+)\) regel", small)}


def test_it_reads_as_plain_dutch(assistant: Assistant) -> None:
    for part in assistant._office.papers.leaflet.parts:
        for wording in part.sentences:
            assert measure(wording.text_id, wording.text).longest <= LONGEST_SENTENCE
    for facts in every_outcome(assistant)[::11]:
        verslag = verslag_of(assistant, facts)
        said = [
            wording.text
            for part in assistant._office.papers.leaflet.parts
            for wording in part.sentences
            if wording.when.holds(verslag.context)
        ]
        score = measure("blad", " ".join(said)).score
        assert score is not None and score >= PLAIN, (score, said)


@pytest.mark.parametrize("form", ["docx", "pdf", "md"])
def test_it_names_recipient_and_purpose_and_leaves_names_open(assistant: Assistant, form: str) -> None:
    text = text_of(written(assistant, verslag_of(assistant, TILBURG_3, "Een huurder."), "informatieblad", form))
    assert "Gemeente" in text and "Schulden of een huisuitzetting aanpakken" in text
    assert all(name in text for name in ("Voor", "Van (naam en organisatie)", "Telefoon of e-mail"))
    assert "Een huurder" not in text, "what the user typed is not for this sheet"


def test_who_asks_for_the_own_data_is_told_so(assistant: Assistant) -> None:
    asked = {
        "situatie": "verzoek_om_informatie",
        "ontvanger": "andere",
        "doel": "informatieverzoek",
        "verzoek_onderbouwd": "ja",
        "wettelijke_bepaling": "plicht",
    }
    verslag = verslag_of(assistant, TILBURG_3 | asked)
    assert verslag.conclusion["code"] == "moet_verstrekken"
    text = written(assistant, verslag, "informatieblad", "md").content.decode()
    assert "Je vroeg wat er over jou is vastgelegd." in text
    assert "Iemand anders" not in text


def said(assistant: Assistant, context: dict[str, str]) -> str:
    """Return what the sheet says with these answers."""
    parts = assistant._office.papers.leaflet.parts
    return " ".join(wording.text for part in parts for wording in part.sentences if wording.when.holds(context))


@pytest.mark.parametrize("conclusion", ["ja_mits", "alleen_met_toestemming"])
def test_it_says_you_consent_only_to_who_decides_alone(assistant: Assistant, conclusion: str) -> None:
    context = {"conclusie": conclusion, "grondslag": "toestemming"}
    for person in ("volwassene", "jongere_vanaf_16"):
        assert re.search("Je gaf toestemming|jouw toestemming", said(assistant, context | {"betrokkene": person}))
    for person in ("kind_tot_12", "jongere_12_tot_16", "wilsonbekwaam", "weet_ik_niet"):
        text = said(assistant, context | {"betrokkene": person})
        assert "oestemming" in text and not re.search("Je gaf|jouw toestemming", text)


def test_a_duty_is_not_told_as_dat_informatie_and_inzage_is_not_made_smaller(assistant: Assistant) -> None:
    duty = {"conclusie": "moet_verstrekken", "omvang": "dat_informatie", "ontvanger": "gezinsvoogd"}
    assert "Alleen dát" not in said(assistant, duty) and "niet meer dan nodig" in said(assistant, duty)
    own = {"situatie": "verzoek_om_informatie", "ontvanger": "andere", "doel": "informatieverzoek"}
    assert "niet meer dan nodig" not in said(assistant, duty | own)


def test_the_example_of_medicines_stands_only_where_health_is_shared(assistant: Assistant) -> None:
    context = {"conclusie": "ja_mits", "omvang": "buitenkant", "ontvanger": "woningcorporatie"}
    assert "medicijnen" in said(assistant, context | {"bijzondere_gegevens": "gezondheid"})
    for other in ("geen", "strafrechtelijk", "weet_ik_niet"):
        assert "medicijnen" not in said(assistant, context | {"bijzondere_gegevens": other})


def test_it_says_to_the_professional_when_giving_it_is_not_safe(assistant: Assistant) -> None:
    for changes, words in (
        ({"betrokkene_geinformeerd": "onveilig_of_onmogelijk"}, "als het veilig is"),
        ({"vermoeden_geweld": "ja"}, "Veilig Thuis"),
    ):
        conclusion = verslag_of(assistant, TILBURG_3 | changes).conclusion
        [sheet] = [paper for paper in assistant._office.offer(conclusion) if paper["soort"] == "informatieblad"]
        assert words in sheet["let_op"][0]["tekst"] and sheet["let_op"][0]["bronnen"]


def test_a_woningcorporatie_does_not_hear_that_somebody_is_treated(assistant: Assistant) -> None:
    part = assistant._office.papers.leaflet.parts[1]
    context = {"omvang": "dat_informatie", "ontvanger": "woningcorporatie", "conclusie": "alleen_dat_informatie"}
    assert not any("in behandeling" in wording.text for wording in part.sentences if wording.when.holds(context))
