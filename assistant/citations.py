"""Everything in the data files that cites: who cites which places, and whether they resolve."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from assistant.cite import Citer
from assistant.errors import AssistantError
from assistant.glossary import Glossary
from assistant.guard import normalise
from assistant.instruments import Instruments
from assistant.kader.agenda import Agenda
from assistant.report.wording import Texts
from assistant.verslag.office import Papers


@dataclass(frozen=True)
class Cited:
    """A rule, question or text by its id, the places it names, and its words where “quotes” in them are literal."""

    used_by: str
    places: tuple[str, ...]
    text: str = ""


def everything_cited(
    agenda: Agenda, texts: Texts, glossary: Glossary, instruments: Instruments, papers: Papers
) -> Iterator[Cited]:
    """Yield all that can ever be cited beside a question, a conclusion or an answer, or in a paper."""
    for row in agenda.table.rows:
        yield Cited(row.row_id, tuple(row.sources))
    for size_row in agenda.table.size_rows:
        yield Cited(size_row.row_id, tuple(size_row.sources))
    for definition in agenda.table.definitions:
        yield Cited(definition.name, tuple(definition.sources))
    for proposal in agenda.proposals.every:
        yield Cited(proposal.proposal_id, tuple(proposal.sources))
    for form_id, sources in agenda.proposals.forms.places:
        yield Cited(form_id, tuple(sources))
    for step in agenda.facts.steps.values():
        yield Cited(f"stap {step.step}", tuple(step.sources))
    for fact in agenda.facts.by_id.values():
        yield Cited(fact.fact_id, tuple(fact.sources))
        for option in fact.options:
            name = f"{fact.fact_id}.{option.value}"
            yield Cited(name, tuple(option.sources))
            yield from (Cited(name, tuple(beside.sources), beside.text) for beside in option.illustrations)
    for term in agenda.facts.terms.values():
        yield Cited(term.term, tuple(term.sources))
    for text_id, places in texts.every_wording():
        yield Cited(text_id, tuple(places))
    for check in agenda.checks.every:
        yield Cited(check.question_id, tuple(check.sources))
        yield Cited(check.question_id, tuple(check.bar.sources), check.bar.text)
    for used_by, text, places in instruments.places():
        yield Cited(used_by, tuple(places), text)
    for used_by, places, text in papers.cited():
        yield Cited(used_by, places, text)
    for entry in glossary.entries:
        yield Cited(f"begrip {entry.term}", tuple(entry.places))


def resolve(every: Iterable[Cited], citer: Citer) -> None:
    """Look up every place, so that a broken citation stops the start and not a walk.

    Raises AssistantError naming who cites, for a place without a passage and for a “quote” that does not stand there.
    """
    for cited in every:
        sources = citer.cite(cited.places, used_by=cited.used_by)
        if any(source.place is not None and source.place.doubtful for source in sources):
            continue  # a newer version has other words here, and every reader is told so until someone confirms it
        stands = normalise("".join(source.quote for source in sources))
        for quote in re.findall(r"“([^”]+)”", cited.text):
            if normalise(quote) not in stands:
                raise AssistantError(
                    f"{cited.used_by}: “{quote}” does not stand in {', '.join(cited.places)}. Correct one of them."
                )


def to_json(every: Iterable[Cited], citer: Citer) -> list[dict[str, Any]]:
    """Return who cites what as plain data, every place resolved to its passages."""
    return [
        {
            "wie": cited.used_by,
            "tekst": cited.text,
            "plaatsen": list(cited.places),
            "bronnen": [source.to_json() for source in citer.cite(cited.places, used_by=cited.used_by)],
        }
        for cited in every
    ]
