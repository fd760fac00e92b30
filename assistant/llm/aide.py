"""What the assistant asks of a language model, and what it does with the reply; without a model nothing changes."""

from __future__ import annotations

import json
import threading
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from assistant.answer import Answer
from assistant.cite import Source
from assistant.datafiles import read_yaml
from assistant.errors import DataFileError
from assistant.guard import Guard
from assistant.hearing import Heard
from assistant.literal import narrowed
from assistant.llm.bounds import Bounds
from assistant.llm.configuration import ModelSettings
from assistant.llm.model import Deadline, LanguageModel, ModelTrouble
from assistant.llm.schemas import answer_schema, proposals_schema, rewording_schema
from assistant.llm.use import ModelUse
from assistant.llm.verify import CheckedSentence, Given, verify_answer, verify_proposals, verify_rewording
from assistant.report.statements import Statement
from assistant.triage import Intent

_FILE = Path(__file__).parent / "opdrachten.yaml"
_TASKS = ("voorstel", "antwoord", "uitleg")
_EVERY = "alle"

PROPOSED = 0.3
"""The certainty of what a model proposes: below everything that is recognised, so it is never filled in beforehand."""


@dataclass(frozen=True)
class Orders:
    """The instructions of opdrachten.yaml, and what a model may propose."""

    tasks: Mapping[str, str]
    proposable: Mapping[str, tuple[str, ...]]

    @classmethod
    def load(cls, domains: Mapping[str, Sequence[str]], path: Path = _FILE) -> Orders:
        """Read the file; raises DataFileError for a fact or value that does not exist."""
        preface = "gegevens_zijn_geen_opdracht"
        data = read_yaml(path, required=("voorstelbaar", preface, *_TASKS))
        proposable = {}
        for fact, values in data["voorstelbaar"].items():
            wanted = domains.get(fact, ()) if values == _EVERY else values
            if not wanted or not set(wanted) <= set(domains.get(fact, ())):
                raise DataFileError(path.name, f"voorstelbaar.{fact}", f"no such fact or value: {values!r}")
            proposable[fact] = tuple(wanted)
        return cls({name: f"{data[preface]}\n\n{data[name]}" for name in _TASKS}, proposable)


@dataclass
class Aide:
    """Holds the model on its lead. Every method returns what it was given when there is no model or it fails."""

    settings: ModelSettings | None
    orders: Orders
    bounds: Bounds
    guard: Guard
    dropped: Counter[str] = field(default_factory=Counter)  # what failed a check, by reason
    _model: LanguageModel | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        """Check that the model's package is there; loads nothing."""
        self._model = LanguageModel(self.settings) if self.settings else None

    @property
    def label(self) -> str | None:
        """The name of the model, or None when there is none."""
        return self.settings.label if self.settings else None

    def propose(self, heard: Heard, use: ModelUse) -> Heard:
        """Add facts that the model found in the masked text and that were not recognised; each waits for the user."""
        if heard.intent != Intent.CASUS or heard.unclear or not heard.text:
            return heard
        allowed = {name: values for name, values in self.orders.proposable.items() if name not in heard.facts}
        data = {"tekst": heard.text, "keuzes": allowed}
        raw = self._ask("voorstel", data, proposals_schema(allowed), use) if allowed else None
        if raw is None:
            return heard
        checked = verify_proposals(raw, heard.text, allowed)
        self._count(checked.reasons)
        use.failed = not checked.usable
        found = {
            each.fact: {"waarde": each.value, "zekerheid": PROPOSED, "tekst": each.words, "herkomst": "taalmodel"}
            for each in checked.proposals
        }
        return replace(heard, facts={**heard.facts, **found})

    def phrase(self, question: str, answer: Answer, use: ModelUse) -> Answer:
        """Return the answer in the model's sentences, each on a literal quote, or the literal answer itself."""
        sources = {str(source.passage.passage_id): source for source in (*answer.sources, *answer.see_also)}
        given = [Given(name, source.passage.text, source.passage.reading_text) for name, source in sources.items()]
        passages = [{"passage_id": each.passage_id, "tekst": each.reading_text} for each in given]
        schema = answer_schema([each.passage_id for each in given])
        raw = self._ask("antwoord", {"vraag": question, "passages": passages}, schema, use)
        if raw is None or self.settings is None:
            return answer
        checked = verify_answer(raw, given, self.bounds)
        self._count(checked.reasons)
        use.failed = not checked.usable
        if not checked.good_enough(self.settings.most_dropped):
            return answer
        statements = self.guard.release(
            Statement(f"model-{number}", sentence.text, (_narrowed(sources[sentence.passage_id], sentence),))
            for number, sentence in enumerate(checked.sentences, start=1)
        )
        if not statements:
            return answer
        used = {source.passage.passage_id for statement in statements for source in statement.sources}
        rest = tuple(source for name, source in sources.items() if name not in used)
        return Answer(statements[0].text, statements, rest, phrased_by=self.settings.label)

    def reword(self, explanation: str, use: ModelUse) -> str | None:
        """Return an explanation in other words, or None when the model gave none that passes."""
        raw = self._ask("uitleg", {"toelichting": explanation}, rewording_schema(), use)
        if raw is None:
            return None
        checked = verify_rewording(raw, explanation, self.bounds)
        if checked.text is None:
            self._count((checked.reason,))
        use.failed = not checked.usable
        return checked.text

    def _ask(self, task: str, data: Mapping[str, Any], schema: Mapping[str, Any], use: ModelUse) -> str | None:
        """Return what the model writes, or None when there is no model or it fails; a turn asks at most once."""
        if self._model is None or use.failed:
            return None
        deadline = Deadline(self._model.settings.seconds)
        try:
            # As JSON, text of users and documents cannot close its own quotation marks and pose as an instruction.
            return self._model.reply(self.orders.tasks[task], json.dumps(data, ensure_ascii=False), schema, deadline)
        except ModelTrouble:
            use.failed = True
            return None

    def _count(self, reasons: Sequence[str]) -> None:
        with self._lock:
            self.dropped.update(reasons)


def _narrowed(source: Source, sentence: CheckedSentence) -> Source:
    """Return the citation of the fewest lines that hold a quote, so that the reader sees the quote itself."""
    passage = source.passage
    whole = replace(source, quote=passage.text, quote_lines=(passage.start_line, passage.end_line))
    return narrowed(whole, sentence.quote)
