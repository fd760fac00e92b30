"""The suites and documents as a generation has them, when it is newer than what the cases were written for."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

from assistant import Assistant, InputError
from evals.cases import SUITES_DIR
from evals.corpus import Corpus, Stretch

_PLACE = re.compile(r"(?<![\w:.])(\d{3}):([1-9]\d*)(?:-([1-9]\d*))?(?![\w:])")


class GenerationCorpus(Corpus):
    """The documents as a generation holds them, which may be newer than those in the corpus folder.

    It is plain data, so that it can go to other processes.
    """

    def __init__(self, assistant: Assistant) -> None:
        """Take the documents of the generation that an assistant works on, and where all that is cited stands in it."""
        super().__init__()
        view = assistant.generation
        self._numbers = {document: held["nummer"] for document, held in view.documents().items()}
        self._stored = view.lines()
        cited = {place for entry in assistant.citations() for place in entry["plaatsen"]}
        self._led = {Stretch.parse(place): lead(assistant, Stretch.parse(place)) for place in cited}

    @cached_property
    def numbers(self) -> Mapping[str, str]:
        """The number of every document, by its id."""
        return self._numbers

    @cached_property
    def _lines(self) -> Mapping[str, Sequence[str]]:
        return self._stored

    def where(self, stretch: Stretch) -> Stretch:
        """Return where the words of a place in the data files stand now; what is gone stays where it was."""
        return self._led.get(stretch, stretch)

    def text(self, stretch: Stretch) -> str:
        """Return the text of these lines, or what is left of it: a quote of what is gone stands on no line of now."""
        return "\n".join(self._lines.get(stretch.number, ())[stretch.start - 1 : stretch.end])


def documents_of(assistant: Assistant) -> Corpus:
    """Return the documents as they are stored, where the generation holds just these; otherwise as it holds them.

    Stored files are read apart from all that the assistant did, and so they judge its quotes best.
    """
    stored, held = Corpus(), assistant.generation.lines()
    # A line feed at the very end is no line of a generation.
    same = held.keys() == stored.files.keys() and all(
        stored.whole(number).rstrip("\n") == "\n".join(lines).rstrip("\n") for number, lines in held.items()
    )
    return stored if same else GenerationCorpus(assistant)


def lead(assistant: Assistant, place: Stretch) -> Stretch:
    """Return where a place of the data files stands in the generation of an assistant.

    Of a place that is gone as a whole the largest part that is left counts; when nothing is left it stays put.
    """
    whole = assistant.generation.locate(place.number, place.start, place.end)
    found = [whole] if whole["fate"] != "vervallen" else [p for p in whole["parts"] if p["fate"] != "vervallen"]
    stretches = [Stretch(place.number, part["start"], part["end"]) for part in found]
    return max(stretches, key=len, default=place)


@contextmanager
def led_suites(assistant: Assistant) -> Iterator[Path]:
    """Give a copy of the suites in which every place stands where this generation has it."""

    def led(match: re.Match[str]) -> str:
        try:
            return str(lead(assistant, Stretch(match[1], int(match[2]), int(match[3] or match[2]))))
        except InputError:
            return match[0]  # no place of a document: a number that looks like one

    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "suites"
        shutil.copytree(SUITES_DIR, folder)
        for path in folder.rglob("*.yaml"):
            path.write_text(_PLACE.sub(led, path.read_text("utf-8")), "utf-8")
        yield folder
