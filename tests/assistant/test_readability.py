"""The Dutch that users read stays plain: short sentences, and a floor under the score of every text."""

import pytest

from scripts.readability import Measured, every_text, measure

LONGEST_SENTENCE = 25
FLOOR = 38.0
MEDIAN_FLOOR = 75.0

# Texts that cannot do without the words of the law; each of those is explained where the text is read.
EXCEPTIONS = {
    "onderdelen.voorwaarden.buiten-bereik-toezicht.tekst": "names the two supervisors by their titles",
    "onderdelen.treden.e.naam": "the three names of the grounds on this rung, and nothing else",
}


@pytest.fixture(scope="module")
def measured() -> list[Measured]:
    return [measure(place, text) for place, text in every_text()]


def test_no_sentence_is_longer_than_a_reader_can_hold(measured: list[Measured]) -> None:
    assert {item.place: item.longest for item in measured if item.longest > LONGEST_SENTENCE} == {}


def test_every_text_stays_above_the_floor_but_for_the_listed_ones(measured: list[Measured]) -> None:
    below = {item.place for item in measured if item.score is not None and item.score < FLOOR}
    assert below == set(EXCEPTIONS)


def test_half_of_the_texts_read_as_very_plain_dutch(measured: list[Measured]) -> None:
    scores = sorted(item.score for item in measured if item.score is not None)
    assert scores[len(scores) // 2] >= MEDIAN_FLOOR


def test_literal_quotes_are_the_documents_own_and_do_not_count() -> None:
    words = " ".join(["gegevensverwerkingsverantwoordelijkheid"] * 30)
    assert measure("x", f"Dit staat er: “{words}”. En dit is wat wij er zelf van zeggen.").longest <= 9


def test_a_hard_sentence_scores_lower_than_a_plain_one() -> None:
    plain = measure("x", "Je deelt alleen wat nodig is. Meer deel je niet met de ander.")
    hard = measure(
        "x", "Gegevensverstrekking geschiedt uitsluitend overeenkomstig wettelijke noodzakelijkheid op dat moment."
    )
    assert plain.score is not None and hard.score is not None and plain.score > 60 > hard.score
