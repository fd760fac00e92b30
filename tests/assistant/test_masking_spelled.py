"""Numbers in words, parts of numbers, and who lives in a street are told apart from what may stay."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.masking import Masker
from assistant.masking.numbers import is_bsn
from assistant.masking.spelled import SpelledFinder

DIGITS = ("nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen")


@pytest.fixture(scope="module")
def masker() -> Iterator[Masker]:
    yield Masker.load()


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Mevrouw De Vries van de Kerkstraat 12 is gevallen", "Mevrouw [PERSOON-1] van de [ADRES-1] is gevallen"),
        ("mw Bakker v/d Dahliastraat 6 belt", "mw [PERSOON-1] v/d [ADRES-1] belt"),
        ("hij woont Jan van de Hemelrijklaan 4", "hij woont [PERSOON-1] van de [ADRES-1]"),
        ("ze zit op de Professor van Hemelrijklaan 4", "ze zit op de [ADRES-1]"),
        ("uit de lange nieuwstraat 44 bis", "uit de [ADRES-1]"),
        ("Den Akker 3, 5081 GH, daar woont hij", "[ADRES-1], daar woont hij"),
        ("Hoefstraat 137-II, 5014NK Tilburg", "[ADRES-1] Tilburg"),
        ("bsn eindigt op 7302", "bsn eindigt op [BSN-1]"),
        ("de laatste vier cijfers van zijn bsn zijn 7302", "de laatste vier cijfers van zijn bsn zijn [BSN-1]"),
        ("BSN ***369 klopt", "BSN ***[BSN-1] klopt"),
        ("app op nul zes 5550 1922", "app op [TELEFOON-1]"),
        ("bel nul zes vijfenvijftig nul een negentien tweeëntwintig", "bel [TELEFOON-1]"),
        ("kenteken begint met GX-7", "kenteken begint met [KENTEKEN-1]"),
        ("grijze Opel (PO 7KL92, Pools)", "grijze Opel ([KENTEKEN-1], Pools)"),
        ("hij is van elf november negentienhonderdzeventig", "hij is van [GEBOORTEDATUM-1]"),
        ("Betrokkene: TESFAY, Abrehet", "Betrokkene: [PERSOON-1], [PERSOON-2]"),
        ("De burgemeester van Tilburg beslist", "De burgemeester van Tilburg beslist"),
        ("bsn in stap twee, drie en vier van de vijf", "bsn in stap twee, drie en vier van de vijf"),
        ("Mag ik het bsn van 12 mensen delen?", "Mag ik het bsn van 12 mensen delen?"),
        (
            "een, twee, drie, vier, vijf, zes, zeven, acht, negen",
            "een, twee, drie, vier, vijf, zes, zeven, acht, negen",
        ),
    ],
)
def test_only_what_identifies_is_masked(masker: Masker, text: str, masked: str) -> None:
    assert masker.mask(text).text == masked


def with_check_digit(head: int) -> str:
    """Return the first BSN from these eight digits on: made, for of random numbers only one in eleven is one."""
    while True:
        if found := next((text for last in range(10) if is_bsn(text := f"{head:08d}{last}")), None):
            return found
        head += 1


@given(number=st.integers(1_000_000, 99_999_000).map(with_check_digit))
def test_every_spelled_bsn_is_found(number: str) -> None:
    spelled = " ".join(DIGITS[int(digit)] for digit in number)
    found = list(SpelledFinder(bsn_words=("bsn",), phone_words=("tel",)).find(f"het is {spelled}."))
    assert [(finding.start, finding.end) for finding in found] == [(7, 7 + len(spelled))]
