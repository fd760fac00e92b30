"""Kept walks for the tests: how one begins, and what is read of it."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from assistant import Assistant
from tests.assistant.casus import QUESTION

Open = Callable[[], Assistant]


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
