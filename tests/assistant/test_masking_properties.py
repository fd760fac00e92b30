"""Rules of masking that hold for every text."""

import re
import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.masking import Masker
from assistant.masking.numbers import is_bsn, is_iban

PIECES = [
    "Kevin", "meneer", "jansen", "De", "van der", "Berg", "mw.", "J.P.", "06", "12345678", "123456782", "is", "1", "-",
    "NL91ABNA0417164300", "Kerkstraat 12", "5038 AB", "geb. 1-2-'85", "[PERSOON-1]", "[BSN-2]", "112", "0800-1205",
    "AVG", ".", ",", "\n", "a@b.nl", "Roos", "de", "Wit", "12-AB-34", "zaaknr.", "het", "Zxqv", "moeder", "(",
    "Wet BIG", "’t", "İ", "\x00",
]  # fmt: skip
MESSAGES = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=15).map("".join),
)


@pytest.fixture(scope="module")
def masker() -> Masker:
    return Masker.load()


def bsn_from(number: int) -> str:
    return next(f"{candidate:09d}" for candidate in range(number, number + 100) if is_bsn(f"{candidate:09d}"))


def iban_from(account: int) -> str:
    rest = f"ABNA{account:010d}"
    return next(iban for check in range(2, 99) if is_iban(iban := f"NL{check:02d}{rest}"))


@settings(deadline=None, max_examples=300)
@given(text=MESSAGES)
def test_masking_again_changes_nothing_and_nothing_raises(masker: Masker, text: str) -> None:
    once = masker.mask(text)
    assert masker.mask(once.text).text == once.text
    assert all(once.text[item.start : item.end] == item.placeholder for item in once.masked)


@settings(deadline=None, max_examples=300)
@given(text=MESSAGES)
def test_what_was_typed_can_be_put_back_by_who_typed_it_and_by_nobody_else(masker: Masker, text: str) -> None:
    masked = masker.mask(text)
    pieces, place = [], 0
    for item in masked.masked:
        pieces += [masked.text[place : item.start], text[slice(*item.typed)]]
        place = item.end
    assert "".join([*pieces, masked.text[place:]]) == text
    assert all(set(item.to_json()) == {"soort", "plaatshouder", "start", "eind", "getypt"} for item in masked.masked)


@settings(deadline=None)
@given(text=MESSAGES)
def test_a_placeholder_is_never_masked_again(masker: Masker, text: str) -> None:
    placeholders = re.findall(r"\[[A-Z]+-\d{1,6}\]", text)
    masked = masker.mask(text).text
    assert all(placeholder in masked for placeholder in placeholders)


@settings(deadline=None)
@given(
    bsn=st.integers(100_000_000, 999_999_800).map(bsn_from),
    phone=st.integers(10_000_000, 99_999_999).map(lambda number: f"06{number}"),
    iban=st.integers(1, 9_999_999_999).map(iban_from),
    mail=st.text(string.ascii_lowercase, min_size=1, max_size=12).map(lambda name: f"{name}@example.nl"),
    glue=st.sampled_from([" ", ", ", " en ", "; ", " is het nummer van ", "\n"]),
)
def test_no_direct_identifier_survives(masker: Masker, bsn: str, phone: str, iban: str, mail: str, glue: str) -> None:
    masked = masker.mask(glue.join([bsn, phone, iban, mail, "(einde)"])).text
    assert not any(value in masked for value in (bsn, phone, iban, mail))
    assert not re.search(r"\d{4,}", masked)


@pytest.mark.parametrize(
    "piece", ["Kevin ", "a", "A.", "06 ", "NL91 ", "a-", "van ", "De Aa. ", "Straat 1", "a@", "\u0301", "dhr. "]
)
def test_a_hundred_thousand_characters_are_no_trouble(masker: Masker, piece: str) -> None:
    text = (piece * 100_000)[:100_000]
    assert len(masker.mask(text).text) > 0
