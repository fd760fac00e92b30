"""A kept walk in more than one window: no write is lost, and a colleague who looks along changes nothing."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from assistant import Assistant, AssistantError, KeepingError, Turn
from tests.assistant.kept import Open, begun, given, kinds


def test_of_two_windows_the_one_that_was_behind_sees_the_newest_and_does_it_again(opened: Open) -> None:
    one, other = opened(), opened()
    first = begun(one)
    second = other.resume(one.keep(first)).session
    assert second
    one.answer(first, "vermoeden_geweld", "ja")
    late = other.answer(second, "vermoeden_geweld", "nee").to_json()
    assert kinds(late)[-1] == "ingehaald"
    assert given(late)["vermoeden_geweld"] == "ja"
    assert late["volgende_vraag"] == one.turn(first).to_json()["volgende_vraag"]
    changed = other.change(second, "vermoeden_geweld", "nee").to_json()
    assert "ingehaald" not in kinds(changed) and given(changed)["vermoeden_geweld"] == "nee"
    shown = one.turn(first).to_json()
    assert kinds(shown)[-1] == "bijgewerkt" and given(shown)["vermoeden_geweld"] == "nee"


def test_a_write_that_comes_between_reading_and_writing_is_not_lost(
    opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = opened(), opened()
    first = begun(one)
    second = other.resume(one.keep(first)).session
    assert second
    monkeypatch.setattr(other._keeper, "before", lambda session: [])
    one.answer(first, "vermoeden_geweld", "ja")
    late = other.answer(second, "vermoeden_geweld", "nee").to_json()
    assert kinds(late)[-1] == "ingehaald" and given(late)["vermoeden_geweld"] == "ja"


def test_a_colleague_looks_along_remarks_and_changes_nothing(opened: Open) -> None:
    one, other = opened(), opened()
    mine = begun(one)
    theirs = other.resume(one.keep(mine), looking_along=True).session
    assert theirs
    acts: tuple[Callable[[], Turn], ...] = (
        lambda: other.answer(theirs, "vermoeden_geweld", "ja"),
        lambda: other.change(theirs, "acuut_gevaar", "ja"),
        lambda: other.back(theirs),
        lambda: other.say(theirs, "nee"),
    )
    for act in acts:
        assert kinds(act().to_json())[-1] == "kijkt_mee"
    one.answer(mine, "vermoeden_geweld", "nee")
    seen = other.remark(theirs, "Vraag meneer Jansen eerst zelf.", "J. de Vries, huisarts").to_json()
    assert given(seen)["vermoeden_geweld"] == "nee"
    shown = one.turn(mine).to_json()
    assert [remark["tekst"] for remark in shown["opmerkingen_collega"]] == ["Vraag meneer [PERSOON-1] eerst zelf."]
    assert "Vries" not in shown["opmerkingen_collega"][0]["door"]
    assert "collega_geraadpleegd" not in given(shown)
    with pytest.raises(KeepingError):
        other.stop_keeping(theirs)
    other.wipe(theirs)  # stops looking, and leaves the walk
    assert one.answer(mine, shown["volgende_vraag"]["feit"], "ja").kept


def test_remarks_of_two_windows_are_both_kept(opened: Open) -> None:
    one, other = opened(), opened()
    mine = begun(one)
    theirs = other.resume(one.keep(mine), looking_along=True).session
    assert theirs
    one.remark(mine, "Eén.", "")
    other.remark(theirs, "Twee.", "")
    one.remark(mine, "Drie.", "")
    assert [remark.text for remark in other.turn(theirs).remarks] == ["Eén.", "Twee.", "Drie."]


def test_remarks_that_arrive_at_the_same_moment_are_all_kept(opened: Open) -> None:
    one = opened()
    code = one.keep(begun(one))
    windows = []
    for _ in range(3):
        other = opened()
        session = other.resume(code, looking_along=True).session
        assert session
        windows.append((other, session))
    together = threading.Barrier(len(windows))

    def remark(number: int) -> None:
        other, session = windows[number]
        together.wait()
        for turn in range(4):
            other.remark(session, f"Opmerking {number}-{turn}.")

    with ThreadPoolExecutor() as pool:
        list(pool.map(remark, range(len(windows))))
    kept = {remark.text for remark in opened().resume(code).remarks}
    assert kept == {f"Opmerking {number}-{turn}." for number in range(3) for turn in range(4)}


def test_of_answers_at_the_same_moment_one_is_kept_and_every_window_shows_it(opened: Open) -> None:
    one, other = opened(), opened()
    mine = begun(one)
    code = one.keep(mine)
    theirs = other.resume(code).session
    assert theirs
    together = threading.Barrier(2)

    def answer(window: tuple[Assistant, str, str]) -> dict[str, Any]:
        assistant, session, value = window
        together.wait()
        return assistant.answer(session, "vermoeden_geweld", value).to_json()

    with ThreadPoolExecutor() as pool:
        turns = list(pool.map(answer, [(one, mine, "ja"), (other, theirs, "nee")]))
    assert sum("ingehaald" in kinds(turn) for turn in turns) == 1
    states = [opened().resume(code), one.turn(mine), other.turn(theirs)]
    assert len({given(state.to_json())["vermoeden_geweld"] for state in states}) == 1


@pytest.mark.parametrize("meanwhile", ["before", "between"])
def test_a_remark_does_not_stand_in_the_way_of_the_user(
    opened: Open, monkeypatch: pytest.MonkeyPatch, meanwhile: str
) -> None:
    one, other = opened(), opened()
    mine = begun(one)
    theirs = other.resume(one.keep(mine), looking_along=True).session
    assert theirs
    other.remark(theirs, "Bel eerst.", "huisarts")
    if meanwhile == "between":
        monkeypatch.setattr(one._keeper, "before", lambda session: [])
    turn = one.answer(mine, "vermoeden_geweld", "nee").to_json()
    assert given(turn)["vermoeden_geweld"] == "nee" and "ingehaald" not in kinds(turn)
    assert [remark["tekst"] for remark in turn["opmerkingen_collega"]] == ["Bel eerst."]
    seen = other.turn(theirs).to_json()
    assert given(seen)["vermoeden_geweld"] == "nee" and len(seen["opmerkingen_collega"]) == 1


@pytest.mark.parametrize("text", ["", "  \n ", "x" * 1001])
def test_a_remark_is_neither_empty_nor_endless(opened: Open, text: str) -> None:
    assistant = opened()
    session = begun(assistant)
    with pytest.raises(KeepingError):
        assistant.remark(session, text)
    assert assistant.turn(session).remarks == ()


def test_who_looks_along_at_a_walk_that_is_wiped_is_told_and_holds_nothing(opened: Open) -> None:
    one, other = opened(), opened()
    mine = begun(one)
    code = one.keep(mine)
    theirs, again = other.resume(code, looking_along=True).session, other.resume(code).session
    assert theirs and again
    one.wipe(mine)
    with pytest.raises(KeepingError, match="gewist"):
        other.turn(theirs)
    with pytest.raises(AssistantError, match="begin opnieuw"):
        other.turn(theirs)
    turn = other.answer(again, "vermoeden_geweld", "nee").to_json()
    assert kinds(turn) == ["elders_gewist"] and turn["bewaard"] is None
    assert given(turn)["vermoeden_geweld"] == "nee"
