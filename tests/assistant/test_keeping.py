"""Keeping a walk: nothing by default, unreadable without the code, gone when wiped, and no write lost."""

import sqlite3
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from assistant import AssistantError, KeepingError, Settings
from assistant.kader.facts import load_facts
from assistant.keeping.code import Code
from assistant.keeping.shelf import FILE
from tests.assistant.casus import QUESTION, to_the_end
from tests.assistant.kept import Open, at_another_day, begun, kinds, written

KIND = "oudere_versie"


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
