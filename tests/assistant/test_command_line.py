"""The command line: JSON on standard output, messages on standard error, honest exit codes."""

import json
from pathlib import Path

import pytest

from tests.assistant.casus import QUESTION, TILBURG_3, RunCommand


def test_search_batch_answers_one_line_per_query_in_order(run: RunCommand, tmp_path: Path) -> None:
    batch = tmp_path / "vragen.jsonl"
    batch.write_text('{"id": "b", "query": "conflict van plichten"}\n{"id": "a", "query": "mag ik appen"}\n', "utf-8")
    code, out, _ = run("search", "--batch", str(batch), "-k", "3", "--json")
    rows = [json.loads(line) for line in out.splitlines()]
    assert (code, [row["id"] for row in rows]) == (0, ["b", "a"])
    assert all(len(row["hits"]) <= 3 for row in rows)


def test_walk_reads_a_file_and_a_batch(run: RunCommand, tmp_path: Path) -> None:
    file = tmp_path / "casus.yaml"
    file.write_text(json.dumps({"vraag": QUESTION, "feiten": TILBURG_3}), "utf-8")
    code, out, _ = run("walk", str(file), "--json")
    assert (code, json.loads(out)["conclusie"]["code"]) == (0, "ja_mits")
    batch = tmp_path / "walks.jsonl"
    batch.write_text(
        json.dumps({"id": 1, "vraag": "", "feiten": TILBURG_3})
        + "\nkapot\n"
        + json.dumps({"id": 3, "feiten": {"rol": "astronaut"}}),
        "utf-8",
    )
    code, out, err = run("walk", "--batch", str(batch), "--json")
    rows = [json.loads(line) for line in out.splitlines()]
    assert code == 2
    assert [row["id"] for row in rows] == [1, None, 3]
    assert "regel 2" in rows[1]["fout"] and "astronaut" in rows[2]["fout"]
    assert len(err.splitlines()) == 2


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("walk", "bestaat-niet.yaml"), "bestaat-niet.yaml"),
        (("walk",), "--batch"),
        (("search", ""), "leeg"),
        (("search", "x", "-k", "0"), "-k"),
        (("ask", "--batch", "bestaat-niet.jsonl"), "bestaat-niet.jsonl"),
    ],
)
def test_bad_input_is_exit_2_and_one_line(run: RunCommand, arguments: tuple[str, ...], named: str) -> None:
    code, out, err = run(*arguments)
    assert code == 2
    assert named in err
    assert len(err.strip().splitlines()) == 1
    assert not out


def test_ask_prints_one_json_value_without_a_conclusion(run: RunCommand) -> None:
    code, out, _ = run("ask", QUESTION, "--json")
    turn = json.loads(out)
    assert code == 0
    assert turn["conclusie"] is None
    assert turn["volgende_vraag"]["feit"] == "acuut_gevaar"


def test_a_walk_is_readable_without_json(run: RunCommand, tmp_path: Path) -> None:
    file = tmp_path / "casus.yaml"
    file.write_text(json.dumps({"feiten": TILBURG_3}), "utf-8")
    code, out, _ = run("walk", str(file))
    assert code == 0
    assert "Ja, mits" in out
    assert "De ladder" in out


def test_a_chat_walks_to_the_end(run: RunCommand, monkeypatch: pytest.MonkeyPatch) -> None:
    typed = iter([QUESTION, "waarom", "2", "2", "1", "terug", "stop"])
    monkeypatch.setattr("rich.console.Console.input", lambda self, prompt: next(typed))
    code, out, _ = run("chat")
    assert code == 0
    assert "acute crisis" in out
    assert "Hier ga ik van uit" in out
    assert "huurder van ons" in out
