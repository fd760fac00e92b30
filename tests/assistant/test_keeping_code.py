"""The code of a kept walk: long enough, forgiving in how it is typed, strict about what is typed."""

import contextlib
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.keeping.code import SIGNS, Code, MistypedCode
from assistant.keeping.tries import Tries

CODES = st.builds(Code.new)


def test_a_code_carries_at_least_a_hundred_random_bits_beside_its_check_sign() -> None:
    assert (len(Code.new().signs) - 1) * math.log2(len(SIGNS)) >= 100


def test_no_sign_can_be_taken_for_another() -> None:
    for alike in ("0OQ", "1IL", "2Z", "5S", "6G", "8B", "UV", "MN"):
        assert len(set(alike) & set(SIGNS)) <= 1


@given(CODES, st.sampled_from(["", " ", "-", " - ", "."]))
def test_a_code_is_read_whatever_its_case_and_separators(code: Code, between: str) -> None:
    assert Code.read(f"  {code.spelled.lower().replace('-', between)}\n") == code


@given(CODES, st.integers(0, 23), st.sampled_from(SIGNS))
def test_one_wrong_sign_is_always_seen(code: Code, at: int, sign: str) -> None:
    if code.signs[at] != sign:
        with pytest.raises(MistypedCode):
            Code.read(code.signs[:at] + sign + code.signs[at + 1 :])


@given(CODES, st.integers(0, 22))
def test_two_swapped_signs_are_always_seen(code: Code, at: int) -> None:
    one, other = code.signs[at], code.signs[at + 1]
    if one != other:
        with pytest.raises(MistypedCode):
            Code.read(code.signs[:at] + other + one + code.signs[at + 2 :])


@given(st.text())
def test_whatever_is_typed_is_a_code_or_refused(typed: str) -> None:
    with contextlib.suppress(MistypedCode):
        assert len(Code.read(typed).signs) == 24


def test_neither_the_place_nor_the_key_shows_the_code_or_each_other() -> None:
    code = Code.new()
    place = code.place()
    assert place == code.place()
    assert code.signs not in place.name.upper() and bytes.fromhex(place.name) != place.key
    assert code.signs not in repr(code) and repr(place.key) not in repr(place)


def test_tries_are_slowed_after_the_fifth_and_forgotten_after_a_while() -> None:
    now = [0.0]
    tries = Tries(clock=lambda: now[0])
    waits = []
    for _ in range(12):
        tries.failed()
        waits.append(tries.seconds_to_wait())
        now[0] += waits[-1]
    assert waits == [0, 0, 0, 0, 5, 10, 20, 40, 60, 60, 60, 60]
    now[0] += 1000
    tries.failed()
    assert tries.seconds_to_wait() == 0
