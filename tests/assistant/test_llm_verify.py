"""What a model writes is let through only when the stored words say exactly that."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import DataFileError
from assistant.llm.bounds import Bounds
from assistant.llm.verify import (
    CheckedAnswer,
    Given,
    verify_answer,
    verify_proposals,
    verify_rewording,
)

BOUNDS = Bounds.load()
READING = (
    "Een hulpverlener mag alleen met toestemming gegevens aan de politie geven. "
    "Dat geldt niet bij acuut gevaar. De melder blijft 6 maanden anoniem.\n"
    "• De gemeente deelt gegevens van de cliënt met het meldpunt, tenzij de cliënt bezwaar maakt."
)
# As stored: broken off at line ends, one word with a hyphen.
STORED = READING.replace("toestemming", "toe-\nstemming").replace("gevaar. De", "gevaar.\nDe")
PASSAGE = Given("p1", STORED, READING)
FIRST = "Een hulpverlener mag alleen met toestemming gegevens aan de politie geven."
THIRD = "De melder blijft 6 maanden anoniem."
LIST = "De gemeente deelt gegevens van de cliënt met het meldpunt, tenzij de cliënt bezwaar maakt."
TEXT = "Mevrouw [PERSOON-1] heeft schulden bij de huurbaas."
ALLOWED = {"situatie": ("bemoeizorg", "schulden_of_huisuitzetting"), "rol": ("school",)}
EXPLANATION = (
    "Kijk eerst naar de taak. Je mag niet meer delen dan nodig is. Past het niet? Dan past ‘Nee’ bij 2 van de 3."
)

anything = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=20,
)


def answer(said: str, quote: str = FIRST, passage: str = "p1") -> CheckedAnswer:
    raw = json.dumps({"zinnen": [{"zin": said, "passage_id": passage, "citaat": quote}]})
    return verify_answer(raw, [PASSAGE], BOUNDS)


@pytest.mark.parametrize(
    ("said", "quote"),
    [
        (FIRST, FIRST),
        (FIRST, "gegevens aan de politie geven"),
        (
            "Een hulpverlener mag gegevens aan de politie geven, maar alleen met toestemming.".replace("maar ", ""),
            FIRST,
        ),
        ("Alleen met toestemming mag een hulpverlener gegevens aan de politie geven.", FIRST),
        (THIRD, "De melder blijft 6 maanden"),
        (LIST, LIST),
        ("Tenzij de cliënt bezwaar maakt, deelt de gemeente gegevens met het meldpunt.", LIST),
    ],
)
def test_a_sentence_in_the_words_of_its_quote_passes(said: str, quote: str) -> None:
    checked = answer(said, quote)
    if said.startswith("Tenzij"):
        # The client comes before the municipality here: strict on purpose, for who does what is the whole of it.
        assert checked.reasons == ("volgorde",)
    else:
        assert [sentence.text for sentence in checked.sentences] == [said]


def test_what_is_shown_is_the_stored_sentence_whole() -> None:
    (sentence,) = answer(FIRST, "met toe-stemming gegevens  aan de politie").sentences
    assert sentence.quote == FIRST


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("Een hulpverlener mag met toestemming gegevens aan de politie geven.", "sterkte_of_voorbehoud"),
        ("Een hulpverlener moet alleen met toestemming gegevens aan de politie geven.", "sterkte_of_voorbehoud"),
        ("Een hulpverlener mag alleen met toestemming geen gegevens aan de politie geven.", "ontkenning"),
        ("Een hulpverlener mag alleen met toestemming gegevens aan de school geven.", "woord_niet_in_citaat"),
        ("Een hulpverlener mag alleen met toestemming 3 gegevens aan de politie geven.", "getal"),
        ("Een hulpverlener mag alleen met toestemming twee gegevens aan de politie geven.", "getal"),
        ("Een hulpverlener mag alleen met toestemming gegevens van de politie geven.", "verband"),
        ("De politie mag alleen met toestemming gegevens aan een hulpverlener geven.", "verband"),
        ("De politie mag alleen met toestemming hulpverlener gegevens geven.", "volgorde"),
        ("Je mag alleen met toestemming gegevens aan de politie geven.", "neiging"),
        ("In dit geval mag een hulpverlener alleen met toestemming gegevens geven.", "neiging"),
        ("Mag een hulpverlener alleen met toestemming gegevens aan de politie geven?", "niet_een_zin"),
        ("Een hulpverlener mag alleen met toestemming gegevens geven. De politie geven.", "niet_een_zin"),
        ("Een hulpverlener [PERSOON-1] mag alleen met toestemming gegevens geven.", "vreemde_tekens"),
        ("Een hulpverlener mag alleen met <b>toestemming</b> gegevens geven.", "vreemde_tekens"),
        ("Een hulpverlener mag alleen met toe\u200bstemming gegevens geven.", "vreemde_tekens"),
        ("Een hulpverlеner mag alleen met toestemming gegevens geven.", "vreemde_tekens"),
        ("", "geen_zin"),
        (FIRST[:-1] + " gegevens" * 100 + ".", "te_lang"),
    ],
)
def test_a_sentence_that_says_more_less_or_something_else_is_dropped_with_its_reason(said: str, reason: str) -> None:
    checked = answer(said)
    assert checked.sentences == () and checked.reasons == (reason,)


@pytest.mark.parametrize(
    ("stored", "said", "reason"),
    [
        ("De jongere van 12 jaar mag na 6 weken kiezen.", "De jongere van 6 jaar mag na 12 weken kiezen.", "getal"),
        ("De jongere van 12 jaar mag na 6 weken kiezen.", "De jongere mag na 12 weken kiezen.", "verband"),
        ("De school deelt namen niet, maar cijfers wel.", "De school deelt namen wel, maar cijfers niet.", "verband"),
        ("De school vraagt altijd toestemming aan de ouder.", "De school vraagt toestemming aan de ouder.", "sterkte"),
        ("De arts mag zwijgen en mag spreken.", "De arts mag zwijgen en spreken.", "sterkte"),
        ("De regels zijn er voor.", "De regels zijn er tegen.", "verband"),
        ("Vraag het de ouders en de voogd.", "Vraag het de ouders of de voogd.", "verband"),
        ("Zij deelt namen omdat er zorgen spelen.", "Zij deelt namen zodat er zorgen spelen.", "verband"),
        ("De naam blijft binnen het wijkteam.", "De naam blijft bij het wijkteam.", "verband"),
        ("Zij delen zorgen over het gezin.", "Wij delen zorgen over het gezin.", "wie_of_wanneer"),
        ("Het formulier is gedeeld.", "Het formulier was gedeeld.", "wie_of_wanneer"),
        ("Anonieme gegevens mogen op papier.", "Gegevens mogen op papier.", "woord_weggelaten"),
        ("Een inwoner belt de gemeente op.", "Een gemeente belt de inwoner op.", "volgorde"),
    ],
)
def test_numbers_denials_and_limits_stay_with_what_they_are_about(stored: str, said: str, reason: str) -> None:
    raw = json.dumps({"zinnen": [{"zin": said, "passage_id": "p", "citaat": stored}]})
    checked = verify_answer(raw, [Given("p", stored, stored)], BOUNDS)
    assert checked.sentences == () and checked.reasons[0].startswith(reason)


@pytest.mark.parametrize("word", FIRST.split()[1:-1])
@pytest.mark.parametrize("other", ["", "soms", "geen", "wethouder"])
def test_a_quote_with_one_word_changed_is_never_found(word: str, other: str) -> None:
    changed = FIRST.replace(f" {word} ", f" {other} ".replace("  ", " "), 1)
    assert answer(FIRST, changed).reasons == ("citaat_niet_letterlijk",)


@pytest.mark.parametrize(
    ("quote", "passage", "reason"),
    [
        (FIRST, "p2", "andere_passage"),
        ("", "p1", "citaat_niet_letterlijk"),
        ("met toestemming", "p1", "citaat_niet_letterlijk"),
        ("temming gegevens aan de politie", "p1", "citaat_niet_letterlijk"),
    ],
)
def test_a_citation_that_is_false_or_too_short_is_dropped(quote: str, passage: str, reason: str) -> None:
    assert answer(FIRST, quote, passage).reasons == (reason,)


@pytest.mark.parametrize(
    ("passed", "dropped", "most", "enough"),
    [(2, 1, 1 / 3, True), (1, 1, 1 / 3, False), (0, 0, 1.0, False), (1, 0, 0.0, True), (1, 3, 1.0, True)],
)
def test_too_much_dropped_means_the_literal_answer(passed: int, dropped: int, most: float, enough: bool) -> None:
    sentence = answer(FIRST).sentences[0]
    assert CheckedAnswer((sentence,) * passed, ("getal",) * dropped).good_enough(most) is enough


def test_the_same_sentence_twice_and_a_long_list_are_cut() -> None:
    item = {"zin": FIRST, "passage_id": "p1", "citaat": FIRST}
    checked = verify_answer(json.dumps({"zinnen": [item] * 9}), [PASSAGE], BOUNDS)
    assert len(checked.sentences) == 1 and sorted(set(checked.reasons)) == ["dubbel", "te_veel"]


def propose(*items: tuple[str, str, str]) -> tuple[dict[str, str], tuple[str, ...]]:
    raw = json.dumps({"feiten": [dict(zip(("feit", "waarde", "woorden"), item, strict=True)) for item in items]})
    checked = verify_proposals(raw, TEXT, ALLOWED)
    return {each.fact: each.value for each in checked.proposals}, checked.reasons


def test_a_proposal_rests_on_words_that_stand_in_the_masked_text() -> None:
    good = ("situatie", "schulden_of_huisuitzetting", "heeft schulden")
    assert propose(good) == ({"situatie": "schulden_of_huisuitzetting"}, ())


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        (("situatie", "bemoeizorg", "weigert hulp"), "woorden_niet_letterlijk"),
        (("situatie", "bemoeizorg", "eeft schuld"), "woorden_niet_letterlijk"),
        (("situatie", "bemoeizorg", "[PERSOON-1]"), "geen_woorden"),
        (("situatie", "bemoeizorg", ""), "geen_woorden"),
        (("situatie", "ja", "heeft schulden"), "onbekend_feit"),
        (("gewetensnood", "ja", "heeft schulden"), "onbekend_feit"),
        (("rol", "weet_ik_niet", "heeft schulden"), "onbekend_feit"),
    ],
)
def test_another_proposal_is_dropped_with_its_reason(item: tuple[str, str, str], reason: str) -> None:
    assert propose(item) == ({}, (reason,))


def test_two_values_for_one_fact_cancel_each_other() -> None:
    both = [("situatie", value, "heeft schulden") for value in ALLOWED["situatie"]]
    assert propose(*both)[0] == {}


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("Kijk eerst naar de taak. Deel je niet meer dan nodig is? Dat mag.", "neiging"),
        (EXPLANATION.replace("‘Nee’", "‘Ja’"), "antwoord"),
        (EXPLANATION.replace("2", "4"), "getal"),
        (EXPLANATION.replace("niet ", ""), "ontkenning"),
        (EXPLANATION.replace("mag", "moet"), "neiging"),
        (EXPLANATION.replace("taak", "taak uit de AVG"), "naam"),
        (EXPLANATION + " Deel dit gerust.", "neiging"),
        (EXPLANATION.replace("taak", "[PERSOON-1]"), "vreemde_tekens"),
        (EXPLANATION * 3, "te_lang"),
    ],
)
def test_a_reworded_explanation_adds_and_loses_nothing_that_counts(said: str, reason: str) -> None:
    checked = verify_rewording(json.dumps({"uitleg": said}), EXPLANATION, BOUNDS)
    assert checked.text is None and checked.reason == reason


def test_an_explanation_in_simpler_words_passes() -> None:
    said = EXPLANATION.replace("Kijk eerst naar de taak.", "Eerst kijk je naar de taak die je doet.")
    assert verify_rewording(json.dumps({"uitleg": said}), EXPLANATION, BOUNDS).text == said


@given(st.text() | st.binary() | anything | anything.map(json.dumps))
def test_nothing_a_model_writes_makes_a_check_fail_or_passes_by_accident(raw: Any) -> None:
    assert verify_answer(raw, [PASSAGE], BOUNDS).sentences == ()
    assert verify_proposals(raw, TEXT, ALLOWED).proposals == ()
    assert verify_rewording(raw, EXPLANATION, BOUNDS).text is None


@given(anything, anything, anything)
def test_items_of_any_form_are_dropped_and_counted(said: Any, passage: Any, quote: Any) -> None:
    raw = json.dumps({"zinnen": [{"zin": said, "passage_id": passage, "citaat": quote}]})
    checked = verify_answer(raw, [PASSAGE], BOUNDS)
    assert checked.sentences == () and (checked.dropped == 1 or not checked.usable)


@pytest.mark.parametrize(
    "raw", ["[" * 100_000, '{"zinnen": NaN}', '{"zinnen": [], "zinnen": []}', "{}" * 9, "x" * 10**6]
)
def test_deep_doubled_and_endless_json_is_rubbish(raw: str) -> None:
    assert not verify_answer(raw, [PASSAGE], BOUNDS).usable


@given(st.permutations(FIRST[:-1].split()))
def test_the_words_of_a_quote_in_another_order_never_swap_who_gives_and_who_gets(shuffled: list[str]) -> None:
    said = " ".join(shuffled) + "."
    if answer(said).sentences:
        assert shuffled.index("hulpverlener") < shuffled.index("politie")
        assert shuffled.index("aan") < shuffled.index("politie")


def test_a_damaged_list_of_bounds_is_named(tmp_path: Any) -> None:
    broken = tmp_path / "grenzen.yaml"
    broken.write_text("ontkenning: niet\n", "utf-8")
    with pytest.raises(DataFileError, match=r"grenzen\.yaml"):
        Bounds.load(broken)
