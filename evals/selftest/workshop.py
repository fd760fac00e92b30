"""The workshop: makes an assistant from data files that were tampered with, or documents that lost a passage."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from assistant import Assistant, Settings, build_assistant
from evals.corpus import CORPUS_DIR, Corpus, Stretch
from evals.errors import EvalError

_PLACE = re.compile(r"\d{3}:\d+(?:-\d+)?")


class Workshop:
    """Works on copies in a folder of its own; what it copies from stays as it is."""

    def __init__(self, settings: Settings, folder: Path) -> None:
        """Take the settings of the assistant that is whole, and an empty folder."""
        self.settings = settings
        self._folder = folder

    def with_table(self, old: str, new: str) -> Assistant:
        """Return an assistant of which one line of the decision table reads otherwise. Raises EvalError."""
        copied = self._copied(self.settings.kader_dir, "kader")
        file = copied / "regels.yaml"
        _rewrite(file, lambda text: text.replace(old, new))
        return build_assistant(replace(self.settings, kader_dir=copied))

    def with_texts_citing(self, there: Stretch, instead: str) -> Assistant:
        """Return an assistant whose sentences cite another place than they did. Raises EvalError."""
        copied = self._copied(self.settings.texts_dir, "teksten")

        def move(found: re.Match[str]) -> str:
            return instead if Stretch.parse(found[0]).overlap(there) else found[0]

        for name in ("onderdelen.yaml", "grondslagen.yaml"):
            _rewrite(copied / name, lambda text: _PLACE.sub(move, text))
        return build_assistant(replace(self.settings, texts_dir=copied))

    def corpus_without(self, gone: Stretch) -> Corpus:
        """Return the documents with these lines made empty."""
        copied = self._copied(CORPUS_DIR, "corpus")
        file = Corpus(copied).files[gone.number]
        lines = file.read_bytes().decode("utf-8").split("\n")
        lines[gone.start - 1 : gone.end] = [""] * len(gone)
        file.write_bytes("\n".join(lines).encode())
        return Corpus(copied)

    def _copied(self, source: Path, name: str) -> Path:
        target = self._folder / name
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(source, target)
        return target


def _rewrite(file: Path, change: Callable[[str], str]) -> None:
    text = file.read_text("utf-8")
    changed = change(text)
    if changed == text:
        raise EvalError(f"{file.name}: the fault could not be planted, for what it alters is not there any more")
    file.write_text(changed, "utf-8")
