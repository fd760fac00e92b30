"""The simulated user: what it answers on each kind of screen, and how many clicks that is."""

from collections.abc import Mapping
from typing import Any

import pytest

from evals.clicks import walk_by_clicks

FACTS = {
    "rol": "politie",
    "doel": "andere",
    "gewetensnood": "ja",
    "geen_andere_weg": "nee",
    "niet_in_staat": "weet_ik_niet",
}


def screen(fact: str, form: str = "vraag", **more: Any) -> dict[str, Any]:
    options = [{"waarde": "geen", "label": "Niets"}]
    shown = {"feit": fact, "vorm": form, "stap": "I", "vraag": "Wat?", "opties": options, "regels": [], "vinkjes": []}
    return {**shown, **more}


def line(fact: str, value: str) -> dict[str, str]:
    return {"feit": fact, "waarde": value}


def tick(fact: str, *, ticked: bool = False) -> dict[str, Any]:
    return {"feit": fact, "kort": fact, "aangevinkt": ticked}


NO_CASUS: dict[str, Any] = {"sessie": "s", "volgende_vraag": None, "conclusie": None, "stappen": []}


class Played:
    """Shows these screens one after the other; a change shows the same screen without that line."""

    def __init__(self, *screens: dict[str, Any]) -> None:
        self.screens = list(screens)
        self.answered: list[tuple[str, str]] = []
        self.changed: list[tuple[str, str | None]] = []
        self.forgotten = 0

    def start(self, text: str = "") -> Any:
        return self if text != "geen casus" else Reply(NO_CASUS)

    def to_json(self) -> dict[str, Any]:
        ended = {"code": "nee"} if not self.screens else None
        open_question = self.screens[0] if self.screens else None
        given = [{"feit": fact, "waarde": value, "hoe": "beantwoord"} for fact, value in self.answered]
        steps = [{"stap": "I", "stand": "huidig" if self.screens else "klaar", "antwoorden": given}]
        return {"sessie": "s", "volgende_vraag": open_question, "conclusie": ended, "stappen": steps}

    def answer(self, session_id: str, fact: str, value: str) -> Any:
        self.answered.append((fact, value))
        self.screens.pop(0)
        return self

    def change(self, session_id: str, fact: str, value: str | None) -> Any:
        self.changed.append((fact, value))
        self.screens[0]["regels"] = [one for one in self.screens[0]["regels"] if one["feit"] != fact]
        return self

    def forget(self, session_id: str) -> None:
        self.forgotten += 1


class Reply:
    def __init__(self, data: Mapping[str, Any]) -> None:
        self._data = dict(data)

    def to_json(self) -> dict[str, Any]:
        return self._data


LIST = screen("lijst", "lijst", vinkjes=[tick("gewetensnood"), tick("geen_andere_weg"), tick("niet_in_staat")])
SEEN = screen("lijst", "lijst", vinkjes=[tick("gewetensnood", ticked=True), tick("geen_andere_weg", ticked=True)])
NOTHING = screen("lijst", "lijst", vinkjes=[tick("geen_andere_weg")])
TOGETHER = screen(
    "samen",
    opties=[
        {"waarde": "a", "label": "A", "zet": {"rol": "school", "doel": "andere"}},
        {"waarde": "b", "label": "B", "zet": {"rol": "politie", "doel": "andere"}},
        {"waarde": "c", "label": "C", "zet": {"doel": "andere"}},
    ],
)


@pytest.mark.parametrize(
    ("shown", "value", "clicks"),
    [
        (screen("rol"), "politie", 1),
        (screen("betrokkene"), "weet_ik_niet", 1),
        (screen("kaart_IV", "kaart", regels=[line("rol", "politie")]), "ja", 1),
        (screen("doel", regels=[line("rol", "politie")]), "andere", 1),
        (LIST, "gewetensnood,niet_in_staat?", 3),
        (SEEN, "gewetensnood", 2),
        (NOTHING, "geen", 1),
        (TOGETHER, "b", 1),
    ],
)
def test_each_screen_is_answered_from_the_facts_and_counted(shown: dict[str, Any], value: str, clicks: int) -> None:
    played = Played(shown)
    walked = walk_by_clicks("vraag", FACTS, played)
    assert played.answered == [(shown["feit"], value)]
    assert (walked.clicks, walked.code, played.forgotten) == (clicks, "nee", 1)


def test_a_wrong_line_costs_opening_it_and_choosing() -> None:
    shown = Played(screen("doel", regels=[line("rol", "school"), line("onbekend", "ja")]))
    walked = walk_by_clicks("vraag", FACTS, shown)
    assert shown.changed == [("rol", "politie")]
    assert (walked.clicks, walked.corrected) == (3, ("rol",))


def test_a_question_that_is_not_taken_for_a_casus_costs_the_click_into_the_steps() -> None:
    assert walk_by_clicks("geen casus", FACTS, Played(screen("rol"))).clicks == 2


def test_what_each_screen_settles_and_shows_is_kept_with_what_was_known() -> None:
    shown = [TOGETHER, screen("kaart_IV", "kaart", regels=[line("rol", "politie")]), LIST]
    compound, card, ticked = walk_by_clicks("vraag", FACTS, Played(*shown)).questions
    assert [len(each.settles) for each in (compound, card, ticked)] == [1, 0, 3]
    assert compound.settles[0][2] == {"doel": "andere"} and compound.lines == ()
    assert (card.lines, card.before) == (("rol",), {"samen": "b"})
    assert (compound.said, ticked.said) == ("B", "gewetensnood")


def test_at_the_end_it_is_known_how_far_each_step_came() -> None:
    assert walk_by_clicks("vraag", FACTS, Played(screen("rol"))).steps == (("I", "klaar", ("rol",)),)
