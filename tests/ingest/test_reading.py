"""Repairing words that a line end broke: on the evidence of the corpus, and never by losing a letter."""

from hypothesis import given
from hypothesis import strategies as st

from ingest.lines import Line, clean, fingerprint
from ingest.reading import WordEvidence, join_lines

EVIDENCE = WordEvidence(
    [
        [
            "wij spreken over bemoeizorg en over hulpverleners hier",
            "een privacy-overweging telt en nog een privacy-overweging telt",
            "de gegevens delen wij, gegevens delen zij en ook gegevens delen anderen, over gegevensdelen hier",
        ]
    ]
)


def joined(*raws: str) -> str:
    lines = [Line(number=number, raw=raw, text=clean(raw)) for number, raw in enumerate(raws, start=1)]
    return join_lines(lines, EVIDENCE)


def test_a_hyphen_at_a_line_end_goes_when_the_whole_word_occurs() -> None:
    assert joined("dit is bemoei-", "zorg.") == "dit is bemoeizorg."


def test_a_hyphen_stays_where_the_corpus_writes_one() -> None:
    assert joined("een privacy-", "overweging") == "een privacy-overweging"


def test_a_hyphen_that_stands_for_a_part_left_out_stays() -> None:
    assert joined("de hulp-", "of zorgvraag") == "de hulp- of zorgvraag"


def test_a_lost_hyphen_is_repaired_when_the_whole_word_occurs() -> None:
    assert joined("met de hulp", "verleners") == "met de hulpverleners"


def test_two_words_that_often_stand_side_by_side_stay_two_words() -> None:
    assert joined("wie gegevens", "delen wil") == "wie gegevens delen wil"


def test_a_line_that_lost_its_space_joins_where_others_kept_theirs() -> None:
    assert (
        joined("de wijze ", "waarop wij gegevens", "delen is vrij ", "nu")
        == "de wijze waarop wij gegevensdelen is vrij nu"
    )


def test_a_slash_at_a_line_end_takes_no_space() -> None:
    assert joined("de taak/", "werkzaamheden") == "de taak/werkzaamheden"


@given(
    st.lists(
        st.text(alphabet="abcdehrlnvzg -/.,ABé", min_size=1, max_size=30).filter(str.strip), min_size=1, max_size=6
    )
)
def test_no_letter_is_ever_lost_or_added(raws: list[str]) -> None:
    assert fingerprint(joined(*raws)) == fingerprint("".join(clean(raw) for raw in raws))
