"""Feedback: stored without the casus, listed, and dealt with once."""

from pathlib import Path

import pytest

from assistant import Assistant, AssistantError, InputError, Settings, build_assistant
from assistant.feedback import FILE
from ingest.store import Store
from tests.assistant.casus import QUESTION


@pytest.fixture
def assistant(store: Store, tmp_path: Path) -> Assistant:
    return build_assistant(Settings(data_dir=tmp_path), store=store)


def test_feedback_names_the_place_the_passage_and_the_versions_and_nothing_of_the_casus(
    assistant: Assistant, tmp_path: Path
) -> None:
    turn = assistant.start(QUESTION).to_json()
    question = turn["volgende_vraag"]
    passage = question["bronnen"][0]
    assistant.feedback("bron_klopt_niet", "vraag", question["feit"], passages=[passage["passage_id"]])
    (said,) = (each.to_json() for each in assistant.all_feedback())
    assert said["waarover"] == {"soort": "vraag", "id": question["feit"]}
    assert said["plaatsen"] == [f"{passage['nummer']}:{passage['start_line']}-{passage['end_line']}"]
    about = assistant.about()
    assert (said["tabelversie"], said["generatie"]) == (about["tabelversie"], about["generatie"])
    raw = (tmp_path / FILE).read_text("utf-8")
    assert not [word for word in QUESTION.split() if len(word) > 5 and word in raw]
    assert (tmp_path / FILE).stat().st_mode & 0o077 == 0


def test_the_line_a_user_adds_is_masked_and_stays_one_line(assistant: Assistant, tmp_path: Path) -> None:
    said = assistant.feedback("uitkomst_onjuist", "conclusie", "R5", remark="Bij mevrouw Jansen\nmocht \u2028 dit wel.")
    assert said.remark == "Bij mevrouw [PERSOON-1] mocht dit wel."
    assert "Jansen" not in (tmp_path / FILE).read_text("utf-8")
    assert assistant.all_feedback() == (said,)


@pytest.mark.parametrize(
    ("kind", "sort", "about", "passage", "remark"),
    [
        ("onzin", "vraag", "rol", None, ""),
        ("bron_klopt_niet", "casus", "rol", None, ""),
        ("bron_klopt_niet", "vraag", "Mijn buurman drinkt.", None, ""),
        ("bron_klopt_niet", "vraag", "", None, ""),
        ("bron_klopt_niet", "vraag", "rol", "bestaat-niet", ""),
        ("bron_klopt_niet", "vraag", "rol", None, "x" * 301),
    ],
)
def test_what_is_no_feedback_is_refused(
    assistant: Assistant, tmp_path: Path, kind: str, sort: str, about: str, passage: str | None, remark: str
) -> None:
    with pytest.raises(InputError):
        assistant.feedback(kind, sort, about, passages=[passage] if passage else [], remark=remark)
    assert not (tmp_path / FILE).exists()


def test_what_was_dealt_with_is_marked_and_stays(assistant: Assistant) -> None:
    first = assistant.feedback("vraag_onduidelijk", "vraag", "rol")
    second = assistant.feedback("vraag_onduidelijk", "vraag", "doel")
    assistant.feedback_done(first.feedback_id)
    assert [bool(said.done_on) for said in assistant.all_feedback()] == [True, False]
    with pytest.raises(InputError, match="bestaat niet"):
        assistant.feedback_done("weg")
    assert second in assistant.all_feedback()


def test_a_damaged_line_is_named(assistant: Assistant, tmp_path: Path) -> None:
    assistant.feedback("vraag_onduidelijk", "vraag", "rol")
    with (tmp_path / FILE).open("a") as file:
        file.write('{"half')
    with pytest.raises(AssistantError, match=f"{FILE}:2"):
        assistant.all_feedback()
