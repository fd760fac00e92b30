"""The questions in kader/feiten.yaml: the agreed codes, real sources, plain Dutch, and every legal term explained."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from scripts.readability import every_text

ROOT = Path(__file__).parents[2]
Entry = dict[str, Any]

STEPS = ["vooraf", "I", "II", "III", "IV", "V"]

# Other programs score against these codes, so the list is written out and not derived from the file it checks.
EXPECTED: list[tuple[str, str, str, str]] = [
    ("gaat_over_delen", "vooraf", "", "ja nee"),
    ("acuut_gevaar", "vooraf", "", "ja nee"),
    ("vermoeden_geweld", "vooraf", "", "ja nee"),
    (
        "rol",
        "I",
        "",
        "woningcorporatie gemeente_toegang wijkteam_hulpverlener zorgverlener bemoeizorgteam meldpunt politie school "
        "werk_en_inkomen schuldhulpverlening vrijwilliger_of_huishoudelijke_hulp andere",
    ),
    ("beroepsgeheim", "I", "", "ja nee"),
    ("betrokkene", "I", "", "volwassene kind_tot_12 jongere_12_tot_16 jongere_vanaf_16 wilsonbekwaam"),
    (
        "situatie",
        "I",
        "",
        "bemoeizorg hulpvraag overlast_of_verward_gedrag schulden_of_huisuitzetting ondermijning vermoeden_geweld "
        "verzoek_om_informatie andere",
    ),
    ("meervoudig", "I", "I.a", "ja enkelvoudig_ernstig nee"),
    ("geen_hulpvraag_door_problematiek", "I", "I.b", "ja nee"),
    ("ernstige_schade", "I", "I.c", "ja nee"),
    ("zonder_delen_oplosbaar", "I", "", "ja nee"),
    ("verzoek_onderbouwd", "I", "", "ja nee"),
    (
        "ontvanger",
        "II",
        "",
        "eigen_team meldpunt bemoeizorgteam wijkteam gemeente zorgverlener woningcorporatie politie "
        "zorg_en_veiligheidshuis veilig_thuis raad_voor_de_kinderbescherming gezinsvoogd verwijsindex school "
        "werk_en_inkomen schuldhulpverlening naaste wettelijk_vertegenwoordiger buren_of_publiek andere",
    ),
    ("rechtstreeks_betrokken", "II", "", "ja nee"),
    (
        "doel",
        "III",
        "",
        "hulp_op_gang_brengen hulp_afstemmen advies_vragen voorziening_of_beschikking schulden_of_huisuitzetting "
        "overlast_of_veiligheid ondermijning bescherming_kind informatieverzoek fraude_of_handhaving rechtsvordering "
        "onderzoek_of_statistiek handig_of_nieuwsgierig andere",
    ),
    ("doel_verenigbaar", "III", "", "ja nee"),
    ("verstrekker_akkoord", "III", "", "ja nee niet_van_toepassing"),
    ("anoniem_voldoende", "IV", "IV.a", "ja nee"),
    ("wettelijke_bepaling", "IV", "IV.b", "plicht meldrecht bevoegdheid geen"),
    ("past_bij_taak", "IV", "IV.c", "ja nee"),
    ("toestemming", "IV", "IV.d", "gegeven geweigerd nog_niet_gevraagd niet_mogelijk"),
    ("toestemming_geldig", "IV", "IV.d", "ja nee"),
    ("toestemming_vrij", "IV", "IV.d", "ja nee"),
    ("niet_in_staat", "IV", "IV.e", "ja nee"),
    ("alles_geprobeerd", "IV", "IV.e", "ja nee"),
    ("gewetensnood", "IV", "IV.e", "ja nee"),
    ("geen_andere_weg", "IV", "IV.e", "ja nee"),
    ("schade_te_voorkomen", "IV", "IV.e", "ja nee"),
    ("minimale_inbreuk", "IV", "IV.e", "ja nee"),
    ("dreigende_crisis", "IV", "IV.e", "ja nee"),
    ("collega_geraadpleegd", "IV", "IV.e", "ja nee"),
    ("gegevens_omvang", "V", "", "dat_informatie buitenkant inhoudelijk"),
    ("dat_voldoende", "V", "", "ja nee"),
    ("bijzondere_gegevens", "V", "", "geen gezondheid strafrechtelijk"),
    ("gegevens_derden", "V", "", "geen melder ander"),
    ("noodzaak", "V", "", "zonder_gaat_het_niet handig"),
    ("betrokkene_geinformeerd", "V", "", "ja nog_niet onveilig_of_onmogelijk"),
]

# The answers that invite a hopeful click: first the six that are asked with examples and counter-examples, then the
# others that open much over the known casussen, then the criteria of rung e.
OPENING = {
    "noodzaak": "zonder_gaat_het_niet",
    "past_bij_taak": "ja",
    "situatie": "bemoeizorg",
    "zonder_delen_oplosbaar": "nee",
    "ernstige_schade": "ja",
    "collega_geraadpleegd": "ja",
    "anoniem_voldoende": "nee",
    "wettelijke_bepaling": "plicht",
    "gegevens_derden": "geen",
    "doel_verenigbaar": "ja",
    "verstrekker_akkoord": "ja",
    "meervoudig": "ja",
    "geen_hulpvraag_door_problematiek": "ja",
    "toestemming": "gegeven",
    "toestemming_geldig": "ja",
    "toestemming_vrij": "ja",
    "niet_in_staat": "ja",
    "alles_geprobeerd": "ja",
    "gewetensnood": "ja",
    "geen_andere_weg": "ja",
    "schade_te_voorkomen": "ja",
    "minimale_inbreuk": "ja",
    "dreigende_crisis": "ja",
}

LEGAL_WORDS = {
    *("ambtsgeheim", "avg", "beroepsgeheim", "bijzondere persoonsgegevens", "conflict van plichten", "convenant"),
    *("dat-informatie", "doelbinding", "functionaris gegevensbescherming", "geheimhoudingsplicht", "gewetensnood"),
    *("gezondheidsgegevens", "goed hulpverlenerschap", "grondslag", "handelingsadvies", "maatwerkvoorziening"),
    *("meldcode", "meldrecht", "ondertoezichtstelling", "persoonsgegevens", "proportionaliteit"),
    *("rechtstreeks betrokken", "rechtsvordering", "strafrechtelijke gegevens", "subsidiariteit", "toestemming"),
    *("verwerken", "vitaal belang", "wettelijk vertegenwoordiger", "wettelijke bevoegdheid", "wettelijke plicht"),
    *("wilsonbekwaam", "zorgplicht", "zorgvuldigheidseisen"),
}
"""Words of the law that a professional outside the law need not know."""

# A question may not lean towards an answer to "mag ik dit delen?" (nothing does so before step V).
LEANING = re.compile(
    r"\b(je|jij) mag\b|\bmag (je|jij|dit|dat|het)\b|\btoegestaan\b|\bgeen probleem\b|\bverboden\b", re.I
)


@cache
def content() -> Entry:
    loaded: Entry = yaml.safe_load((ROOT / "assistant/kader/feiten.yaml").read_text("utf-8"))
    return loaded


@cache
def lines_of(number: str) -> list[str]:
    manifest = yaml.safe_load((ROOT / "corpus/bronnen.yaml").read_text("utf-8"))["bronnen"]
    [entry] = [entry for entry in manifest if entry["nummer"] == number]
    path = ROOT / "corpus/documenten" / entry["id"] / entry["versie"] / entry["bestand"]
    text: str = path.read_text("utf-8")
    return text.split("\n")


def cited_lines(reference: str) -> list[str]:
    match = re.fullmatch(r"(\d{3}):(\d+)(?:-(\d+))?", reference)
    assert match, f"{reference!r} is no reference"
    start, end = int(match[2]), int(match[3] or match[2])
    lines = lines_of(match[1])
    assert 1 <= start <= end <= len(lines), f"{reference!r} lies outside the document ({len(lines)} lines)"
    return lines[start - 1 : end]


def squeezed(text: str) -> str:
    """Text without white space and hyphens: the documents break words at line ends."""
    return re.sub(r"[\s\u00ad-]+", "", text)


def facts() -> list[Entry]:
    return list(content()["feiten"])


def every_reference() -> Iterator[tuple[str, str]]:
    for step in content()["stappen"]:
        yield from ((f"stap {step['id']}", reference) for reference in step["bronnen"])
    for fact in facts():
        for reference in references_of(fact):
            yield fact["id"], reference
    for name, term in content()["begrippen"].items():
        yield from ((name, reference) for reference in term["bronnen"])


def references_of(fact: Entry) -> list[str]:
    of_options = [reference for option in fact["opties"] for reference in option["bronnen"]]
    beside = [reference for _, item in illustrations(fact) for reference in item["bronnen"]]
    return [*fact["bronnen"], *of_options, *beside]


def illustrations(fact: Entry) -> Iterator[tuple[Entry, Entry]]:
    """Every example and bar of a fact, each with the option it belongs to."""
    for option in fact["opties"]:
        yield from ((option, item) for item in option.get("voorbeelden", []))
        if "drempel" in option:
            yield option, option["drempel"]


def words_shown(fact: Entry) -> str:
    options = (f"{option['label']}. {option['uitleg']}" for option in fact["opties"])
    beside = (item["tekst"] for _, item in illustrations(fact))
    return " ".join([fact["vraag"], fact["toelichting"], *options, *beside])


def sentences(text: str) -> list[str]:
    return [part for part in re.split(r"(?<=[.?!])[”’)]*\s+", text.strip()) if part]


def prose() -> Iterator[tuple[str, str]]:
    """Every running text a user reads, with the place it stands."""
    for step in content()["stappen"]:
        yield f"stap {step['id']}", step["uitleg"]
    for fact in facts():
        yield fact["id"], fact["toelichting"]
        yield from ((f"{fact['id']}.{o['waarde']}", o["uitleg"]) for o in fact["opties"] if o["uitleg"])
        for option in fact["opties"]:
            yield from ((f"{fact['id']}.{option['waarde']}", item["tekst"]) for item in option.get("voorbeelden", []))
    for name, term in content()["begrippen"].items():
        yield name, term["uitleg"]


def test_facts_steps_and_values_are_exactly_the_agreed_ones() -> None:
    found = [
        (fact["id"], fact["stap"], fact["onderdeel"], " ".join(option["waarde"] for option in fact["opties"]))
        for fact in facts()
    ]
    assert found == EXPECTED


def test_the_six_steps_stand_in_order() -> None:
    assert [step["id"] for step in content()["stappen"]] == STEPS


def test_no_id_value_label_or_short_name_stands_twice() -> None:
    ids = [fact["id"] for fact in facts()]
    shorts = [fact["kort"] for fact in facts()]
    assert len(set(ids)) == len(ids)
    assert len(set(shorts)) == len(shorts)
    for fact in facts():
        for key in ("waarde", "label"):
            shown = [option[key] for option in fact["opties"]]
            assert len(set(shown)) == len(shown), (fact["id"], key)


def test_every_reference_resolves_to_lines_with_text() -> None:
    for place, reference in every_reference():
        lines = cited_lines(reference)
        assert lines[0].strip() and lines[-1].strip(), f"{place}: {reference} begins or ends on an empty line"


def test_every_fact_rests_on_more_than_the_dated_document() -> None:
    for fact in facts():
        assert any(not reference.startswith("001:") for reference in fact["bronnen"]), fact["id"]


def test_words_in_double_quotes_stand_in_a_passage_cited_there() -> None:
    for fact in facts():
        cited = [squeezed(" ".join(cited_lines(reference))) for reference in references_of(fact)]
        for quote in re.findall(r"“([^”]+)”", words_shown(fact)):
            assert any(squeezed(quote) in passage for passage in cited), (fact["id"], quote)


def test_a_bar_is_literal_and_each_example_quotes_only_its_own_passages() -> None:
    for fact in facts():
        for option, item in illustrations(fact):
            quotes = re.findall(r"“([^”]+)”", item["tekst"])
            cited = squeezed(" ".join(line for reference in item["bronnen"] for line in cited_lines(reference)))
            assert [quote for quote in quotes if squeezed(quote) not in cited] == [], (fact["id"], option["waarde"])
            assert quotes or item is not option.get("drempel"), (fact["id"], option["waarde"])


def test_every_answer_that_invites_a_hopeful_click_shows_the_bar_it_must_clear() -> None:
    for name, value in OPENING.items():
        [fact] = [fact for fact in facts() if fact["id"] == name]
        [option] = [option for option in fact["opties"] if option["waarde"] == value]
        assert "drempel" in option, name


def test_what_decides_most_is_asked_with_examples_of_both_kinds() -> None:
    for name in list(OPENING)[:6]:
        [fact] = [fact for fact in facts() if fact["id"] == name]
        illustrated = {option["waarde"] for option in fact["opties"] if option.get("voorbeelden")}
        assert len(illustrated) >= 2, name


def test_the_table_of_noodzaak_quotes_the_source_in_full() -> None:
    [fact] = [fact for fact in facts() if fact["id"] == "noodzaak"]
    table = squeezed(" ".join(cited_lines("002:593-631")))
    rows = [squeezed(row) for row in [*fact["tabel"]["geldig"], *fact["tabel"]["niet_geldig"]]]
    # “Anders gezegd” is a paragraph of its own in the source, so that row is looked up in two parts.
    parts = [part for row in rows for part in re.split(r"(?=Andersgezegd)", row)]
    assert [part for part in parts if part not in table] == []
    assert sum(map(len, rows)) == len(table)


def test_sentences_are_short() -> None:
    for place, text in prose():
        own = re.sub(r"“[^”]*”", "“…”", text)  # a literal quote is as long as the document made it
        lengths = [len(sentence.split()) for sentence in sentences(own)]
        assert max(lengths) <= 25, place
        assert sum(lengths) / len(lengths) <= 15, place


def test_a_question_is_one_short_question_with_a_short_label() -> None:
    for fact in facts():
        assert fact["vraag"].count("?") == 1 and fact["vraag"].endswith("?"), fact["id"]
        assert len(fact["vraag"].split()) <= 20, fact["id"]
        assert 1 <= len(fact["kort"].split()) <= 4, fact["id"]


def test_no_question_leans_towards_a_conclusion() -> None:
    assert [(place, text) for place, text in prose() if LEANING.search(text)] == []


def test_no_text_uses_a_word_of_the_law_that_is_not_explained() -> None:
    said = " ".join(text for _, text in every_text()).lower()
    terms = {term.lower() for term in content()["begrippen"]}
    assert {word for word in LEGAL_WORDS if word in said and word not in terms} == set()


def test_an_explained_term_is_used_and_a_used_term_is_explained() -> None:
    terms = set(content()["begrippen"])
    said = " ".join(text for _, text in every_text())
    assert [term for term in terms if not re.search(rf"\b{re.escape(term)}", said, re.IGNORECASE)] == []
    for fact in facts():
        shown = words_shown(fact)
        used = {term for term in terms if re.search(rf"\b{re.escape(term)}", shown, re.IGNORECASE)}
        assert set(fact["begrippen"]) == used, fact["id"]
