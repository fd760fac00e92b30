"""Clicks: what each kind of click asks of the assistant, and what is shown of the answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from assistant import Assistant, KeepingError, Turn
from ui.drawing import Drawing
from ui.errors import UiError
from ui.texts import PageTexts
from ui.windows import Reply, Windows, told_by_page

Click = Mapping[str, str]


class Clicks:
    """Acts on clicks in the conversation; `soort` says which, the other keys what it is about."""

    def __init__(self, assistant: Assistant, texts: PageTexts, drawing: Drawing, windows: Windows) -> None:
        """Take what answers, the words of the page, and what shows the answer."""
        self._assistant = assistant
        self._texts = texts
        self._drawing = drawing
        self._windows = windows

    def act(self, session: str, click: Click) -> Reply:
        """Do what a click asks; raises UiError for a kind that does not exist, and what the assistant raises."""
        kind = click.get("soort", "")
        new = self._beginning(kind, click)
        if new is not None:
            return self._windows.shown(session, new())
        special: dict[str, Callable[[], Reply]] = {
            "opnieuw": lambda: self._windows.at_start(session),
            "wis_alles": lambda: self._wiped(session),
            "open_bewaard": lambda: self._opened(session, click["code"], looking_along=False),
            "kijk_mee": lambda: self._opened(session, click["code"], looking_along=True),
            "bewaar": lambda: self._kept(session),
            "bewaar_niet": lambda: self._no_longer_kept(session),
            "wijzig": lambda: self._changing(session, click["feit"]),
            "zet": lambda: self._changed(session, click["feit"], click["waarde"]),
            "haal_weg": lambda: self._changed(session, click["feit"], None),
            "wat_als": lambda: self._previewed(session, click["feit"], click["waarde"]),
            "leg_anders_uit": lambda: self._explained(session),
        }
        if kind in special:
            return special[kind]()
        return self._windows.shown(session, self._step(session, kind, click))

    def _beginning(self, kind: str, click: Click) -> Callable[[], Turn] | None:
        """Return what puts another conversation in this window, or None when the click is about the one that is."""
        beginnings: dict[str, Callable[[], Turn]] = {
            "begin": self._assistant.start,
            "voorbeeld": lambda: self._assistant.start(self._texts.examples[int(click["nummer"])].text),
            "hervat": lambda: self._assistant.turn(click["sessie"]),
        }
        return beginnings.get(kind)

    def _step(self, session: str, kind: str, click: Click) -> Turn:
        steps: dict[str, Callable[[], Turn]] = {
            "antwoord": lambda: self._assistant.answer(session, click["feit"], click["waarde"]),
            "terug": lambda: self._assistant.back(session),
            "annuleer": lambda: self._assistant.turn(session),
            "ververs": lambda: self._assistant.turn(session),
            "opmerking": lambda: self._assistant.remark(session, click["tekst"], click["door"]),
        }
        if kind not in steps:
            raise UiError(f"click of kind {kind!r} is unknown; known are {', '.join(steps)}")
        return steps[kind]()

    def _opened(self, session: str, code: str, *, looking_along: bool) -> Reply:
        """Show a kept walk; a code that does not open one stays in its box, to be mended."""
        try:
            return self._windows.shown(session, self._assistant.resume(code, looking_along=looking_along))
        except KeepingError as error:
            return self._windows.at_start(session, error=str(error), code=code)

    def _wiped(self, session: str) -> Reply:
        self._assistant.wipe(session)
        return self._windows.at_start(session, told=self._texts.label("gewist"))

    def _kept(self, session: str) -> Reply:
        self._assistant.keep(session)
        return self._windows.shown(session, self._assistant.turn(session), kept_now=True)

    def _no_longer_kept(self, session: str) -> Reply:
        told = told_by_page("gewist", self._texts.label("bewaar_gestopt"))
        return self._windows.shown(session, self._assistant.stop_keeping(session), told=[told])

    def _changing(self, session: str, fact: str) -> Reply:
        """Show the question of an earlier answer, with what each other answer would change."""
        change = {
            "vraag": self._assistant.question_for(session, fact),
            "gevolgen": self._assistant.effects(session, fact),
        }
        return self._windows.shown(session, self._assistant.turn(session), change=change)

    def _changed(self, session: str, fact: str, value: str | None) -> Reply:
        """Change an answer, and show where that leads with a line that says what it did."""
        turn, told = self._assistant.change_with_effect(session, fact, value)
        return self._windows.shown(session, turn, told=[told_by_page("gewijzigd", told)])

    def _previewed(self, session: str, fact: str, value: str) -> Reply:
        """Show what another answer would give; the walk stays as it is, and a reload shows it again."""
        preview = self._assistant.preview(session, fact, value)
        turn = self._assistant.turn(session).to_json()
        return Reply(session, self._drawing.page(turn, preview=preview))

    def _explained(self, session: str) -> Reply:
        """Show the open question with its explanation in other words, when the language model has any."""
        found = self._assistant.explain(session)
        turn = self._assistant.turn(session).to_json()
        told = {"toelichting": found["tekst"], "verwoord_door": found["verwoord_door"], "uit_te_leggen": False}
        turn["volgende_vraag"] = {**turn["volgende_vraag"], **told}
        turn["meldingen"] = [*turn["meldingen"], *found["meldingen"]]
        return Reply(session, self._drawing.page(turn))
