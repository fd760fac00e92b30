"""Keeping a walk: nothing by default, unreadable without the code, gone when wiped, and no write lost."""

import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from assistant import Assistant, AssistantError, KeepingError, Settings, Turn, build_assistant
from assistant.kader.facts import load_facts
from assistant.keeping.code import Code
from assistant.keeping.shelf import FILE
from ingest.store import Store
from tests.assistant.casus import QUESTION, to_the_end

Open = Callable[[], Assistant]
KIND = "oudere_versie"


@pytest.fixture
def opened(store: Store, tmp_path: Path, assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> Open:
    """Return a function that starts the assistant anew on the same folder, as a restart of the server does.

    Only the readers of text are shared with the other tests: they take a second to load, and remember nothing.
    """
    hearing = assistant._hearing
    monkeypatch.setattr("assistant.build.Masker.load", lambda: hearing.masker)
    monkeypatch.setattr("assistant.build.Triager.load", lambda: hearing.triager)
    monkeypatch.setattr("assistant.build.Understander.load", lambda triager: hearing.understander)
    return lambda: build_assistant(Settings(data_dir=tmp_path), store=store)


def begun(assistant: Assistant, question: str = QUESTION) -> str:
    session = assistant.start(question).session
    assert session
    assistant.answer(session, "acuut_gevaar", "nee")
    return session


def kinds(turn: dict[str, Any]) -> list[str]:
    return [notice["soort"] for notice in turn["meldingen"]]


def given(turn: dict[str, Any]) -> dict[str, str]:
    return {item["feit"]: item["waarde"] for step in turn["stappen"] for item in step["antwoorden"]}


def at_another_day(assistant: Assistant, days: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assistant._keeper, "_today", lambda: date.today() + timedelta(days=days))


def written(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_nothing_is_written_until_the_user_asks_and_not_by_a_wrong_code(opened: Open, tmp_path: Path) -> None:
    assistant = opened()
    begun(assistant)
    with pytest.raises(KeepingError, match="geen afweging"):
        assistant.resume(Code.new().spelled)
    assert assistant.sweep() == 0
    assert list(tmp_path.iterdir()) == []


def test_a_kept_walk_goes_on_with_the_answers_given_after_it_was_kept(opened: Open) -> None:
    assistant = opened()
    session = begun(assistant)
    code = assistant.keep(session)
    assistant.answer(session, "vermoeden_geweld", "nee")
    assistant.say(session, "Wat is dat-informatie?")
    assert assistant.keep(session) == code
    before = assistant.turn(session).to_json()
    after = opened()
    turn = after.resume(code.lower().replace("-", " ")).to_json()
    assert (turn["volgende_vraag"], turn["stappen"]) == (before["volgende_vraag"], before["stappen"])
    assert after.said(turn["sessie"]) == assistant.said(session) != ()
    assert turn["bewaard"] == before["bewaard"]
    assert turn["meldingen"] == []


def test_ticks_and_remarks_are_kept_and_the_conclusion_comes_back_the_same(opened: Open) -> None:
    assistant = opened()
    end, _ = to_the_end(assistant, assistant.start(QUESTION).to_json())
    code = assistant.keep(end["sessie"])
    assistant.tick(end["sessie"], 0, True)
    assistant.remark(end["sessie"], "Ik zou eerst bellen.", "wijkverpleegkundige")
    turn = opened().resume(code).to_json()
    assert turn["conclusie"]["bewijs"]["antwoorden"] == end["conclusie"]["bewijs"]["antwoorden"]
    assert turn["conclusie"]["zinnen"] == end["conclusie"]["zinnen"]
    assert turn["afgevinkt"] == [0]
    (remark,) = turn["opmerkingen_collega"]
    assert remark == {"tekst": "Ik zou eerst bellen.", "door": "wijkverpleegkundige", "datum": date.today().isoformat()}


def test_the_files_hold_no_word_of_the_casus_no_code_and_no_fact(opened: Open, tmp_path: Path) -> None:
    assistant = opened()
    secret = "Onze huurder Kevin Bakker met BSN 111222333 vervuilt zijn woning. Mag ik dit doorgeven aan het meldpunt?"
    end, _ = to_the_end(assistant, assistant.start(secret).to_json())
    code = assistant.keep(end["sessie"])
    assistant.remark(end["sessie"], "Overleg eerst met de huisarts.", "collega wijkteam")
    raw = written(tmp_path)
    assert b"SQLite format 3" in raw
    facts = load_facts(Settings(data_dir=tmp_path).kader_dir / "feiten.yaml").by_id
    words = [*secret.split(), "PERSOON", "BSN", "Overleg", "huisarts", "collega", "ja_mits", "stap_", "feit", *facts]
    words += [value for fact in facts.values() for value in fact.values if len(value) > 4]
    words += end["conclusie"]["titel"].split()
    long_enough = [word for word in words if len(word) > 3]  # shorter ones occur in random bytes
    assert [word for word in long_enough if word.encode() in raw] == []
    signs = code.replace("-", "")
    assert code.encode() not in raw
    assert not any(signs[at : at + 8].encode() in raw.upper() for at in range(len(signs) - 8))


def test_a_code_of_another_walk_does_not_open_this_one_even_at_its_place(opened: Open, tmp_path: Path) -> None:
    assistant = opened()
    mine, yours = assistant.keep(begun(assistant)), assistant.keep(begun(assistant))
    with sqlite3.connect(tmp_path / FILE) as connection:
        rows = [row[0] for row in connection.execute("SELECT plek FROM planken ORDER BY rowid")]
        connection.execute("UPDATE checkpoints SET thread_id = 'weg' WHERE thread_id = ?", (rows[1],))
        connection.execute("UPDATE checkpoints SET thread_id = ? WHERE thread_id = ?", (rows[1], rows[0]))
    connection.close()
    with pytest.raises(AssistantError, match="cannot be read"):
        opened().resume(yours)
    assert mine != yours


def test_wiping_leaves_nothing_in_the_file_or_its_journal(opened: Open, tmp_path: Path) -> None:
    assistant = opened()
    session = begun(assistant)
    code = assistant.keep(session)
    place = assistant._sessions.get(session).kept
    assert place
    name = place.code.place().name.encode()
    assert name in written(tmp_path)
    with sqlite3.connect(tmp_path / FILE) as connection:
        blob: bytes = connection.execute("SELECT checkpoint FROM checkpoints").fetchone()[0]
    connection.close()
    assistant.wipe(session)
    assert name not in written(tmp_path)
    assert blob[:64] not in written(tmp_path) and blob[-64:] not in written(tmp_path)
    assert (tmp_path / f"{FILE}-wal").stat().st_size == 0
    with pytest.raises(KeepingError, match="gewist of verlopen"):
        opened().resume(code)
    with pytest.raises(AssistantError, match="begin opnieuw"):
        assistant.turn(session)


def test_no_longer_keeping_goes_on_without_the_stored_copy(opened: Open) -> None:
    assistant = opened()
    session = begun(assistant)
    code = assistant.keep(session)
    assert assistant.stop_keeping(session).to_json()["bewaard"] is None
    assert assistant.answer(session, "vermoeden_geweld", "nee").kept is None
    with pytest.raises(KeepingError):
        opened().resume(code)
    with pytest.raises(KeepingError, match="niet bewaard"):
        assistant.stop_keeping(session)


def test_a_kept_walk_expires_some_days_after_its_last_change(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    assistant = opened()
    session = begun(assistant)
    code = assistant.keep(session)
    at_another_day(assistant, 20, monkeypatch)
    last = assistant.answer(session, "vermoeden_geweld", "nee")
    assert assistant.turn(session).to_json()["bewaard"]["tot"] == (date.today() + timedelta(days=50)).isoformat()
    assert last.session == session
    at_another_day(assistant, 50, monkeypatch)
    assert assistant.sweep() == 0
    assert assistant.resume(code)
    at_another_day(assistant, 51, monkeypatch)
    with pytest.raises(KeepingError):
        assistant.resume(code)
    assert assistant.sweep() == 1
    assert assistant.sweep() == 0


def test_sweeping_also_takes_what_belongs_to_no_walk(opened: Open, tmp_path: Path) -> None:
    assistant = opened()
    assistant.keep(begun(assistant))
    with sqlite3.connect(tmp_path / FILE) as connection:
        connection.execute("INSERT INTO checkpoints (thread_id, checkpoint_id, type) VALUES ('los', '1', 'oud')")
        connection.execute("DELETE FROM planken")
    connection.close()
    assistant.sweep()
    with sqlite3.connect(tmp_path / FILE) as connection:
        assert connection.execute("SELECT count(*) FROM checkpoints").fetchone() == (0,)
    connection.close()


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


def test_a_wrong_code_is_told_kindly_and_slowed_after_repeated_tries(opened: Open) -> None:
    assistant, elsewhere = opened(), opened()
    wrong = [Code.new().spelled for _ in range(6)]
    right = elsewhere.keep(begun(elsewhere))
    for code in wrong[:5]:
        with pytest.raises(KeepingError, match="Bij deze code vind ik geen afweging"):
            assistant.resume(code)
    for code in (wrong[5], right):
        with pytest.raises(KeepingError, match=r"Wacht \d+ seconden"):
            assistant.resume(code)


def test_a_typing_mistake_is_told_as_one_and_never_slows_anybody(opened: Open) -> None:
    assistant = opened()
    code = assistant.keep(begun(assistant))
    for _ in range(20):
        with pytest.raises(KeepingError, match="typefout"):
            assistant.resume(code[:-1])
    assert assistant.resume(code)


def test_a_walk_of_an_older_version_says_so_and_is_concluded_anew(
    opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    assistant = opened()
    end, _ = to_the_end(assistant, assistant.start(QUESTION).to_json())
    code = assistant.keep(end["sessie"])
    newer = opened()
    monkeypatch.setattr(newer._keeper, "_generation", "g-nieuw")
    turn = newer.resume(code).to_json()
    assert kinds(turn)[-2:] == [KIND, KIND]
    assert "komt vandaag weer uit" in turn["meldingen"][-1]["tekst"]
    assert turn["conclusie"]["code"] == end["conclusie"]["code"]


def test_an_older_walk_that_lacks_an_answer_now_does_not_tell_its_outcome(
    opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    assistant = opened()
    end, _ = to_the_end(assistant, assistant.start(QUESTION).to_json())
    code = assistant.keep(end["sessie"])
    newer = opened()
    monkeypatch.setattr(newer._keeper, "_generation", "g-nieuw")
    facts = dict(newer._agenda.facts.by_id)
    fact = facts["noodzaak"]
    kept = tuple(option for option in fact.options if option.value != "zonder_gaat_het_niet")
    older = replace(newer._agenda.facts, by_id=facts | {"noodzaak": replace(fact, options=kept)})
    for part in (newer._keeper, newer._keeper._copies):
        monkeypatch.setattr(part, "_agenda", SimpleNamespace(facts=older, table=newer._agenda.table))
    turn = newer.resume(code).to_json()
    assert turn["volgende_vraag"]["feit"] and turn["conclusie"] is None
    assert kinds(turn)[-3:] == [KIND, "antwoord_vervallen", "conclusie_open"]
    assert end["conclusie"]["titel"] not in " ".join(notice["tekst"] for notice in turn["meldingen"])


def test_a_walk_of_another_form_is_not_opened(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    assistant = opened()
    code = assistant.keep(begun(assistant))
    monkeypatch.setattr("assistant.keeping.keeper.FORM", 2)
    with pytest.raises(KeepingError, match="andere versie"):
        assistant.resume(code)


def test_the_file_can_be_read_by_its_owner_alone(opened: Open, tmp_path: Path) -> None:
    assistant = opened()
    assistant.keep(begun(assistant))
    assert {path.stat().st_mode & 0o077 for path in tmp_path.iterdir() if path.name.startswith(FILE)} == {0}


def test_keeping_needs_a_walk(opened: Open) -> None:
    assistant = opened()
    session = assistant.start("Wat is dat-informatie?").session
    assert session
    with pytest.raises(KeepingError, match="nog geen afweging"):
        assistant.keep(session)
